"""No file holds a password, a key, or a number or an address of a person.

The guide is read by everyone in the house and copied by many, its data and comments too, and so is what was imported.
A telephone or mailbox that is no shared contact of data is somebody's own.

Not seen: what is not certain: where somebody lives, or how they are, is told in too many ways for a program. What an
import holds back is in a folder that Git leaves out.
"""

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.imports import IGNORE, UNSHARED, is_unguarded, shared
from guiaviva.reading.files import Source
from guiaviva.text.contacts import plain_contact
from guiaviva.text.private import Private


def check(guide: Guide) -> Iterator[Finding]:
    # The settings of the site are copied and published with the rest.
    settings = [guide.config.source] if guide.config.source else []
    data = [*settings, *(source for _, source in sorted(guide.facts.sources.items()))]
    pages = [*(page.source for page in guide.all_pages), *shared(guide)]
    if is_unguarded(guide):
        yield found("private-data", Place(IGNORE), variant="unguarded", found=UNSHARED)
    for source, private in zip((*pages, *data), (*guide.private(pages), *guide.private(data, data=True)), strict=True):
        yield from _findings(source, private)


def _findings(source: Source, private: Iterable[Private]) -> Iterator[Finding]:
    # A link whose text is its own address holds the address twice, which is one finding.
    reported: set[tuple[int, str]] = set()
    for one in private:
        place = source.place_of(one.start, one.end)
        same = (place.line, plain_contact(one.contact or one.value))
        if same not in reported:
            yield found("private-data", place, variant=one.kind, found=one.shown)
        reported.add(same)
