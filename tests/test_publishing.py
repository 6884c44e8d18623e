"""What a build replaces, keeps and refuses: the folder of a site, and what is beside it."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from guiaviva.cache import Cache
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import parse_day
from guiaviva.guide import load_guide
from guiaviva.judgement import Judgement, judge
from guiaviva.reading.gate import RefusedError
from guiaviva.site import publishing
from guiaviva.site.rendering import building
from guiaviva.workers import WorkError
from projects import TODAY, write_small_project

Publish = Callable[..., str]
OLD, NEW = {"index.html": "old", "tone/index.html": "tone"}, {"index.html": "new", "tone/index.html": "tone"}


@pytest.fixture
def root(guide_folder: Callable[[str], Path]) -> Path:
    return guide_folder("minimum")


@pytest.fixture
def publish(root: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Return a function that publishes a site of files that are given by their path, with their text."""
    # These files are no pages, of which there could be a copy.
    (root / "mkdocs.yml").write_text("extra: {offline_copy: false}\n", encoding="utf-8")
    judgement = Judgement(load_guide(root, today=parse_day(TODAY)), ())

    def publish(
        files: Mapping[str, str], site: Path = root / "site", lacking: str = "", compressed: bool = False
    ) -> str:
        def build(_root: Path, _judgement: Judgement, folder: Path, **_: Any) -> set[str]:
            for path, text in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text)
            return {*files, *filter(None, [lacking])}

        monkeypatch.setattr(building, "build", build)
        return publishing.build(judgement, site, strict=False, compressed=compressed)

    return publish


def held(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def roll_back(root: Path, site: Path | None = None) -> None:
    publishing.roll_back(load_guide(root, today=parse_day(TODAY)), site or root / "site")


def unpacked(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): gzip.decompress(path.read_bytes()).decode() for path in site.rglob("*.gz")
    }


def refuses(reason: str) -> Any:
    return pytest.raises(CannotJudgeError, match=f"^\\('{reason}'")


def test_the_site_before_is_kept_and_comes_back(root: Path, publish: Publish) -> None:
    publish(OLD)
    with refuses("no-previous-site"):
        roll_back(root)
    publish(NEW)
    for there in (OLD, NEW, OLD):
        roll_back(root)
        assert held(root / "site") == there
    publish({"index.html": "newest"})
    roll_back(root)
    assert held(root / "site") == OLD


def test_a_build_that_changes_nothing_keeps_the_site_before(root: Path, publish: Publish) -> None:
    publish(OLD)
    publish(NEW)
    publish(NEW)
    roll_back(root)
    assert held(root / "site") == OLD


@pytest.mark.parametrize("exchanges", [True, False])
def test_where_names_cannot_change_at_once(
    root: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(publishing, "_exchange", lambda *_: False)
    for files in (OLD, NEW, OLD, NEW):
        publish(files)
    roll_back(root)
    assert held(root / "site") == OLD
    assert held(root / ".site.previous") == NEW
    assert {path.name for path in root.glob(".site.*")} <= {".site.lock", ".site.previous"}


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_build_that_was_killed_between_two_names(
    root: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    publish(OLD)
    steps = iter(range(1, 9))
    rename = Path.rename

    def killed(path: Path, target: Path) -> Path:
        if next(steps) == step:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_exchange", lambda *_: False)
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(NEW)
    with pytest.raises(CannotJudgeError) if step < 3 else nullcontext():
        roll_back(root)
    assert held(root / "site") == OLD


def test_what_is_not_ours_stays(root: Path, publish: Publish) -> None:
    names = ["site.old-2026-11-01", "site.building-kept", "site.previous", ".site.old", "site2", ".site"]
    for name in names:
        (root / name).mkdir()
        (root / name / "kept").write_text(name)
    for files in (OLD, NEW, OLD):
        publish(files)
    roll_back(root)
    assert [(root / name / "kept").read_text() for name in names] == names


def test_a_build_under_way_is_not_disturbed(root: Path, publish: Publish) -> None:
    publish(OLD)
    (root / ".site.building").mkdir()
    with FileLock(root / ".site.lock"):
        with refuses("build-under-way"):
            publish(NEW)
        with refuses("build-under-way"):
            roll_back(root)
        assert (root / ".site.building").exists()
    assert held(root / "site") == OLD


def test_what_is_not_whole_is_not_published(root: Path, publish: Publish) -> None:
    publish(OLD)
    with refuses("site-not-whole"):
        publish(NEW, lacking="search/index.json")
    assert held(root / "site") == OLD
    assert not (root / ".site.building").exists()


def test_a_link_is_followed(root: Path, publish: Publish, tmp_path: Path) -> None:
    (tmp_path / "releases/1").mkdir(parents=True)
    (tmp_path / "current").symlink_to("releases/1")
    site = tmp_path / "current"
    publish(OLD, site)
    publish(NEW, site)
    assert site.is_symlink()
    assert held(tmp_path / "releases/1") == NEW
    roll_back(root, site)
    assert held(site) == OLD


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_whoever_serves_the_site_can_read_it(root: Path, publish: Publish) -> None:
    before = os.umask(0o077)
    try:
        publish(OLD)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (root / "site").rglob("*.html")} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in (root / "site", root / "site/tone")} == {0o755}
    # Where only they were wrong, they are put right.
    (root / "site/index.html").chmod(0o600)
    (root / "site/tone").chmod(0o700)
    publish(OLD)
    assert (root / "site/index.html").stat().st_mode & 0o777 == 0o644
    assert (root / "site/tone").stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="Linux lists what is mounted")
def test_a_mount_point_is_refused_before_anything_is_built(
    root: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert publishing._is_mount_point(Path("/proc"))
    assert not publishing._is_mount_point(root)
    monkeypatch.setattr(publishing, "_is_mount_point", lambda path: path == root / "site")
    with refuses("site-is-mount-point"):
        publish(OLD)
    assert not (root / "site").exists()


def _guide(root: Path) -> Path:
    return root


def _parent(root: Path) -> Path:
    return root.parent


def _data(root: Path) -> Path:
    return root / "data"


@pytest.mark.parametrize("folder", [_guide, _parent, _data])
def test_what_is_no_site_is_not_replaced(root: Path, publish: Publish, folder: Callable[[Path], Path]) -> None:
    before = held(root)
    with refuses("no-site"):
        publish(OLD, folder(root))
    assert held(root).items() >= before.items()


@pytest.mark.parametrize("folder", ["docs/ca/site", "overrides/assets/site"])
def test_a_site_is_no_part_of_what_it_is_made_of(root: Path, publish: Publish, folder: str) -> None:
    with refuses("site-in-source"):
        publish(OLD, root / folder)
    assert not (root / folder).exists()


def test_a_file_of_the_guide_that_is_refused_is_not_one_that_cannot_be_written(
    root: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(OLD)

    def build(*_: Any, **__: Any) -> set[str]:
        raise RefusedError("overrides/main.html", "size", found=60_000, expected=50_000)

    monkeypatch.setattr(building, "build", build)
    with refuses("refused"):
        publishing.build(Judgement(load_guide(root, today=parse_day(TODAY)), ()), root / "site", strict=False)
    assert (root / "site/index.html").read_text() == "old"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no such folder")
def test_a_lock_that_cannot_be_made_is_no_other_build(publish: Publish) -> None:
    with refuses("unwritable"):
        publish(OLD, Path("/proc/site"))


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need a right of their own on Windows")
@pytest.mark.parametrize("name", ["lock", "building", "previous", "aside"])
@pytest.mark.parametrize("kind", ["link", "link to nothing", "pipe", "file or folder"])
def test_what_is_no_build_s_beside_a_site_is_left_alone(root: Path, publish: Publish, name: str, kind: str) -> None:
    publish(OLD)
    publish(NEW)
    taken, outside = root / f".site.{name}", root.parent / "outside"
    if taken.exists():
        taken.rename(root / "moved")
    if kind == "pipe":
        os.mkfifo(taken)
    elif kind == "file or folder":
        taken.mkdir() if name == "lock" else taken.touch()
    else:
        taken.symlink_to(outside)
    if kind == "link":
        outside.touch() if name == "lock" else outside.mkdir()
    before = os.lstat(taken)
    for attempt in (lambda: publish({"index.html": "newest"}), lambda: roll_back(root)):
        with refuses("name-taken"):
            attempt()
    assert held(root / "site") == NEW
    assert os.path.samestat(before, os.lstat(taken))
    assert outside.exists() == (kind == "link")


def test_a_folder_that_cannot_be_written_is_refused(root: Path, publish: Publish) -> None:
    (root / "file").write_text("")
    with refuses("unwritable"):
        publish(OLD, root / "file/site")
    with refuses("unwritable"):
        publish(OLD, root / "file")


def test_texts_that_are_worth_it_have_a_compressed_file_beside_them(root: Path, publish: Publish) -> None:
    site, long = root / "site", "long " * 1000
    files = {"index.html": long, "tone/index.html": long, "a.json": "short", "photo.png": long, "a.csv": long}
    publish(files, compressed=True)
    assert unpacked(site) == {f"{path}.gz": long for path in ("index.html", "tone/index.html", "a.csv")}
    kept = (site / "tone/index.html.gz").stat()
    first = (site / "index.html.gz").read_bytes()

    # What is as it was is the same file, with its date; what is new, or was changed by hand, is not.
    (site / "a.csv.gz").write_bytes(b"changed by hand")
    publish({**files, "index.html": f"{long}!"}, compressed=True)
    assert os.path.samestat((site / "tone/index.html.gz").stat(), kept)
    assert unpacked(site) == {"index.html.gz": f"{long}!", "tone/index.html.gz": long, "a.csv.gz": long}

    # The same text gives the same bytes; and nothing old is left where nothing is compressed any more.
    publish(files, compressed=True)
    assert (site / "index.html.gz").read_bytes() == first
    publish(files)
    assert unpacked(site) == {}
    roll_back(root)
    assert (site / "index.html.gz").read_bytes() == first


def build_small(root: Path, site: Path) -> None:
    site.mkdir()
    judgement = judge(load_guide(root, today=parse_day(TODAY)))
    building.build(root, judgement, site, strict=False, cache=Cache(None), count=1)


def test_a_guide_that_does_not_name_the_program_is_not_built(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"^hooks:\n(?:[ -].*\n)+", "", settings, flags=re.M), encoding="utf-8")
    with refuses("no-hook"):
        build_small(root, tmp_path / "site")


def test_a_template_that_is_not_there_is_no_disk_that_cannot_be_written(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    (root / "overrides/main.html").write_text('{% extends "none.html" %}', encoding="utf-8")
    with pytest.raises(WorkError, match=r"no template «none\.html»"):
        build_small(root, tmp_path / "site")
