"""The verdict on the whole guide, made in a process of its own, so that it never slows the pages.

What travels between the two are pickles with their length before them. The process ends with the one that started it,
however that ends: it reads its input all the time, and that comes to an end.
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
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import guiaviva
from guiaviva.cache import Cache
from guiaviva.diagnostics import Finding
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.loading import page_of, with_pages
from guiaviva.judgement import Judgement, judge
from guiaviva.reading.files import read_source
from guiaviva.reporting import day
from guiaviva.site.session import Export

# Bytes of the number that says how long a pickle is.
_WIDTH = 8

Verdict = Callable[[tuple[Finding, ...], int], Awaitable[None]]
"""Called with what was found in the guide as it was after so many changes."""


@dataclass(frozen=True)
class Changes:
    """The guide has changed, for the time of that number: these pages, or anything where they are None."""

    number: int
    pages: frozenset[str] | None = None

    def then(self, later: Changes) -> Changes:
        """Return these changes and later ones as one."""
        both = None if self.pages is None or later.pages is None else self.pages | later.pages
        return Changes(later.number, both)


@dataclass(frozen=True)
class Wanted:
    """An export is wanted, made from the guide as it is after all changes so far; `number` is its own."""

    number: int
    export: Export


@dataclass
class Judge:
    """Has the guide at `root` judged in another process, which is started by the first change."""

    root: Path
    today: str | None
    verdict: Verdict
    _process: Process | None = None
    _last: Changes = Changes(0)
    _asked: dict[int, asyncio.Future[dict[str, str]]] = field(default_factory=dict)
    _reader: asyncio.Task[None] | None = None

    async def judge(self, changes: Changes) -> None:
        """Have the guide judged again. Of several changes that wait, the last state alone is judged."""
        self._last = changes
        await self._send(changes)

    async def make(self, export: Export) -> dict[str, str]:
        """Return the texts of the files of an export, by path. Raises RuntimeError where it cannot be made."""
        number = max(self._asked, default=0) + 1
        self._asked[number] = asyncio.get_running_loop().create_future()
        try:
            await self._send(Wanted(number, export))
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
        if self._process is None or self._process.returncode is not None:
            await self._start()
            if isinstance(message, Wanted):
                await self._send(Changes(self._last.number))
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(_packed(message))
        await self._process.stdin.drain()

    async def _start(self) -> None:
        base = str(Path(guiaviva.__file__).parents[1])
        path = os.pathsep.join(filter(None, (base, os.environ.get("PYTHONPATH", ""))))
        # With -P, no file beside the guide is taken for a module.
        program = f"from {__name__} import main; main()"
        command = (sys.executable, "-P", "-c", program, str(self.root), self.today or "")
        self._process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": path}
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


def _packed(message: Any) -> bytes:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_WIDTH, "big") + data


# In the process.


@dataclass
class _Inbox:
    """What has come and was not taken yet; one thread reads, another takes."""

    changes: Changes | None = None
    wanted: list[Wanted] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def read(self, source: IO[bytes]) -> None:
        """Read messages until there are no more; then the process has nobody to work for."""
        while size := source.read(_WIDTH):
            message = pickle.loads(source.read(int.from_bytes(size, "big")))
            with self.arrived:
                if isinstance(message, Wanted):
                    self.wanted.append(message)
                else:
                    self.changes = self.changes.then(message) if self.changes else message
                self.arrived.notify()
        os._exit(0)

    def take(self) -> tuple[Changes | None, list[Wanted]]:
        """Return all that has come, as soon as there is anything."""
        with self.arrived:
            self.arrived.wait_for(lambda: self.changes or self.wanted)
            taken = self.changes, self.wanted
            self.changes, self.wanted = None, []
        return taken


class _Memory(Cache):
    """A cache that has what was last asked of it at hand."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._known: dict[tuple[str, str], Any] = {}
        self._used: dict[tuple[str, str], Any] = {}

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values that are kept of those keys."""
        wanted = list(keys)
        found = {key: self._known[kind, key] for key in wanted if (kind, key) in self._known}
        found |= super().get_many(kind, (key for key in wanted if key not in found))
        self._used |= {(kind, key): value for key, value in found.items()}
        return found

    def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep values by key."""
        self._used |= {(kind, key): value for key, value in values.items()}
        super().put_many(kind, values)

    def forget_unused(self) -> None:
        """Forget what nobody has asked for since this was last called; the file keeps it."""
        self._known, self._used = self._used, {}


def main() -> None:
    """Judge what is asked for on the input, until it ends. Arguments: the root of the guide, and the day or ""."""
    root, today = Path(sys.argv[1]), sys.argv[2] or None
    # Whoever presses Ctrl-C means the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing that is printed may come between the results.
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    inbox, store = _Inbox(), _Memory(root)
    threading.Thread(target=inbox.read, args=(sys.stdin.buffer,), daemon=True).start()
    judgement: Judgement | None = None
    gc.disable()
    while True:
        changes, wanted = inbox.take()
        if changes is not None:
            judgement = _judged(root, today, store, changes, judgement)
            store.forget_unused()
            if judgement is not None:
                results.write(_packed(("findings", changes.number, judgement.findings)))
        for one in wanted:
            results.write(_packed(("made", one.number, _made(one.export, judgement))))
        results.flush()
        gc.collect()
        # What the first judgement leaves stays; there is no need to look through it each time.
        if not gc.get_freeze_count():
            gc.freeze()


def _judged(
    root: Path, today: str | None, store: Cache, changes: Changes, before: Judgement | None
) -> Judgement | None:
    """Return the judgement of the guide as it is now; the last one, where it cannot be read."""
    try:
        return judge(_guide(root, today, store, changes, before), store)
    except CannotJudgeError:
        # The server says so.
        return before
    except Exception as error:
        _report(error)
        return before


def _made(export: Export, judgement: Judgement | None) -> dict[str, str]:
    try:
        return dict(export.make(judgement)) if judgement else {}
    except Exception as error:
        _report(error)
        return {}


def _report(error: Exception) -> None:
    """Say on stderr that the program itself failed; the preview goes on without this."""
    print(f"{type(error).__name__}: {error}", file=sys.stderr)


def _guide(root: Path, today: str | None, store: Cache, changes: Changes, before: Judgement | None) -> Guide:
    paths = changes.pages
    if before is None or paths is None or not all((root / path).is_file() for path in paths):
        return load_guide(root, today=day(today), store=store)
    guide = before.guide
    sources = [read_source(guide.folder, path, "invalid-page") for path in sorted(paths)]
    return with_pages(guide, [page_of(source, guide.languages) for source in sources])
