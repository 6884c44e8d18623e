"""The verdict on the whole guide, made in a process of its own, so that it never slows what is typed."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from guiaviva.diagnostics import Finding
from guiaviva.judgement import judge
from guiaviva.lsp.guides import Followed, Texts

# How much it gives way to what somebody waits for, as `nice` has it.
_POLITE = 5
_followed: dict[Path, Followed] = {}


class Verdict(NamedTuple):
    """What was found in the guide, by path, and of files that are open what they do not show by themselves."""

    found: Mapping[str, Sequence[Finding]]
    rest: Mapping[str, Sequence[Finding]]


def started() -> Executor:
    """Return what has the verdicts made, one after another, in another process that ends with this one."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=_begin)


def ended(process: Executor) -> None:
    """End it, whatever it is doing."""
    for child in multiprocessing.active_children():
        child.kill()
    process.shutdown(cancel_futures=True)


def _begin() -> None:
    # What is printed here must not come between the messages to the editor.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(0)


def verdict(root: Path, today: date | None, texts: Texts, opened: Sequence[str], search: bool) -> Verdict | None:
    """Return the verdict on the guide at `root`, in which these texts have changed since the last time.

    `opened` are the paths of the files that are open. With `search`, the queries of the guide are asked too.
    None where the guide cannot be read.
    """
    followed = _followed.setdefault(root, Followed(root, today, None))
    followed.take(texts)
    guide = followed.guide
    if guide is None or followed.wrong:
        return None
    by_path: dict[str, list[Finding]] = {}
    for one in judge(guide, guide.store, search=search).findings:
        by_path.setdefault(one.place.path, []).append(one)
    rest = {}
    for path in opened:
        own = {_key(one) for one in followed.own(path)}
        rest[path] = [one for one in by_path.get(path, ()) if _key(one) not in own]
    return Verdict(by_path, rest)


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.variant, finding.place
