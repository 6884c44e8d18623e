"""Texts and records with what is shown in the place of their references, in the words of a language."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from typing import Any

from guiaviva import locales
from guiaviva.diagnostics import Place
from guiaviva.facts.loading import COLLECTIONS, PLAN_LISTS, Entry, Facts, Plan, part_of
from guiaviva.facts.schema import Duration
from guiaviva.facts.types import Email, InWords, Phone, Url
from guiaviva.facts.walk import Marked
from guiaviva.language import ForeignText, chosen
from guiaviva.reading.documents import KeyPath
from guiaviva.reading.pages import NOT_PROSE, Shown, blanked
from guiaviva.references.lookup import Lookup, NoValueError, Value

OPENING = "{{"
"""What a text with a reference has in it."""
_REFERENCE = re.compile(r"\{\{([^{}\n]*)\}\}")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")
# The names with which references begin; of others the braces are those of another program, or of a gap in a reply.
_FILES = (*COLLECTIONS, "institution", "crisis", "incident", "plans")
_BEGINS = re.compile(rf"(?:{'|'.join(_FILES)})\b")
# A path of data with a brace on one side of it at least.
_PATH = rf"(?:{'|'.join(_FILES)})(?:\.[\w-]+)+"
_HALF = re.compile(rf"\{{+[ \t]*({_PATH})(?:[ \t]*\}}+)?|\b({_PATH})[ \t]*\}}+")
# Most texts have braces, and none of these, which are looked for fast; a whole one may be half in code, half not.
_MAY_BE_HALF = re.compile(r"\{[ \t]*\w[\w-]*\.|\.[\w.-]*[\w-][ \t]*\}")
_WHOLE = re.compile(r"\{\{[^{}\n`<]*\}\}")
# What Markdown may read as more than a sign; what is within a word it does not.
_SPECIAL = re.compile(r"[\\`*\[\]>|]|(?<!\w)_|_(?!\w)|<|&(?=#?\w+;)")


def name_in(braces: str) -> str | None:
    """Return the name in what stands between braces, "" where more than a name does, None where none was meant.

    Whatever begins with a file of data, or is of several parts, is meant as a name.
    """
    text = braces.strip()
    if _NAME.fullmatch(text) and ("." in text or text in _FILES):
        return text
    return "" if _BEGINS.match(text) else None


def references_in(text: str, *, markdown: bool = False) -> Iterator[tuple[re.Match[str], str]]:
    """Return each reference in a text, with its name, "" where it has more than that; in Markdown none in code."""
    if OPENING in text:
        for match in _REFERENCE.finditer(NOT_PROSE.sub(blanked, text) if markdown else text):
            name = name_in(match[1])
            if name is not None:
                yield match, name


def half_written(text: str, *, markdown: bool = False) -> Iterator[tuple[re.Match[str], str]]:
    """Return each path of data that lacks some of its four braces, and the path; in Markdown none in code."""
    if _MAY_BE_HALF.search(_WHOLE.sub("", text)):
        rest = NOT_PROSE.sub(blanked, text) if markdown else text
        for match in _HALF.finditer(_REFERENCE.sub(blanked, rest)):
            yield match, match[1] or match[2]


def replaced(text: str, show: Callable[[re.Match[str], str], str], *, markdown: bool = False) -> str:
    """Return a text with what `show` makes of each reference, of its match and its name, in the place of it."""
    parts, end = [], 0
    for match, name in references_in(text, markdown=markdown):
        parts += [text[end : match.start()], show(match, name)]
        end = match.end()
    return "".join((*parts, text[end:]))


def escaped(text: str) -> str:
    """Return a text as Markdown in which none of its signs means anything."""

    def plain(sign: re.Match[str]) -> str:
        return html.escape(sign[0]) if sign[0] in "<&" else f"\\{sign[0]}"

    return _SPECIAL.sub(plain, " ".join(text.split()))


@dataclass(frozen=True)
class References:
    """What references show: values of `facts`, in the program's `words` and the texts of data, else in `source`."""

    facts: Facts
    words: locales.Words

    @property
    def source(self) -> str:
        """The language of the guide that texts have where they lack another."""
        return self.facts.institution.record.languages[0]

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.facts)

    def find(self, name: str) -> Value:
        """Return what a name means. Raises NoValueError where that is nothing, or no single value."""
        if not name:
            raise NoValueError("form")
        known = self.facts.found
        if name not in known:
            known[name] = self._lookup.find(name)
        value: Value = known[name]
        return value

    def part(self, name: str) -> Value:
        """Return the record or the value that a name means. Raises NoValueError where that is nothing."""
        return self._lookup.part(name)

    def names(self, name: str) -> list[str]:
        """Return the names that may follow a name. Raises NoValueError where that means nothing."""
        return self._lookup.names(name)

    def show(self, name: str, language: str, within: tuple[str, ...] = ()) -> Shown:
        """Return what is shown for a name. `within` are the names of the texts in which it stands.

        Raises NoValueError as `find` does, and where a text refers back to itself.
        """
        found = self.find(name)
        if found.name in within:
            circle = within[within.index(found.name) :]
            raise NoValueError("circular", found=name, chain=" → ".join((*circle, found.name)), first=min(circle))
        text = self._text(found, language, within)
        kind = next((kind for kind, type_ in _KINDS.items() if found.is_of(type_)), "")
        return Shown(found.name, text, kind, text.language if isinstance(text, ForeignText) else "")

    def _text(self, found: Value, language: str, within: tuple[str, ...]) -> str:
        value, words = found.value, self.words
        if isinstance(value, Mapping):
            text = chosen(value, language, self.source)
            own = text.language if isinstance(text, ForeignText) else language
            whole = replaced(text, lambda _, name: self._within(name, own, (*within, found.name)))
            return whole if own == language else ForeignText(whole, own)
        if isinstance(value, Duration):
            key = value.unit + ("-working" if value.calendar == "working" else "")
            text, spoken = locales.counted(words, "duration", key, value.value, language)
            whole = text.format(count=locales.number(words, language, value.value))
            return whole if spoken == language else ForeignText(whole, spoken)
        if isinstance(value, date):
            return locales.dates(words, language).text(value)
        return value if isinstance(value, str) else locales.number(words, language, value)

    def _within(self, name: str, language: str, within: tuple[str, ...]) -> str:
        """Return what is shown for a name in a text that another one shows; what it lacks is reported there."""
        try:
            return self.show(name, language, within).text
        except NoValueError as error:
            raise error if error.variant == "circular" else NoValueError("unread") from None

    def resolved(self, text: str, language: str, within: tuple[str, ...] = ()) -> str:
        """Return a text of data with what is shown in the place of its references; what means nothing stays."""

        def show(match: re.Match[str], name: str) -> str:
            try:
                return self.show(name, language, within).text
            except NoValueError:
                return match[0]

        return replaced(text, show)

    def in_markdown(
        self, text: str, language: str, write: Callable[[Shown, int], str] | None = None
    ) -> tuple[str, tuple[Shown, ...]]:
        """Return a text of Markdown with what is shown in the place of its references, and that, in order.

        Where text is, `write` says what to put there, of what is shown and its number; headings and addresses have the
        plain text. What means nothing stays, and so does all that is in code.
        """
        made: list[Shown] = []

        def show(match: re.Match[str], name: str) -> str:
            try:
                shown = self.show(name, language)
            except NoValueError:
                return match[0]
            plain, is_text = _plain(text, match, shown.text)
            start = text.rfind("\n", 0, match.start()) + 1
            place = Place("", text.count("\n", 0, start) + 1, match.start() - start + 1, len(match[0]))
            made.append(shown._replace(place=place, width=len(plain)))
            return write(shown, len(made) - 1) if write and is_text else plain

        return replaced(text, show, markdown=True), tuple(made)


def _plain(text: str, match: re.Match[str], value: str) -> tuple[str, bool]:
    """Return a value as it is written in the place of a reference, and whether that is neither heading nor address."""
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    after = text[match.end() :].split("\n", 2)
    if _IN_TARGET.search(before):
        return "".join(value.split()), False
    if _IN_TAG.search(before):
        return html.escape(value), False
    is_heading = _HEADING.match(before) or (len(after) > 1 and _UNDERLINE.fullmatch(after[1]))
    return escaped(value), not is_heading


# Where a reference stands that is no text: in the address of a link, in a tag.
_IN_TARGET = re.compile(r"\]\([^()\s]*$|^\s*\[[^\]]+\]:\s*\S*$")
_IN_TAG = re.compile(r"<[a-zA-Z][^<>]*$")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ ]*")
_KINDS: Mapping[str, Any] = {"phone": Phone, "email": Email, "url": Url}


def shown_facts(references: References, former: Facts | None = None) -> Facts:
    """Return facts with what is shown in the place of the references in their texts.

    Of `former` facts those records are taken that show the same.
    """
    facts = references.facts
    files = {path for path, source in facts.sources.items() if OPENING in source.text}
    if not files:
        return facts
    before = {id(entry.typed): entry for entry in former.entries() if entry.typed} if former else {}

    def shown(entry: Any) -> Any:
        return _shown(entry, references, before) if entry and entry.document.path in files else entry

    def of_all(entries: Mapping[str, Entry[Any]]) -> dict[str, Entry[Any]]:
        return {key: shown(entry) for key, entry in entries.items()}

    def of_plan(plan: Plan) -> Plan:
        lists: dict[str, Any] = {name: of_all(getattr(plan, name)) for name in PLAN_LISTS}
        return replace(plan, head=shown(plan.head), **lists)

    collections: dict[str, Any] = {name: of_all(getattr(facts, name)) for name in (*COLLECTIONS, "levels", "steps")}
    plans = {key: of_plan(plan) for key, plan in facts.plans.items()}
    alone = {"institution": shown(facts.institution), "tree": shown(facts.tree)}
    return replace(facts, **collections, **alone, plans=plans)


def _shown(entry: Entry[Any], references: References, before: Mapping[int, Entry[Any]]) -> Entry[Any]:
    texts = [one for one in entry.marked if isinstance(one.mark, InWords) and OPENING in "".join(one.value.values())]
    if not texts:
        return entry
    said = [_resolved(entry, one, references) for one in texts]
    known = before.get(id(entry))
    if known and all(reduce(part_of, one.path, known.record) == each for one, each in zip(texts, said, strict=True)):
        return known
    record = entry.record.model_copy(deep=True)
    for one, each in zip(texts, said, strict=True):
        reduce(part_of, one.path, record).update(each)
    return replace(entry, record=record, typed=entry)


def _resolved(entry: Entry[Any], text: Marked, references: References) -> dict[str, str]:
    name = name_of(entry, text.path)
    return {language: references.resolved(one, language, (name,)) for language, one in text.value.items()}


def name_of(entry: Entry[Any], path: KeyPath) -> str:
    """Return the name of a part of a record."""
    file = entry.document.path.removeprefix("data/").removesuffix(".yml").replace("/", ".")
    return ".".join(map(str, (file, *entry.path, *path)))
