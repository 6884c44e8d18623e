"""What a command costs: seconds, seconds of processor, and the memory of all its processes together."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

POLL = 0.02  # Seconds between two looks at the memory, at least.
POLL_SHARE = 0.02  # The share of a processor that looking may take.
QUIET = 0.5  # Seconds without work after which processes have nothing more to do.
IDLE_SHARE = 0.1  # Of a processor: to watch files takes a hundredth or two, which never ends.


@dataclass(frozen=True)
class Cost:
    """Of one run: seconds, seconds of processor (its children's too), and peak memory in bytes."""

    wall: float
    processor: float
    memory: int = 0


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a session of its own and return what it cost. Raises RuntimeError where it fails."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = _start(command, folder, output)
        with peak_memory(process.pid) as peak:
            # Counts the children that were waited for, all the way down, and nothing of other commands.
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{output.read().decode(errors='replace')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak[0])


@contextmanager
def running(command: Sequence[str], folder: Path) -> Iterator[int]:
    """Keep a command running in a session of its own, whose id is given, and end all its processes afterwards."""
    process = _start(command, folder, subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
                process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


@contextmanager
def peak_memory(session: int) -> Iterator[list[int]]:
    """Watch the processes of a session; afterwards the list holds the most bytes that they used at once."""
    peak, done = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(session, peak, done))
    watch.start()
    try:
        yield peak
    finally:
        done.set()
        watch.join()


def processor(session: int) -> float:
    """Return the seconds of processor that the processes of a session, and their children that ended, took."""
    return sum(sum(one.cpu_times()[:4]) for one in _processes(session))


def wait_until_quiet(session: int) -> None:
    """Wait until the processes of a session do nothing any more."""
    before = -1.0
    while (now := processor(session)) > before + QUIET * IDLE_SHARE:
        before = now
        time.sleep(QUIET)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each measure, but of memory the greatest."""
    return Cost(
        statistics.median(one.wall for one in costs),
        statistics.median(one.processor for one in costs),
        max(one.memory for one in costs),
    )


def _start(command: Sequence[str], folder: Path, output: IO[bytes] | int) -> subprocess.Popen[bytes]:
    # Whoever uses the program keeps its byte code.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["NO_MKDOCS_2_WARNING"] = "1"
    # What is kept from one run to the next lies beside the guide, where it can be forgotten.
    environment["XDG_CACHE_HOME"] = str(folder / ".cache")
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
    )


def _processes(session: int) -> Iterator[psutil.Process]:
    for one in psutil.process_iter():
        try:
            if os.getsid(one.pid) == session:
                yield one
        except (OSError, psutil.Error):
            # It has ended since.
            continue


def _memory(session: int) -> int:
    total = 0
    for one in _processes(session):
        try:
            total += one.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def _watch(session: int, peak: list[int], done: threading.Event) -> None:
    pause = POLL
    while not done.wait(pause):
        began = time.thread_time()
        peak[0] = max(peak[0], _memory(session))
        # Looking must not slow what is looked at.
        pause = max(POLL, (time.thread_time() - began) / POLL_SHARE)
