"""What may be written in a guide: facts, keys of records, pages and sections, each with what it is called."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from guiaviva.contentmodel.specs import BlockSpec
from guiaviva.guide import Guide
from guiaviva.guide.guide import once
from guiaviva.language import choose
from guiaviva.reading.pages import Page
from guiaviva.references import NoValueError, References
from guiaviva.text.words import fold

# The fields by which people call a record, the first that it has.
NAMES = ("name", "term", "handle", "statement", "decided", "text", "words")
_WORD = re.compile(r"\w+")


class Candidate(NamedTuple):
    """What may be written: its text, and what it is, in words."""

    text: str
    detail: str = ""


class Target(NamedTuple):
    """A page, or a section of one: its id with the anchor, its title, and that of its page where it is a section."""

    id: str
    anchor: str
    title: str
    page_title: str = ""

    @property
    def name(self) -> str:
        """The page or the section as data names it."""
        return f"{self.id}#{self.anchor}" if self.anchor else self.id


def records(guide: Guide, collection: str, language: str, plan: str = "") -> Iterator[Candidate]:
    """Return the keys of a collection with the names of their records; of one that plans have, those of that plan."""
    for key in keys(guide, collection, plan):
        yield Candidate(key, name_of(record(guide, collection, key, plan), language, guide.source_language))


def keys(guide: Guide, collection: str, plan: str = "") -> Sequence[str]:
    """Return the keys of a collection as they were written; of one that plans have, those of that plan."""
    of_plan = guide.facts.plans.get(plan)
    if of_plan and collection != "networks" and hasattr(of_plan, collection):
        return of_plan.written(collection)
    return guide.facts.keys.get(collection, ())


def record(guide: Guide, collection: str, key: str, plan: str = "") -> Any:
    """Return a record by its key, or None where there is none that could be read."""
    facts, of_plan = guide.facts, guide.facts.plans.get(plan)
    if collection == "units":
        return guide.institution.units.get(key)
    if collection == "plans":
        found = facts.plans.get(key)
        return found.head.record if found and found.head else None
    if collection in ("objectives", "audiences", "indicators"):
        plans = [of_plan] if of_plan else facts.plans.values()
        return next((getattr(one, collection)[key].record for one in plans if key in getattr(one, collection)), None)
    entry = getattr(facts, collection, {}).get(key)
    return entry.record if entry else None


def name_of(record: Any, *languages: str) -> str:
    """Return what a record is called in the first of these languages that has it, or ""."""
    for field in NAMES:
        value = getattr(record, field, None)
        if isinstance(value, dict):
            return choose(value, *languages)
        if isinstance(value, str):
            return value
    return ""


def shows(block: BlockSpec) -> str:
    """Return the files of data that a block shows."""
    return ", ".join(f"data/{name}.yml" for name in dict.fromkeys(filter(None, (*block.needs, block.key))))


def facts_below(guide: Guide, above: str, language: str) -> Iterator[Candidate]:
    """Return the names that may follow the name of a fact, each with what it shows in a language, if it is a value."""
    references = References(guide.facts, guide.model.words)
    try:
        names = references.names(above)
    except NoValueError:
        return
    for name in names:
        whole = f"{above}.{name}" if above else name
        try:
            yield Candidate(whole, references.show(whole, language).text)
        except NoValueError as error:
            if error.variant in ("several", "key"):
                yield Candidate(whole, _called(references, whole, language))


def is_value(guide: Guide, name: str, language: str) -> bool:
    """Return whether a name means a value that can be shown."""
    try:
        References(guide.facts, guide.model.words).show(name, language)
    except NoValueError:
        return False
    return True


def _called(references: References, name: str, language: str) -> str:
    for field in ("name", "term", "handle"):
        try:
            return references.show(f"{name}.{field}", language).text
        except NoValueError:
            continue
    return ""


def targets(guide: Guide, language: str) -> Sequence[Target]:
    """Return the pages that readers of a language see, by id, each followed by its sections."""
    return _targets(guide).get(language, ())


@once
def _targets(guide: Guide) -> dict[str, list[Target]]:
    made = {}
    for language in guide.languages:
        shown = (page for id in guide.page_ids if (page := guide.shown(language, id)))
        made[language] = [target for page in shown for target in _of_page(page)]
    return made


def _of_page(page: Page) -> Iterator[Target]:
    yield Target(page.id, "", page.title or page.id)
    yield from (Target(page.id, one.id, one.title, page.title) for one in page.sections if one.level > 1)


def relative(page: Page, target: Target) -> str:
    """Return the link from a page to another, or to a section."""
    sign = f"#{target.anchor}" if target.anchor else ""
    if target.id == page.id:
        return sign or f"{posixpath.basename(target.id)}.md"
    return posixpath.relpath(f"{target.id}.md", posixpath.dirname(page.id) or ".") + sign


def matching(typed: str, *texts: str) -> int | None:
    """Return how well what is typed fits the names of something: 0 best; None where a word of it is in none of them."""
    wanted = fold(typed.casefold()).strip()
    names = [fold(text.casefold()) for text in texts]
    if any(name.startswith(wanted) for name in names):
        return 0
    if any(wanted in name for name in names):
        return 1
    words = [word for name in names for word in _WORD.findall(name)]
    begun = _WORD.findall(wanted)
    return 2 if begun and all(any(word.startswith(one) for word in words) for one in begun) else None


def ranked(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that fit what is typed, the best first, else in their order."""
    found = [(rank, one) for one in candidates if (rank := matching(typed, one.text, one.detail)) is not None]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]
