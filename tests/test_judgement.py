"""A guide is judged alike by one process and by several, and where the system ends one of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import TODAY
from guiaviva.cache import Cache
from guiaviva.guide import load_guide
from guiaviva.judgement import Judgement, judge
from guiaviva.rules.search import not_found
from guiaviva.workers import CAN_FORK

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs processes that are forked")


def astray(root: Path) -> None:
    """Have a query lead nowhere."""
    path = root / "data/queries.yml"
    path.write_text(path.read_text("utf-8").replace("canviar la contrasenya", "xyzzy", 1), "utf-8")


def said(root: Path, processes: int) -> list[str]:
    store = Cache(root)
    judgement = judge(load_guide(root, today=TODAY, store=store), store, processes=processes)
    return [f"{one.path}:{one.line} {one.rule}" for one in judgement.diagnostics("en")]


def test_queries_are_asked_beside_the_other_rules(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("complete")
    astray(root)
    assert said(root, 2) == said(root, 1)
    assert "data/queries.yml:2 not-found" in said(root, 2)


def test_where_there_is_an_error_queries_say_nothing(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("complete")
    astray(root)
    (root / "data/roles.yml").write_text("- no\n", "utf-8")
    assert said(root, 2) == said(root, 1)
    assert not any("not-found" in one for one in said(root, 2))


def test_what_the_system_ends_is_done_here(
    guide_folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, check, here = guide_folder("complete"), not_found.check, os.getpid()
    astray(root)

    def ended(judgement: Judgement) -> Iterator[object]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return check(judgement)

    monkeypatch.setattr(not_found, "check", ended)
    assert "data/queries.yml:2 not-found" in said(root, 2)
