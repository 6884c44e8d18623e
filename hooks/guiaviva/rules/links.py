"""Every link leads somewhere: to a page, a section, a picture that is there, or a whole address.

Links are followed in the language of the page, as the reader's browser will: a page that is not translated is the
source's. Links to other hosts are looked at for their form only; a check of the guide asks nothing of anyone outside.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.types import EMAIL, Refers, is_url
from guiaviva.guide import Guide
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Link, Page

SCHEMES = ("https", "http", "mailto", "tel")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ADDRESS = re.compile(r"(www\.)?[\w-]+(\.[\w-]+)*\.(cat|com|org|net|eu|es|info|gov|edu|io)(/\S*)?")


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for link in page.links:
            yield from _link(guide, page, link)
        for image in page.images:
            yield from _image(guide, page, image)
        for link in page.spaced_links:
            values = {"found": link.text, "expected": f"[{link.target}]({link.text.split('(', 1)[1]}"}
            yield found("malformed-link", link.place, variant="space", **values)
    for entry in guide.facts.entries():
        for marked in entry.marked():
            if isinstance(marked.mark, Refers) and marked.mark.to == "pages":
                id, _, anchor = marked.value.partition("#")
                place = entry.value_place(*marked.path)
                yield from _target(guide, place, guide.source_language, marked.value, id, anchor, "")


def _link(guide: Guide, page: Page, link: Link) -> Iterator[Finding]:
    target = link.target.strip()
    if scheme := _SCHEME.match(target):
        yield from _outside(link, target, scheme[1].lower())
        return
    if target.startswith("//"):
        return
    path, _, anchor = target.partition("#")
    path, anchor = unquote(path.split("?")[0]), unquote(anchor)
    if not path:
        if anchor and anchor not in guide.anchors(page) and not anchor.startswith(("fn:", "fnref:")):
            yield _broken_anchor(guide, link.place, target, page, anchor)
    elif re.fullmatch(EMAIL, path):
        yield found("malformed-link", link.place, variant="email", found=target, expected=f"mailto:{target}")
    elif _ADDRESS.fullmatch(path) and not path.endswith(".md"):
        yield found("malformed-link", link.place, variant="no-scheme", found=target, expected=f"https://{target}")
    else:
        resolved = _resolve(page, path)
        if resolved.endswith(".md") and not resolved.startswith("../"):
            yield from _target(guide, link.place, page.language, target, resolved.removesuffix(".md"), anchor, path)
        elif not _is_file(guide, page, resolved):
            yield from _no_page(guide, link, target, resolved)


def _outside(link: Link, target: str, scheme: str) -> Iterator[Finding]:
    if scheme not in SCHEMES:
        if near := nearest(scheme, SCHEMES):
            expected = near + target[len(scheme) :]
            yield found("malformed-link", link.place, variant="scheme", found=target, expected=expected)
    elif scheme in ("http", "https") and not is_url(target):
        yield found("malformed-link", link.place, found=target)
    elif scheme == "mailto" and not re.fullmatch(EMAIL, unquote(urlsplit(target).path)):
        yield found("malformed-link", link.place, variant="mailto", found=target)


def _resolve(page: Page, path: str) -> str:
    """Give a link's target below the folder of a language: from the page's folder, or with / from the top."""
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.id), path))


def _is_file(guide: Guide, page: Page, resolved: str) -> bool:
    """Is there such a file in the folder of the page's language, or in what the languages share?"""
    return any(guide.is_file(path) for path in (f"{page.language}/{resolved}", resolved))


def _target(
    guide: Guide, place: Place, language: str, target: str, id: str, anchor: str, written: str
) -> Iterator[Finding]:
    """Tell what is wrong with a link to a page or a section. `written`: the path as it stands, or "" in data."""
    page = guide.shown(language, id)
    if page is None:
        draft = guide.draft(language, id) or guide.draft(guide.source_language, id)
        if draft:
            yield found("broken-link", place, variant="draft", found=target, path=draft.path)
        elif not guide.hidden(guide.path(id)):
            near = nearest(id, guide.page_ids)
            expected = _as_written(near, id, written) if near else ""
            yield found("broken-link", place, variant="nearest" if near else "", found=target, nearest=expected)
        return
    if anchor and anchor not in guide.anchors(page) and page.whole:
        yield _broken_anchor(guide, place, target, page, anchor)
    if page.language != language:
        yield found("link-to-untranslated", place, found=target, path=guide.path(id, language), language=language)


def _as_written(near: str, id: str, written: str) -> str:
    """Give the nearest page in the form in which the link was written."""
    if not written:
        return near
    if written.startswith("/"):
        return f"/{near}.md"
    base = posixpath.normpath(posixpath.join(id + ".md", posixpath.relpath(".", written)))
    return posixpath.relpath(f"{near}.md", base)


def _broken_anchor(guide: Guide, place: Place, target: str, page: Page, anchor: str) -> Finding:
    known = guide.anchors(page)
    near = nearest(anchor, known)
    variant = "nearest" if near else ""
    choices = tuple(section.id for section in page.sections if section.level > 1)
    return found(
        "broken-anchor",
        place,
        variant=variant,
        found=target,
        anchor=anchor,
        path=page.path,
        nearest=near,
        choices=choices,
    )


def _no_page(guide: Guide, link: Link, target: str, resolved: str) -> Iterator[Finding]:
    """A link to a folder or to a page of the finished site is meant as a link to a page."""
    stem = resolved.removesuffix("/").removesuffix(".html")
    meant = next((id for id in (stem, f"{stem}/index") if id in guide.page_ids), "")
    path = urlsplit(target).path
    if meant:
        expected = path.removesuffix("/").removesuffix(".html") + ("/index.md" if meant != stem else ".md")
        yield found("broken-link", link.place, variant="nearest", found=target, nearest=expected)
    else:
        yield found("broken-link", link.place, found=target)


def _image(guide: Guide, page: Page, image: Link) -> Iterator[Finding]:
    target = image.target.strip()
    # A picture from another host is told by external-resource.
    if _SCHEME.match(target) or target.startswith("//"):
        return
    resolved = _resolve(page, unquote(target.split("#")[0].split("?")[0]))
    if not target or not _is_file(guide, page, resolved):
        yield found("broken-image", image.place, found=target)
