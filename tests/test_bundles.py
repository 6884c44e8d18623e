"""The scripts that pages run are made of the modules as they are."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "overrides/assets/javascripts"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def _old(scripts: Path) -> list[str]:
    """Return the bundles that are older than their sources, or were changed by hand: `make scripts` makes them anew."""
    bundles = json.loads((scripts / "bundles/sources.json").read_text(encoding="utf-8"))
    digests = {path: _digest(scripts / path) for one in bundles.values() for path in one["of"]}
    made = {path.stem for path in (scripts / "bundles").glob("*.js")}
    return sorted(
        {name for name, one in bundles.items() if any(digests[path] != known for path, known in one["of"].items())}
        | {name for name, one in bundles.items() if _digest(scripts / f"bundles/{name}.js") != one["made"]}
        | made - set(bundles)
    )


def test_bundles_are_as_new_as_their_sources() -> None:
    assert _old(SCRIPTS) == []


@pytest.mark.parametrize(
    ("path", "found"),
    [("menu.js", ["guia"]), ("bundles/posts.js", ["posts"]), ("bundles/other.js", ["other"])],
)
def test_an_old_bundle_is_found(path: str, found: list[str], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SCRIPTS, tmp_path / "javascripts"))
    with (copy / path).open("a", encoding="utf-8") as file:
        file.write("// More.\n")
    assert _old(copy) == found


def test_each_module_is_in_a_bundle_or_runs_as_it_is() -> None:
    bundles = json.loads((SCRIPTS / "bundles/sources.json").read_text(encoding="utf-8"))
    used = {path for one in bundles.values() for path in one["of"]}
    modules = {path.relative_to(SCRIPTS).as_posix() for path in SCRIPTS.rglob("*.js")}
    alone = {path for path in modules - used if not path.startswith("bundles/")}
    assert alone == {"early.js", "moved.js"}
