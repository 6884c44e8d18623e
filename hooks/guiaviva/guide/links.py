"""Where the links of a page lead within the guide: in the language of the page, as on the site."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from guiaviva.diagnostics import Where
from guiaviva.facts.types import EMAIL
from guiaviva.guide.demands import demands_of
from guiaviva.guide.guide import Guide, once
from guiaviva.nearest import nearest
from guiaviva.reading.allowed import scheme_of
from guiaviva.reading.files import composed
from guiaviva.reading.pages import Link, Page

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# C:\…, file:… or \\server\….
LOCAL = re.compile(r"\s*(?:[a-z]:[\\/]|file:|\\\\)", re.IGNORECASE)
_HOST = re.compile(r"(www(\.[\w-]+)+|([\w-]+\.)+(cat|com|org|net|eu|es|info|gov|edu|io|app|social|tv))(/\S*)?")
# What Markdown makes of notes.
_NOTES = ("fn:", "fnref:")


@dataclass(frozen=True)
class Internal:
    """A link that leads, or should lead, to a page, a section or a file of the guide.

    `origin` is the page in which it is, None for data; `target` is as it was written. `id` is that of the page that it
    names, "" for a file or a folder; `resolved` the path of what it names below docs/.
    """

    origin: Page | None
    where: Where
    target: str
    id: str
    anchor: str
    resolved: str

    @property
    def in_page(self) -> bool:
        """Whether it leads to a section of the page in which it is."""
        return self.target.startswith("#")

    def shown(self, guide: Guide) -> Page | None:
        """Return the page that readers see who follow the link, or None where there is none."""
        language = self.origin.language if self.origin else guide.source_language
        return self.origin if self.in_page else guide.shown(language, self.id) if self.id else None


def written(guide: Guide) -> Iterator[tuple[Page, Link]]:
    """Return the links of all pages, each with its page."""
    return ((page, link) for page in guide.all_pages for link in written_in(guide, page))


def written_in(guide: Guide, page: Page) -> Iterator[Link]:
    """Return the links of a page, those of what other institutions have in it too."""
    # In the folder where a page should be, its links lead where they should.
    meant = demands_of(guide).renamed.get(page.path, page.id)
    if meant.count("/") == page.id.count("/"):
        yield from page.links
    for place, text in guide.texts_elsewhere(page):
        yield from (replace(link, place=place) for link in text.links)


@once
def internal_links(guide: Guide) -> tuple[Internal, ...]:
    """Return the links of pages and data that are meant to stay within the guide."""
    return tuple(_internal(guide))


def _internal(guide: Guide) -> Iterator[Internal]:
    for page, link in written(guide):
        target = link.target.strip()
        if not target or scheme_of(target) or target.startswith("//"):
            continue
        path, anchor = split(link)
        if not path:
            if anchor and not anchor.startswith(_NOTES):
                yield Internal(page, link.place, target, page.id, anchor, page.path)
        elif not address_without_scheme(path):
            resolved = resolve(page, path)
            # A page outside the folder of its language will not be published, so its links may mean any file.
            published = page.path == guide.path(page.id, page.language)
            yield Internal(page, link.place, target, id_of(page, resolved) if published else "", anchor, resolved)
    for entry, marked, collection in guide.facts.references:
        if collection == "pages":
            id, _, anchor = marked.value.partition("#")
            where = entry.where(*marked.path)
            yield Internal(None, where, marked.value, id, anchor, f"{guide.source_language}/{id}.md")


def address_without_scheme(path: str) -> str:
    """Return the address that the path of a link is meant for, a mailbox or a host without its scheme, or ""."""
    if re.fullmatch(EMAIL, path):
        return f"mailto:{path}"
    return f"https://{path}" if _HOST.fullmatch(path) and not path.endswith(".md") else ""


def is_local(target: str) -> bool:
    """Return whether a link or a picture is a file on the writer's own computer, such as C:\\guia.docx."""
    scheme = scheme_of(target)
    return scheme == "file" or len(scheme) == 1


def is_file(guide: Guide, page: Page, resolved: str) -> bool:
    """Return whether a file exists in the folder of the page's language or among the files that languages share."""
    return resolved in guide.files or in_language(page, resolved) in guide.files


def as_written(id: str, link: Internal) -> str:
    """Return the link to a page in the form in which a wrong link was written."""
    _, sign, anchor = link.target.partition("#")
    if link.origin is None:
        path = id
    elif link.target.startswith("/"):
        path = f"/{id}.md"
    else:
        path = posixpath.relpath(f"{id}.md", posixpath.dirname(link.origin.id) or ".")
    return f"{path}{sign}{anchor}"


def split(link: Link) -> tuple[str, str]:
    """Return the path and the anchor of a link that names no scheme and no host."""
    path, _, anchor = link.target.strip().partition("#")
    return unquote(path.split("?")[0]), composed(unquote(anchor))


def resolve(page: Page, path: str) -> str:
    """Return the target of a link below docs/, relative to the page's folder or, with /, to that of its language."""
    folder = _top(page) if path.startswith("/") else posixpath.dirname(page.path.removeprefix("docs/"))
    return posixpath.normpath(posixpath.join(folder, composed(path.lstrip("/"))))


def in_language(page: Page, resolved: str) -> str:
    """Return a target relative to the folder of the page's language, under which the build also finds shared files."""
    return "" if resolved == _top(page) else resolved.removeprefix(f"{_top(page)}/")


def id_of(page: Page, resolved: str) -> str:
    """Return the id of the page of the same language that a target is, or ""."""
    is_page = resolved.startswith(f"{page.language}/") and resolved.endswith(".md")
    return in_language(page, resolved).removesuffix(".md") if is_page else ""


def nearest_page(guide: Guide, language: str, id: str) -> str:
    """Return the id of the page that a link to `id`, which readers of a language do not see, seems to mean, or "".

    That is the page of that name in another folder, where there is one; else one in the same folder, or in any, whose
    name is almost the same.
    """
    folder, _, name = id.rpartition("/")
    shown = [one for one in guide.page_ids if guide.shown(language, one)]
    names: dict[str, list[str]] = {}
    for one in shown:
        names.setdefault(one.rpartition("/")[2], []).append(one)
    if len(names.get(name, ())) == 1:
        return names[name][0]
    beside = {one.rpartition("/")[2]: one for one in shown if one.rpartition("/")[0] == folder}
    if near := nearest(name, beside):
        return beside[near]
    elsewhere = names.get(nearest(name, names), [])
    return elsewhere[0] if len(elsewhere) == 1 else ""


def _top(page: Page) -> str:
    """Return the topmost folder of a page below docs/: that of its language, even if the guide does not have it."""
    top, _, rest = page.path.removeprefix("docs/").partition("/")
    return top if rest else ""
