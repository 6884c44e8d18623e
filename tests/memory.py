"""Guides judged in memory: what does not change from case to case is read and indexed once.

All is kept by value (the text of a file, the records of an index), so that no case sees what another has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from guiaviva.judging import all_rules, tell

from conftest import TODAY
from guiaviva import guide as guide_module
from guiaviva.diagnostics import Diagnostic, Finding
from guiaviva.facts import loading
from guiaviva.guide import Guide, load_guide
from guiaviva.reading.files import Source, read_source, walk
from guiaviva.rules import not_found
from guiaviva.search.index import Index
from guiaviva.search.records import Record, records


@contextmanager
def read_once() -> Iterator[None]:
    """Read each text, and index the same records, only once meanwhile."""
    read_document = _by_source(guide_module.read_document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guide_module, "read_page", _by_source(guide_module.read_page))
        patch.setattr(guide_module, "read_document", read_document)
        patch.setattr(loading, "read_document", read_document)
        patch.setattr(not_found, "index_of", _by_records(not_found.index_of))
        yield


def _by_source(read: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[str, ...], Any] = {}

    def once(source: Source, *rest: str) -> Any:
        if source.problems:
            return read(source, *rest)
        key = (source.path, source.text, *rest)
        if key not in known:
            known[key] = read(source, *rest)
        return known[key]

    return once


@dataclass(frozen=True)
class _Indexed:
    """What an index is made from; two guides that say the same have the same."""

    language: str
    records: tuple[Record, ...]
    terms: tuple[tuple[str, str], ...]
    guide: Guide = field(compare=False)


def _by_records(index_of: Callable[[Guide, str], Index]) -> Callable[[Guide, str], Index]:
    # Of each language that of the guide as it stands, and some that cases have in common.
    indexed = lru_cache(maxsize=12)(lambda one: index_of(one.guide, one.language))

    def once(guide: Guide, language: str) -> Index:
        if (guide.root / "model").exists():
            return index_of(guide, language)
        terms = tuple((key, entry.record.model_dump_json()) for key, entry in guide.facts.terms.items())
        return indexed(_Indexed(language, tuple(records(guide, language)), terms, guide))

    return once


class Folder:
    """A guide in a folder that stays as it is, judged as if one of its files had another text or were not there."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def text(self, path: str) -> str:
        """Return the text of one of its files."""
        return (self.root / path).read_text(encoding="utf-8")

    def guide(self, path: str, text: str | None) -> Guide:
        """Return the guide as it would be with this text in the file, or with None without the file."""

        def read(root: Path, one: str, rule: str) -> Source:
            return Source(path, text or "") if one == path else read_source(root, one, rule)

        def found(root: Path, folder: str, rule: str, suffix: str) -> Iterator[Any]:
            return (one for one in walk(root, folder, rule, suffix) if text is not None or one != path)

        with pytest.MonkeyPatch.context() as patch:
            for module in (guide_module, loading):
                patch.setattr(module, "read_source", read)
            patch.setattr(guide_module, "walk", found)
            guide = load_guide(self.root, today=TODAY)
        if text is None:
            guide.__dict__["_files"] = guide._files - {path.removeprefix("docs/")}
        return guide

    def judged(self, path: str, text: str | None) -> tuple[Diagnostic, ...]:
        """Judge the guide so changed, in English."""
        guide = self.guide(path, text)
        return tell(guide, found_in(guide, (path,)), "en")


def found_in(guide: Guide, changed: Iterable[str]) -> list[Finding]:
    """Return what every rule finds in a guide in which these files are changed.

    Whether staff find what they look for is asked only where the change may matter to it: the index takes ten times as
    long as all the rest. That what can be found can be listed, in whatever state the guide is, is asserted each time.
    """
    concerned = not searched(guide).isdisjoint(changed)
    if not concerned:
        list(records(guide, guide.source_language))
    rules = (check for check in all_rules() if concerned or check is not not_found.check)
    return [one for check in rules for one in check(guide)]


def searched(guide: Guide) -> frozenset[str]:
    """Return the files on which it depends whether the queries of a guide are answered."""
    queries = [entry.record for entry in guide.facts.queries]
    answers = ((query.language, answer.partition("#")[0]) for query in queries for answer in query.answers)
    return frozenset(("data/queries.yml", "data/terms.yml", *(guide.path(id, language) for language, id in answers)))
