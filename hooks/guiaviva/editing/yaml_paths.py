"""Of which key a place in a YAML text is the key or the value, also while it is typed and is no YAML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiaviva.editing.cursor import Cursor

ITEM = 0
"""The step to an item of a list, whichever it is."""
_PAIR = re.compile(r"""([\w./#+-]+|"[^"]*"|'[^']*'):(?:[ ]+|$)""")
_DASH = re.compile(r"-(?:[ ]+|$)")


@dataclass(frozen=True)
class Typed:
    """What is typed at a place: `text`, as the value of the key at `path`, or as a key below it.

    `beside` are the other keys there.
    """

    path: tuple[str | int, ...]
    text: str
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Token:
    """A key, or the dash of an item, with its column."""

    column: int
    key: str | None

    @property
    def step(self) -> str | int:
        return ITEM if self.key is None else self.key


def typed_at(cursor: Cursor) -> Typed | None:
    """Return what is typed at a place of a YAML text, or None in a comment and behind a list that is closed."""
    tokens, rest = _tokens(cursor.before)
    if re.search(r"(?:^|\s)#", rest):
        return None
    column = len(cursor.before) - len(rest)
    above = _above(cursor.lines[: cursor.line - 1], tokens[0] if tokens else _Token(column, ""))
    path = (*above, *(token.step for token in tokens))
    if rest[:1] in ("{", "["):
        return _in_flow(path, rest)
    return Typed(path, rest, frozenset() if tokens and tokens[-1].key else frozenset(_beside(cursor, column)))


def _tokens(line: str) -> tuple[list[_Token], str]:
    """Return the dashes and the key with which a line begins, and the rest of it."""
    tokens: list[_Token] = []
    column = len(line) - len(line.lstrip(" "))
    while match := _DASH.match(line, column):
        tokens.append(_Token(column, None))
        column = match.end()
    if match := _PAIR.match(line, column):
        tokens.append(_Token(column, match[1].strip("\"'")))
        column = match.end()
    return tokens, line[column:]


def _above(lines: Sequence[str], token: _Token) -> tuple[str | int, ...]:
    """Return the steps to a token: the keys and the dashes above it that are further to the left, one by one."""
    steps: list[str | int] = []
    for line in reversed(lines):
        for one in reversed(_tokens(line)[0] if _says_something(line) else ()):
            # The items of a list may begin below the first letter of its key.
            if one.column < token.column or (one.column == token.column and token.key is None and one.key is not None):
                steps.append(one.step)
                token = one
    return tuple(reversed(steps))


def _beside(cursor: Cursor, column: int) -> Iterator[str]:
    """Return the keys that are in the same map as what begins at that column of the line."""
    lines = cursor.lines
    for part in (reversed(lines[: cursor.line - 1]), lines[cursor.line :]):
        for line in part:
            tokens = _tokens(line)[0] if _says_something(line) else []
            yield from (one.key for one in tokens if one.column == column and one.key is not None)
            if any(one.column < column for one in tokens):
                break


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


@dataclass
class _Frame:
    """A map or a list in braces that is not closed yet: the key whose value is typed, and the keys so far."""

    is_map: bool
    start: int
    key: str | None
    keys: list[str]


def _in_flow(path: tuple[str | int, ...], text: str) -> Typed | None:
    """Return what is typed at the end of a map or list in braces, `{ca: One, es: Tw`, or None where it is closed."""
    frames: list[_Frame] = []
    quote = ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and not text[frames[-1].start : at].strip():
            quote = sign
        elif sign in "{[":
            frames.append(_Frame(sign == "{", at + 1, None, []))
        elif sign in "}]":
            frames.pop()
            if not frames:
                return None
        elif sign == ",":
            frames[-1].key, frames[-1].start = None, at + 1
        elif sign == ":" and frames[-1].is_map and frames[-1].key is None and text[at + 1 : at + 2] in ("", " "):
            frames[-1].key = text[frames[-1].start : at].strip().strip("\"'")
            frames[-1].keys.append(frames[-1].key)
            frames[-1].start = at + 1
    steps: list[str | int] = []
    for frame in frames:
        if not frame.is_map:
            steps.append(ITEM)
        elif frame.key is not None:
            steps.append(frame.key)
    last = frames[-1]
    beside = frozenset(last.keys if last.is_map and last.key is None else ())
    return Typed((*path, *steps), text[last.start :].lstrip(), beside)
