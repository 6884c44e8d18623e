"""What is said of an import, as Markdown: on the terminal, and in a file beside what was imported."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from guiaviva.guide import Guide
from guiaviva.importing.drafts import LEFT_OVER, Import
from guiaviva.importing.findings import dated, people, private

Say = Callable[..., str]
"""Returns a sentence of the group `import` of `words/`, by its key, with its placeholders filled."""
# So many things of a kind are listed.
_MOST = 30


def report(guide: Guide, made: Import, say: Say) -> str:
    """Return what was placed where, what was not, what is dated, what is private, and who is named."""
    return "\n".join((f"# {made.document.name}", "", *_lines(guide, made, say))) + "\n"


def _lines(guide: Guide, made: Import, say: Say) -> Iterator[str]:
    headings = [(one, path) for one, path in zip(made.placed, made.paths, strict=True) if one.part.level]
    placed = [(one, path) for one, path in headings if one.target]
    counts: dict[str, Any] = {"headings": len(headings), "placed": len(placed), "left": len(headings) - len(placed)}
    yield say("summary", **counts, language=made.language, pictures=len(made.pictures))
    if placed:
        yield from ("", f"## {say('placed')}", "")
    for one, path in placed:
        section = f"#{one.target.section}" if one.target and one.target.section else ""
        key = "own" if one.own else "where"
        yield "- " + say(key, heading=one.title, path=path, section=section, sure=say(one.sure))
    left = [one for one in made.placed if not one.target]
    if left:
        yield from ("", f"## {say('left', path=f'{made.folder}/{LEFT_OVER}')}", "")
        yield from (f"- {one.part.title or say('beginning')}" for one in left)
    found = [say("dated-one", found=one.found, path=one.path, times=one.times) for one in dated(guide, made)]
    yield from _listed(found, "dated", say)
    secrets = [say("private-one", path=one.path, line=one.line, found=one.shown) for one in private(guide, made)]
    yield from _listed(secrets, "private", say)
    names = [say("private-one", path=one.path, line=one.line, found=one.shown) for one in people(guide, made)]
    yield from _listed(names, "people", say)


def _listed(found: Sequence[str], key: str, say: Say) -> Iterator[str]:
    if found:
        yield from ("", f"## {say(key)}", "")
        yield from (f"- {one}" for one in found[:_MOST])
        if len(found) > _MOST:
            yield f"- {say('more', count=len(found) - _MOST)}"
