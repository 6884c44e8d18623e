"""What the tests share: guides in a folder of their own, and how one is judged."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from guiaviva import cache as kept
from guiaviva import contentmodel
from guiaviva.cache import Cache
from guiaviva.contentmodel import ContentModel
from guiaviva.guide import loading
from guiaviva.posts import criteria
from guiaviva.reading import passages
from guiaviva.search import contributions, messages
from guiaviva.starting import beginning, data
from guiaviva.text import bayes

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS))

import browsing  # noqa: E402 (found by the path just set)
import projects  # noqa: E402 (found by the path just set)

TODAY = date.fromisoformat(projects.TODAY)
# That other processes leave little time is no fault of a test.
# The same examples each time: a change is not refused for what it has not touched.
settings.register_profile(
    "patient", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")
# The guides of the tests are in no Git repository of their own: that of the project says nothing of them.
os.environ["GIT_CEILING_DIRECTORIES"] = str(TESTS / "guides")
# A test says the same whenever it runs: no command, here or in a process of its own, asks the machine for the day.
os.environ["SOURCE_DATE_EPOCH"] = projects.EPOCH


# Tests that take long: all that the model requires, large guides, edits, reports and the index of the demonstration.
SLOW = frozenset({"test_battery", "test_benchmarks", "test_edits", "test_fuzzing", "test_report", "test_search"})
BUILDING = frozenset({"site", "project", "browser"})
# Those whose single tests take longest begin, so that no process is idle in the end.
FIRST = frozenset({"test_begun", "test_init", "test_printing", "test_twins"})


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read a module where all of it is slow and left out: its cases take as long as tests."""
    name = collection_path.stem
    alone = name in SLOW or name.endswith("_browser")
    return True if alone and config.option.markexpr == "not slow" else None


def pytest_collection_finish() -> None:
    """Look seldom for what can be freed: what has been read by now stays, and guides that are kept are many objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Mark as slow what builds a site, opens a browser, or tries many examples; `make quick` leaves it out."""
    items.sort(key=lambda item: item.module.__name__ not in FIRST)
    for item in items:
        many = getattr(item.obj, "is_hypothesis_test", False)
        if many or item.module.__name__ in SLOW or not BUILDING.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class _Content:
    """What is the same as another of the same content: a page or a model."""

    fingerprint: str
    value: Any = field(compare=False)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands keep apart from what those of the user keep, and once for all guides of this process.

    What is kept is known by its content alone: copies of a guide, of which there are many, are read once.
    """
    folder = tmp_path_factory.mktemp("user-cache")
    store_of = kept.store_of
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setattr(kept, "store_of", lambda root, version=None: store_of(root if version else folder, version))
        yield


@pytest.fixture(scope="session", autouse=True)
def _written_once() -> Iterator[None]:
    """Write the same record of data once, for whichever guide."""
    write_text, records = data.text_of, dict[str, str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "text_of", lambda value, *_: write_text(value, records))
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Make once what is the same each time: the program's own model, and what is made of the same content.

    That are passages, parts of the index, what a model says of posts, and what is learned from examples. A guide that
    brings its own model is read with that. A new one is judged in this process, which keeps it all.
    """
    from memory import PLAIN  # Which asks this module for the day.

    load_model, read_passages = loading.load_model, passages.of_body
    of_body = lru_cache(500)(lambda content: read_passages(content.value))
    read_of_posts = criteria.reading_of
    of_posts = lru_cache(50)(lambda content, language: read_of_posts(content.value, language))
    count = cache(bayes.counted)

    def read(root: Path, store: Cache | None = None, languages: Collection[str] | None = None) -> ContentModel:
        own = any((root / name).is_dir() for name in ("model", "words"))
        return load_model(root, store or PLAIN, languages) if own else projects.read_model(contentmodel.ENGINE)

    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    patch.setattr(loading, "load_model", read)
    patch.setattr(beginning, "load_model", read)
    patch.setattr(criteria, "reading_of", lambda model, code: of_posts(_Content(model.fingerprint, model), code))
    patch.setattr(bayes, "counted", lambda texts: count(tuple(texts)))
    patch.setattr(messages, "counted", bayes.counted)
    patch.setattr(bayes.Bayes, "as_file", lru_cache(20)(bayes.Bayes.as_file))
    patch.setattr(contributions, "part_of", cache(contributions.part_of))
    patch.setattr(passages, "of_body", lambda page: of_body(_Content(page.source.fingerprint, page)))


class _Clock(datetime):
    """The clock of the machine, which a test may read only where it has taken the day of the tests away."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Clock:
        assert not os.environ.get("SOURCE_DATE_EPOCH"), "this test depends on the day that it is: give it today=TODAY"
        return super().now(tz)


@pytest.fixture(scope="session", autouse=True)
def _one_day() -> Iterator[None]:
    """Read no guide on the day that it is: what nobody has dated is a fault of the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "datetime", _Clock)
        yield


@pytest.fixture
def guide_folder(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that copies one of the guides of tests/guides to a folder that may be changed."""

    def copy(name: str) -> Path:
        return Path(
            shutil.copytree(TESTS / "guides" / name, tmp_path / "guide", ignore=shutil.ignore_patterns(".cache"))
        )

    return copy


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Return a function that makes a folder by name, once for all processes of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    # Each process has a folder of its own in that of the session.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                done.touch()
        return folder

    return made


def _built(folder: Path) -> None:
    done = projects.guia_build(folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The site of the demonstration, built once and strictly."""
    return made_once("demonstration", lambda folder: _built(projects.copy_project(folder))) / "site"


@pytest.fixture
def project(made_once: Callable[[str, Callable[[Path], None]], Path], tmp_path: Path) -> Path:
    """A small project that may be changed, with its site as it was built."""
    small = made_once("small", lambda folder: _built(projects.write_small_project(folder)))
    return Path(shutil.copytree(small, tmp_path / "project", symlinks=True))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address at which the site of the demonstration is served."""
    yield from browsing.serve(site)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser, with a page for whoever asks."""
    yield from browsing.launched()
