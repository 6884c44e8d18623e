"""Every ready reply and every example post follows the style rules that posts are checked against.

What the guide gives people to copy is what they will publish. The gaps of a ready reply are meant to be filled in, and
the length of a text is checked by another rule, reply-too-long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.guide import Guide
from guiaviva.guide.rows import DONT, block_key, block_name
from guiaviva.posts.check import check_style
from guiaviva.posts.criteria import Criteria, criteria_of
from guiaviva.posts.wording import page_of, sentences
from guiaviva.reading.pages import Page

# The most faults of an example that are reported one by one.
FEW = 3


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_data(guide)
    yield from _of_pages(guide, guide.judged_pages)


def _of_data(guide: Guide) -> Iterator[Finding]:
    criteria = criteria_of(guide)
    for entry in guide.facts.replies.values():
        networks = entry.record.networks or guide.networks_in_use
        for language, text in entry.record.text.items():
            place = partial(entry.value_place, "text", language)
            yield from _findings(guide, criteria, text, language, networks, place, "")


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    posts = [
        (page, block)
        for page in pages
        for block in page.blocks
        # One that is never closed swallows what follows, and is reported.
        if block_name(block) == "post" and block.closed and DONT not in block.words
    ]
    # Few pages show a post, and to make the criteria takes longer than to look at one.
    if not posts:
        return
    criteria = criteria_of(guide)
    for page, block in posts:
        networks = [block_key(page, block)]
        yield from _findings(guide, criteria, block.content, page.language, networks, block.place, "post")


def _findings(
    guide: Guide,
    criteria: Criteria,
    text: str,
    language: str,
    networks: Iterable[str],
    place: Where,
    variant: str,
) -> Iterator[Finding]:
    known = [network for network in networks if network in criteria.networks]
    wrong = [one for one in check_style(criteria, text, language, known) if variant or one.check != "placeholders"]
    # An example with so many faults was given to show what not to do.
    if variant and len(wrong) > FEW:
        message, _ = sentences(guide, wrong[0], language)
        yield found("post-style", place, variant="post-many", count=len(wrong), message=message)
        return
    for one in wrong:
        message, fix = sentences(guide, one, language)
        page, _, section = page_of(guide, one).partition("#")
        path = guide.path(page, language) + (f"#{section}" if section else "")
        # Advice stays advice. All else is a warning at most, since a person reads the text before it is posted.
        mark = "advice" if one.level == "advice" else ""
        values = {"message": message, "fix": fix, "page": path}
        yield found("post-style", place, variant=variant, mark=mark, about=one.rule, **values)
