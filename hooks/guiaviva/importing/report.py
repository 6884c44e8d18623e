"""What is said of an import, as Markdown: on the terminal, and in a file beside what was imported."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from guiaviva.guide import Guide
from guiaviva.guide.imports import UNSHARED
from guiaviva.importing.drafts import Import
from guiaviva.importing.findings import dated
from guiaviva.importing.holding import LIST, Held, Marks
from guiaviva.importing.placing import Placed

Say = Callable[..., str]
"""Returns a sentence of the group `import` of `words/`, by its key, with its placeholders filled."""
REVIEW = "review.md"
"""The list of what was not placed, in the folder of the document."""
# So many things of a kind are listed.
_MOST = 30


def report(guide: Guide, made: Import, held: Sequence[Held], marks: Marks, say: Say) -> str:
    """Return what was placed where, what was not, what is held back, what is dated and what was hard to read."""
    return "\n".join((f"# {made.document.name}", "", *_lines(guide, made, held, marks, say))) + "\n"


def _lines(guide: Guide, made: Import, held: Sequence[Held], marks: Marks, say: Say) -> Iterator[str]:
    headings = [(one, path) for one, path in zip(made.placed, made.paths, strict=True) if one.part.level]
    placed = [(one, path) for one, path in headings if one.target]
    dropped = [one for one, _ in headings if one.dropped]
    left = [one for one in made.placed if not (one.target or one.dropped)]
    counts: dict[str, Any] = {"headings": len(headings), "placed": len(placed)}
    counts["left"] = len(headings) - len(placed) - len(dropped)
    yield say("summary", **counts, language=made.language, pictures=len(made.pictures))
    for reason in made.document.quality:
        yield from ("", say("quality", reason=say(reason)))
    yield from _held(made, held, marks, say)
    yield from _every([_where(one, path, say) for one, path in placed], say("placed"))
    pages = [path for path in made.paths if path in made.unread]
    yield from _every(list(dict.fromkeys(pages)), say("unread-pages"))
    titles = [one.part.title or say("beginning") for one in left]
    yield from _every(titles, say("left", path=f"{made.folder}/{REVIEW}"))
    yield from _every([one.part.title for one in dropped], say("dropped"))
    found = [say("dated-one", found=one.found, path=one.path, times=one.times) for one in dated(guide, made)]
    yield from _listed(found, "dated", say)
    yield from _listed([f"`{one}`" for one in made.document.marks], "marks", say)
    yield from _listed(list(dict.fromkeys(made.document.missing)), "missing-pictures", say)
    gone = [one for one in dict.fromkeys(made.lost) if one not in made.document.missing]
    yield from _listed(gone, "lost-links", say)


def _where(one: Placed, path: str, say: Say) -> str:
    """Return where a heading went."""
    section = f"#{one.target.section}" if one.target and one.target.section else ""
    key = "under" if one.under else "own" if one.own else "where"
    return say(key, heading=one.title, path=path, section=section, sure=say(one.sure))


def _held(made: Import, held: Sequence[Held], marks: Marks, say: Say) -> Iterator[str]:
    """Return what is held back, by its places, as its number and why: not what it is."""
    kinds = {one.number: one.kind for one in held}
    if not kinds:
        return
    yield from ("", f"## {say('held')}", "", say("held-how", path=f"{UNSHARED}/{made.document.name}/{LIST}"), "")
    # The list of what is not placed only repeats the first words of what is left over.
    for path, text in sorted(made.texts.items()):
        for line, written in enumerate(text.split("\n"), 1):
            for number in () if path.endswith(f"/{REVIEW}") else marks.numbers(written):
                if number in kinds:
                    yield "- " + say("held-one", path=path, line=line, mark=marks.of(number), why=say(kinds[number]))


def _every(found: Sequence[str], heading: str) -> Iterator[str]:
    if found:
        yield from ("", f"## {heading}", "")
        yield from (f"- {one}" for one in found)


def _listed(found: Sequence[str], key: str, say: Say) -> Iterator[str]:
    if found:
        more = [say("more", count=len(found) - _MOST)] if len(found) > _MOST else []
        yield from _every([*found[:_MOST], *more], say(key))
