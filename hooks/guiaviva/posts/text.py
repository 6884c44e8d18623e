"""A text as the checks read it: what in it is a gap, an address, a mailbox, a mention, a hashtag or an emoji."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

import regex

from guiaviva.counting import addresses, clusters, is_emoji
from guiaviva.posts.patterns import PATTERNS, compiled, folded

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Text:
    """A text, the same text folded, the spans of what it holds, and the runs of letters in it, folded.

    `names` are the spans that are not prose: gaps, addresses, mailboxes, mentions and hashtags.
    """

    written: str
    folded: str
    gaps: Spans
    links: Spans
    mails: Spans
    mentions: Spans
    hashtags: Spans
    names: Spans
    emojis: Spans
    words: frozenset[str]

    def may_hold(self, words: Iterable[str]) -> bool:
        """Return whether the text has one of these words (`patterns.needed`), or there is none to look for.

        To compile a pattern takes long, and most texts have nothing of it.
        """
        return not words or not self.words.isdisjoint(words)

    def is_name(self, span: Span) -> bool:
        """Return whether any part of a span is in a gap, an address, a mailbox, a mention or a hashtag."""
        return touches(span, self.names)


def read_text(written: str) -> Text:
    """Return the spans of what a text holds. Where two could overlap, the one that `Text` lists first wins."""
    names: list[Span] = []

    def free(spans: list[Span]) -> Spans:
        found = tuple(span for span in spans if not touches(span, names))
        names.extend(found)
        names.sort()
        return found

    lower = folded(written)
    return Text(
        written,
        lower,
        gaps=free(_spans("gap", written)),
        links=free(addresses(written)),
        mails=free(_spans("mail", written)),
        mentions=free(_spans("mention", written)),
        hashtags=free(_spans("hashtag", written)),
        names=tuple(names),
        emojis=tuple(_emojis(written)),
        words=frozenset(compiled(PATTERNS["letters"]).findall(lower)),
    )


def matches(pattern: str, text: str) -> Iterator[regex.Match[str]]:
    """Return the matches in a text of one of PATTERNS, by its name."""
    return compiled(PATTERNS[pattern]).finditer(text)


def sentences(text: str) -> Iterator[Span]:
    """Return the sentences of a text, without the blanks around them."""
    ends = [match.end() for match in matches("sentence-end", text)]
    for start, end in pairwise([0, *ends, len(text)]):
        tokens = [match.span() for match in matches("token", text[start:end])]
        if tokens:
            yield start + tokens[0][0], start + tokens[-1][1]


def _spans(pattern: str, text: str) -> list[Span]:
    return [match.span() for match in matches(pattern, text)]


def touches(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span shares anything with one of `others`, which are in order and apart from each other."""
    before = bisect_left(others, span[1], key=itemgetter(0))
    return before > 0 and span[0] < others[before - 1][1]


def _emojis(text: str) -> Iterator[Span]:
    if not is_emoji(text):
        return
    start = 0
    for cluster in clusters(text):
        end = start + len(cluster)
        if is_emoji(cluster):
            yield start, end
        start = end
