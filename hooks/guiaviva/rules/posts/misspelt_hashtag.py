"""The hashtags of the house have letters, digits and _ alone, as they are to be posted.

Any other sign ends a hashtag, and the check of posts would not recognise it.

Not seen: whether each word has its capital: nothing tells where one word ends and the next begins.
"""

import unicodedata
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for entry in guide.facts.style.values():
        for language, known in entry.record.known.items():
            for index, hashtag in enumerate(known):
                plain = "".join(filter(_may_be_in_hashtag, hashtag))
                if plain != hashtag:
                    place = entry.where("known", language, index)
                    yield found("misspelt-hashtag", place, found=hashtag, expected=plain)


def _may_be_in_hashtag(character: str) -> bool:
    # Vowels of some scripts are marks.
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
