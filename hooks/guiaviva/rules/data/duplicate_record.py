"""Everything has one record: no two roles, networks, situations, terms or plans of one name, no account or news twice.

What has two records is corrected in one of them. Two that are worded otherwise are not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Term
from guiaviva.guide import Guide
from guiaviva.guide.handles import address_of, handle_of
from guiaviva.guide.placeholders import plain
from guiaviva.reading.documents import KeyPath

RULE = "duplicate-record"


class _Told(NamedTuple):
    """What a record says that no other one may say: `same` is how it is compared, `shown` as it was written."""

    record: str
    same: Any
    shown: str
    where: Where


def check(guide: Guide) -> Iterator[Finding]:
    facts = guide.facts
    plans = {key: plan.head for key, plan in facts.plans.items() if plan.head}
    named: tuple[Mapping[str, Entry[Any]], ...] = (
        facts.roles,
        facts.networks,
        facts.situations,
        facts.approval,
        facts.levels,
        plans,
        facts.helplines,
    )
    for records in named:
        yield from _twice(_names(records, "name"))
    yield from _twice(_units(facts.institution))
    yield from _twice(_texts(facts.news, "text"))
    yield from _twice(_texts(facts.ways, "text"))
    yield from _twice(_texts(facts.style, "name"))
    yield from _twice(_texts(facts.steps, "action"))
    yield from _twice(_texts(facts.placeholders, "name"))
    for plan in facts.plans.values():
        yield from _twice(_texts(plan.audiences, "name"))
        yield from _twice(_texts(plan.indicators, "name"))
        yield from _entries(plan)
    yield from _twice(_phrases(facts.terms), "phrase")
    yield from _twice(_phones(guide), "phone")
    yield from _twice(_addresses(guide), "address")
    yield from _listed(guide)
    yield from _queries(guide)


def _twice(told: Iterable[_Told], variant: str = "") -> Iterator[Finding]:
    """Return a finding for each record that says what another one says too, once for both."""
    first: dict[Any, str] = {}
    reported: set[frozenset[str]] = set()
    for one in told:
        other = first.setdefault(one.same, one.record)
        if other != one.record and frozenset((one.record, other)) not in reported:
            reported.add(frozenset((one.record, other)))
            yield found(RULE, one.where, variant=variant, record=one.record, other=other, found=one.shown)


def _names(records: Mapping[str, Entry[Any]], field: str) -> Iterator[_Told]:
    """Return what records are called in each language."""
    for key, entry in records.items():
        value = getattr(entry.record, field)
        for language, name in value.items() if isinstance(value, Mapping) else [("", value)]:
            where = partial(entry.value_place, field, *filter(None, [language]))
            yield _Told(key, (language, plain(name)), name, where)


def _units(institution: Entry[Any]) -> Iterator[_Told]:
    for key, unit in institution.record.units.items():
        for language, name in unit.name.items():
            where = partial(institution.value_place, "units", key, "name", language)
            yield _Told(key, (language, plain(name)), name, where)


def _texts(records: Mapping[str, Entry[Any]], field: str) -> Iterator[_Told]:
    """Return what records say in all languages together: in one alone, two may well say the same."""
    for key, entry in records.items():
        texts = getattr(entry.record, field)
        same = tuple(sorted((language, plain(text)) for language, text in texts.items()))
        yield _Told(key, same, next(iter(texts.values())), partial(entry.value_place, field))


def _phrases(terms: Mapping[str, Entry[Term]]) -> Iterator[_Told]:
    """Return terms with their synonyms and forms: a page can link a word to one of them alone.

    What only the search uses may lead to both.
    """
    yield from _names(terms, "term")
    for field in ("synonyms", "forms"):
        for key, entry in terms.items():
            for language, phrases in getattr(entry.record, field).items():
                for index, phrase in enumerate(phrases):
                    where = partial(entry.value_place, field, language, index)
                    yield _Told(key, (language, plain(phrase)), phrase, where)


def _phones(guide: Guide) -> Iterator[_Told]:
    for key, entry in guide.facts.helplines.items():
        phone = entry.record.phone
        yield _Told(key, phone.replace(" ", ""), phone, partial(entry.value_place, "phone"))


def _addresses(guide: Guide) -> Iterator[_Told]:
    """Return the addresses of networks and accounts, and the handles of these.

    What is closed may have been opened again, by the same name.
    """
    for key, network in guide.facts.networks.items():
        url = network.record.url
        yield _Told(key, address_of(url), url, partial(network.value_place, "url"))
    for key, account in guide.facts.accounts.items():
        record = account.record
        if record.status != "closed":
            yield _Told(key, handle_of(record), record.handle, partial(account.value_place, "handle"))
            # Without a path it is that of the network, until that of the account is known.
            if "/" in address_of(record.url):
                yield _Told(key, address_of(record.url), record.url, partial(account.value_place, "url"))


def _entries(plan: Plan) -> Iterator[Finding]:
    """Report an entry of a list of a plan that is there twice, word for word."""
    head = plan.head
    if head is None:
        return
    for name, field in (("calendar", "when"), ("resources", "name"), ("risks", "name")):
        told = (
            _Told(
                f"{name} {index + 1}",
                repr(entry),
                next(iter(getattr(entry, field).values())),
                partial(head.value_place, name, index, field),
            )
            for index, entry in enumerate(getattr(head.record, name))
        )
        yield from _twice(told)


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


def _queries(guide: Guide) -> Iterator[Finding]:
    asked: dict[tuple[str, str], Entry[Any]] = {}
    for query in guide.facts.queries:
        first = asked.setdefault((query.record.language, plain(query.record.words)), query)
        if first is not query:
            values: dict[str, Any] = {"found": query.record.words, "line": first.place("words").line}
            yield found(RULE, query.place("words"), variant="query", **values)
