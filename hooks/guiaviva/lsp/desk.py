"""The guides that are open in an editor: what is typed there, and what is shown of it.

What is typed is taken as soon as nothing more was typed for a moment, in a thread: of several versions the last alone.
The verdict on the whole guide comes after a longer pause, from another process. What was asked for meanwhile is
answered with the guide as it was last.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor
from dataclasses import dataclass, field

from guiaviva.diagnostics import Diagnostic, Finding
from guiaviva.guide import Guide
from guiaviva.lsp.guides import Followed, Texts, moved
from guiaviva.lsp.whole import Verdict, ended, started, verdict

# So long nothing must have been typed, in seconds: before a file is judged, and before the whole guide is.
_MOMENT = 0.05
_PAUSE = 0.8

Show = Callable[[str, Sequence[Diagnostic]], None]
"""Called with the path of a file and all that is said of it."""


@dataclass
class Desk:
    """One guide, its open files and what is shown of them. `tell` is called with why the guide cannot be read."""

    followed: Followed
    show: Show
    tell: Callable[[str], None]
    opened: dict[str, str] = field(default_factory=dict)
    _changed: dict[str, bytes | None] = field(default_factory=dict)
    _unsent: dict[str, bytes | None] = field(default_factory=dict)
    _verdict: Verdict = field(default_factory=lambda: Verdict({}, {}))
    _judged: Mapping[str, str] = field(default_factory=dict)
    _shown: set[str] = field(default_factory=set)
    _thread: Executor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _process: Executor | None = None
    _following: asyncio.Task[None] | None = None
    _waiting: asyncio.Task[None] | None = None
    _search: bool = False

    @property
    def guide(self) -> Guide | None:
        """The guide as it was last."""
        return self.followed.guide

    @property
    def pending(self) -> frozenset[str]:
        """The paths of what was typed and is not judged yet."""
        return frozenset(self._changed)

    def begin(self) -> None:
        """Read the guide."""
        self._follow()

    def type(self, path: str, text: str) -> None:
        """Take the text of a file that is open."""
        self.opened[path] = text
        self._change(path, text.encode("utf-8", "replace"))

    def leave(self, path: str) -> None:
        """Take a file that is closed as it is on the disk."""
        self.opened.pop(path, None)
        self._change(path, None)

    def read(self, paths: Iterable[str]) -> None:
        """Take files that something else has changed."""
        for path in paths:
            if path not in self.opened:
                self._change(path, None)

    def ask_search(self) -> None:
        """Have the queries of the guide asked with the next verdict, which takes longer."""
        self._search = True
        self._wait()

    async def settled(self) -> Guide | None:
        """Return the guide once all that was typed so far is in it."""
        while self._following is not None and not self._following.done():
            await asyncio.wait([self._following])
        return self.guide

    def close(self) -> None:
        """End what is being done."""
        for task in (self._following, self._waiting):
            if task is not None:
                task.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._process is not None:
            ended(self._process)
            self._process = None

    def _change(self, path: str, data: bytes | None) -> None:
        self._changed[path] = data
        self._follow()

    def _follow(self) -> None:
        if self._following is None or self._following.done():
            self._following = asyncio.create_task(self._take())

    async def _take(self) -> None:
        """Take what was typed until there is nothing new."""
        loop = asyncio.get_running_loop()
        while True:
            before = dict(self._changed)
            await asyncio.sleep(_MOMENT if self.guide else 0)
            if before != self._changed:
                continue
            changed, self._changed = self._changed, {}
            self._unsent |= changed
            wrong = self.followed.wrong
            try:
                for path, found in (await loop.run_in_executor(self._thread, self._unreadable, changed)).items():
                    self.show(path, found)
                own = await loop.run_in_executor(self._thread, self._judge, changed, dict(self.opened))
            except Exception as error:
                # A fault of the program is said, and the next change is judged again.
                self.tell(f"{type(error).__name__}: {error}")
                own = {}
            if self.followed.wrong and self.followed.wrong != wrong:
                self.tell(self.followed.wrong)
            for path, findings in own.items():
                # What was typed meanwhile is judged next, and this is dropped.
                if path not in self._changed:
                    self._say(path, findings)
            if not self._changed:
                break
        self._wait()

    def _unreadable(self, changed: Texts) -> Mapping[str, Sequence[Diagnostic]]:
        """Return why texts of data are no YAML: to read all data again takes longer than to see that."""
        data = ((path, text) for path, text in changed.items() if path.startswith("data/") and path.endswith(".yml"))
        said = {path: self.followed.unreadable(path, text) for path, text in data if text is not None}
        return {path: found for path, found in said.items() if found}

    def _judge(self, changed: Texts, opened: Mapping[str, str]) -> Mapping[str, Sequence[Finding]]:
        self.followed.take(changed)
        pages = all(path.startswith("docs/") for path in changed)
        paths = [path for path in opened if path in changed or not pages]
        return {path: self.followed.own(path) for path in paths}

    def _wait(self) -> None:
        """Have the whole guide judged once nothing more is typed."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.create_task(self._judge_whole())

    async def _judge_whole(self) -> None:
        await asyncio.sleep(_PAUSE)
        loop = asyncio.get_running_loop()
        self._process = self._process or started()
        texts, opened, search = self._unsent, dict(self.opened), self._search
        self._unsent, self._search = {}, False
        root, today = self.followed.root, self.followed.today
        asked = loop.run_in_executor(self._process, verdict, root, today, texts, [*opened], search)
        # What is asked is done even if this is no longer waited for, so that the next one knows these texts.
        try:
            found = await asyncio.shield(asked)
        except BrokenExecutor:
            # The system has ended the process. The next one has to be told all that is typed.
            self._process, self._unsent = None, {path: text.encode() for path, text in self.opened.items()}
            return
        except Exception as error:
            self.tell(f"{type(error).__name__}: {error}")
            return
        if found is not None:
            self._verdict, self._judged = found, opened
            await self._show_all()

    async def _show_all(self) -> None:
        loop = asyncio.get_running_loop()
        own = await loop.run_in_executor(self._thread, lambda: {path: self.followed.own(path) for path in self._judged})
        for path in sorted({*self._verdict.found, *self._shown, *self.opened}):
            if path in own and path not in self._changed:
                self._say(path, own[path])
            elif path not in self.opened:
                self._put(path, self._verdict.found.get(path, ()))

    def _say(self, path: str, own: Sequence[Finding]) -> None:
        """Show what is said of a file that is open: what it shows by itself, and what the whole guide did."""
        if path in self.opened:
            rest = moved(self._verdict.rest.get(path, ()), self._judged.get(path, ""), self.opened[path])
            self._put(path, [*own, *rest])

    def _put(self, path: str, found: Sequence[Finding]) -> None:
        said = self.followed.said(found)
        if path not in self.opened:
            # Of files that nobody has open, what the check lists.
            said = tuple(one for one in said if one.level != "advice")
        if said or path in self.opened or path in self._shown:
            self.show(path, said)
        (self._shown.add if said else self._shown.discard)(path)
