"""How long a text is, as each network counts it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import regex
from linkify_it import LinkifyIt

# The ranges of code points that count 1 for X.
X_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
# What an address counts for X and Mastodon, however long it is.
ADDRESS = 23
# What X counts for a character that is none of these, and for an emoji.
X_HEAVY = 2
# Top-level domains by which an address is recognised without https://, besides .com, .org and those of countries.
ENDINGS = ("cat", "eus", "gal", "barcelona", "madrid", "int", "app", "dev", "online", "social", "blog", "media")
# Characters that are shown as a picture; not the digits and signs that become one only with another character.
EMOJI = r"\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F|\u20E3"
# An address as Mastodon knows it, and a mention of somebody on another server.
WEB_ADDRESS = r'https?://[^\p{White_Space}<>"]+'
# A label of an address in ASCII form, other than the last. linkify-it can read it in two ways, and so a run of them in
# a power of two.
PUNYCODE = r"[Xx][Nn]--(?=[A-Za-z0-9\-]*\.)"
# How many characters at once are divided, of flags here and of any text in the browser: for each it takes as long as
# there are others before it.
PIECE = 400
# A flag, which is two letters, before another: a text may be cut between them.
FLAG_BEFORE_FLAG = r"\p{Regional_Indicator}{2}(?=\p{Regional_Indicator})"
_LETTERS = r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}"
MENTION_ELSEWHERE = rf"(@[{_LETTERS}]+)@[{_LETTERS}.\-]+[{_LETTERS}]"

# What the browser reads to count by the same steps (overrides/assets/javascripts/posts/count.js).
COUNTING: Mapping[str, Any] = {
    "address": ADDRESS,
    "light": X_LIGHT,
    "heavy": X_HEAVY,
    "endings": ENDINGS,
    "emoji": EMOJI,
    "punycode": PUNYCODE,
    "piece": PIECE,
    "web-address": WEB_ADDRESS,
    "mention-elsewhere": MENTION_ELSEWHERE,
}

_EMOJI = regex.compile(EMOJI)
_FLAG_BEFORE_FLAG = regex.compile(FLAG_BEFORE_FLAG)
_HEAVY = regex.compile("[^" + "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in X_LIGHT) + "]")
_MAY_HOLD_ADDRESS = regex.compile(r"\S\.\S|:|//|@")


# While one reply is typed, the others are as long as they were.
@lru_cache(maxsize=10_000)
def count(text: str, way: str) -> int:
    """Return the length of `text`, counted in a way that `limits.counted` of data/networks.yml may name.

    A gap such as {name} counts as it is written. Raises KeyError for a way that does not exist.
    """
    return WAYS[way](text)


def at_most(text: str) -> int:
    """Return an upper bound of all ways of counting: bytes or weights, and 23 for each dot, as in an address."""
    composed = unicodedata.normalize("NFC", text)
    return max(utf8_bytes(text), _weight(composed)) + ADDRESS * text.count(".")


def x_weighted(text: str) -> int:
    """Count as X does, by its published version 3 configuration of twitter-text.

    Each address counts 23; the code points 0–4351, 8192–8205, 8208–8223 and 8242–8247 count 1 and all others 2; an
    emoji sequence counts 2, however many code points it has. The text is normalised to NFC first.
    Source: https://github.com/twitter/twitter-text/blob/master/config/v3.json and
    https://docs.x.com/fundamentals/counting-characters, read on 2026-11-24.
    """
    text = unicodedata.normalize("NFC", text)
    links = addresses(text)
    starts, ends = [start for start, _ in links], [end for _, end in links]
    rest = "".join(text[start:end] for start, end in zip([0, *ends], [*starts, len(text)], strict=True))
    if not is_emoji(rest):
        return ADDRESS * len(links) + _weight(rest)
    weights = (X_HEAVY if is_emoji(one) else _weight(one) for one in clusters(rest))
    return ADDRESS * len(links) + sum(weights)


def _weight(text: str) -> int:
    """Return what X counts for a text without emojis."""
    return len(text) + (X_HEAVY - 1) * len(_HEAVY.findall(text))


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each address in a text, also without https:// where its top-level domain is known."""
    # Most texts hold nothing that could be an address, and this test is faster.
    if not _MAY_HOLD_ADDRESS.search(text):
        return []
    # Letters in the place of the hyphens make the label one that can be read in one way alone, at the same places.
    plain = regex.sub(PUNYCODE, "xnxx", text)
    return [(link.index, link.last_index) for link in _links().match(plain) or []]


@cache
def _links() -> LinkifyIt:
    return LinkifyIt(options={"fuzzy_email": False}).tlds(list(ENDINGS), True)


def clusters(text: str) -> list[str]:
    """Return the extended grapheme clusters of a text (Unicode, UAX #29): what a reader sees as one character."""
    ends = [0]
    for match in _FLAG_BEFORE_FLAG.finditer(text):
        if match.end() >= ends[-1] + PIECE:
            ends.append(match.end())
    ends.append(len(text))
    return [one for start, end in pairwise(ends) for one in regex.findall(r"\X", text[start:end])]


def is_emoji(text: str) -> bool:
    """Return whether any cluster of a text is shown as a picture."""
    return _EMOJI.search(text) is not None


def graphemes(text: str) -> int:
    """Count extended grapheme clusters.

    Bluesky counts so: its lexicon app.bsky.feed.post has maxGraphemes 300.
    Source: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json, read on 2026-11-24.
    """
    return len(clusters(text))


def code_points(text: str) -> int:
    """Count Unicode code points: the way of a network that does not say how it counts."""
    return len(text)


def utf16(text: str) -> int:
    """Count UTF-16 code units, in which JavaScript measures a text and Telegram its messages.

    Source: https://core.telegram.org/api/entities#entity-length, read on 2026-11-24.
    """
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Count bytes in UTF-8."""
    return len(text.encode("utf-8", errors="surrogatepass"))


def emoji_bytes(text: str) -> int:
    """Count as Threads does: an emoji counts its bytes in UTF-8, anything else one a character.

    Source: https://developers.facebook.com/documentation/threads/posts, updated 2026-04-14, read on 2026-11-24.
    """
    return sum(utf8_bytes(cluster) if is_emoji(cluster) else len(cluster) for cluster in clusters(text))


def fediverse(text: str) -> int:
    """Count as Mastodon does: graphemes, an address 23, a mention without the name of its server.

    Source: https://docs.joinmastodon.org/user/posting/, read on 2026-11-24.
    """
    text = regex.sub(WEB_ADDRESS, "x" * ADDRESS, text)
    return graphemes(regex.sub(MENTION_ELSEWHERE, r"\1", text))


WAYS: Mapping[str, Callable[[str], int]] = {
    "x-weighted": x_weighted,
    "graphemes": graphemes,
    "code-points": code_points,
    "utf-16": utf16,
    "bytes": utf8_bytes,
    "emoji-bytes": emoji_bytes,
    "fediverse": fediverse,
}
