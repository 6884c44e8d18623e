"""The criteria of the post check, made from the guide: plain values, which the browser gets too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from guiaviva.facts.schema import LevelName, Network, Period, PeriodKind, StyleRule
from guiaviva.guide.guide import Guide, once
from guiaviva.posts.patterns import PATTERNS, compiled, folded, needed, phrases
from guiaviva.posts.readings import Reading, reading_of
from guiaviva.text.bayes import Bayes
from guiaviva.text.contacts import free_domains

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Criterion:
    """What a rule of data/style.yml says of a language; with a `period`, it holds only while one of that kind runs.

    `find` is the pattern of the phrases to avoid, or "", and `words` are those of which a text with one of these
    phrases has one (`patterns.needed`); `instead` maps a folded phrase to its substitute, and `address` each form of
    address to the pattern that recognises it. `apart` are, by form, the folded words that only look like one.
    """

    check: str
    level: LevelName
    max: int | None
    networks: tuple[str, ...]
    period: PeriodKind | None
    find: str
    words: tuple[str, ...]
    instead: Texts
    address: Texts
    apart: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Limits:
    """The limits of a network, None where there is none. `counted` is the way in which it counts characters."""

    characters: int | None
    counted: str
    hashtags: int | None
    links: int | None


@dataclass(frozen=True)
class Span:
    """A period of data/periods.yml: its kind, and its first and last day as they are written in data."""

    kind: PeriodKind
    start: str
    end: str


@dataclass(frozen=True)
class Criteria:
    """All that a post in a language is checked against.

    `hashtags` maps the folded form of each known hashtag to the hashtag; `words` does the same for the words in those
    of the language. `reading` is what it says of people and days. `accounts` are the folded names of accounts that may
    be mentioned: those of the register, and those of others that a rule lists. `phones`, `mailboxes` and `domains` are
    the institution's own. `tones` are what tones sentences have: that is likely and never certain, so it is for who
    writes a post, and not for the check of a guide.
    """

    rules: Mapping[str, Criterion]
    networks: Mapping[str, Limits]
    periods: Mapping[str, Span]
    hashtags: Texts
    words: Texts
    reading: Reading
    accounts: tuple[str, ...]
    phones: tuple[str, ...]
    mailboxes: tuple[str, ...]
    domains: tuple[str, ...]
    tones: Bayes | None = None


def criteria_of(guide: Guide, language: str) -> Criteria:
    """Return the criteria of a guide for a language, without tones."""
    made = _by_language(guide)
    if language not in made:
        made[language] = _criteria(guide, language)
    return made[language]


@once
def _by_language(guide: Guide) -> dict[str, Criteria]:
    """Return where the criteria are kept, once they have been asked for."""
    return {}


def _criteria(guide: Guide, language: str) -> Criteria:
    rules = {key: entry.record for key, entry in guide.facts.style.items()}
    known = [(language, one) for rule in rules.values() for language, each in rule.known.items() for one in each]
    contacts = sorted(guide.contacts)
    mailboxes = tuple(one for one in contacts if "@" in one and not one.startswith("@"))
    free = free_domains(guide.model.phrases)
    domains = dict.fromkeys(one.rpartition("@")[2] for one in mailboxes)
    return Criteria(
        {key: _criterion(rule, language) for key, rule in rules.items()},
        {key: _limits(entry.record) for key, entry in guide.facts.networks.items()},
        {key: _span(entry.record) for key, entry in guide.facts.periods.items()},
        {folded(one): one for _, one in known},
        hashtag_words(one for code, one in known if code == language),
        reading_of(guide.model, language),
        _accounts(guide),
        tuple(one for one in contacts if "@" not in one),
        mailboxes,
        # An institution with a mailbox at a public provider does not own the other mailboxes there.
        tuple(one for one in domains if not regex.fullmatch(free, one)),
    )


def _accounts(guide: Guide) -> tuple[str, ...]:
    own = (entry.record.handle for entry in guide.facts.accounts.values() if entry.record.status != "closed")
    others = (one for entry in guide.facts.style.values() for one in entry.record.accounts)
    return tuple(sorted({folded(one).removeprefix("@").partition("@")[0] for one in (*own, *others)}))


def _criterion(rule: StyleRule, language: str) -> Criterion:
    replacements = rule.replacements.get(language, {})
    avoid = [*rule.avoid.get(language, ()), *replacements]
    return Criterion(
        rule.check,
        rule.level,
        rule.max,
        tuple(rule.networks),
        rule.period,
        phrases(avoid) if avoid else "",
        needed(avoid) if avoid else (),
        {folded(phrase): instead for phrase, instead in replacements.items()},
        {form: phrases(each) for form, each in rule.address.get(language, {}).items() if each},
        {form: tuple(map(folded, each)) for form, each in rule.apart.get(language, {}).items()},
    )


def _limits(network: Network) -> Limits:
    limits = network.limits
    if limits is None:
        return Limits(None, "code-points", None, None)
    return Limits(limits.characters, limits.counted, limits.hashtags, limits.links)


def _span(period: Period) -> Span:
    return Span(period.kind, period.start.isoformat(), period.end.isoformat())


def hashtag_words(hashtags: Iterable[str]) -> Texts:
    """Return the words that make up hashtags, by their folded form."""
    parts = (part[0] for hashtag in hashtags for part in compiled(PATTERNS["part"]).finditer(hashtag))
    return {folded(part): part for part in parts if not part.isdigit()}
