"""Every page has the sections that its kind requires, each as a heading of the second level with its id.

People look for «who approves?» in the same place of every page; links and the language switch need the id.

Not seen: what is below the heading, and whether the page needs a section that its kind does not require.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from guiaviva.contentmodel import Section as Required
from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, scaffold, sections
from guiaviva.guide.demands import demands_of
from guiaviva.language import FALLBACK, choose
from guiaviva.levels import level_of
from guiaviva.reading.pages import Page, Section

# An id between other signs than braces, at the end of a heading.
_OTHER_ID = re.compile(r"\s*[(\[]#[\w-]+[)\]]\s*$")


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.pages.values():
        # Under another name a page would be of another kind.
        if guide.kind(page) is None or not page.whole or page.path in demands_of(guide).renamed:
            continue
        if all_missing := _all_missing(guide, page):
            yield all_missing
            continue
        claimed = sections.claimed(guide, page)
        place = page.at()
        lacking: list[Finding] = []
        for wanted in sections.required(guide, page):
            section = page.section(wanted.id)
            if section and section.level == 2:
                place = section.place
            else:
                lacking.append(_missing(page, wanted, section, claimed.get(wanted.id), place))
        yield from _settled(guide, page, lacking, place)


def _all_missing(guide: Guide, page: Page) -> Finding | None:
    """Report a page that has no heading of a section yet once, with all that is to be pasted."""
    required = sections.required(guide, page)
    if not required or any(section.level > 1 for section in (*page.sections, *page.unsupported)):
        return None
    marks = [section.mark for section in required]
    mark = next((mark for mark in marks if mark[0] in "SC"), marks[0])
    if sections.blank(page):
        title = page.sections[0].title if page.sections else ""
        text = scaffold.scaffold(guide, page.id, page.language, title=title)
        return found("missing-section", page.at(), variant="blank", mark=mark, text=text)
    text = scaffold.sections(guide, page.id, page.language)
    return found("missing-section", page.at(), variant="all", mark=mark, text=text)


def _settled(guide: Guide, page: Page, lacking: Sequence[Finding], last: Place) -> Iterator[Finding]:
    """Return what a page lacks, but several sections after its last one as one finding: it was cut there."""
    end = [one for one in lacking if one.place == last and not one.variant and level_of(one, guide) != "advice"]
    graver = [one for one in end if level_of(one, guide) == "error"]
    if len(end) > 1 and last != page.at():
        ids = {one.values["section"] for one in end}
        text = scaffold.sections(guide, page.id, page.language, only=ids)
        titles = [one.values["title"] for one in end]
        yield found("missing-section", last, variant="end", mark=(graver or end)[0].mark, titles=titles, text=text)
        yield from (one for one in lacking if one not in end)
    else:
        yield from lacking


def _missing(page: Page, wanted: Required, section: Section | None, alike: Section | None, before: Place) -> Finding:
    # The line to paste is in the language of the page, whatever the language of the message; the model may lack it.
    heading = choose(wanted.title, page.language, FALLBACK)
    values: dict[str, Any] = {"section": wanted.id, "title": wanted.title, "heading": heading, "write": wanted.write}
    variant, place = "", before
    if section:
        variant, place = "level", section.place
        values |= {"heading": section.title, "found": "#" * section.level}
    elif unsupported := next((one for one in page.unsupported if one.id == wanted.id), None):
        variant, place = "unsupported", unsupported.place
        values |= {"heading": unsupported.title}
    elif alike:
        variant, place = "nearest", alike.place
        values |= {"heading": _OTHER_ID.sub("", alike.title) or alike.title}
    return found("missing-section", place, variant=variant, mark=wanted.mark, **values)
