"""What has changed in a guide since a day, as Git has it: sections of pages in the source language, records of data.

A comma, a capital or a slip that was mended is no change, nor is a translation. What is in the folder and not yet in a
commit is not seen, so that one commit always gives the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal

import yaml

from guiaviva.cache import digest, kept
from guiaviva.guide.guide import Guide
from guiaviva.reading.documents import Loader
from guiaviva.reading.history import Version, Versions
from guiaviva.reading.outline import outline
from guiaviva.translations.changes import is_slip

How = Literal["new", "changed", "gone"]
COLLECTIONS = ("accounts", "approval", "networks", "replies", "roles", "situations")
"""Those whose records say what somebody does. Terms, citations and the like are read in pages."""
TOP = "top"
"""The section of a page that stands before its first heading."""
_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_FIELD = r"^{}:[ ]*[\"']?([^\"'\n]*?)[\"']?[ ]*$"
_UNSEEN = frozenset({"search_words"})
_RECORD = re.compile(r"^[\"']?([\w-]+)[\"']?:", re.MULTILINE)
# A role is named by a reference to its record, or by a link to its page.
_ROLE = re.compile(r"\broles(?:\.|/)([\w-]+)")


@dataclass(frozen=True)
class Recent:
    """A change: of a page, by its id, or of a record, by its name `replies.late`.

    `section` is the id of a section of the page, "" for the whole; `title` what the section, or the page, was called.
    """

    day: date
    place: str
    section: str
    title: str
    how: How
    roles: frozenset[str]
    """The keys of the roles that it concerns: of whoever keeps the page, and those that what has changed names."""


@dataclass(frozen=True)
class History:
    """What has changed, the newest first, and why there may be more: there is `no-git`, or its history is `shallow`."""

    changes: tuple[Recent, ...]
    lacking: Literal["", "no-git", "shallow"]


def quarter_before(day: date) -> date:
    """Return the day from which on changes are shown where nobody asks for another: a list of a year is not read."""
    return day - timedelta(days=92)


def recent(guide: Guide, since: date) -> History:
    """Return what has changed on a day or after it. It is read once for each commit."""
    versions = Versions(guide.folder.root, mainline=True)
    if not versions.head:
        return History((), "no-git")
    lists = (guide.languages, guide.facts.keys["roles"])
    root = str(guide.folder.root)
    key = digest(root, versions.head, versions.lacking, since.isoformat(), *(" ".join(one) for one in lists))
    history: History = guide.model.once(
        ("recent", key), lambda: kept(guide.store, "recent", [key], lambda _: [_read(guide, versions, since)])[0]
    )
    answering = _answering(guide)
    changes = (replace(one, roles=one.roles | answering.get(one.place, frozenset())) for one in history.changes)
    return History(tuple(changes), history.lacking)


def _answering(guide: Guide) -> dict[str, frozenset[str]]:
    """Return the roles that each ready reply concerns, by its name: those of its situation."""
    roles: dict[str, set[str]] = defaultdict(set)
    for entry, marked, collection in guide.facts.references:
        if collection == "roles" and entry is guide.facts.situations.get(entry.key):
            roles[entry.key].add(str(marked.value))
    replies = guide.facts.replies.items()
    return {f"replies.{key}": frozenset(roles[entry.record.situation]) for key, entry in replies}


def _read(guide: Guide, versions: Versions, since: date) -> History:
    if versions.begins is None:
        return History((), "no-git")
    reading = _Reading(guide, versions, since)
    # A stable sort: what changed in a page on one day stays in the order of the page.
    order = sorted(reading.all(), key=lambda one: one.place)
    found = tuple(sorted(order, key=lambda one: one.day, reverse=True))
    return History(found, "shallow" if versions.lacking == "shallow" else "")


@dataclass(frozen=True)
class _Reading:
    """Reads the changes of one guide."""

    guide: Guide
    versions: Versions
    since: date

    @cached_property
    def roles(self) -> frozenset[str]:
        """The keys of all roles."""
        return frozenset(self.guide.facts.keys["roles"])

    def all(self) -> Iterator[Recent]:
        """Return every change, file by file."""
        folder = f"docs/{self.guide.source_language}/"
        data = {f"data/{name}.yml": name for name in COLLECTIONS}
        paths = sorted(self.versions.changed(self.since))
        for path, states in self.versions.by_day(paths, self.since).items():
            for (day, new), old in _pairs(states, self.versions.begins):
                if path in data:
                    yield from self._records(day, data[path], old, new)
                elif path.startswith(folder) and path.endswith(".md"):
                    id = str(PurePosixPath(path.removeprefix(folder)).with_suffix(""))
                    yield from self._sections(day, id, old, new)

    def _sections(self, day: date, id: str, old: Version | None, new: Version | None) -> Iterator[Recent]:
        text = (new or old or _NOTHING).text
        keeps = self.roles & {_field("owner", text), id.removeprefix("roles/")}
        before, after = (_parts(one) for one in (old, new))
        if not (before and after):
            named = self.roles & {*_ROLE.findall(text)}
            yield Recent(day, id, "", _field("title", text), "new" if after else "gone", keeps | named)
            return
        for section in dict.fromkeys((*after, *before)):
            one, other = before.get(section), after.get(section)
            if how := _how(one and one[1], other and other[1]):
                title, body = other or one or ("", "")
                yield Recent(day, id, section, title, how, keeps | (self.roles & {*_ROLE.findall(body)}))

    def _records(self, day: date, collection: str, old: Version | None, new: Version | None) -> Iterator[Recent]:
        before, after = (_written_records(one) for one in (old, new))
        others = frozenset(self.guide.languages[1:])
        for key in dict.fromkeys((*after, *before)):
            one, other = before.get(key), after.get(key)
            if one == other:
                continue
            was, now = ({} if text is None else _leaves(text, others) for text in (one, other))
            how: How | None = "new" if one is None else "gone" if other is None else _differ(was, now)
            if how:
                named = {key if collection == "roles" else "", *was.values(), *now.values()}
                named |= {*_ROLE.findall(f"{one} {other}")}
                yield Recent(day, f"{collection}.{key}", "", key, how, self.roles & named)


_NOTHING = Version(0, b"")


def _pairs(
    states: Sequence[tuple[date, Version | None]], begins: date | None
) -> Iterator[tuple[tuple[date, Version | None], Version | None]]:
    """Return each state of a file since the day with the one before; what the history begins with is not new."""
    for newer, (_, older) in pairwise(states):
        yield newer, older
    if states and begins is not None and states[-1][0] > begins:
        yield states[-1], None


def _how(old: str | None, new: str | None) -> How | None:
    if old is None or new is None:
        return "new" if old is None else "gone"
    return None if old == new or is_slip(old, new) else "changed"


def _differ(old: Mapping[str, str], new: Mapping[str, str]) -> How | None:
    same = old.keys() == new.keys() and all(old[key] == new[key] or is_slip(old[key], new[key]) for key in old)
    return None if same else "changed"


def _parts(version: Version | None) -> dict[str, tuple[str, str]]:
    """Return the heading and text of each section of a page, by its id or, where none is written, its heading."""
    found: dict[str, tuple[str, str]] = {}
    id = TOP
    for part in outline(_FRONT.sub("", version.text, count=1)) if version else ():
        if part.level == 2:
            id = part.id or part.title
        title, body = found.get(id, (part.title if part.level == 2 else "", ""))
        found[id] = (title, f"{body}\n\n{part.title}\n\n{part.body}".strip())
    return found


def _field(name: str, text: str) -> str:
    """Return a field of the front matter as it is written, or ""."""
    front = _FRONT.match(text)
    match = re.search(_FIELD.format(name), front[1], re.MULTILINE) if front else None
    return match[1] if match else ""


def _written_records(version: Version | None) -> dict[str, str]:
    """Return the text of each record of a file of data by its key."""
    text = version.text if version else ""
    starts = [*_RECORD.finditer(text)]
    ends = [*(one.start() for one in starts[1:]), len(text)]
    return {one[1]: text[one.start() : end] for one, end in zip(starts, ends, strict=False)}


def _leaves(text: str, others: frozenset[str]) -> dict[str, str]:
    """Return the texts of a record by their paths, but for those in other languages and the words that people search.

    What is no YAML is one text.
    """
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:
        return {"": text}
    return dict(_below(root, "", others)) if root else {}


def _below(node: yaml.Node, path: str, others: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value)
            if name not in others and name not in _UNSEEN:
                yield from _below(value, f"{path}.{name}", others)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _below(value, f"{path}.{index}", others)
    else:
        yield path, str(node.value)
