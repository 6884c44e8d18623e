"""What the text of the demonstration names and the new guide does not have."""

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from guiaviva.references import references_in
from guiaviva.starting import demonstration

_LINK = r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)(?:\{[^}]*\})?"
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:i|y|e|and|et|eta|o|or|ou|edo)\s+")
_ARTICLE = re.compile(r"^(?:the|el|la|le|els|los|las|les|l'|o|a)\s*(?<=[\s'])")
_ITEM = re.compile(r"(\s*(?:[-*+]|\d+[.)])\s+)")
_LEAD = re.compile(r"\*\*(.+?)([:.,]*)\*\*")
_DASHES = re.compile(r"\s*\|[-:| ]+\|\s*$")
_BARE_TABLE = re.compile(r"(?m)^\|.*\|\n\|[-:| ]+\|(?:\n(?!\|)|\Z)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# The article of Basque, in the place of which others come.
_ENDING = re.compile(r"(?<=\w{4})ak?$")
_CELLS = re.compile(r"(?<!\\)\|")


def named_roles(
    texts: Iterable[str], names: Mapping[str, Collection[str]], *, inflected: bool = False
) -> tuple[str, ...]:
    """Return the keys of the roles that any of these texts names, or refers to, of those whose `names` are given.

    In an `inflected` language a name within a sentence may have an ending.
    """
    names = {key: [_ENDING.sub("", one) for one in ways] for key, ways in names.items()} if inflected else names
    end = "" if inflected else r"(?!\w)"
    text = re.sub(r"\]\([^)]*\)", "]", "\n".join(texts))
    return tuple(
        key
        for key, ways in names.items()
        if re.search(rf"\{{\{{\s*roles\.{re.escape(key)}\.", text)
        or any(re.search(rf"(?<!\w){re.escape(one)}{end}", text) for one in ways)
    )


def without_sentences(text: str, lost: Callable[[str], bool]) -> str:
    """Return a text without the sentences that refer to a fact whose name is `lost`."""
    if not any(lost(name) for _, name in references_in(text)):
        return text
    return " ".join(one for one in _SENTENCE.split(text) if not any(lost(name) for _, name in references_in(one)))


def without_references(line: str, lost: Collection[str]) -> str | None:
    """Return a line of a page without the sentences that refer to facts that are `lost`, None where nothing is left.

    Of a row no cell says anything without another.
    """
    marker = "" if not (found := _ITEM.match(line)) else found[1]
    left = without_sentences(line[len(marker) :], lost.__contains__)
    if left == line[len(marker) :]:
        return line
    return marker + left if left.strip() and not line.lstrip().startswith("|") else None


def without_networks(text: str, chosen: Collection[str]) -> str:
    """Return a page without the networks that are not `chosen` in what lists networks.

    That are cells and leads of items, in bold, which name nothing but networks: where none of these is there, the row
    or item goes, and a table with its last row.
    """
    absent = {name for key, names in network_names().items() if key not in chosen for name in names}
    known = {name for names in network_names().values() for name in names}
    kept: list[str] = []
    # How far the item is indented that is being left out, with what is below it.
    out = 0
    for line, after in itertools.pairwise([*text.split("\n"), ""]):
        left: str | None = line
        if out and _indent(line) >= out:
            continue
        out = 0
        if line.lstrip().startswith("|"):
            # Below the names of the columns are dashes.
            left = line if _DASHES.match(after) else _row(line, known, absent)
        elif marker := _ITEM.match(line):
            left = _item(line, marker[1], known, absent)
            out = len(marker[1]) if left is None else 0
        if left is not None:
            kept.append(left)
    less = "\n".join(kept)
    return less if less == text else _BARE_TABLE.sub("", less)


@cache
def network_names() -> Mapping[str, frozenset[str]]:
    """Return what each network is called, in small letters, by key: its name, and the term that has that name."""
    terms = [
        {text.casefold() for text in record["term"].values()}
        | {text.casefold() for several in record.get("synonyms", {}).values() for text in several}
        for record in (demonstration.data("terms", "other") or {}).values()
    ]
    return {
        key: frozenset({name.casefold()}.union(*(term for term in terms if name.casefold() in term)))
        for key, name in demonstration.networks().items()
    }


def _row(line: str, known: Collection[str], absent: Collection[str]) -> str | None:
    cells = _CELLS.split(line)
    for index, cell in enumerate(cells):
        left = _list(cell.strip(), known, absent)
        if left is None:
            return None
        if left != cell.strip():
            cells[index] = f" {left} "
    return "|".join(cells)


def _item(line: str, marker: str, known: Collection[str], absent: Collection[str]) -> str | None:
    rest = line[len(marker) :]
    lead = _LEAD.match(rest)
    if not lead:
        left = _list(rest, known, absent)
        return None if left is None else marker + left
    left = _list(lead[1], known, absent)
    return None if left is None else f"{marker}**{left}{lead[2]}**{rest[lead.end() :]}"


def _list(text: str, known: Collection[str], absent: Collection[str]) -> str | None:
    """Return a list of networks without those that are absent, None where none is left; another text as it is."""
    parts = _BETWEEN.split(text)
    plain = [_plain(part) for part in parts]
    if not set(plain) <= set(known) or set(plain).isdisjoint(absent):
        return text
    left = [index for index, name in enumerate(plain) if name not in absent]
    if not left:
        return None
    # The word before the last one is right only before that.
    *_, last = [", ", *_BETWEEN.findall(text)] if left[-1] == len(parts) - 1 else [", "]
    before = [parts[index] for index in left[:-1]]
    return _capital(last.join((*([", ".join(before)] if before else []), parts[left[-1]])), text)


def _plain(text: str) -> str:
    """Return a name as it is compared: in small letters, without a link and an article."""
    return _ARTICLE.sub("", re.sub(_LINK, r"\1", text).strip(" *.:").casefold())


def _capital(text: str, like: str) -> str:
    """Return a text that begins with a capital where another one does."""
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def _indent(line: str) -> int:
    """Return how far a line is indented; a line that ends an item is not indented."""
    return len(line) - len(line.lstrip()) if line.strip() else -1
