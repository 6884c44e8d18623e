"""What the tests share: guides in a folder of their own, and how one is judged."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS))

TODAY = date(2026, 11, 24)


@pytest.fixture
def guide_folder(tmp_path: Path) -> Callable[[str], Path]:
    """Give a function that copies one of the guides of tests/guides to a folder that may be changed."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(TESTS / "guides" / name, tmp_path / "guide"))

    return copy


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own guide, built once."""
    from test_site import copy_project, guia_build

    root = copy_project(tmp_path_factory.mktemp("site") / "project")
    done = guia_build(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"
