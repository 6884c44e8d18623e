"""Fuzzing of every reader, count, check and query: no input makes one fail, and none takes long.

An input is made of signs that mean something, pieces of real files, and any characters at all; data also of values of
the wrong type. What Hypothesis finds it makes smaller; a crash that was found becomes an example in test_fuzzing.
"""

from __future__ import annotations

import copy
import io
import math
import pickle
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, example, given, seed, settings
from hypothesis import strategies as st

from conftest import TESTS, TODAY
from guiaviva import cache as store
from guiaviva.counting import WAYS, count
from guiaviva.diagnostics import Finding, Place
from guiaviva.facts.loading import load_facts
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.exceptions import in_page
from guiaviva.judgement import all_rules
from guiaviva.posts.check import check_post
from guiaviva.posts.wording import sentences
from guiaviva.reading.documents import Loader, read_document
from guiaviva.reading.files import Folder, Source, decode
from guiaviva.reading.pages import Page, read_page
from guiaviva.reading.passages import of_body
from guiaviva.reading.text import section_texts, text_of
from guiaviva.search.contributions import index_of
from guiaviva.search.index import Index
from guiaviva.search.query import grouped, search, unmatched
from guiaviva.search.records import records_of
from guiaviva.site.cleaning import clean
from guiaviva.site.html import elements
from guiaviva.text.private import Detector
from guiaviva.views import all_views
from guiaviva.views.context import Context
from guiaviva.views.glossary import vocabulary_of
from guiaviva.views.text import lines
from memory import MEMORY

ROOT = TESTS / "guides" / "complete"
LONGEST = 2.0
"""The most seconds of processor time that one input may take."""
# The most characters of a query.
TYPED = 1000
_GROUPS = yaml.safe_load((TESTS / "signs.yml").read_text(encoding="utf-8"))
# Values that are where a file should have others, and signs that mean something somewhere.
WRONG = _GROUPS.pop("wrong")
SIGNS = tuple(sign for group in _GROUPS.values() for sign in group)


@cache
def ground() -> Guide:
    """Return the guide in which everything is read: one that has everything."""
    return load_guide(ROOT, today=TODAY)


@cache
def real() -> tuple[str, ...]:
    """Return pieces of the pages and the data of real files, in order."""
    paths = sorted([*(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.yml")])
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return tuple(dict.fromkeys([*text.split("\n\n"), *text.split("\n"), *text.split(" ")]))


def texts(*, most: int = 12) -> st.SearchStrategy[str]:
    """Return what makes texts: signs and pieces of files, whole or cut, one after another or one many times."""
    known = st.sampled_from(SIGNS)
    cut = st.builds(
        lambda piece, at, end: piece[at:end], st.sampled_from(real()), st.integers(0, 40), st.integers(1, 400)
    )
    piece = st.one_of(known, known, cut, st.text(max_size=8))
    joined = st.lists(piece, max_size=most).map("".join)
    spaced = st.lists(piece, max_size=most).map(" ".join)
    repeated = st.builds(lambda one, other, times: one * times + other, piece, joined, st.integers(1, 300))
    return st.one_of(joined, spaced, joined, spaced, repeated, st.text(max_size=200))


@cache
def files() -> Mapping[str, Any]:
    """Return what each file of data holds, by its path."""
    paths = sorted((ROOT / "data").rglob("*.yml"))
    return {path.relative_to(ROOT).as_posix(): yaml.load(path.read_text(encoding="utf-8"), Loader) for path in paths}


@dataclass(frozen=True)
class Given:
    """A file of a guide with another text."""

    path: str
    text: str


@st.composite
def data(draw: st.DrawFn) -> Given:
    """Return what makes files of data: with values of other types, or with other text among theirs."""
    path = draw(st.sampled_from(sorted(files())))
    if draw(st.booleans()):
        value = copy.deepcopy(files()[path])
        for _ in range(draw(st.integers(1, 3))):
            value = _with_wrong(draw, value)
        return Given(path, yaml.safe_dump(value, allow_unicode=True, sort_keys=False))
    text = (ROOT / path).read_text(encoding="utf-8")
    at = draw(st.integers(0, len(text)))
    return Given(path, text[:at] + draw(texts(most=4)) + text[at + draw(st.integers(0, 60)) :])


def _with_wrong(draw: st.DrawFn, value: Any) -> Any:
    """Return a value of YAML in which one value, at any depth, is another, or has another key."""
    if isinstance(value, dict) and value and draw(st.integers(0, 6)):
        key = draw(st.sampled_from(list(value)))
        if draw(st.integers(0, 9)):
            return {**value, key: _with_wrong(draw, value[key])}
        return {
            draw(st.sampled_from(["", "x", "x-y", "ca", "0", " ", *value])) if one == key else one: each
            for one, each in value.items()
        }
    if isinstance(value, list) and value and draw(st.integers(0, 6)):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], _with_wrong(draw, value[at]), *value[at + 1 :]]
    return draw(st.one_of(st.sampled_from(WRONG), texts(most=3)))


@st.composite
def kept(draw: st.DrawFn) -> bytes:
    """Return what makes values of the store: those of real files with some bytes changed, left out or repeated."""
    value = bytearray(draw(st.sampled_from(_pickles())))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(value)))
        value[at : at + draw(st.integers(0, 9))] = draw(st.binary(max_size=6))
    return bytes(value)


@cache
def _pickles() -> tuple[bytes, ...]:
    one = Finding("rule", Place("a", 1, 2, 3), {"day": TODAY, "list": ("a",), "texts": {"ca": "a"}})
    values: list[Any] = [1, "a", [one, frozenset({1})], ground().all_pages[0]]
    return tuple(pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for value in values)


# The readers: each takes an input, and nothing that it is given makes it fail.


def page(text: str) -> None:
    """Read a page, with everything that is read of its text later."""
    _read(_page(text))


def _page(text: str) -> Page:
    return read_page(Source("docs/es/tone.md", text), "es", "tone")


def _read(read: Page) -> None:
    assert len(list(section_texts(read))) == len(read.sections) + 1
    of_body(read)
    list(in_page(read))
    last = read.source.text.count("\n") + 1
    assert all(1 <= one.place.line <= last for one in (*read.sections, *read.links, *read.tags, *read.problems))


def front_matter(text: str) -> None:
    """Read a page whose front matter is this text."""
    _read(_page(f"---\n{text}\n---\n\n# To\n"))


def encoded(text: str) -> None:
    """Read a file whose bytes are those of another encoding."""
    for encoding in ("utf-16", "cp1252", "latin-1", "utf-8"):
        decode("docs/es/tone.md", text.encode(encoding, "replace")[: len(text)], "invalid-page")


def document(text: str) -> None:
    """Read YAML."""
    read = read_document(Source("data/roles.yml", text), "invalid-data")
    assert all(1 <= one.place.line <= text.count("\n") + 2 for one in read.problems)


def facts(given: Given) -> None:
    """Read the data of a guide one of whose files is another."""
    folder = Folder(ROOT, {given.path: given.text.encode("utf-8", "replace")})
    read = load_facts(folder, ("ca", "es", "en"), MEMORY)
    list(read.entries())
    assert read.texts is not None
    assert read.references is not None


def blocks(text: str) -> None:
    """Show blocks whose argument or content is this text, as HTML and in the search."""
    argument, _, content = text.partition("\n")
    for name in ("terms", "post", "role", "network"):
        _show(f"{name} {argument}", content)
    found = _page(f"# To\n\n/// guide | {text}\n///\n")
    list(records_of(ground(), found))


def _show(argument: str, content: str) -> None:
    # A rule reports the key that does not exist; a page with an error is not built.
    try:
        views = all_views()[argument.split()[0]](Context(ground(), "es", "tone", argument, content))
    except KeyError:
        return
    list(lines(views))
    assert all(element is not None for view in views for element in elements(view))


def inline(text: str) -> None:
    """Read Markdown within a line as plain text."""
    assert text_of(text_of(text).said)


def html(text: str) -> None:
    """Clean HTML; what is clean stays as it is."""
    once = clean(text)
    assert clean(once) == once


def glossary(text: str) -> None:
    """Look for the terms of the glossary."""
    for language in ground().languages:
        vocabulary = vocabulary_of(ground(), language)
        assert all(match[0] for match, _ in (vocabulary.find(text) if vocabulary else ()))


def counting(text: str) -> None:
    """Count as each network does."""
    assert all(count(text, way) >= 0 for way in WAYS)


def post(text: str) -> None:
    """Check a post, and say what is found."""
    for one in check_post(ground(), text, "ca", ground().facts.networks, media=True):
        assert 0 <= one.start <= one.end <= len(text)
        assert all(sentences(ground(), one, "ca"))


@cache
def _index() -> Index:
    return index_of(ground(), "es")


def query(text: str) -> None:
    """Rank the records of a guide for as much as somebody may type."""
    text = text[:TYPED]
    answer = search(_index(), text)
    scores = [result.score for result in answer.results]
    assert scores == sorted(scores, reverse=True)
    assert all(map(math.isfinite, scores))
    assert len(answer.records) == len(scores)
    shown = grouped(_index(), answer.results)
    assert sum(map(len, shown)) == len(answer.results)
    unmatched(_index(), text, [result.record for result in answer.results[:3]])


@cache
def _detector() -> Detector:
    model = ground().model
    return Detector(model.prose.values(), model.phrases.free_mail)


def private(text: str) -> None:
    """Look for what is private, in a page and in data."""
    source = Source("docs/es/tone.md", text)
    for data in (False, True):
        found = _detector().find(source, frozenset(), data=data)
        assert all(0 <= one.start <= one.end <= len(text) and one.shown for one in found)


def rules(text: str) -> None:
    """Judge a page, as itself and as a translation: no rule fails, and each finding is in the page."""
    read = _page(text)
    source = ground().source_page(read.id)
    pages = {(one.language, one.id): one for one in (source, read) if one}
    guide = replace(ground(), pages=pages, drafts={}, strays=())
    found = [one for rule in all_rules() if ".search." not in rule.__name__ for one in rule.check(guide)]
    assert all(1 <= one.place.line <= text.count("\n") + 1 for one in found if one.place.path == read.path)


def cached(value: bytes) -> None:
    """Read a value of a store that somebody else has written."""
    try:
        store._Reader(io.BytesIO(value)).load()
    except Exception:
        # `Cache` forgets it.
        return


TEXT = texts()
READERS: Mapping[str, tuple[Callable[[Any], None], st.SearchStrategy[Any]]] = {
    **{
        reader.__name__: (reader, TEXT)
        for reader in (page, front_matter, encoded, document, blocks, inline, html, glossary, counting, post, query)
    },
    **{reader.__name__: (reader, TEXT) for reader in (private, rules)},
    "facts": (facts, data()),
    "cached": (cached, kept()),
}


def thrown(name: str, times: int, drawn: int = 1, *examples: Any) -> None:
    """Fuzz a reader with so many inputs, drawn from a seed. Raises what one of them raised, shrunk."""
    reader, inputs = READERS[name]

    @seed(drawn)
    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def throw(given: Any) -> None:
        before = time.process_time()
        reader(given)
        assert time.process_time() - before < LONGEST, "it takes too long"

    for one in examples:
        throw = example(one)(throw)
    throw()
