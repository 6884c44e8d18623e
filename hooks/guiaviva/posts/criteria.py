"""The criteria of the post check, made from the guide: plain values, which the browser gets too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    """A rule of data/style.yml; with a `period`, it holds only while one of that kind runs.

    By language: `find` is the pattern of the phrases to avoid, and `words` are those of which a text with one of these
    phrases has one (`patterns.needed`); `instead` maps a folded phrase to its substitute, and
    `address` each form of address to the pattern that recognises it. `apart` are, by form, the folded words that only
    look like one.
    """

    check: str
    level: LevelName
    max: int | None
    networks: tuple[str, ...]
    period: PeriodKind | None
    find: Texts
    words: Mapping[str, tuple[str, ...]]
    instead: Mapping[str, Texts]
    address: Mapping[str, Texts]
    apart: Mapping[str, Mapping[str, tuple[str, ...]]]


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
    """All that a post is checked against.

    `hashtags` maps the folded form of each known hashtag to the hashtag; `words` does the same, by language, for the
    words in them. `readings` are what the languages of the guide say of people and days. `accounts` are the folded
    names of accounts that may be mentioned: those of the register, and those of others that a rule lists. `phones`,
    `mailboxes` and `domains` are the institution's own. `tones` are, by language, what tones sentences have: that is
    likely and never certain, so it is for who writes a post, and not for the check of a guide.
    """

    rules: Mapping[str, Criterion]
    networks: Mapping[str, Limits]
    periods: Mapping[str, Span]
    hashtags: Texts
    words: Mapping[str, Texts]
    readings: Mapping[str, Reading]
    accounts: tuple[str, ...]
    phones: tuple[str, ...]
    mailboxes: tuple[str, ...]
    domains: tuple[str, ...]
    tones: Mapping[str, Bayes] = field(default_factory=dict)


@once
def criteria_of(guide: Guide) -> Criteria:
    """Return the criteria of a guide, without tones."""
    rules = {key: entry.record for key, entry in guide.facts.style.items()}
    known = [(language, one) for rule in rules.values() for language, each in rule.known.items() for one in each]
    contacts = sorted(guide.contacts)
    mailboxes = tuple(one for one in contacts if "@" in one and not one.startswith("@"))
    free = free_domains(guide.model.phrases)
    domains = dict.fromkeys(one.rpartition("@")[2] for one in mailboxes)
    return Criteria(
        {key: _criterion(rule) for key, rule in rules.items()},
        {key: _limits(entry.record) for key, entry in guide.facts.networks.items()},
        {key: _span(entry.record) for key, entry in guide.facts.periods.items()},
        {folded(one): one for _, one in known},
        {language: hashtag_words(one for code, one in known if code == language) for language in dict(known)},
        {language: reading_of(guide.model, language) for language in guide.languages},
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


def _criterion(rule: StyleRule) -> Criterion:
    avoid = {
        language: [*rule.avoid.get(language, ()), *rule.replacements.get(language, ())]
        for language in dict.fromkeys((*rule.avoid, *rule.replacements))
    }
    return Criterion(
        rule.check,
        rule.level,
        rule.max,
        tuple(rule.networks),
        rule.period,
        {language: phrases(each) for language, each in avoid.items() if each},
        {language: needed(each) for language, each in avoid.items() if each},
        {
            language: {folded(phrase): instead for phrase, instead in each.items()}
            for language, each in rule.replacements.items()
        },
        {
            language: {form: phrases(each) for form, each in forms.items() if each}
            for language, forms in rule.address.items()
        },
        {
            language: {form: tuple(map(folded, each)) for form, each in forms.items()}
            for language, forms in rule.apart.items()
        },
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
