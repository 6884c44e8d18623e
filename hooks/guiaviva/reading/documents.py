"""Read YAML so that every scalar is text, every value has a place, and a key that is written twice is reported.

YAML guesses types: `9:30` becomes 570, `no` becomes false, a telephone 010 becomes 8. Here nothing is guessed; the
schema of each file says what a value is. Aliases are reported, since a few lines of them unfold to gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import yaml

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.reading.files import Source
from guiaviva.reading.repairs import closed, repair_of, rewritten, untabbed


class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """A loader that resolves no tags, so that every scalar is text."""

    def resolve(self, *_: Any) -> str:
        """Return the same tag for every node."""
        return "tag:yaml.org,2002:str"


KeyPath = tuple[str | int, ...]


Places = Mapping[KeyPath, Place]

# The words for each kind of repair.
_REPAIRED = {"space": "colon-space", "colon": "no-colon", "indent": "indent"}
_REWRITTEN = {"apostrophe": "apostrophe", "hash": "special", "braces": "braces"}
# What Git puts between two versions of a text; YAML has no other use for such a line.
_MARKERS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")
_MARKER = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?:[ \t].*)?$", re.MULTILINE)
NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


@dataclass(frozen=True)
class Document:
    """A YAML text: its `value`, and where each part of it is.

    `value` is made of dicts, lists, strings and None, where nothing was written. `source` is the text, whose first line
    is line `first_line` of its file.
    """

    path: str
    value: Any
    problems: tuple[Finding, ...] = ()
    source: Source | None = field(default=None, repr=False)
    first_line: int = 1
    known_places: tuple[Places, Places] | None = field(default=None, repr=False, compare=False)

    @property
    def keys(self) -> Places:
        """The places of keys and list items, by their path, such as `("x", "limits", "links")`."""
        return self._places[0]

    @property
    def values(self) -> Places:
        """The places of values, by their path."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[Places, Places]:
        """The places of keys and of values. Where they were not kept, the text is read again, which is seldom."""
        if self.known_places is not None:
            return self.known_places
        # Of a text that is no YAML no part has a place.
        if self.source is None or self._node is None:
            return {}, {}
        # Its findings were taken when it was first read; those of this time are ignored.
        return _with_places(self._node, self.source, "invalid-data", self.first_line)[2]

    @cached_property
    def _node(self) -> yaml.Node | None:
        """The text as YAML composes it, or None where it is none."""
        unread = self.source is None or (self.value is None and self.problems)
        return None if unread or self.source is None else _composed(self.source.text)

    def __getstate__(self) -> dict[str, Any]:
        # Places are many, and quickly found again where there is a text.
        state = {name: value for name, value in self.__dict__.items() if name not in ("_places", "_node")}
        return state | {"known_places": None} if self.source else state

    def place(self, *path: str | int) -> Place:
        """Return the place of the key or list item at `path`, or of the nearest one above it that was written."""
        if self._is_plain:
            *_, (place, _) = self._along(path)
            return place
        for end in range(len(path), 0, -1):
            places = self.values if isinstance(path[end - 1], int) else self.keys
            if path[:end] in places:
                return places[path[:end]]
        return Place(self.path)

    def value_place(self, *path: str | int) -> Place:
        """Return the place of the value at `path`, or of the nearest key above it where none was written."""
        if self._is_plain:
            found = [*self._along(path)]
            return found[-1][1] if len(found) == len(path) + 1 else found[-1][0]
        return self.values.get(path) or self.place(*path)

    @property
    def _is_plain(self) -> bool:
        """Whether the places of its parts are those that YAML says: nothing was mended."""
        return self.known_places is None and not self.problems

    def _along(self, path: KeyPath) -> Iterator[tuple[Place, Place]]:
        """Return the places of key and value of the whole, and of each step of a path as far as it was written.

        This takes less long than to gather the places of all that is in a text.
        """
        node = self._node
        yield Place(self.path), _place_of(node, self.path, self.first_line) if node else Place(self.path)
        for step in path:
            key, node = _below(node, step)
            if key is None or node is None:
                return
            yield _place_of(key, self.path, self.first_line), _place_of(node, self.path, self.first_line)


def read_document(source: Source, rule: str, *, first_line: int = 1) -> Document:
    """Return the document of a YAML text whose first line is line `first_line` of its file.

    Its problems are findings of `rule`, or that Git left two versions of it. Where the text is not YAML, its value is
    None.
    """
    if problem := conflict(source, first_line) or _unreadable(source, rule, first_line):
        return Document(source.path, None, problems=(problem,), source=source)
    try:
        node = _composed(source.text)
    except yaml.MarkedYAMLError as error:
        problem = _syntax_problem(source, error, rule, first_line)
        return Document(source.path, None, problems=(problem,), source=source)
    except (yaml.YAMLError, RecursionError) as error:
        line = source.text.count("\n", 0, getattr(error, "position", 0)) + first_line
        problem = found(
            rule, Place(source.path, line), variant="yaml", found=source.line(line - first_line + 1).strip()
        )
        return Document(source.path, None, problems=(problem,), source=source)
    try:
        if _NAMED.search(source.text) or _ESCAPED.search(source.text):
            raise _UnusualError
        # Where nothing is wrong, few places are ever asked for.
        return Document(source.path, _plain(node, source, set()), (), source, first_line)
    except _UnusualError:
        value, problems, places = _with_places(node, source, rule, first_line)
        return Document(source.path, value, problems, source, first_line, places)


# What is typed is read, and a moment later the places of its parts are asked for.
@lru_cache(maxsize=1)
def _composed(text: str) -> yaml.Node | None:
    """Return a text as YAML composes it; nobody may change a node."""
    node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    return node


def conflict(source: Source, first_line: int = 1) -> Finding | None:
    """Return the finding of the first line that Git left between two versions of a text, or None."""
    match = _MARKER.search(source.text) if any(sign in source.text for sign in _MARKERS) else None
    return found("conflict-marker", _place(source, match, first_line), found=match[0].rstrip()) if match else None


def _unreadable(source: Source, rule: str, first_line: int) -> Finding | None:
    """Return the finding of the first character that YAML does not allow, or takes for the end of a line, or None."""
    match = NOT_ALLOWED.search(source.text)
    values = {"variant": "control", "found": f"U+{ord(match[0]):04X}"} if match else {}
    return found(rule, _place(source, match, first_line), **values) if match else None


def _place(source: Source, match: re.Match[str], first_line: int) -> Place:
    place = source.place(match)
    return place._replace(line=place.line + first_line - 1)


def _place_of(node: yaml.Node, path: str, first_line: int) -> Place:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 0
    return Place(path, start.line + first_line, start.column + 1, length)


def _below(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Return the key and the value of a map, or twice the item of a list; None where it has none."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None, None


def _with_places(
    node: yaml.Node | None, source: Source, rule: str, first_line: int
) -> tuple[Any, tuple[Finding, ...], tuple[Places, Places]]:
    """Return the value of a composed text, what is wrong with it, and the places of its keys and values."""
    reader = _Reader(source, rule, first_line)
    value = reader.read(node, ()) if node else None
    return None if reader.unfolds else value, tuple(reader.problems), (reader.keys, reader.values)


# A name or a type that YAML takes from the beginning of a value, so that its first word is lost: «&name One», «!Two».
_NAMED = re.compile(r"(?:^[ ]*(?:- +)*|[:,{\[-][ ]+|\[|\{)[&!][^\s!]", re.MULTILINE)
# What may stand in double quotes for a character that YAML does not allow, such as \0, \e or \u001b.
_ESCAPED = re.compile(r"\\[0abevfNLPxuU]")
# So many keys a second time are those of another record.
_RECORD = 3
# The most characters of a line that a message quotes.
_QUOTED = 60


class _UnusualError(Exception):
    """A text has something in it that is a problem, or may be one."""


def _plain(node: yaml.Node | None, source: Source, seen: set[int]) -> Any:
    """Return the value of a composed text as `_Reader` does. Raises _UnusualError where that may report something."""
    if node is None:
        return None
    if id(node) in seen:
        raise _UnusualError
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if node.value == "" and not node.style:
            line = source.line(node.start_mark.line + 1)
            if line[node.start_mark.column :].lstrip().startswith("#"):
                raise _UnusualError
            return None
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, source, seen) for item in node.value]
    assert isinstance(node, yaml.MappingNode)
    value: dict[str, Any] = {}
    for key, item in node.value:
        cut = node.flow_style and isinstance(item, yaml.ScalarNode) and item.value == "" and not item.style
        if cut or not isinstance(key, yaml.ScalarNode) or key.value in value:
            raise _UnusualError
        value[key.value] = _plain(item, source, seen)
    return value


class _Reader:
    """Turns composed nodes into values, and gathers their places and problems."""

    def __init__(self, source: Source, rule: str, first_line: int) -> None:
        self.source, self.rule, self.first_line = source, rule, first_line
        self.keys: dict[KeyPath, Place] = {}
        self.values: dict[KeyPath, Place] = {}
        self.problems: list[Finding] = []
        self.seen: set[int] = set()
        # It has a map or a list that stands in several places: what it says is not known.
        self.unfolds = False

    def read(self, node: yaml.Node, path: KeyPath) -> Any:
        self.values[path] = place = self.place(node)
        if id(node) in self.seen:
            self.problem("alias", place)
            if isinstance(node, yaml.ScalarNode):
                return node.value
            # Whoever goes through a map that stands in itself, or nine times in each of nine, never ends.
            self.unfolds = True
            return None
        self.seen.add(id(node))
        return self.converted(node, path, place)

    def converted(self, node: yaml.Node, path: KeyPath, place: Place) -> Any:
        if isinstance(node, yaml.MappingNode):
            return dict(self.read_pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        if not node.style and (named := self.named(node)):
            line = self.source.line(node.start_mark.line + 1)
            own = {"found": named, "character": named[0], "quoted": _in_quotes(named)}
            self.problem("special", place, **(_quoted(line) or own))
            return named
        if node.value == "" and not node.style:
            rest = self.source.line(node.start_mark.line + 1)[node.start_mark.column :].strip()
            # Behind «key: » a # is meant as text; in a line of its own it begins a comment.
            if rest.startswith("#") and path and self.keys.get(path, place).line == place.line:
                self.problem("special", place, **_quoted(self.source.line(node.start_mark.line + 1)))
                return rest
            return None
        if unseen := NOT_ALLOWED.search(node.value):
            self.problem("escape", place, found=f"U+{ord(unseen[0]):04X}")
        return node.value

    def named(self, node: yaml.ScalarNode) -> str:
        """Return a text whose first word YAML takes for its name or its type, or "". A name that is used is one."""
        start, end = node.start_mark, node.end_mark
        text = self.source.line(start.line + 1)[start.column : end.column if end.line == start.line else None].strip()
        name = text[1:].partition(" ")[0]
        is_used = text.startswith("&") and f"*{name}" in self.source.text
        return text if name and text[0] in "&!" and not is_used else ""

    def read_pairs(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, Any]]:
        first: dict[str, Place] = {}
        again: list[tuple[str, Place]] = []
        for key_node, value_node in self.mended(node):
            key, place = str(key_node.value), self.place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem("yaml", place, found=self.source.line(key_node.start_mark.line + 1).strip())
            elif key in first:
                again.append((key, place))
            else:
                first[key] = self.keys[(*path, key)] = place
                yield key, self.read(value_node, (*path, key))
        # Where many keys follow that were there before, the line between two records is lost.
        lost = len(again) >= _RECORD
        for key, place in again[:1] if lost else again:
            self.problem("record-line" if lost else "duplicate-key", place, key=key, line=first[key].line)

    def mended(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        """Return the pairs of a map. A text that a comma cuts, as in `{ca: One, two}`, is reported and joined again."""
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        for key_node, value_node in node.value:
            cut = node.flow_style and isinstance(value_node, yaml.ScalarNode) and value_node.value == ""
            before = pairs[-1][1] if pairs else None
            if cut and not value_node.style and isinstance(before, yaml.ScalarNode) and not before.style:
                text = f"{before.value}, {key_node.value}"
                joined = yaml.ScalarNode(before.tag, text, before.start_mark, key_node.end_mark)
                pairs[-1] = (pairs[-1][0], joined)
            else:
                pairs.append((key_node, value_node))
        if len(pairs) < len(node.value):
            for key_node, value_node in pairs:
                if isinstance(value_node, yaml.ScalarNode) and ", " in value_node.value and not value_node.style:
                    quoted = f"{key_node.value}: {_in_quotes(value_node.value)}"
                    self.problem("comma", self.place(value_node), found=value_node.value, quoted=quoted)
        yield from pairs

    def place(self, node: yaml.Node) -> Place:
        return _place_of(node, self.source.path, self.first_line)

    def problem(self, variant: str, place: Place, **values: Any) -> None:
        self.problems.append(found(self.rule, place, variant=variant, **values))


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError, rule: str, first_line: int) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = error.problem or ""
    # A quote or bracket that is never closed is reported where it is opened.
    if error.context_mark and ("found unexpected end of stream" in problem or "flow" in (error.context or "")):
        line, column = error.context_mark.line, error.context_mark.column
    # The parser often reports an error in the line below the one where it is.
    for candidate in (line, line - 1):
        text = source.line(candidate + 1)
        place = Place(source.path, candidate + first_line, column + 1 if candidate == line else 1)
        if "\t" in text[: len(text) - len(text.lstrip())] or ("'\\t'" in problem and candidate == line):
            repaired = untabbed(source.lines, candidate, _error_line)
            return found(rule, place, variant="tab-line" if repaired else "tab", repaired=repaired)
        if quoted := _quoted(text):
            return found(rule, place, variant="special", **quoted)
    if open_quote := _open_quote(source, line, rule, first_line):
        return open_quote
    if repaired := closed(source.lines, line, column, _error_line):
        text = source.line(line + 1)
        place = Place(source.path, line + first_line, column + 1)
        return found(rule, place, variant="bracket", found=_short(text), sign=text[column], repaired=repaired)
    for candidate in (line, line - 1):
        if candidate >= 0 and (better := rewritten(source.lines, candidate, _error_line)):
            place = Place(source.path, candidate + first_line, source.line(candidate + 1).find(better.found) + 1)
            values: dict[str, Any] = {"found": better.found, "character": "#", "quoted": better.text.strip()}
            return found(rule, place, variant=_REWRITTEN[better.kind], repaired=better.text, **values)
    in_quotes = "quoted scalar" in (error.context or "")
    if not in_quotes and (repair := repair_of(source.lines, line, _error_line)):
        found_, expected = (len(one) - len(one.lstrip(" ")) for one in (source.lines[repair.line], repair.text))
        values = {"found": source.lines[repair.line].strip(), "indent": found_, "expected": expected}
        place = Place(source.path, repair.line + first_line)
        return found(rule, place, variant=_REPAIRED[repair.kind], repaired=repair.text, **values)
    # What is missing at the end is reported in the last line that is not empty, and no comment.
    while line and (not source.line(line + 1).strip() or source.line(line + 1).lstrip().startswith("#")):
        line, column = line - 1, 0
    text = source.line(line + 1)
    place = Place(source.path, line + first_line, column + 1)
    if "mapping values are not allowed" in problem and (pair := _split_pair(text)):
        return found(rule, place, variant="colon", found=pair[1], quoted=f"{pair[0]}{_in_quotes(pair[1])}")
    if in_quotes:
        return found(rule, place, variant="quote", found=text.strip())
    return found(rule, place, variant="yaml", found=_short(text))


def _short(line: str) -> str:
    """Return a line as a message quotes it."""
    text = line.strip()
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


# A key with what is behind it, and one whose text in quotes does not end.
_KEY_LINE = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+:(?:[ ].*)?")
_OPEN_QUOTE = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+:[ ]+\"[^\"]*")


def _open_quote(source: Source, line: int, rule: str, first_line: int) -> Finding | None:
    """Return the finding that a quote before `line` (from 0), at which the parser fails, is not closed, or None.

    A text in quotes that goes on over lines goes on with words, and not with a key.
    """
    for at in range(line):
        text = source.line(at + 1)
        if _OPEN_QUOTE.fullmatch(text.rstrip()) and _KEY_LINE.fullmatch(source.line(at + 2)):
            place = Place(source.path, at + first_line, len(text) - len(text.lstrip()) + 1)
            return found(rule, place, variant="quote", found=text.strip())
    return None


def _error_line(text: str) -> int | None:
    """Return the line, from 0, at which a text is no YAML, or None where it is."""
    try:
        yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line if error.problem_mark else 0
    except (yaml.YAMLError, RecursionError):
        return 0
    return None


def _quoted(line: str) -> dict[str, str]:
    """Return the values of the variant `special` where the value of a line needs quotes, and {} where it does not.

    It needs quotes where it begins with a character that YAML reserves.
    """
    pair = _split_pair(line)
    if not pair or pair[1][0] not in "@`%{[*&!|>#":
        return {}
    # A flow map or list, even one that is not closed, and the header of a block scalar are meant as such.
    if re.fullmatch(r"\{\s*\}|\{.*:.*\}|\[.*\]|\{[^}]*:[^}]*|\[[^\]]*|[|>][+-]?\d?", pair[1]):
        return {}
    return {"found": pair[1], "character": pair[1][0], "quoted": f"{pair[0]}{_in_quotes(pair[1])}"}


def _split_pair(line: str) -> tuple[str, str] | None:
    match = re.match(r"\s*((?:- +)?(?:[\w-]+: +)?)(\S.*?)\s*$", line)
    return (match[1], match[2]) if match and match[1] else None


def _in_quotes(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
