"""The checks of tone: sentences that despise, praise ourselves or promise too much."""

from collections.abc import Iterator

from guiaviva.posts.checked import Checked, Hit
from guiaviva.posts.text import sentences
from guiaviva.posts.tones import tone_of


def insult(checked: Checked) -> Iterator[Hit]:
    """Report what despises the reader, or others."""
    yield from _sentences(checked, "insult")


def guarantee(checked: Checked) -> Iterator[Hit]:
    """Report what promises more than anyone can keep."""
    yield from _sentences(checked, "guarantee")


def praise(checked: Checked) -> Iterator[Hit]:
    """Report what praises ourselves or what the post invites to, or asks for votes."""
    yield from _sentences(checked, "praise")


def _sentences(checked: Checked, tone: str) -> Iterator[Hit]:
    examples = checked.criteria.tones
    for start, end in sentences(checked.text.written) if examples else ():
        if examples and tone_of(examples, checked.text.written[start:end]) == tone:
            yield Hit(start, end)
