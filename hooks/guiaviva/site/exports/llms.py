"""`llms.txt`: what the guide is and where its pages are as Markdown, as https://llmstxt.org has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.reading.pages import Page
from guiaviva.references import escaped
from guiaviva.site.exports import text_file
from guiaviva.site.exports.guide import FILE as WHOLE
from guiaviva.site.exports.markdown import copy_of
from guiaviva.site.navigation import navigation
from guiaviva.site.session import Export
from guiaviva.views.context import Context

FILE = "llms.txt"


def llms_file(root: str, language: str, name: str, ids: Mapping[str, str]) -> Export:
    """Return the export of the file of a language; `name` is what its site is called, `ids` are those of its pages."""

    def text(judgement: Judgement) -> str:
        return "\n\n".join(_parts(judgement.guide, root, language, name, ids)) + "\n"

    return text_file(root + FILE, text)


def _parts(guide: Guide, root: str, language: str, name: str, ids: Mapping[str, str]) -> Iterator[str]:
    """Return title, summary, and the pages under the titles of the menu; those of no group come first."""
    context = Context(guide, language)
    institution, home = context.text(guide.institution.name), guide.shown(language, "index")
    yield f"# {escaped(name)} · {escaped(institution)}"
    yield f"> {escaped(_description(home) or institution)}"
    loose: list[str] = []
    groups: list[tuple[str, Sequence[str]]] = [(context.word("all", "search"), loose)]
    for one in navigation(guide, language):
        if isinstance(one, str):
            loose.append(one)
        else:
            groups += one.items()
    base = f"{guide.site_url}{root}" if guide.site_url else ""
    for title, paths in groups:
        shown = ((id, guide.shown(language, id)) for id in (path.removesuffix(".md") for path in paths) if id in ids)
        lines = [_line(f"{base}{copy_of(id)}", page) for id, page in shown if page]
        if lines:
            yield f"## {escaped(title)}\n\n" + "\n".join(lines)
    yield f"## Optional\n\n- [{WHOLE}]({guide.site_url or ('../' if root else '')}{WHOLE})"


def _line(address: str, page: Page) -> str:
    description = _description(page)
    return f"- [{escaped(page.title)}]({address})" + (f": {escaped(description)}" if description else "")


def _description(page: Page | None) -> str:
    return str(page.fields.get("description") or "") if page else ""
