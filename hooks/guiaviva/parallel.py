"""Work shared out among processes, which see all that was read before they began."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(function: Callable[[T], R], items: Sequence[T], workers: int | None = None) -> list[R]:
    """Return `function(item)` of each item, in order, made in as many processes as there are processors.

    Each process takes the next item when it has done one, so the longest go first. What `function` changes in memory is
    lost; what it returns must be picklable. Where processes cannot share memory by forking, all is done in this one. An
    exception in a process is raised here.
    """
    number = min(processors() if workers is None else workers, len(items))
    # Only where forking is safe: not on macOS, whose libraries start threads, and not beside threads of ours.
    if number < 2 or not sys.platform.startswith("linux") or threading.active_count() > 1:
        return [function(item) for item in items]
    context = multiprocessing.get_context("fork")
    following = context.Value("i", 0)
    sys.stdout.flush()
    sys.stderr.flush()

    def work(answers: Connection) -> None:
        while True:
            with following.get_lock():
                number = following.value
                following.value += 1
            if number >= len(items):
                return
            try:
                answers.send((number, function(items[number]), None))
            except BaseException as error:
                answers.send((number, None, error))
                return

    pipes = [context.Pipe(duplex=False) for _ in range(number)]
    children = [context.Process(target=work, args=(answers,), daemon=True) for _, answers in pipes]
    for child, (_, answers) in zip(children, pipes, strict=True):
        child.start()
        answers.close()
    found: dict[int, R] = {}
    open_ends: list[Any] = [end for end, _ in pipes]
    try:
        while open_ends:
            for end in wait(open_ends):
                assert isinstance(end, Connection)
                try:
                    at, result, error = end.recv()
                except EOFError:
                    open_ends.remove(end)
                    continue
                if error is not None:
                    raise error
                found[at] = result
    finally:
        for child in children:
            if open_ends:
                child.terminate()
            child.join()
    if len(found) < len(items):
        raise RuntimeError("A process ended before its work was done.")
    return [found[number] for number in range(len(items))]
