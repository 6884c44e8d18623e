"""Every heading has something below it, also one that the model does not ask for.

A heading with nothing below it looks like an answer in the table of contents, and is none.

Not seen: whether it is enough, for one word, a picture or a smaller heading is something.
"""

from collections.abc import Iterator
from itertools import pairwise

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections
from guiaviva.reading.pages import Page, Section


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.pages.values():
        if page.whole:
            # Those that are required are checked by empty-section, or reported as missing under another name.
            elsewhere = {one.id for one in sections.required(guide, page)}
            bare = [section for section in _bare(page) if section.id not in elsewhere]
            claimed = sections.claimed(guide, page).values() if bare else ()
            for section in bare:
                if section not in claimed:
                    yield found("empty-subsection", section.place, title=section.title)


def _bare(page: Page) -> Iterator[Section]:
    """Return the sections with no words, block, picture or raw HTML in them, and no section either."""
    end = Section("", "", 0, page.at(page.source.text.count("\n") + 2), explicit=False)
    others = [one.place.line for each in (page.images, page.tags, page.unsupported) for one in each]
    for section, following in pairwise((*page.sections, end)):
        bare = section.level > 1 and following.level <= section.level and not section.words and not section.blocks
        if bare and not any(section.place.line < line < following.place.line for line in others):
            yield section
