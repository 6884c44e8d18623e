"""The verdict on the whole guide, and the search, made in a process of their own, so that they never slow the pages.

One thread of it judges, which may take long; another reads what has changed, and makes files of the search meanwhile.
What travels between the processes are pickles with their length before them. The other ends with the one that started
it, however that ends: it reads its input all the time, and that comes to an end.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import signal
import sys
import threading
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, Protocol, TypeVar

import guiaviva
from guiaviva.cache import Cache
from guiaviva.diagnostics import Finding
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.loading import with_changes
from guiaviva.judgement import Judgement, judge
from guiaviva.reporting import day
from guiaviva.workers import CAN_FORK

T = TypeVar("T")

# How much the verdict gives way to what somebody waits for, as `nice` has it.
_POLITE = 3
# Bytes of the number that says how long a pickle is.
_WIDTH = 8

Verdict = Callable[[tuple[Finding, ...], int], Awaitable[None]]
"""Called with what was found in the guide as it was after so many changes."""


@dataclass(frozen=True)
class Changes:
    """The guide has changed, for the time of that number: the files at these paths, or all where they are None."""

    number: int
    paths: frozenset[str] | None = None

    def then(self, later: Changes) -> Changes:
        """Return these changes and later ones as one."""
        both = None if self.paths is None or later.paths is None else self.paths | later.paths
        return Changes(later.number, both)


class Maker(Protocol):
    """What makes something of a guide: an export its files."""

    def content(self, judgement: Judgement, path: str) -> str | bytes | None:
        """Return what is made for a path, or None where there is nothing."""


@dataclass(frozen=True)
class Wanted:
    """Something is wanted, made from the guide as it is after all changes so far; `number` is its own."""

    number: int
    maker: Maker
    path: str


@dataclass
class Judge:
    """Has the guide at `root` judged in another process, which is started by the first change.

    Where the system ends it, for want of memory, what was asked of it is asked once more of another one.
    """

    root: Path
    today: str | None
    verdict: Verdict
    _process: Process | None = None
    _last: Changes = Changes(0)
    _asked: dict[int, asyncio.Future[str | bytes | None]] = field(default_factory=dict)
    _reader: asyncio.Task[None] | None = None
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _ended: int | None = None

    async def judge(self, changes: Changes) -> None:
        """Have the guide judged again. Of several changes that wait, the last state alone is judged."""
        self._last = changes
        await self._send(changes)

    async def make(self, maker: Maker, path: str) -> str | bytes | None:
        """Return what is made for a path, such as a file of an export; None where nothing is. Raises RuntimeError."""
        number = max(self._asked, default=0) + 1
        self._asked[number] = asyncio.get_running_loop().create_future()
        try:
            await self._send(Wanted(number, maker, path))
            return await self._asked[number]
        finally:
            del self._asked[number]

    async def close(self) -> None:
        """End the process."""
        if self._reader is not None:
            self._reader.cancel()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def _send(self, message: Changes | Wanted) -> None:
        # Whoever asks while it is started waits for that one.
        async with self._starting:
            is_new = self._process is None or self._process.returncode is not None
            if is_new:
                await self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        if is_new and isinstance(message, Wanted):
            self._process.stdin.write(_packed(Changes(self._last.number)))
        self._process.stdin.write(_packed(message))
        await self._process.stdin.drain()

    async def _start(self) -> None:
        base = str(Path(guiaviva.__file__).parents[1])
        path = os.pathsep.join(filter(None, (base, os.environ.get("PYTHONPATH", ""))))
        # With -P, no file beside the guide is taken for a module.
        program = f"from {__name__} import main; main()"
        command = (sys.executable, "-P", "-c", program, str(self.root), self.today or "")
        self._process = await asyncio.create_subprocess_exec(
            # Ctrl+C is for the server alone, also while this one is still importing.
            *command,
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._reader = asyncio.create_task(self._read(self._process.stdout))

    async def _read(self, results: asyncio.StreamReader) -> None:
        try:
            while True:
                size = int.from_bytes(await results.readexactly(_WIDTH), "big")
                kind, number, value = pickle.loads(await results.readexactly(size))
                if kind == "findings":
                    await self.verdict(value, number)
                elif number in self._asked and not self._asked[number].done():
                    self._asked[number].set_result(value)
        except asyncio.IncompleteReadError:
            for waiting in self._asked.values():
                if not waiting.done():
                    waiting.set_exception(RuntimeError("the judging process has ended"))
            assert self._process is not None
            await self._process.wait()
            if self._ended != self._last.number:
                self._ended = self._last.number
                await self._send(Changes(self._last.number))


def _packed(message: Any) -> bytes:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_WIDTH, "big") + data


# In the process.


def main() -> None:
    """Do what is asked for on the input, until it ends. Arguments: the root of the guide, and the day or ""."""
    root, today = Path(sys.argv[1]), sys.argv[2] or None
    # Whoever presses Ctrl-C means the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing that is printed may come between the results.
    results = _Results(os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Looking for garbage in all that is kept would hold up the search now and then.
    gc.disable()
    following = threading.Lock()
    if CAN_FORK:
        # Nothing is half done, and no store open, when the processes that share the work of judging are forked.
        os.register_at_fork(
            before=following.acquire, after_in_parent=following.release, after_in_child=following.release
        )
    inbox: SimpleQueue[Changes | Wanted] = SimpleQueue()
    guides: SimpleQueue[tuple[int, Guide]] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, inbox), daemon=True).start()
    store = Cache(root)
    threading.Thread(target=_judge, args=(store, guides, results), daemon=True).start()
    current = _Current(root, today, store)
    while True:
        messages = _waiting(inbox)
        with following:
            changes = [one for one in messages if isinstance(one, Changes)]
            if changes and (guide := current.follow(reduce(Changes.then, changes))):
                guides.put((changes[-1].number, guide))
            for one in messages:
                if isinstance(one, Wanted):
                    results.put("made", one.number, current.made(one))
            current.store.close()


@dataclass
class _Results:
    """Where results are written, by several threads."""

    stream: IO[bytes]
    _one: threading.Lock = field(default_factory=threading.Lock)

    def put(self, kind: str, number: int, value: Any) -> None:
        """Write a result."""
        data = _packed((kind, number, value))
        with self._one:
            self.stream.write(data)
            self.stream.flush()


def _read(source: IO[bytes], inbox: SimpleQueue[Changes | Wanted]) -> None:
    """Read messages until there are no more; then the process has nobody to work for."""
    while size := source.read(_WIDTH):
        inbox.put(pickle.loads(source.read(int.from_bytes(size, "big"))))
    os._exit(0)


def _judge(store: Cache, guides: SimpleQueue[tuple[int, Guide]], results: _Results) -> None:
    """Judge the latest guide that was submitted, again and again."""
    if CAN_FORK:
        # Where a page, or the search, needs the processor too, it goes first: this is of this thread and its processes.
        os.nice(_POLITE)
    while True:
        number, guide = _waiting(guides)[-1]
        try:
            # What was made of the guide on the way takes much memory, and nobody else needs it.
            findings = judge(guide, store, search=False).findings
            results.put("findings", number, findings)
            if guide.facts.queries and guides.empty():
                results.put("findings", number, judge(guide, store).findings)
        except Exception as error:
            _report(error)
        del guide
        gc.collect()


def _waiting(queue: SimpleQueue[T]) -> list[T]:
    """Return all that waits in a queue, as soon as there is anything."""
    waiting = [queue.get()]
    with suppress(Empty):
        while True:
            waiting.append(queue.get_nowait())
    return waiting


@dataclass
class _Current:
    """The guide as it is. Nobody asks this judgement what was found: it has the indexes that are asked for."""

    root: Path
    today: str | None
    store: Cache
    judgement: Judgement | None = None

    def follow(self, changes: Changes) -> Guide | None:
        """Read what has changed; return the guide as it is now, or None where it cannot be read."""
        try:
            guide = self._read(changes.paths)
        except CannotJudgeError:
            # The server says so.
            return None
        except Exception as error:
            _report(error)
            return None
        self.judgement = Judgement(guide, (), self.store)
        return guide

    def made(self, wanted: Wanted) -> str | bytes | None:
        """Return what is wanted, or None where there is nothing."""
        try:
            return wanted.maker.content(self.judgement, wanted.path) if self.judgement else None
        except Exception as error:
            _report(error)
            return None

    def _read(self, paths: frozenset[str] | None) -> Guide:
        today = day(self.today)
        if self.judgement is not None and paths is not None:
            guide = self.judgement.guide
            return with_changes(guide, guide.folder, paths, today=today, store=self.store)
        return load_guide(self.root, today=today, store=self.store)


def _report(error: Exception) -> None:
    """Say on stderr that the program itself failed; the preview goes on without this."""
    print(f"{type(error).__name__}: {error}", file=sys.stderr)
