"""The checks that a rule of data/style.yml may name: functions that return what they find in a text, without words.

A function has the name of its check, with _ for -. The browser has functions of the same names.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import get_args

from guiaviva.facts.schema import StyleCheck
from guiaviva.posts import accounts, days, people, tone
from guiaviva.posts.checked import Check, Checked, Hit
from guiaviva.posts.patterns import BLANKS, PATTERNS, compiled, folded
from guiaviva.posts.text import Span, Spans, Text, matches, sentences, touches

# The most letters of a part in capitals that is taken for an acronym.
ACRONYM = 6
# So long a part of a hashtag, all in small letters or in capitals, is taken for more than one word.
LONG = 15
# The fewest letters of a known word within a part that begins with a capital: shorter ones are part of another word.
SHORT = 3
# The fewest letters before the first capital that are a word without its own capital: #eAdministració is right.
PREFIX = 3


def _matches(pattern: str, text: str) -> bool:
    return compiled(PATTERNS[pattern]).search(text) is not None


def _too_many(checked: Checked, spans: Spans) -> Iterator[Hit]:
    """Report spans beyond the maximum of the rule, from the first of them to the end of the last."""
    most = checked.rule.max
    if most is not None and len(spans) > most:
        yield Hit(spans[most][0], spans[-1][1], values={"count": len(spans)})


def hashtags(checked: Checked) -> Iterator[Hit]:
    yield from _too_many(checked, linked_hashtags(checked.text))


def links(checked: Checked) -> Iterator[Hit]:
    yield from _too_many(checked, checked.text.links)


def dead_links(checked: Checked) -> Iterator[Hit]:
    """Report each address: on the networks of the rule nobody can follow it."""
    for start, end in checked.text.links:
        yield Hit(start, end)


def mentions(checked: Checked) -> Iterator[Hit]:
    yield from _too_many(checked, checked.text.mentions)


def emoji(checked: Checked) -> Iterator[Hit]:
    yield from _too_many(checked, checked.text.emojis)


# Words.


def words(checked: Checked) -> Iterator[Hit]:
    """Report phrases to avoid. In names they count only where they are addresses, such as that of a link shortener."""
    text, rule = checked.text, checked.rule
    if not rule.find or not text.may_hold(rule.words):
        return
    for match in compiled(rule.find).finditer(text.folded):
        found = match[0]
        if ("." in found or "/" in found) or not text.is_name(match.span()):
            instead = rule.instead.get(compiled(PATTERNS["spaces"]).sub(" ", found))
            # The word after an article that lost its vowel, as in l'escola, cannot simply be replaced by another.
            if match.start() > 0 and text.folded[match.start() - 1] == "'":
                instead = None
            yield Hit(*match.span(), None if instead is None else _cased(instead, text.written[slice(*match.span())]))


def undated(checked: Checked) -> Iterator[Hit]:
    """Report phrases to avoid, such as «tomorrow», in a text that names no date, unless somebody is answered."""
    if days.is_dated(checked) or accounts.answered(checked.text):
        return
    apart = [one for each in checked.rule.apart.values() for one in each]
    for hit in words(checked):
        if not any(_is_within(checked.text.folded, hit, one) for one in apart):
            yield hit


def _is_within(text: str, hit: Hit, phrase: str) -> bool:
    """Return whether what was found is part of a phrase that is another thing: «mañana» in «por la mañana»."""
    start = hit.start - phrase.find(text[hit.start : hit.end])
    return text[hit.start : hit.end] in phrase and text[max(start, 0) : start + len(phrase)] == phrase


def vague_links(checked: Checked) -> Iterator[Hit]:
    """Report phrases to avoid, and sentences that say of their link only that it is one."""
    text, calls = checked.text, checked.reading.calls
    hits = [*words(checked)]
    avoided = [(hit.start, hit.end) for hit in hits]
    for start, end in sentences(text.written) if calls else ():
        link = next((first for first, _ in text.links if start < first < end), start)
        spans = [(start + one.start(), start + one.end()) for one in matches("word", text.written[start:link])]
        vague = spans and all(text.folded[slice(*span)] in calls for span in spans)
        if vague and not touches((spans[0][0], spans[-1][1]), avoided):
            hits.append(Hit(spans[0][0], spans[-1][1], level="advice"))
    yield from hits


def _cased(substitute: str, found: str) -> str:
    """Return a substitute in the capitals of what it replaces, unless it has capitals of its own."""
    if _matches("upper", substitute):
        return substitute
    if len(found) > 1 and _matches("upper", found) and not _matches("lower", found):
        return substitute.upper()
    return substitute[0].upper() + substitute[1:] if _matches("upper", found[0]) else substitute


def mixed_address(checked: Checked) -> Iterator[Hit]:
    """Report the first word of each form of address, except the form that comes first in the text."""
    text, rule = checked.text, checked.rule
    firsts: list[tuple[Span, str]] = []
    for form, pattern in rule.address.items():
        spans = (match.span() for match in compiled(pattern).finditer(text.folded))
        span = next((span for span in spans if _addresses(text, span, rule.apart.get(form, ()))), None)
        if span:
            firsts.append((span, form))
    firsts.sort()
    for span, form in firsts[1:]:
        (start, end), first = firsts[0]
        yield Hit(*span, values={"first": checked.text.written[start:end], "address": first, "other": form})


def _addresses(text: Text, span: Span, apart: tuple[str, ...]) -> bool:
    """Return whether a word is not set apart, and no name: neither a hashtag nor with a capital within a sentence."""
    start, end = span
    named = _matches("title", text.written[start:end]) and _matches("within-sentence", text.written[:start])
    return not named and not text.is_name(span) and text.folded[start:end] not in apart


def repeated_words(checked: Checked) -> Iterator[Hit]:
    """Report a small word that stands twice in a row; `once` are those that never do."""
    for match in matches("twice", checked.text.folded):
        word = checked.text.written[match.start() : match.start() + len(match[1])]
        if match[1] in checked.reading.once and not checked.text.is_name(match.span()):
            yield Hit(*match.span(), word)


def opening_marks(checked: Checked) -> Iterator[Hit]:
    """Report a question or an exclamation that does not begin with the sign of its language, where it has one."""
    text, marks = checked.text, checked.reading.marks
    for start, end in sentences(text.written) if marks else ():
        for match in matches("closing-marks", text.written[start:end]):
            missing = [marks[one] for one in match[0] if one in marks]
            if missing and not any(one in text.written[start:end] for one in marks.values()):
                yield Hit(start, end, values={"sign": missing[0]})


def sentence_words(checked: Checked) -> Iterator[Hit]:
    text, most = checked.text, checked.rule.max
    unread = sorted((*text.links, *text.hashtags))
    gaps = {start for start, _ in text.gaps}
    for start, end in sentences(text.written):
        # Not all that stands between spaces is a word.
        if most is not None and len(text.written[start:end].split()) > most:
            count = _count_words(text, (start, end), unread, gaps)
            if count > most:
                yield Hit(start, end, values={"count": count})


def _count_words(text: Text, sentence: Span, unread: list[Span], gaps: set[int]) -> int:
    """Return the number of words of a sentence.

    A gap is one word, and `gaps` are where they start; addresses and hashtags, `unread`, are not counted.
    """
    start, end = sentence
    count = 0
    for match in matches("token", text.written[start:end]):
        at = start + match.start()
        in_gap = at not in gaps and touches((at, at + 1), text.gaps)
        named = touches((at, at + 1), unread)
        count += _matches("letter-or-digit", match[0]) and not in_gap and not named
    return count


def capitals(checked: Checked) -> Iterator[Hit]:
    """Report words in capitals that follow one another; single letters and figures may be between them."""
    text, most = checked.text, checked.rule.max
    run: list[Span] = []
    last = 0
    for match in (*matches("word", text.written), None):
        shouts = match is not None and not text.is_name(match.span()) and _capitals(match[0])
        joined = match is not None and _matches("between-shouts", text.written[last : match.start()])
        if run and not (joined and shouts is not False):
            yield from _shouted(run, most)
            run = []
        if match:
            if shouts:
                run.append(match.span())
            last = match.end()


def _capitals(word: str) -> bool | None:
    """Return whether a word is in capitals, or None for a single letter or a figure, which may be either."""
    if len(compiled(PATTERNS["letter"]).findall(word)) < 2:
        return None
    return _matches("upper", word) and not _matches("lower", word)


def _shouted(run: list[Span], most: int | None) -> Iterator[Hit]:
    if most is not None and len(run) > most:
        yield Hit(run[0][0], run[-1][1], values={"count": len(run)})


# Hashtags.


def linked_hashtags(text: Text) -> Spans:
    """Return the hashtags that networks turn into links: those with a letter in them."""
    return tuple(span for span in text.hashtags if _matches("letter", text.written[slice(*span)]))


def hashtag_case(checked: Checked) -> Iterator[Hit]:
    for start, end in linked_hashtags(checked.text):
        # hashtag_form reports a hashtag that is cut.
        if _tail(checked.text, end):
            continue
        written = checked.text.written[start + 1 : end]
        wrong, right = _camel_case(written, checked.criteria.hashtags, checked.criteria.words)
        if wrong:
            yield Hit(start, end, checked.text.written[start] + right if right else None)


def respelt_hashtag(written: str, words: Mapping[str, str]) -> str:
    """Return a hashtag with a capital for each of these words, or "" where it is not certain where they begin."""
    return _camel_case(written, {}, words)[1]


def _camel_case(written: str, known: Mapping[str, str], words: Mapping[str, str]) -> tuple[bool, str]:
    """Return whether a hashtag lacks capitals, and how to write it where that is certain, or else ""."""
    if folded(written) in known:
        return known[folded(written)] != written, known[folded(written)]
    parts = [match[0] for match in matches("part", written)]
    right = [_respelt(part, words) for part in parts]
    spelt = "" if None in right else "".join(one or "" for one in right)
    if not parts:
        return False, ""
    # One word may be written as it is, and nothing tells one word from two but that two are known, or very long.
    alike = not _matches("upper", written) or not _matches("lower", written)
    several = any(_is_several(part, one) for part, one in zip(parts, right, strict=True))
    headless = not alike and _matches("lower", parts[0][0]) and len(parts[0]) >= PREFIX
    joined = not alike and any(
        one != part and _matches("upper", part[0]) for one, part in zip(right, parts, strict=True) if one
    )
    if not ((alike and several) or headless or joined):
        return False, ""
    # Characters between the parts, such as _, would be lost.
    whole = sum(map(len, parts)) == len(written)
    return True, spelt if whole and spelt != written else ""


def _is_several(part: str, spelt: str | None) -> bool:
    """Return whether a part of a hashtag, all in small letters or all in capitals, is more than one word."""
    if spelt and spelt != part:
        return len(compiled(PATTERNS["part"]).findall(spelt)) > 1
    return len(part) >= LONG and not (spelt and folded(spelt) == spelt)


def _respelt(part: str, words: Mapping[str, str]) -> str | None:
    """Return a part of a hashtag with a capital for each word, or None where its words are not certain."""
    if folded(part) in words and not (_capitals(part) and len(part) <= ACRONYM):
        return words[folded(part)]
    if not _matches("letter", part) or (_capitals(part) and len(part) <= ACRONYM):
        return part
    shortest = SHORT if _matches("upper", part[0]) and _matches("lower", part) else 1
    split = _split(folded(part), words, shortest)
    if split:
        return "".join(split)
    return part if _matches("upper", part[0]) and _matches("lower", part) else None


def _split(word: str, words: Mapping[str, str], shortest: int) -> tuple[str, ...]:
    """Return the known words that make up a word, or () where there is no way to split it, or more than one."""
    # The ways to split the beginning of the word, by its length: two at most, since more than one is never certain.
    ways: list[list[tuple[str, ...]]] = [[()]]
    longest = max(map(len, words), default=0)
    for end in range(1, len(word) + 1):
        ways.append(
            [
                (*way, words[word[start:end]])
                for start in range(max(0, end - longest), end - shortest + 1)
                if word[start:end] in words
                for way in ways[start]
            ][:2]
        )
    return ways[-1][0] if len(ways[-1]) == 1 else ()


def _tail(text: Text, end: int) -> int:
    """Return the end of the text that was meant to belong to a hashtag cut at `end`, or 0 where it is not cut."""
    tail = compiled(PATTERNS["hashtag-tail"]).match(text.folded, end)
    return tail.end() if tail and not text.is_name(tail.span()) else 0


def hashtag_form(checked: Checked) -> Iterator[Hit]:
    text = checked.text
    for start, end in text.hashtags:
        if last := _tail(text, end):
            written = text.written[start:last]
            # Without its raised dot a word would be misspelt, and after a full stop a sentence may begin.
            joins = not _matches("no-join", text.folded[end:last])
            values = {"kind": "cut", "sign": text.written[end]}
            yield Hit(start, last, _joined(written) if joins else None, values)
        elif not _matches("letter", text.written[start:end]):
            yield Hit(start, end, values={"kind": "digits"})


def _joined(hashtag: str) -> str:
    """Return a hashtag without the hyphens and apostrophes that cut it, with a capital for each word."""
    parts = folded(hashtag[1:]).replace("'", "-").split("-")
    at, written = 1, ""
    for part in parts:
        original = hashtag[at : at + len(part)]
        written += original[0].upper() + original[1:]
        at += len(part) + 1
    return hashtag[0] + written


def hashtag_length(checked: Checked) -> Iterator[Hit]:
    most = checked.rule.max
    for start, end in linked_hashtags(checked.text):
        if most is not None and end - start - 1 > most:
            yield Hit(start, end, values={"count": end - start - 1})


def leading_mention(checked: Checked) -> Iterator[Hit]:
    first = next(matches("token", checked.text.written), None)
    for start, end in checked.text.mentions[:1]:
        if first and first.start() == start:
            yield Hit(start, end)


# Emojis and signs.


def repeated_emoji(checked: Checked) -> Iterator[Hit]:
    """Report an emoji that the text has already. One that directly follows the same emoji can be deleted."""
    text = checked.text
    seen: set[str] = set()
    run: list[Span] = []
    for start, end in text.emojis:
        one = text.written[start:end]
        if run and run[-1][1] == start and text.written[slice(*run[0])] == one:
            run.append((start, end))
            continue
        yield from _repeats(run, seen, text)
        run = [(start, end)]
    yield from _repeats(run, seen, text)


def _repeats(run: list[Span], seen: set[str], text: Text) -> Iterator[Hit]:
    if run:
        one = text.written[slice(*run[0])]
        if one in seen:
            yield Hit(run[0][0], run[-1][1], values={"emoji": one})
        elif len(run) > 1:
            yield Hit(run[1][0], run[-1][1], "", {"emoji": one})
        seen.add(one)


def emoji_between_words(checked: Checked) -> Iterator[Hit]:
    """Report emojis within a sentence: after a word or comma, and before a word without a capital."""
    text = checked.text
    groups = _together(text.emojis, text.written)
    ends, starts = [0, *(end for _, end in groups)], [*(start for start, _ in groups[1:]), len(text.written)]
    for (start, end), end_before, start_after in zip(groups, ends, starts, strict=False):
        # From one group of emojis to the next, and no further.
        before, after = text.written[end_before:start].rstrip(BLANKS), text.written[end:start_after].lstrip(BLANKS)
        next_ = start_after - len(after)
        named = text.is_name((next_, next_ + 1)) or _matches("label", text.written[start:end])
        if _matches("goes-on-before", before[-1:]) and _matches("goes-on-after", after) and not named:
            yield Hit(start, end)


def _together(spans: Spans, text: str) -> list[Span]:
    """Return spans with those joined that have nothing but blanks between them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(BLANKS):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def repeated_punctuation(checked: Checked) -> Iterator[Hit]:
    """Report the same sign in a row. Three full stops are one sign; «?!» is two different ones."""
    for match in matches("signs", checked.text.written):
        signs = match[0]
        if checked.text.is_name(match.span()) or signs == "...":
            continue
        if signs.strip(".…") == "":
            yield Hit(*match.span(), "…")
        elif len(set(signs)) < len(signs):
            yield Hit(*match.span(), signs[0] if len(set(signs)) == 1 else None)


def punctuation_spacing(checked: Checked) -> Iterator[Hit]:
    """Report a space before a comma or a full stop, and a comma between two words without one after it."""
    for name in ("space-before", "comma-glued"):
        for match in matches(name, checked.text.written):
            if not checked.text.is_name(match.span()):
                yield Hit(*match.span(), match[0].lstrip(BLANKS) if name == "space-before" else ", ")


def decorative_letters(checked: Checked) -> Iterator[Hit]:
    for match in matches("decorative", checked.text.written):
        plain = unicodedata.normalize("NFKC", match[0])
        certain = _matches("plain", plain) and not _matches("decorative", plain)
        yield Hit(*match.span(), plain if certain else None)
    for match in matches("ornament", checked.text.written):
        if not checked.text.is_name(match.span()):
            yield Hit(*match.span(), "", {"kind": "signs"})


def placeholders(checked: Checked) -> Iterator[Hit]:
    for start, end in checked.text.gaps:
        yield Hit(start, end)


def alt_text(checked: Checked) -> Iterator[Hit]:
    """Remind of the alternative text of a picture or video, which cannot be checked here."""
    if checked.media:
        yield Hit(0, 0)


_NAMED = {**vars(accounts), **vars(days), **vars(people), **vars(tone), **globals()}
CHECKS: Mapping[str, Check] = {check: _NAMED[check.replace("-", "_")] for check in get_args(StyleCheck)}
