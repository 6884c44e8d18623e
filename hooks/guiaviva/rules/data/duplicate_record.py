"""Everything has one record: no two roles, networks, situations, terms or plans of one name, no account or news twice.

What has two records is corrected in one of them, and the other goes on saying what is wrong.

Not seen: two records that are worded otherwise; replies with the same text are left to duplicate-reply.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Term
from guiaviva.guide import Guide
from guiaviva.guide.handles import address_of, handle_of
from guiaviva.guide.placeholders import plain
from guiaviva.reading.documents import KeyPath

RULE = "duplicate-record"
# The collections in which no two records have the same name in one language.
_NAMED = ("roles", "networks", "situations", "approval", "levels", "helplines")
# Those in which no two say the same in all languages together, and where: in one alone they may well do.
_SAID = {"news": "text", "ways": "text", "style": "name", "steps": "action", "placeholders": "name"}
# The lists of a plan without keys, with what tells an entry.
_LISTED = {"calendar": "when", "resources": "name", "risks": "name"}


class _Told(NamedTuple):
    """What a record says that no other one may say: `same` is how it is compared, `shown` as it was written."""

    record: str
    same: Any
    shown: str
    where: Where


def check(guide: Guide) -> Iterator[Finding]:
    facts = guide.facts
    plans = {key: plan.head for key, plan in facts.plans.items() if plan.head}
    document, units = facts.institution.document, guide.institution.units
    of_units = {key: Entry(key, unit, document, ("units", key)) for key, unit in units.items()}
    for records in (*(getattr(facts, name) for name in _NAMED), plans, of_units):
        yield from _twice(_names(records, "name"))
    for name, field in _SAID.items():
        yield from _twice(_texts(getattr(facts, name), field))
    for plan in facts.plans.values():
        yield from _twice(_texts(plan.audiences, "name"))
        yield from _twice(_texts(plan.indicators, "name"))
        yield from _entries(plan)
    phones = ((key, one.record.phone, one.where("phone")) for key, one in facts.helplines.items())
    yield from _twice((_Told(key, phone.replace(" ", ""), phone, where) for key, phone, where in phones), "phone")
    yield from _twice(_phrases(facts.terms), "phrase")
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
            yield _Told(key, (language, plain(name)), name, entry.where(field, *filter(None, [language])))


def _texts(records: Mapping[str, Entry[Any]], field: str) -> Iterator[_Told]:
    """Return what records say in all languages together."""
    for key, entry in records.items():
        texts = getattr(entry.record, field)
        same = tuple(sorted((language, plain(text)) for language, text in texts.items()))
        yield _Told(key, same, next(iter(texts.values())), entry.where(field))


def _phrases(terms: Mapping[str, Entry[Term]]) -> Iterator[_Told]:
    """Return terms with their synonyms and forms: a page can link a word to one of them alone.

    What only the search uses may lead to both.
    """
    yield from _names(terms, "term")
    for field in ("synonyms", "forms"):
        for key, entry in terms.items():
            for language, phrases in getattr(entry.record, field).items():
                for index, phrase in enumerate(phrases):
                    yield _Told(key, (language, plain(phrase)), phrase, entry.where(field, language, index))


def _addresses(guide: Guide) -> Iterator[_Told]:
    """Return the addresses of networks and accounts, and the handles of these.

    What is closed may have been opened again, by the same name.
    """
    for key, network in guide.facts.networks.items():
        yield _Told(key, address_of(network.record.url), network.record.url, network.where("url"))
    for key, account in guide.facts.accounts.items():
        record = account.record
        if record.status != "closed":
            yield _Told(key, handle_of(record), record.handle, account.where("handle"))
            of = guide.facts.networks.get(record.network)
            # It may be that of the network until that of the account is known.
            if "/" in address_of(record.url) and not (of and _same(record.url, of.record.url)):
                yield _Told(key, address_of(record.url), record.url, account.where("url"))


def _same(one: str, other: str) -> bool:
    return address_of(one) == address_of(other)


def _entries(plan: Plan) -> Iterator[Finding]:
    """Report an entry of a list of a plan that is there twice, word for word."""
    for name, field in _LISTED.items() if plan.head else ():
        entries = enumerate(getattr(plan.head.record, name) if plan.head else ())
        listed = [Entry(f"{name} {index + 1}", one, plan.document, (name, index)) for index, one in entries]
        texts = ((one, next(iter(getattr(one.record, field).values()))) for one in listed)
        yield from _twice(_Told(one.key, repr(one.record), text, one.where(field)) for one, text in texts)


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
                name = ".".join(map(str, (*entry.path, *path[:-1])))
                yield found(RULE, entry.where(*path), variant="listed", found=key, key=name)
            seen.add(listed)


def _queries(guide: Guide) -> Iterator[Finding]:
    asked: dict[tuple[str, str], Entry[Any]] = {}
    for query in guide.facts.queries:
        first = asked.setdefault((query.record.language, plain(query.record.words)), query)
        if first is not query:
            line = first.place("words").line
            yield found(RULE, query.place("words"), variant="query", found=query.record.words, line=line)
