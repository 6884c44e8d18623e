"""A text holds what was written: no letters of a wrong encoding, no control characters, none that turn it round.

They come with what is pasted from elsewhere, and stay, since nobody sees them in the editor.

Not seen: what is in code, but for signs that turn the text round; and all but the first of each kind in a file, so the
rest is to be looked for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page
from guiaviva.rules.content._garbled import Garbled, garbled, turned

_UNSEEN_IN_KEY = re.compile("[^:]*[\u200b\u2060\ufeff]")


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        # That a page holds nothing of the sort, in code or elsewhere, is seen faster than what of it is code.
        pieces = list(turned(page.source.text))
        if _garbled(page.source.text, in_data=False):
            pieces += garbled(page.prose, in_data=False)
        if pieces:
            yield from _findings(page.source, pieces, page.problems, _broken(page))
    for source in guide.facts.sources.values():
        problems = [problem for problem in guide.facts.problems if problem.place.path == source.path]
        pieces = [*_garbled(source.text, in_data=True), *turned(source.text)]
        yield from _findings(source, pieces, problems, {problem.place.line for problem in problems})


# A preview judges all texts after each edit, which changes few.
@lru_cache(maxsize=4000)
def _garbled(text: str, *, in_data: bool) -> tuple[Garbled, ...]:
    return tuple(garbled(text, in_data=in_data))


def _broken(page: Page) -> set[int]:
    """Return the lines with a heading, or a key of the front matter, that such a sign breaks: that is reported."""
    lines = {slip.place.line for slip in page.slips}
    return lines | {number for number in range(1, page.body_line) if _UNSEEN_IN_KEY.match(page.source.line(number))}


def _findings(
    source: Source, pieces: Iterable[Garbled], problems: Sequence[Finding], reported: set[int]
) -> Iterator[Finding]:
    """Return what is not reported already, because of an encoding or a sign by which the file cannot be read."""
    variants = {problem.variant for problem in problems}
    for piece in pieces:
        unreadable = "encoding" in variants or (piece.variant == "control" and "control" in variants)
        place = source.place_of(piece.start, piece.end)
        if not unreadable and place.line not in reported:
            yield found("garbled-text", place, variant=piece.variant, found=piece.found, meant=piece.meant)
