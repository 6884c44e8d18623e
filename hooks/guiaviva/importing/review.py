"""What was not placed, as a list in which somebody says where each text goes: Markdown, with boxes to tick."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.importing.drafts import LEFT_OVER, Import, Manner, fill, start_of
from guiaviva.importing.pages import Section, split
from guiaviva.importing.placing import Placed
from guiaviva.importing.report import Say
from guiaviva.importing.targets import Target, Targets
from guiaviva.reading.outline import Part

_WORDS = 20
# Pictures of what is left over, as seen from its folder; and what stands for them until it is known where they go.
_ASSET, _FILE = re.compile(r"(\]\(<?)(?:\.\./)+(docs/assets/)"), "import-file:"
_MARKED = re.compile(rf"{_FILE}([^()<>\s]+)")
_ENTRY = re.compile(r"## (?P<title>.*) \((?P<id>part-\d+)\)")
_PLACE = re.compile(r"- \[(?P<tick>[^\]]?)\] (?P<place>[\w/-]+(?:#[\w-]+)?)(?: —.*)?")
_ELSEWHERE = re.compile(r"- \[(?P<tick>[^\]]?)\] [^:]*:[ ]*(?P<place>\S*)[ ]*")
_HOLE = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[#*_`>|]")


class Chosen(NamedTuple):
    """Where somebody says that a text goes, with the line that says so."""

    id: str
    place: str
    line: int


def review(made: Import, targets: Targets, say: Say) -> str:
    """Return the list of what was not placed; "" where there is nothing."""
    entries = "\n".join(_entries(made, targets, say))
    how = say("review-how", path=f"{made.folder}/{LEFT_OVER}")
    return f"# {say('review', name=made.document.name)}\n\n{how}\n\n{entries}\n" if entries else ""


def _entries(made: Import, targets: Targets, say: Say) -> Iterator[str]:
    for one, id in zip(made.placed, made.ids, strict=True):
        if id.count("-") != 1:
            continue
        below = [each for each in made.ids if each.startswith(f"{id}-")]
        words = _HOLE.sub(r"\1", one.part.body).split()
        yield f"## {one.part.title or say('beginning')} ({id})\n"
        if words:
            yield f"> {' '.join(words[:_WORDS])}{' …' if len(words) > _WORDS else ''}\n"
        if below:
            yield f"{say('review-below', count=len(below))}\n"
        yield from (f"- [ ] {placed(each)} — {targets.called(each)}" for each in one.likely)
        yield f"- [ ] {say('review-elsewhere')}: \n"


def placed(target: Target) -> str:
    """Return a place as it is written in the list."""
    return f"{target.page}#{target.section}" if target.section else target.page


def chosen(path: str, text: str) -> Iterator[Chosen]:
    """Return what is ticked in a list. Raises CannotJudgeError where two places are ticked for one text."""
    known: dict[str, Chosen] = {}
    id = ""
    for number, line in enumerate(text.splitlines(), 1):
        if entry := _ENTRY.fullmatch(line):
            id = entry["id"]
        place = _PLACE.fullmatch(line)
        elsewhere = None if place else _ELSEWHERE.fullmatch(line)
        ticked = (place and place["tick"].strip() and place["place"]) or (elsewhere and elsewhere["place"])
        if elsewhere and elsewhere["tick"].strip() and not elsewhere["place"]:
            raise CannotJudgeError("import-no-place", path=path, line=number)
        if id and ticked:
            if id in known:
                raise CannotJudgeError("import-two-places", path=path, line=number, first=known[id].line)
            known[id] = Chosen(id, str(ticked), number)
    yield from known.values()


def waiting(text: str) -> int:
    """Return how many texts are still to be placed."""
    return sum(bool(_ENTRY.fullmatch(line)) for line in text.splitlines())


def accept(made: Import, targets: Targets, manner: Manner, path: str, texts: Mapping[str, str]) -> int:
    """Put what is ticked into its pages, and take it out of both lists; return how many texts that are.

    `texts` are the review and what is left over, as they are. Raises CannotJudgeError where there is no such place.
    """
    rest = f"{made.folder}/{LEFT_OVER}"
    picked = list(chosen(path, texts[path]))
    sections = _left_over(texts[rest])
    placed_parts: list[Placed] = []
    gone: set[str] = set()
    for one in picked:
        page, _, section = one.place.strip("/").removesuffix(".md").partition("#")
        target = Target(page, section)
        if not targets.exists(target):
            near = targets.nearest(one.place)
            reason = "import-unknown-place-but" if near else "import-unknown-place"
            raise CannotJudgeError(reason, path=path, line=one.line, found=one.place, nearest=near)
        mine = [each for each in sections if each.id == one.id or each.id.startswith(f"{one.id}-")]
        if not mine:
            raise CannotJudgeError("import-gone", path=path, line=one.line, found=one.id, rest=rest)
        gone |= {each.id for each in mine}
        for each in mine:
            title = re.sub(r"^#+ | \{#[\w-]+\}$", "", each.heading)
            part = Part(each.level, title, "", _ASSET.sub(rf"\1{_FILE}\2", each.body))
            placed_parts.append(Placed(part, title, target, own=each.id != one.id or not section))
    if not picked:
        return 0
    made.placed = placed_parts
    fill(targets.own, made, manner)
    made.texts = {where: _led(targets.own, made, where) for where in made.texts}
    left = [one for one in sections if one.id not in gone]
    made.texts[rest] = _written(left)
    made.texts[path] = _without(texts[path], {one.id for one in picked}) if left else ""
    return len(picked)


def _led(guide: Guide, made: Import, path: str) -> str:
    """Return the text of a file with the addresses of its pictures as seen from there."""
    start = start_of(guide, made, path)
    return _MARKED.sub(lambda file: posixpath.relpath(file[1], start), made.texts[path])


def _left_over(text: str) -> list[Section]:
    """Return what is left over, each part by its id; a heading without one is of the text before it."""
    found: list[Section] = []
    for one in split(text, 6):
        if one.id.startswith("part-") or not found:
            found.append(one)
        else:
            found[-1].body = "\n\n".join(filter(None, (found[-1].body, one.heading, one.body)))
    return found


def _without(text: str, ids: set[str]) -> str:
    """Return a review without the entries of some texts."""
    sections = split(text, 2)
    kept = [one for one in sections if not ((match := _ENTRY.fullmatch(one.heading)) and match["id"] in ids)]
    return _written(kept)


def _written(sections: Sequence[Section]) -> str:
    """Return sections as one text, "" where there are none."""
    pieces = [piece for one in sections for piece in (one.heading, one.body) if piece]
    return "\n\n".join(pieces) + "\n" if pieces else ""
