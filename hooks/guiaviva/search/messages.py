"""What kind of message a text is that somebody has received, learned from examples of each kind.

The examples are in `words/⟨language⟩/messages/⟨kind⟩.txt`; those of `query` are what staff type who look for something.
`overrides/assets/javascripts/search/message.js` reads as this does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import regex

from guiaviva.contentmodel.examples import QUERY
from guiaviva.text.bayes import Bayes, is_word, words_of

if TYPE_CHECKING:
    from guiaviva.search.records import Record

# The level of the situations that come before all others.
DANGER = "danger"

# Fewer words are no message, unless they are cried out.
FEWEST = 3
# So much likelier than that it is looked for must it be that a text was received, in thousandths of logarithms.
SURE = 15_000
# No more of a text is read.
MOST = 4000
CRIED = r"!|\p{Extended_Pictographic}"
_CRIED = regex.compile(CRIED)


@dataclass(frozen=True)
class Reading:
    """What a text is: whether it is a message, and the kinds that it is or is about, the likeliest first."""

    is_message: bool
    kinds: tuple[str, ...] = ()


class Messages(Bayes):
    """What examples say of messages."""

    def read(self, text: str) -> Reading:
        """Return what a text is."""
        text = text[:MOST].strip()
        words = words_of(text)
        count = sum(map(is_word, words))
        is_cried = len(words) > 1 and bool(_CRIED.search(text))
        scores = self.scores(text) if count >= FEWEST or is_cried or is_emojis(words) else {}
        looked_for = scores.pop(QUERY, 0)
        kinds = tuple(sorted(scores, key=lambda kind: (-scores[kind], kind)))
        is_message = is_emojis(words) or bool(kinds and scores[kinds[0]] - looked_for > SURE)
        return Reading(is_message, kinds)


def is_emojis(words: Sequence[str]) -> bool:
    """Say whether there is nothing but emojis."""
    return bool(words) and not any(map(is_word, words))


def as_file(messages: Messages, records: Sequence[Record]) -> dict[str, Any]:
    """Return what the script reads; of each situation its record, whether it is a danger, its kinds, whom to call."""
    return {
        **messages.as_file(),
        "constants": {"fewest": FEWEST, "sure": SURE, "most": MOST},
        "query": QUERY,
        "cried": CRIED,
        "situations": [
            [number, one.level == DANGER, one.messages, one.calls] for number, one in enumerate(records) if one.messages
        ],
    }
