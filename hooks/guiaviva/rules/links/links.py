"""Every link leads to a page, a section or a picture that exists, or is a complete address.

Links are followed in the language of the page, as on the site: for a page that is not translated, to its source page.
Of links to other hosts only the form is checked, since a check makes no requests.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import unquote, urlsplit

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.types import EMAIL, is_url
from guiaviva.guide import Guide, links, local, rows, sections
from guiaviva.nearest import nearest
from guiaviva.reading.allowed import RUNNING, is_own, scheme_of
from guiaviva.reading.allowed import SCHEMES as OPENED
from guiaviva.reading.pages import Link, Page

SCHEMES = ("https", "http", "mailto", "tel")
_ADDRESS = re.compile(r"(www(\.[\w-]+)+|([\w-]+\.)+(cat|com|org|net|eu|es|info|gov|edu|io|app|social|tv))(/\S*)?")

# A telephone number as RFC 3966 writes it, with the parameters that may follow; a few spaces do no harm.
_PHONE = re.compile(r"tel:\s*\+?[\d().\s-]*\d[\d().\s*#-]*(?:;.*)?", re.IGNORECASE)


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.judged_pages)
    yield from _of_guide(guide)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        # In the folder where it should be, its links lead where they should.
        meant = guide.demands.renamed.get(page.path, page.id)
        for link in page.links if meant.count("/") == page.id.count("/") else ():
            yield from _link(guide, page, link)
        for place, text in local.elsewhere(page):
            for link in text.links:
                yield from _link(guide, page, replace(link, place=place))
        for image in page.images:
            yield from _image(guide, page, image)
        for link in page.spaced_links:
            values = {"found": " ".join(link.text.split()), "expected": re.sub(r"\]\s+\(", "](", link.text)}
            yield found("malformed-link", link.place, variant="space", **values)


def _of_guide(guide: Guide) -> Iterator[Finding]:
    for entry, marked, collection in guide.facts.references:
        if collection == "pages":
            id, _, anchor = marked.value.partition("#")
            yield from _target(guide, None, partial(entry.value_place, *marked.path), marked.value, id, anchor)
    brand = guide.institution.brand
    if brand and brand.logo and brand.logo not in guide.files:
        yield found("broken-image", guide.facts.institution.value_place("brand", "logo"), found=brand.logo)


def _link(guide: Guide, page: Page, link: Link) -> Iterator[Finding]:
    target = link.target.strip()
    if scheme := scheme_of(target):
        yield from _outside(link, target, scheme)
        return
    if target.startswith("//"):
        return
    if not target:
        # Of a link of raw HTML the text is not known.
        if link.has_text:
            text = link.text.strip("\N{OBJECT REPLACEMENT CHARACTER} ") or "…"
            yield found("malformed-link", link.place, variant="empty", found=text)
        return
    path, anchor = links.split(link)
    if not path:
        if anchor and not anchor.startswith(("fn:", "fnref:")):
            yield from _broken_anchor(guide, link.place, target, page, anchor)
    elif re.fullmatch(EMAIL, path):
        yield found("malformed-link", link.place, variant="email", found=target, expected=f"mailto:{target}")
    elif _ADDRESS.fullmatch(path) and not path.endswith(".md"):
        yield found("malformed-link", link.place, variant="no-scheme", found=target, expected=f"https://{target}")
    else:
        resolved = links.resolve(page, path)
        # A page outside the folder of its language will not be published, so its links may mean any file.
        to_page = resolved.endswith(".md") and page.path == guide.path(page.id, page.language)
        if to_page and (id := links.id_of(page, resolved)):
            yield from _target(guide, page, link.place, target, id, anchor)
        elif to_page or not _is_file(guide, page, resolved):
            yield from _no_page(guide, page, link, target, links.in_language(page, resolved))


def _outside(link: Link, target: str, scheme: str) -> Iterator[Finding]:
    if scheme not in OPENED:
        # «httsp» is as similar to http as to https, but has the letters of https.
        anagram = next((known for known in SCHEMES if sorted(known) == sorted(scheme)), "")
        if near := anagram or nearest(scheme, SCHEMES):
            expected = near + target[len(scheme) :]
            yield found("malformed-link", link.place, variant="scheme", found=target, expected=expected)
        elif scheme == "file" or len(scheme) == 1:
            # A file on the writer's own computer, such as C:\guia.docx.
            yield found("local-path", link.place, found=target)
        elif scheme not in RUNNING:
            yield found("malformed-link", link.place, variant="unknown-scheme", found=target, scheme=f"{scheme}:")
    elif scheme in ("http", "https") and not is_url(target):
        expected = _with_signs(target)
        variant = "nearest" if is_url(expected) else ""
        yield found("malformed-link", link.place, variant=variant, found=target, expected=expected)
    elif scheme == "mailto" and not re.fullmatch(EMAIL, unquote(urlsplit(target).path)):
        yield found("malformed-link", link.place, variant="mailto", found=target)
    elif scheme == "tel" and not _PHONE.fullmatch(unquote(target)):
        yield found("malformed-link", link.place, variant="tel", found=target)


def _with_signs(target: str) -> str:
    """Return a web address with both slashes of its beginning and without spaces."""
    scheme, _, rest = target.strip().partition(":")
    host, slash, path = rest.lstrip("/").partition("/")
    return f"{scheme}://{host.replace(' ', '')}{slash}{path.replace(' ', '%20')}"


def _is_file(guide: Guide, page: Page, resolved: str) -> bool:
    """Return whether a file exists in the folder of the page's language or among the files that languages share."""
    return resolved in guide.files or links.in_language(page, resolved) in guide.files


def _target(guide: Guide, origin: Page | None, place: Where, target: str, id: str, anchor: str) -> Iterator[Finding]:
    """Report what is wrong with a link to a page or a section. `origin` is the page of the link, None for data."""
    language = origin.language if origin else guide.source_language
    page = guide.shown(language, id)
    if page is None:
        draft = guide.draft(language, id) or guide.draft(guide.source_language, id)
        if draft:
            # Drafts may link to each other before they are published together.
            if not (origin and origin.draft):
                yield found("broken-link", place, variant="draft", found=target, path=draft.path)
        elif not guide.demands.reported(id):
            near = links.nearest_page(guide, language, id)
            expected = _as_written(near, origin, target) if near else ""
            variant = "nearest" if near else ""
            yield found("broken-link", place, variant=variant, about=id, found=target, nearest=expected)
        return
    if anchor:
        yield from _broken_anchor(guide, place, target, page, anchor)
    path = guide.path(id, language)
    if page.language != language and not guide.demands.hidden(path):
        yield found("link-to-untranslated", place, about=path, found=target, path=path, language=language)


def _as_written(near: str, origin: Page | None, target: str) -> str:
    """Return the link to the nearest page, in the form in which the wrong link was written."""
    _, hash, anchor = target.partition("#")
    if origin is None:
        path = near
    elif target.startswith("/"):
        path = f"/{near}.md"
    else:
        path = posixpath.relpath(f"{near}.md", posixpath.dirname(origin.id) or ".")
    return f"{path}{hash}{anchor}"


def _broken_anchor(guide: Guide, place: Where, target: str, page: Page, anchor: str) -> Iterator[Finding]:
    known = guide.anchors[page.path]
    # A required section that the page lacks is reported once, by missing-section.
    if anchor in sections.demanded(guide, page) and not page.section(anchor):
        return
    # The rows of a file that cannot be read are not known.
    if anchor in known or not page.whole or rows.names_row(guide, page, anchor):
        return
    about = f"{page.path}#{anchor}"
    if block := rows.block_of(guide, anchor):
        # A block that a page must have, and lacks, is reported once, by missing-block.
        lacking = any(one.block == block for one in sections.demanded_blocks(guide, page))
        # The rows of a block that is misspelt are not known: the block is reported.
        if not lacking and not rows.unknown_in(guide, page):
            values = {"found": target, "path": page.path, "block": block}
            one = found("broken-anchor", place, variant="row", about=f"{page.path} {block}", **values)
            yield one.because_of(page.at())
        return
    near = nearest(anchor, known)
    variant = "nearest" if near else ""
    choices = tuple(section.id for section in page.sections if section.level > 1)
    yield found(
        "broken-anchor",
        place,
        variant=variant,
        about=about,
        found=target,
        anchor=anchor,
        path=page.path,
        nearest=near,
        choices=choices,
    )


def _no_page(guide: Guide, page: Page, link: Link, target: str, resolved: str) -> Iterator[Finding]:
    """Report a link that leads to no file.

    One to a folder, to a page of the built site, out of the guide or into another language is meant for a page.
    """
    stem = resolved.removesuffix(".html")
    meant = next((id for id in (stem, f"{stem}/index".lstrip("/")) if id in guide.page_ids), "")
    if not meant and resolved.endswith(".md"):
        inside = re.sub(r"^(?:\.\./)+", "", resolved)
        top, _, rest = inside.partition("/")
        meant = links.nearest_page(guide, page.language, (rest if top in guide.languages else inside)[: -len(".md")])
    # The same page in another language is reached with the switch of language, and not with a link.
    if meant and meant != page.id:
        expected = _as_written(meant, page, target)
        yield found("broken-link", link.place, variant="nearest", about=resolved, found=target, nearest=expected)
    else:
        yield found("broken-link", link.place, about=resolved, found=target)


def _image(guide: Guide, page: Page, image: Link) -> Iterator[Finding]:
    target = image.target.strip()
    # A picture from another host is reported by external-resource, one on the writer's computer by local-path.
    if scheme_of(target) or links.LOCAL.match(target) or not is_own(target):
        return
    resolved = links.resolve(page, unquote(target.split("#")[0].split("?")[0]))
    if not target or not _is_file(guide, page, resolved):
        yield found("broken-image", image.place, found=target)
