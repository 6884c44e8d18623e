"""Everything has one record: no two roles, networks, situations, terms or plans of one name, no account or news twice.

What has two records is corrected in one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Account, Helpline, Institution, Term
from guiaviva.guide import Guide
from guiaviva.guide.handles import address_of, handle_of, is_of_another_name
from guiaviva.reading.documents import KeyPath
from guiaviva.rules.posts.reply_placeholder import plain

RULE = "duplicate-record"
# By so much a name must fit a record better than another, for that one to be wrong.
_SURELY = 0.1
# More of a name is not compared.
_LONGEST = 100


def check(guide: Guide) -> Iterator[Finding]:
    facts = guide.facts
    plans = {key: plan.head for key, plan in facts.plans.items() if plan.head}
    for collection in (facts.roles, facts.networks, facts.situations, facts.approval, facts.levels, plans):
        yield from _names(collection, "name")
    yield from _names(facts.helplines, "name")
    yield from _units(facts.institution)
    yield from _names(facts.terms, "term")
    yield from _phrases(facts.terms)
    for records, field in (
        (facts.news, "text"),
        (facts.ways, "text"),
        (facts.style, "name"),
        (facts.placeholders, "name"),
        (facts.steps, "action"),
    ):
        yield from _texts(records, field)
    for plan in facts.plans.values():
        yield from _texts(plan.audiences, "name")
        yield from _texts(plan.indicators, "name")
        yield from _entries(plan)
    yield from _listed(guide)
    yield from _phones(facts.helplines)
    yield from _twice((entry, "url", address_of(entry.record.url)) for entry in facts.networks.values())
    yield from _twice(
        (entry, field, address)
        for entry in facts.accounts.values()
        for field, address in (
            ("handle", handle_of(entry.record)),
            ("url", address_of(entry.record.url)),
        )
    )
    asked: dict[tuple[str, str], Entry[Any]] = {}
    for query in facts.queries:
        first = asked.setdefault((query.record.language, plain(query.record.words)), query)
        if first is not query:
            line = first.place("words").line
            yield found(RULE, query.place("words"), variant="query", found=query.record.words, line=line)


def _names(collection: Mapping[str, Entry[Any]], field: str) -> Iterator[Finding]:
    """Report records that have a name which another of them has too, be it in one language."""
    known: dict[tuple[str, str], str] = {}
    for key, entry in collection.items():
        value = getattr(entry.record, field)
        names = value.items() if isinstance(value, Mapping) else [("", value)]
        for language, name in names:
            other = known.setdefault((language, plain(name)), key)
            if other != key:
                both = (key, other)
                if _fit(other, collection[other], field, name) < _fit(key, entry, field, name) - _SURELY:
                    both = (other, key)
                place = partial(collection[both[0]].value_place, field, *filter(None, [language]))
                yield found(RULE, place, record=both[0], other=both[1], found=name)
                break


def _fit(key: str, entry: Entry[Any], field: str, name: str) -> float:
    """Return how alike the name of a record is to its key, or to its name in another language: from 0 to 1."""
    value = getattr(entry.record, field)
    others = [one for one in value.values() if one != name] if isinstance(value, Mapping) else []
    texts = (plain(one)[:_LONGEST] for one in (key.replace("-", " "), *others))
    return max(SequenceMatcher(None, plain(name)[:_LONGEST], one).ratio() for one in texts)


def _units(institution: Entry[Institution]) -> Iterator[Finding]:
    """Report a unit that has a name which another of them has too, be it in one language."""
    known: dict[tuple[str, str], str] = {}
    for key, unit in institution.record.units.items():
        for language, name in unit.name.items():
            other = known.setdefault((language, plain(name)), key)
            if other != key:
                place = partial(institution.value_place, "units", key, "name", language)
                yield found(RULE, place, record=key, other=other, found=name)
                break


def _phrases(terms: Mapping[str, Entry[Term]]) -> Iterator[Finding]:
    """Report terms of which a synonym or a form is one of another too. A page can link a word to one of them alone.

    What only the search uses may lead to both.
    """
    known: dict[tuple[str, str], str] = {}
    # Of a term that was copied, that its name is the same is enough.
    reported: set[frozenset[str]] = set()
    for key, entry in terms.items():
        for language, text in entry.record.term.items():
            reported.add(frozenset((key, known.setdefault((language, plain(text)), key))))
    for field in ("synonyms", "forms"):
        for key, entry in terms.items():
            for language, phrases in getattr(entry.record, field).items():
                for index, phrase in enumerate(phrases):
                    other = known.setdefault((language, plain(phrase)), key)
                    if other == key or frozenset((key, other)) in reported:
                        continue
                    reported.add(frozenset((key, other)))
                    place = partial(entry.value_place, field, language, index)
                    yield found(RULE, place, variant="phrase", record=key, other=other, found=phrase)


def _texts(collection: Mapping[str, Entry[Any]], field: str) -> Iterator[Finding]:
    """Report records that say in every language the same as another."""
    known: dict[tuple[Any, ...], str] = {}
    for key, entry in collection.items():
        written = getattr(entry.record, field)
        texts = tuple(sorted((language, plain(text)) for language, text in written.items()))
        other = known.setdefault(texts, key)
        if other != key:
            shown = next(iter(written.values()))
            yield found(RULE, partial(entry.value_place, field), record=key, other=other, found=shown)


def _entries(plan: Plan) -> Iterator[Finding]:
    """Report an entry of a list of a plan that is there twice, word for word."""
    for name, field in (("calendar", "when"), ("resources", "name"), ("risks", "name")):
        entries = getattr(plan.head.record, name) if plan.head else ()
        first: dict[str, int] = {}
        for index, entry in enumerate(entries):
            other = first.setdefault(repr(entry), index)
            if plan.head and other != index:
                values = {"record": f"{name} {index + 1}", "other": f"{name} {other + 1}"}
                shown = next(iter(getattr(entry, field).values()))
                yield found(RULE, partial(plan.head.value_place, name, index, field), found=shown, **values)


def _listed(guide: Guide) -> Iterator[Finding]:
    """Report a key, or a language, that stands twice in one list. Of replies, duplicate-reply says it."""
    facts = guide.facts
    audiences = [one for plan in facts.plans.values() for one in plan.audiences.values()]
    spoken: list[Entry[Any]] = [facts.institution, *facts.accounts.values(), *audiences]
    languages: list[tuple[Entry[Any], KeyPath, str]] = [
        (one, ("languages", at), key) for one in spoken for at, key in enumerate(one.record.languages)
    ]
    keys = [(one, marked.path, marked.value) for one, marked, to in facts.references if to != "replies"]
    seen: set[tuple[Any, ...]] = set()
    for entry, path, key in (*languages, *keys):
        if path and isinstance(path[-1], int):
            listed = (entry.document.path, entry.path, path[:-1], key)
            if listed in seen:
                where = ".".join(map(str, (*entry.path, *path[:-1])))
                yield found(RULE, partial(entry.value_place, *path), variant="listed", found=key, key=where)
            seen.add(listed)


def _phones(helplines: Mapping[str, Entry[Helpline]]) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for key, entry in helplines.items():
        other = known.setdefault(entry.record.phone.replace(" ", ""), key)
        if other != key:
            values = {"record": key, "other": other, "found": entry.record.phone}
            yield found(RULE, partial(entry.value_place, "phone"), variant="phone", **values)


def _twice(addresses: Iterable[tuple[Entry[Any], str, str]]) -> Iterator[Finding]:
    """Report records that have an address which another of them has too; of two accounts, that whose own it is not.

    What is closed may have been opened again, by the same name.
    """
    known: dict[str, Entry[Any]] = {}
    reported: set[str] = set()
    for entry, field, address in addresses:
        other = known.setdefault(address, entry)
        # Of an account that was copied, handle and address are the same.
        if other is entry or entry.key in reported or _again(entry, other):
            continue
        wrong, right = (other, entry) if _is_of_another(other) and not _is_of_another(entry) else (entry, other)
        reported.add(entry.key)
        values = {"record": wrong.key, "other": right.key, "found": getattr(wrong.record, field)}
        yield found(RULE, partial(wrong.value_place, field), variant="address", **values)


def _is_of_another(entry: Entry[Any]) -> bool:
    return isinstance(entry.record, Account) and is_of_another_name(entry.record)


def _again(one: Entry[Any], other: Entry[Any]) -> bool:
    """Return whether two records are of one thing that was closed and opened again."""
    names = {getattr(each.record, "handle", "").casefold().removeprefix("@") for each in (one, other)}
    is_closed = "closed" in (one.record.status, other.record.status)
    return is_closed and len(names) == 1 and not any(map(_is_of_another, (one, other)))
