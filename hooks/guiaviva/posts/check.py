"""Check a text as a post: find what breaks a rule, and what to write instead where that is certain."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from guiaviva.counting import clusters, count
from guiaviva.diagnostics import Level
from guiaviva.guide import Guide
from guiaviva.posts.checked import Checked
from guiaviva.posts.checks import CHECKS, linked_hashtags
from guiaviva.posts.criteria import Criteria, Criterion
from guiaviva.posts.text import Text, read_text
from guiaviva.posts.tones import with_tones

# From the gravest.
LEVELS: tuple[Level, ...] = ("error", "warning", "advice")
# The rules that are not in data/style.yml, since the networks make them.
TOO_LONG = "too-long"
TOO_MANY = {"hashtags": "too-many-hashtags", "links": "too-many-links"}


@dataclass(frozen=True)
class PostFinding:
    """What a rule finds in a post.

    `rule` is a key of data/style.yml, TOO_LONG or one of TOO_MANY. `start` and `end` count code points. `networks` are
    those of the chosen networks for which the finding holds, and empty where it holds for all of them. `replacement`
    is what to write instead of `found`, where that is certain: "" deletes it, None leaves it to a person. `values` fill
    the placeholders of the message and of the fix. `period` is the key of the period for which the rule holds, or "".
    """

    start: int
    end: int
    rule: str
    check: str
    level: Level
    found: str
    networks: tuple[str, ...]
    replacement: str | None
    values: Mapping[str, Any]
    period: str = ""


class Post(NamedTuple):
    """A text with its language, and the networks for which it is: keys of data/networks.yml.

    `media`: it goes with a picture or video. `day` is when it is published: without it no period runs, and a date
    without a year has no weekday.
    """

    text: str
    language: str
    networks: tuple[str, ...]
    media: bool = False
    day: date | None = None


def check_post(
    guide: Guide, text: str, language: str, networks: Iterable[str], media: bool = False
) -> tuple[PostFinding, ...]:
    """Return what the rules find in a text for these networks, by place. `media`: it goes with a picture or video.

    `language` is that of the text; `networks` are keys of data/networks.yml, and a KeyError is raised for any other. It
    is published on the day for which the guide is judged.
    """
    post = Post(text, language, tuple(dict.fromkeys(networks)), media, guide.today)
    return check_text(with_tones(guide, language), post)


def check_text(criteria: Criteria, post: Post) -> tuple[PostFinding, ...]:
    """Do as `check_post`, with criteria that have been gathered already."""
    found = [*check_style(criteria, post), *_too_long(criteria, post)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.rule, one.networks)))


def check_style(criteria: Criteria, post: Post) -> list[PostFinding]:
    """Do as `check_text`, but in no order and without the length of the text."""
    parts = clusters(post.text)
    composed = [unicodedata.normalize("NFC", part) for part in parts]
    read = read_text("".join(composed))
    found = [*_by_rules(criteria, read, post), *_too_many(criteria, read, post.networks)]
    return _placed(found, post.text, parts, composed) if read.written != post.text else found


def _running(criteria: Criteria, day: date | None) -> dict[str, str]:
    """Return the key of the period that runs on a day, by its kind; the first one where several do."""
    now = day.isoformat() if day else ""
    keys = [key for key, period in criteria.periods.items() if period.start <= now <= period.end]
    return {criteria.periods[key].kind: key for key in reversed(keys)}


def _by_rules(criteria: Criteria, text: Text, post: Post) -> Iterator[PostFinding]:
    running = _running(criteria, post.day)
    for key, rule in criteria.rules.items():
        networks = tuple(one for one in post.networks if one in rule.networks)
        if (rule.networks and not networks) or (rule.period and rule.period not in running):
            continue
        period = running[rule.period] if rule.period else ""
        for hit in CHECKS[rule.check](Checked(text, rule, criteria, post.media, post.day)):
            found = text.written[hit.start : hit.end]
            only = networks if networks != post.networks else ()
            level = hit.level if hit.level and LEVELS.index(hit.level) > LEVELS.index(rule.level) else rule.level
            values = (hit.replacement, hit.values, period)
            yield PostFinding(hit.start, hit.end, key, rule.check, level, found, only, *values)


def _too_long(criteria: Criteria, post: Post) -> Iterator[PostFinding]:
    """Find the part of a text that exceeds the limit of a network, as that network counts."""
    text, lengths = post.text, dict[str, int]()
    for network in post.networks:
        limits = criteria.networks[network]
        if limits.counted not in lengths:
            lengths[limits.counted] = count(text, limits.counted)
        length = lengths[limits.counted]
        if limits.characters is not None and length > limits.characters:
            start = _fits(text, limits.characters, limits.counted)
            values = _excess(length, limits.characters)
            yield PostFinding(start, len(text), TOO_LONG, TOO_LONG, "error", text[start:], (network,), None, values)


def _too_many(criteria: Criteria, text: Text, chosen: tuple[str, ...]) -> Iterator[PostFinding]:
    """Find the hashtags and links that exceed the limits of a network."""
    spans = {"hashtags": linked_hashtags(text), "links": text.links}
    for network in chosen:
        limits = criteria.networks[network]
        for what, limit in (("hashtags", limits.hashtags), ("links", limits.links)):
            number = len(spans[what])
            if limit is not None and number > limit and not _is_reported(criteria.rules.values(), what, limit):
                rule, start, end = TOO_MANY[what], spans[what][limit][0], spans[what][-1][1]
                more = (text.written[start:end], (network,), None, _excess(number, limit))
                yield PostFinding(start, end, rule, rule, "warning", *more)


def _is_reported(rules: Iterable[Criterion], what: str, limit: int) -> bool:
    """Return whether a rule of the institution, at least as strict as a network, reports what exceeds its limit."""
    always = (rule for rule in rules if rule.check == what and not rule.networks and not rule.period)
    return any(rule.max is not None and rule.max <= limit for rule in always)


def _excess(number: int, limit: int) -> Mapping[str, int]:
    return {"count": number, "limit": limit, "over": number - limit}


def _fits(text: str, limit: int, how: str) -> int:
    """Return where the longest beginning of a text ends that fits into the limit, in whole grapheme clusters."""
    ends = [0, *accumulate(map(len, clusters(text)))]
    # A binary search, though an address may make the count fall as it grows: that lasts for a few characters only. Most
    # of a long text is beyond the limit, so it begins with what may just fit.
    last = len(ends) - 1
    low, high = 0, min(limit + 1, last)
    while high < last and count(text[: ends[high]], how) <= limit:
        low, high = high, min(2 * high, last)
    while low < high:
        middle = (low + high + 1) // 2
        if count(text[: ends[middle]], how) <= limit:
            low = middle
        else:
            high = middle - 1
    return ends[low]


def _placed(found: list[PostFinding], text: str, parts: list[str], composed: list[str]) -> list[PostFinding]:
    """Return findings with their place in the text as it was written, where an accent may be a character of its own."""
    starts, ends = [0, *accumulate(map(len, composed))], [0, *accumulate(map(len, parts))]

    def place(at: int) -> int:
        part = bisect_right(starts, at) - 1
        same = part < len(parts) and len(parts[part]) == len(composed[part])
        return ends[part] + (at - starts[part] if same else 0)

    places = ((one, place(one.start), place(one.end)) for one in found)
    return [replace(one, start=start, end=end, found=text[start:end]) for one, start, end in places]
