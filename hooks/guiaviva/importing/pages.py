"""The text of a page into which parts of a document go."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from guiaviva.importing.placing import Placed
from guiaviva.search.analysis import tokens
from guiaviva.text.words import fold

_DEEPEST = 6
_HEADING = re.compile(r"(?P<level>#{1,6})[ ]+(?P<title>.*?)[ ]*(?:\{#(?P<id>[\w-]+)[^{}]*\})?[ ]*")
_FENCE = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})")
_BLOCK = re.compile(r"^///.*?^///[ ]*$", re.MULTILINE | re.DOTALL)


@dataclass
class Section:
    """A part of a page as it is written: its heading, "" for what is before the first, and what stands below it."""

    heading: str
    body: str
    level: int = 0
    id: str = ""


@dataclass(frozen=True)
class Base:
    """What a page is before anything goes into it.

    `written`: somebody wrote it, so that it stays whole; otherwise what goes into a section takes its place, but for
    blocks and for what is `linked`, the ids to which something leads.
    """

    text: str = ""
    written: bool = False
    linked: Collection[str] = frozenset()


@dataclass
class _Ids:
    """The ids of a page, each once."""

    used: set[str] = field(default_factory=set)

    def of(self, title: str) -> str:
        """Return an id that is made of the words of a title."""
        words = "-".join(fold(word) for word in tokens(title)) or "section"
        id = next(one for number in count(1) if (one := words if number == 1 else f"{words}-{number}") not in self.used)
        self.used.add(id)
        return id


def with_parts(base: Base, title: str, titles: Mapping[str, str], parts: Sequence[Placed]) -> str:
    """Return a page with the parts that go there. `titles` are those of the sections that it may have, by id."""
    front, body = _parted(base.text)
    sections = split(body, 2)
    if not any(one.level == 1 for one in sections):
        sections.insert(0, Section(f"# {title}", "", 1))
    ids = _Ids({one.id for one in sections if one.id} | set(titles))
    first = next(at for at, one in enumerate(sections) if one.level == 1)
    top = [one for one in parts if one.target and not one.target.section]
    heads = [one for one in top if not one.own]
    # What has a page alone gives it its title.
    head = heads[0] if len(heads) == 1 and not base.written else None
    if head:
        sections[first].heading = f"# {head.title}"
        intro = sections[first].body
        sections[first].body = _joined(head.part.body, _kept(base, intro)) if head.part.body else intro
    _add_missing(sections, titles, {one.target.section for one in parts if one.target})
    for one in sections:
        there = [each for each in parts if one.id and each.target and each.target.section == one.id]
        if there:
            _fill(one, there, base, ids)
    own = [Section(_headed(2, one.title, ids), one.part.body, 2) for one in top if one is not head]
    at = first + 1 if not base.written else len(sections)
    sections[at:at] = own
    return front + _joined(*(text for one in sections for text in (one.heading, one.body))) + "\n"


def _add_missing(sections: list[Section], titles: Mapping[str, str], wanted: set[str]) -> None:
    """Add the sections that a page lacks and into which something goes, in the order of the model."""
    known = {one.id for one in sections}
    for id, title in titles.items():
        if id in wanted and id not in known:
            sections.append(Section(f"## {title} {{#{id}}}", "", 2, id))


def _fill(section: Section, there: Sequence[Placed], base: Base, ids: _Ids) -> None:
    """Put what goes into a section there."""
    firsts = [one for one in there if not one.own]
    alone = len(firsts) == 1 and there[0] is firsts[0] and not base.written
    if alone:
        section.heading = f"## {firsts[0].title} {{#{section.id}}}"
    highest = min(one.part.level for one in there)
    texts = []
    for one in there:
        if not (alone and one is there[0]):
            level = min(_DEEPEST, 3 + max(0, one.part.level - highest - 1))
            texts.append(_headed(level, one.title, ids))
        texts.append(one.part.body)
    kept = _kept(base, section.body)
    section.body = _joined(kept, *texts) if base.written else _joined(*texts, kept)


def _kept(base: Base, body: str) -> str:
    """Return what stays of a section: all that somebody wrote; else its blocks, and what something leads to."""
    if base.written:
        return body
    deeper = [one for one in split(body, _DEEPEST) if one.level and one.id in base.linked]
    blocks = [match[0] for match in _BLOCK.finditer(body) if not any(match[0] in one.body for one in deeper)]
    return _joined(*blocks, *(text for one in deeper for text in (one.heading, one.body)))


def _headed(level: int, title: str, ids: _Ids) -> str:
    return f"{'#' * level} {title} {{#{ids.of(title)}}}"


def split(text: str, deepest: int) -> list[Section]:
    """Return the sections of a text at its headings down to a level, as they are written."""
    sections, fenced = [Section("", "")], ""
    lines: list[str] = []
    for line in text.split("\n"):
        if fence := _FENCE.match(line):
            fenced = "" if fenced and fence[0].strip().startswith(fenced) else fenced or fence[0].strip()[:3]
        match = None if fenced else _HEADING.fullmatch(line)
        if match and len(match["level"]) <= deepest:
            sections[-1].body = "\n".join(lines).strip("\n")
            lines = []
            sections.append(Section(line, "", len(match["level"]), match["id"] or ""))
        else:
            lines.append(line)
    sections[-1].body = "\n".join(lines).strip("\n")
    return sections if sections[0].body.strip() else sections[1:]


def _parted(text: str) -> tuple[str, str]:
    """Return the front matter of a text with the empty line after it, and what is below."""
    if not text.startswith("---\n"):
        return "", text
    head, mark, body = text.partition("\n---\n")
    return (f"{head}{mark}\n", body.lstrip("\n")) if mark else ("", text)


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def left_over(parts: Sequence[tuple[Placed, str]], beginning: str) -> str:
    """Return what is not placed as one text: each part with its id, by which it is found again."""
    return _joined(*_left_over(parts, beginning)) + "\n"


def _left_over(parts: Sequence[tuple[Placed, str]], beginning: str) -> Iterator[str]:
    for one, id in parts:
        yield f"{'#' * max(1, one.part.level)} {one.part.title or beginning}" + (f" {{#{id}}}" if id else "")
        yield one.part.body
