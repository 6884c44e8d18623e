"""Work that several processors share: processes that are forked when all is prepared, and end with the work.

Nothing is handed to them but what this process has in memory. Where the system cannot fork safely, this process does
the work alone, with the same result.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TypeVar

T = TypeVar("T")

CAN_FORK = sys.platform.startswith("linux")
# A number of a job in the pipe; all of them fit into what a pipe holds.
_WIDTH = 2


class WorkError(Exception):
    """A job failed; the message says why, in one sentence."""


@dataclass(frozen=True)
class _Worker:
    pid: int
    results: IO[bytes]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if CAN_FORK else 1


def run(jobs: Sequence[Callable[[], T]], count: int, *, here: bool = False) -> list[T]:
    """Do the jobs in `count` processes and return their results in order; what they leave in memory ends with them.

    With `here`, this process is one of them, and keeps what its jobs leave: that saves a process, and the time to copy
    the memory that it shares. Without, even a single job is another's, with all that it begins. Results travel as
    pickles. Raises WorkError where a job failed in another process or one was killed; none is left running.
    """
    if count < 2 or len(jobs) < 1 + here or not CAN_FORK:
        return [job() for job in jobs]
    numbers, writer = os.pipe()
    os.write(writer, b"".join(number.to_bytes(_WIDTH, "big") for number in range(len(jobs))))
    os.close(writer)
    sys.stdout.flush()
    sys.stderr.flush()
    # To collect garbage would touch, and so copy, all the memory that the processes share.
    gc.freeze()
    workers: list[_Worker] = []
    try:
        workers = [_fork(jobs, numbers) for _ in range(min(count, len(jobs)) - here)]
        done: dict[int, T] = _work(jobs, numbers) if here else {}
        while workers:
            _, status = os.waitpid(workers[-1].pid, 0)
            done |= _results(workers.pop(), status)
        return [done[number] for number in range(len(jobs))]
    finally:
        for worker in workers:
            os.kill(worker.pid, signal.SIGKILL)
            os.waitpid(worker.pid, 0)
            worker.results.close()
        os.close(numbers)
        gc.unfreeze()


def _fork(jobs: Sequence[Callable[[], T]], numbers: int) -> _Worker:
    results = tempfile.TemporaryFile()  # noqa: SIM115 (it is read when the worker has ended)
    parent = os.getpid()
    # Whoever presses Ctrl+C means the parent, which ends its workers: nothing of its own may run in one of them.
    signals = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    pid = os.fork()
    if pid:
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)
        return _Worker(pid, results)
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)
        pickle.dump(_work(jobs, numbers, parent), results, pickle.HIGHEST_PROTOCOL)
        results.flush()
    except BaseException as error:
        _say(error, results)
    finally:
        os._exit(0)


def _say(error: BaseException, results: IO[bytes]) -> None:
    results.seek(0)
    results.truncate()
    pickle.dump(str(error) or type(error).__name__, results)
    results.flush()


def _work(jobs: Sequence[Callable[[], T]], numbers: int, parent: int | None = None) -> dict[int, T]:
    done: dict[int, T] = {}
    for number in _next(numbers):
        # A worker whose parent was killed ends.
        if parent and os.getppid() != parent:
            os._exit(1)
        try:
            done[number] = jobs[number]()
        except BaseException:
            # Nobody begins another job.
            for _ in _next(numbers):
                pass
            raise
    return done


def _next(numbers: int) -> Iterator[int]:
    while read := os.read(numbers, _WIDTH):
        yield int.from_bytes(read, "big")


def _results(worker: _Worker, status: int) -> dict[int, T]:
    with worker.results as results:
        results.seek(0)
        try:
            found = pickle.load(results)
        except (EOFError, pickle.UnpicklingError):
            raise WorkError(f"A process of the build ended before its work was done ({status}).") from None
    if isinstance(found, str):
        raise WorkError(found)
    return dict(found)
