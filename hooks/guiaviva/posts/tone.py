"""The checks of tone: insults, praise of ourselves, and promises that nobody can keep."""

from collections.abc import Iterator

from guiaviva.posts.checked import Checked, Hit
from guiaviva.posts.people import Finder
from guiaviva.posts.text import Span, sentences


def insult(checked: Checked) -> Iterator[Hit]:
    """Report what despises the reader, or others."""
    yield from _found(checked, "insult")


def guarantee(checked: Checked) -> Iterator[Hit]:
    """Report what promises more than anyone can keep."""
    yield from _found(checked, "guarantee")


def _found(checked: Checked, name: str) -> Iterator[Hit]:
    yield from (Hit(*span) for span in Finder(checked)(name) if not checked.text.is_name(span))


def praise(checked: Checked) -> Iterator[Hit]:
    """Report in each sentence what asks for votes, praises ourselves, or praises that to which the post has invited."""
    find, text = Finder(checked), checked.text
    if not any(map(find, ("campaign", "flattery", "boast", "hype"))):
        return
    invited = min((start for start, _ in find("invitation")), default=len(text.written))

    for sentence in sentences(text.written):
        (kind, span), *_ = *_praised(checked, find, sentence, invited), ("", None)
        if span:
            yield Hit(*span, values={"kind": kind})


def _praised(checked: Checked, find: Finder, sentence: Span, invited: int) -> Iterator[tuple[str, Span]]:
    """Return what is praised in a sentence, the gravest first."""

    def spans_of(*names: str) -> list[Span]:
        return sorted(span for name in names for span in find(name, sentence) if not checked.text.is_name(span))

    for span in spans_of("campaign"):
        yield "campaign", span
    for span in spans_of("flattery", "boast") if find("ourselves", sentence) else ():
        yield "ourselves", span
    for span in spans_of("flattery", "boast", "hype"):
        if span[0] > invited:
            yield "invitation", span
