"""The guide that comes with the program: whole, in all its languages, each thing said once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from guiaviva.facts.types import InWords
from guiaviva.guide import Guide, local
from guiaviva.guide.demands import demands_of
from guiaviva.reading.pages import Page
from guiaviva.reading.text import section_texts
from projects import demonstration, demonstration_languages

LANGUAGES = demonstration_languages()
# A page has at least so many words of its own, and a sentence with at least so many words is said once.
LEAST, SENTENCE = 150, 8


def guide() -> Guide:
    return demonstration()


def written() -> list[Page]:
    """Return the pages that people write: overviews, tools and sources show data and have no text of their own."""
    shown = ("overview", "tool", "sources")
    return [page for page in guide().all_pages if (kind := guide().kind(page)) and kind.id not in shown]


def is_form(page: Page) -> bool:
    """Return whether a page is to be filled in: the words are those of whoever does."""
    return page.id.startswith("annexes/")


def sentences(page: Page) -> Iterator[str]:
    """Return what a page says, not what it quotes or cites: its sentences and cells, as words in lower case."""
    for _, text in section_texts(page, guide().model.prose[page.language].sources.begin):
        for sentence in re.split(r"(?<=[.!?])\s+|\n| · ", text.said):
            yield " ".join(re.findall(r"\w+", sentence.casefold()))


def test_the_guide_is_complete_in_every_language() -> None:
    assert guide().institution.profile == "complete"
    missing = {
        id for id in demands_of(guide()).pages if any(guide().page(language, id) is None for language in LANGUAGES)
    }
    assert not missing


def test_every_page_says_something_of_its_own() -> None:
    """A form does not: the words are those of whoever fills it in."""
    said = {page.path: max(section.words for section in page.sections) for page in written() if not is_form(page)}
    assert not {path: words for path, words in said.items() if words < LEAST}


def test_what_holds_only_somewhere_is_marked_alike_in_every_language() -> None:
    def marks(page: Page) -> list[tuple[str, bool, bool]]:
        return [(one.found, one.own, bool(one.prompt)) for one in local.in_page(page, guide().facts.keys["networks"])]

    # Some explain the words of each language, which are not those of another one.
    of_words = ("glossary", "annexes/words")
    translations = [(page, source) for page, source in guide().translations if page.id not in of_words]
    assert not {page.path for page, source in translations if marks(page) != marks(source)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_said_twice(language: str) -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for page in written():
        if page.language == language:
            for sentence in sentences(page):
                if len(sentence.split()) >= SENTENCE:
                    places[sentence].add(page.path)
    assert not {sentence: paths for sentence, paths in places.items() if len(paths) > 1}


def test_the_data_is_as_rich_as_a_real_institution_needs() -> None:
    facts = guide().facts
    plan = facts.plans["institution"]
    units = {account.record.unit for account in facts.accounts.values()}
    defined = [term for term in facts.terms.values() if term.record.definition]
    assert len(facts.situations) >= 14
    assert len(facts.replies) >= 40
    assert len(facts.accounts) >= 12
    assert len(units) >= 6
    assert len(facts.levels) >= 3
    assert len(plan.objectives) >= 6
    assert len(plan.audiences) >= 5
    assert len(plan.indicators) >= 12
    scopes = {plan.head.record.scope for plan in facts.plans.values() if plan.head}
    assert scopes == {"institution", "area", "service"}
    assert len(defined) >= 60
    assert len(facts.style) >= 25
    assert {network.record.status for network in facts.networks.values()} >= {"active", "trial", "retiring"}


def test_every_text_of_the_data_is_in_every_language() -> None:
    """A term or a reply that lacks a language would be shown in another one."""
    lacking = [
        f"{entry.place().path}:{entry.place().line} {'.'.join(map(str, marked.path))}"
        for entry in guide().facts.entries()
        for marked in entry.marked
        if isinstance(marked.mark, InWords) and set(marked.value) != set(LANGUAGES)
    ]
    assert not lacking
