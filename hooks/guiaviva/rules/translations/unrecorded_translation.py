"""Every translation is signed off: it is recorded that it says what its original says now.

Otherwise nobody is told when the original changes. A page, or a file of data, is named once with what it lacks.

Not seen: whether whoever signs off has read both texts. What surely differs, or what the original has changed since,
is left to translation-mismatch and stale-translation.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.known import unsettled
from guiaviva.guide.pairs import Pair
from guiaviva.translations.records import PATH

_NAMED = 12


def check(guide: Guide) -> Iterator[Finding]:
    if line := guide.ledger.problem:
        yield found("unrecorded-translation", Place(PATH, line), variant="unread", found=guide.ledger.wrong)
    files: dict[tuple[str, str], list[Pair]] = {}
    for one in unsettled(guide):
        pair = one.pair
        if pair.change.record is None and not one.since and not pair.differences:
            files.setdefault((pair.path, pair.language), []).append(pair)
    for (path, language), some in files.items():
        titles = [one.title for one in some[:_NAMED]] + (["…"] if len(some) > _NAMED else [])
        target = some[0].target if len(some) == 1 else f"{path} --lang {language}"
        place = min(one.here.place for one in some)
        # Where nothing is signed off yet, one page is named, and how many others there are.
        yield found("unrecorded-translation", place, about="unrecorded-translation", titles=titles, target=target)
