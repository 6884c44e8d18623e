"""Required sections are in the order of the model, in every page of a kind.

Whoever knows one network's page finds the answer in another's.

Not seen: sections that the model does not require, which may be anywhere, and the order of translations.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections
from guiaviva.reading.pages import Section


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.source_pages:
        order = [section.id for section in sections.required(guide, page)]
        # The second of two sections with the same id is reported by duplicate-section.
        required = (sections.present(page, id) for id in order)
        present = sorted((section for section in required if section), key=lambda section: section.place)
        yield from _out_of_order(present, {id: rank for rank, id in enumerate(order)})


def _out_of_order(present: list[Section], ranks: dict[str, int]) -> Iterator[Finding]:
    """Report the fewest sections that must be moved, each with a section that stays next to it."""
    stay = _longest_in_order(present, ranks)
    for section in present:
        if section not in stay:
            before = [one for one in stay if ranks[one.id] < ranks[section.id]]
            if before and before[-1].place > section.place:
                values = {"section": section.title, "after": before[-1].title}
                yield found("section-order", section.place, variant="later", **values)
            else:
                following = stay[len(before)].title
                yield found("section-order", section.place, section=section.title, before=following)


def _longest_in_order(present: list[Section], ranks: dict[str, int]) -> tuple[Section, ...]:
    runs: list[tuple[Section, ...]] = [()]
    for section in present:
        before = (run for run in runs if not run or ranks[run[-1].id] < ranks[section.id])
        runs.append((*max(before, key=len), section))
    return max(runs, key=len)
