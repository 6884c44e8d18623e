"""The hashtags of the house are written as they are to be posted, without signs, with a capital for each word.

A hashtag that is known in small letters is what the check of posts then tells people to write.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.posts.checks import respelt_hashtag
from guiaviva.posts.criteria import hashtag_words

RULE = "misspelt-hashtag"
# Of so many hashtags and more, one alone in small letters is a slip if three in four have a capital.
_FEW = 3


def check(guide: Guide) -> Iterator[Finding]:
    for entry in guide.facts.style.values():
        for language, known in entry.record.known.items():
            capitals = _has_capitals(known)
            for index, hashtag in enumerate(known):
                place = partial(entry.value_place, "known", language, index)
                plain = "".join(filter(_may_be_in_hashtag, hashtag))
                if plain != hashtag:
                    yield found(RULE, place, variant="form", found=hashtag, expected=plain)
                elif capitals and not any(map(str.isupper, hashtag)):
                    others = hashtag_words(one for one in known if one != hashtag)
                    right = respelt_hashtag(hashtag, others) or hashtag[:1].upper() + hashtag[1:]
                    yield found(RULE, place, found=hashtag, expected=right)


def _has_capitals(known: Sequence[str]) -> bool:
    """Return whether the house writes hashtags with capitals; not every script has them."""
    with_capital = sum(any(map(str.isupper, one)) for one in known)
    return len(known) >= _FEW and 4 * with_capital >= 3 * len(known)


def _may_be_in_hashtag(character: str) -> bool:
    # Vowels of some scripts are marks.
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
