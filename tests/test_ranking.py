"""The ranking of a few pages, figure by figure: whatever is changed in it shows in `golden/ranking.txt`.

That what staff ask is found is tested in test_search, where many changes of a figure make no difference.
`GUIA_UPDATE_GOLDEN=1 pytest tests/test_ranking.py` writes the golden file anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from conftest import TESTS
from guiaviva.contentmodel import LanguageSpec
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Term
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Source
from guiaviva.search import analysis, index, phrases, query, questions
from guiaviva.search.analysis import language_of
from guiaviva.search.files import files
from guiaviva.search.index import Index
from guiaviva.search.parts import part_of
from guiaviva.search.phrases import phrases_of, recognise
from guiaviva.search.query import grouped, search
from guiaviva.search.records import Record

GOLDEN = TESTS / "golden" / "ranking.txt"
FILES = TESTS / "golden" / "ranking-files.txt"
GIVEN = yaml.safe_load((TESTS / "search" / "ranking.yml").read_text(encoding="utf-8"))
LANGUAGE = "ca"


def library(pages: Mapping[str, list[dict[str, Any]]] = GIVEN["pages"]) -> Index:
    """Return the index of some pages, with the terms and the ways of reading of the table."""
    own = LanguageSpec(**{key: GIVEN[key] for key in ("stemmer", "stop_words", "elisions")})
    specs = {LANGUAGE: own, "es": LanguageSpec(stemmer="spanish", stop_words=["el", "de", "y", "la", "los", "del"])}
    analyses = {code: language_of(code, specs) for code in specs}
    nowhere = read_document(Source("data/terms.yml", ""), "invalid-data")
    terms = {key: Entry(key, Term(**term), nowhere) for key, term in GIVEN["terms"].items()}
    records = [[record(id, one) for one in page] for id, page in pages.items()]
    parts = [part_of(page, analyses[page[0].language]) for page in records]
    names = phrases_of(terms, analyses[LANGUAGE])
    listed = [one for page in records for one in page]
    return Index(LANGUAGE, tuple(analyses.values()), listed, parts, list(recognise(parts, names)), names)


def record(page: str, given: dict[str, Any]) -> Record:
    values = {"anchor": "", "kind": "topics", "language": LANGUAGE, **given}
    return Record(page, **{**values, "trail": tuple(values.get("trail", ()))})


def shown(searched: Index, text: str) -> str:
    """Return what is asked, what it is taken for, and each record that is found, with its score in its group."""
    answer = search(searched, text)
    lines = [f"? {text}"]
    for one in answer.taken:
        lines.append(f"  {one.word} = {one.corrected or one.concept} {' '.join(one.forms)}".rstrip())
    for group in grouped(searched, answer.results):
        for depth, result in enumerate(group):
            found = searched.records[result.record]
            lines.append(f"{result.score:10.2f} {'+ ' if depth else ''}{found.page}#{found.anchor}")
    return "\n".join(lines) + "\n"


def ranking(searched: Index) -> str:
    return "\n".join(shown(searched, text) for text in GIVEN["queries"])


def test_each_score_is_what_it_was() -> None:
    found = ranking(library())
    if os.environ.get("GUIA_UPDATE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


FIGURES = [
    *((query, name) for name in ("SATURATION", "SUBJECT", "EXACT", "CONCEPT", "PREFIX", "NEARBY")),
    *((query, name) for name in ("TOGETHER", "SMALL", "NAMED")),
    *((query, name) for name in ("PER_PAGE", "SHORTEST_PREFIX", "SHORTEST_ABBREVIATION", "ONE_EDIT", "TWO_EDITS")),
    *((questions, name) for name in ("LIKENESS", "PAGE", "KIND", "FEW_OF_PAGE", "FEW_OF_KIND")),
    *((phrases, name) for name in ("SHORTEST_STEM", "LONGEST_CUT")),
]


def moved(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, value: Any) -> str:
    monkeypatch.setattr(owner, name, value)
    return ranking(library())


@pytest.mark.parametrize(("module", "name"), FIGURES)
@pytest.mark.parametrize("less", [False, True])
def test_every_figure_of_the_ranking_shows(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, less: bool) -> None:
    value = getattr(module, name)
    other = value + (-1 if less else 1) if isinstance(value, int) else value * (0.9 if less else 1.1)
    assert moved(monkeypatch, module, name, other) != GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("field", index.WEIGHTS)
@pytest.mark.parametrize("at", [0, 1])
def test_every_weight_of_a_field_shows(monkeypatch: pytest.MonkeyPatch, field: str, at: int) -> None:
    weights = list(index.WEIGHTS[field])
    weights[at] *= 0.5
    changed = {**index.WEIGHTS, field: tuple(weights)}
    assert moved(monkeypatch, index, "WEIGHTS", changed) != GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", index.PRIOR)
def test_what_a_kind_of_record_counts_shows(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    changed = {**index.PRIOR, kind: index.PRIOR[kind] * 0.9}
    assert moved(monkeypatch, index, "PRIOR", changed) != GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("at", range(len(questions.SHARES)))
def test_the_share_of_each_question_shows(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    shares = [share * 0.9 if number == at else share for number, share in enumerate(questions.SHARES)]
    assert moved(monkeypatch, questions, "SHARES", tuple(shares)) != GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("length", [phrases.LONGEST - 1, phrases.LONGEST + 1])
def test_how_long_a_name_may_be_shows(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    monkeypatch.setattr(query, "LONGEST", length)
    assert moved(monkeypatch, phrases, "LONGEST", length) != GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("letter", ["e", "a"])
def test_before_what_a_letter_is_cut_off_shows(monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    letters = analysis.ELIDED_BEFORE.replace(letter, "")
    assert moved(monkeypatch, analysis, "ELIDED_BEFORE", letters) != GOLDEN.read_text(encoding="utf-8")


def test_what_is_loaded_in_pieces_ranks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that begin alike are split where they are many; only forms of other beginnings are then left out."""
    whole = library()
    assert "ba" in whole.shards
    monkeypatch.setattr(index, "LARGEST", 0)
    split = library()
    assert "bar" in split.shards
    for text in ("barca", "preu pintura", "objecte perdut", "vaixells", "horari de bany"):
        assert shown(split, text) == shown(whole, text)


def test_the_files_of_the_index_are_what_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of its words are split, as those of a large guide are."""
    monkeypatch.setattr(index, "LARGEST", 12)
    searched = library()
    addresses = {one.page: f"{one.page}/" for one in searched.records}
    found = "".join(f"{path}\n{text}\n" for path, text in files(searched, addresses, {"more": "Més"}))
    if os.environ.get("GUIA_UPDATE_GOLDEN"):
        FILES.write_text(found, encoding="utf-8")
    assert found == FILES.read_text(encoding="utf-8")
