"""What a command costs: seconds, seconds of processor, and the memory of all its processes together."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

POLL = 0.02  # Seconds between two looks at the memory, at least.
POLL_SHARE = 0.02  # The share of a processor that looking may take.


@dataclass(frozen=True)
class Run:
    """One run of a command: seconds, seconds of processor (its children's too), and peak memory in bytes."""

    wall: float
    processor: float
    memory: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command in a session of its own and return what it cost. Raises RuntimeError where it fails."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        peak = [0]
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watch.start()
        # Counts the children that were waited for, all the way down, and nothing of other commands.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watch.join()
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{output.read().decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, peak[0])


@contextmanager
def running(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[int]:
    """Keep a command running in a session of its own, whose id is given, and end all its processes afterwards."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process.pid
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
                process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


def memory(session: int) -> int:
    """Return the bytes that the processes of a session use, a page of memory that several share counted once."""
    total = 0
    for pid in psutil.pids():
        try:
            if os.getsid(pid) == session:
                total += psutil.Process(pid).memory_full_info().pss
        except (OSError, psutil.Error):
            # It has ended since.
            continue
    return total


def median(runs: Sequence[Run]) -> Run:
    """Return the median of each measure, but of memory the greatest."""
    return Run(
        statistics.median(one.wall for one in runs),
        statistics.median(one.processor for one in runs),
        max(one.memory for one in runs),
    )


def _watch(session: int, peak: list[int], done: threading.Event) -> None:
    pause = POLL
    while not done.wait(pause):
        began = time.thread_time()
        peak[0] = max(peak[0], memory(session))
        # Looking must not slow what is looked at.
        pause = max(POLL, (time.thread_time() - began) / POLL_SHARE)
