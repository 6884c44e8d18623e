"""Answers the browser, and lets it know when there is something new."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import html
import json
import mimetypes
import os
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Callable, Collection
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

import guiaviva
from guiaviva.cache import digest
from guiaviva.diagnostics import Finding
from guiaviva.judgement import Judgement
from guiaviva.reading.files import Source
from guiaviva.site.preview import editor
from guiaviva.site.preview.judging import Changes, Judge
from guiaviva.site.preview.site import Answer, Site
from guiaviva.site.preview.state import Effect, State
from guiaviva.site.preview.watching import watch
from guiaviva.site.session import Export

T = TypeVar("T")

HOST = "127.0.0.1"
# What the preview itself needs is below this path, which no page can have.
_OWN = "/-/"
# What a page is asked for with that is to be shown as somebody is typing it.
_DRAFT = "guia-draft"
_STATUS = {"page": 200, "file": 200, "missing": 404, "wrong": 500}
# Everything is asked for again, and sent again if it has changed.
_FRESH = {"Cache-Control": "no-cache"}
# Seconds between two signs of life on a connection, so that one that nobody reads is noticed.
_ALIVE = 15


@dataclass
class Live:
    """What is new, for the pages that are open: which version of all, of the data, and of what a page loads once."""

    start: str = field(default_factory=lambda: secrets.token_hex(4))
    version: int = 0
    data: int = 0
    reload: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def state(self) -> dict[str, str]:
        """The versions, none of which is that of another run."""
        numbers = {"version": self.version, "data": self.data, "reload": self.reload}
        return {name: f"{self.start}-{number}" for name, number in numbers.items()}

    async def follow(self, effect: Effect) -> None:
        """Let all open pages know of an effect."""
        async with self._changed:
            self.version += effect.shown
            self.data += effect.data
            self.reload += effect.reload
            self._changed.notify_all()

    async def events(self) -> AsyncIterator[str]:
        """Return the versions now and whenever they change, as server-sent events."""
        sent: dict[str, str] = {}
        while True:
            if self.state != sent:
                sent = self.state
                yield f"data: {json.dumps(sent)}\n\n"
                continue
            try:
                async with asyncio.timeout(_ALIVE), self._changed:
                    await self._changed.wait()
            except TimeoutError:
                yield ": \n\n"


@dataclass
class Preview:
    """The preview of a guide: its state and its site, in one thread, and the judging process beside it.

    `judged` is called once, with the first verdict. `address` is the origin at which a server in front of it has it, ""
    where there is none. `drafts` are pages that are not saved yet, by the name with which they are asked for.
    """

    state: State
    judged: Callable[[Judgement], None]
    address: str = ""
    drafts: dict[str, Source] = field(default_factory=dict)
    site: Site = field(init=False)
    judge: Judge = field(init=False)
    live: Live = field(default_factory=Live)
    _thread: Executor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _exported: tuple[int, dict[str, str | bytes | None]] = field(default_factory=lambda: (0, {}))
    _has_verdict: bool = False
    _is_outdated: bool = False

    def __post_init__(self) -> None:
        self.site = Site(self.state)
        self.judge = Judge(self.state.root, self.state.today, self.take_verdict)

    async def run(self) -> None:
        """Follow the files of the guide until it is cancelled."""
        await self.judge.judge(Changes(self.state.number))
        await watch(self.state.root, lambda: self.state.guide, self.take_changes, self.state.since)

    async def take_changes(self, changed: Collection[str]) -> None:
        """Show what has changed, and have it judged."""
        if not self._is_outdated and any(_is_program(self.state.root / path) for path in changed):
            self._is_outdated = True
            print(self.state.explainer.say("outdated"), file=sys.stderr, flush=True)
        await self.read(changed)

    async def read(self, changed: Collection[str]) -> None:
        """Show what was written here, for what is asked next, and have it judged."""
        effect, number = await self._do(lambda: self._take(changed))
        # By now more may have been read, of which the judge is told by whoever read it.
        if effect.shown:
            await self.judge.judge(Changes(number, frozenset(changed)))
        await self.live.follow(effect)

    def _take(self, changed: Collection[str]) -> tuple[Effect, int]:
        effect = self.state.take_changes(changed)
        if effect.prepare:
            self.site.prepare_again()
        return effect, self.state.number

    async def take_verdict(self, findings: tuple[Finding, ...], number: int) -> None:
        """Show a verdict."""
        new = await self._do(lambda: self.state.take_verdict(findings, number))
        await self.live.follow(Effect(shown=new))
        if not self._has_verdict:
            self._has_verdict = True
            self.judged(await self._do(self.state.judgement))
        # Now nobody waits.
        await self._do(gc.collect)

    async def answer(self, request: Request) -> Response:
        """Answer a request for anything of the site."""
        path, base = request.url.path, self.state.base
        if not path.startswith(base):
            return RedirectResponse(base) if path == "/" else Response(status_code=404)
        path = path.removeprefix(base)
        draft = self.drafts.get(request.query_params.get(_DRAFT, ""))
        answer = await self._do(lambda: self._answer(path, draft))
        if answer.leads is not None:
            return RedirectResponse(base + answer.leads)
        if answer.file is not None:
            return _file(request, answer.file)
        if answer.export is not None:
            text = await self._export(answer.export, path)
            return _text(path, text) if text is not None else Response(status_code=404)
        if answer.kind == "file":
            return _text(path, answer.text)
        return self._page(answer)

    def _answer(self, path: str, draft: Source | None) -> Answer:
        try:
            return self.site.answer(path, draft)
        except Exception as error:
            return Answer("wrong", wrong=self.state.explainer.error(error))

    async def _export(self, export: Export, path: str) -> str | bytes | None:
        """Return a file of an export, made anew after each change."""
        if self._exported[0] != self.state.number:
            self._exported = self.state.number, {}
        made = self._exported[1]
        if path not in made:
            try:
                if export.make_one:
                    made[path] = await self.judge.make(export, path)
                else:
                    made[path] = await self._do(lambda: export.content(self.state.judgement(), path))
            except Exception as error:
                # Pages say what is wrong with the guide; what fails here may be the program's own fault.
                print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
                return None
        return made[path]

    def _page(self, answer: Answer) -> Response:
        """Return a page with what keeps it live before its end."""
        wrong = answer.wrong
        if answer.kind == "page" and wrong:
            wrong = f"{wrong}\n{self.state.explainer.say('last-good')}"
        text = answer.text or _bare(self.state.messages, wrong)
        before, end, after = text.rpartition("</body>")
        data = {**self.live.state, "kind": answer.kind, "wrong": wrong, "lang": self.state.messages}
        data |= editor.offered(self.state, answer.source)
        attributes = " ".join(f'data-guia-{name}="{html.escape(value)}"' for name, value in data.items())
        style = f'<link rel="stylesheet" href="{_OWN}preview.css">'
        script = f'<script type="module" src="{_OWN}preview.js" {attributes}></script>'
        whole = before + style + script + end + after
        headers = {**_FRESH, "ETag": f'"{digest(whole)}"'}
        return Response(whole, _STATUS[answer.kind], headers, "text/html")

    async def events(self, _: Request) -> Response:
        """Answer a page that is open: let it know when there is something new, as long as it is."""
        return StreamingResponse(
            self.live.events(), headers={"Cache-Control": "no-store"}, media_type="text/event-stream"
        )

    async def _do(self, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, job)


def app_of(preview: Preview) -> Starlette:
    """Return the application that answers for a preview, for this machine alone."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        running = asyncio.create_task(preview.run())
        try:
            yield
        finally:
            running.cancel()
            await preview.judge.close()

    hosts = [HOST, "localhost", *filter(None, [urlsplit(preview.address).hostname])]

    def own(request: Request) -> Response:
        name = request.path_params["name"]
        return _file(request, Path(__file__).with_name(name)) if name in _OWN_FILES else Response(status_code=404)

    return Starlette(
        routes=[
            Route(f"{_OWN}events", preview.events),
            *editor.routes(preview),
            Route(f"{_OWN}{{name}}", own),
            Route("/{path:path}", preview.answer),
        ],
        # A page of another site, under a name that leads here, reads nothing.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)],
        lifespan=lifespan,
    )


_OWN_FILES = ("preview.css", "preview.js")


def listen(port: int | None) -> socket.socket:
    """Return a socket on this machine alone, on a port that is free where none is given. Raises OSError."""
    one = socket.socket()
    if os.name == "posix":
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind((HOST, port or 0))
    one.listen()
    return one


def serve(preview: Preview, at: socket.socket) -> None:
    """Answer at a socket until a signal ends it, as KeyboardInterrupt."""
    # Looking for garbage in all that is kept would hold up a page now and then.
    gc.disable()
    gc.freeze()
    # What is worth saying is said on the pages.
    config = uvicorn.Config(
        app_of(preview), log_config=None, log_level="critical", access_log=False, timeout_graceful_shutdown=0, ws="none"
    )
    asyncio.run(uvicorn.Server(config).serve(sockets=[at]))


def _is_program(path: Path) -> bool:
    """Return whether a file is a module of the program that runs, which is read once."""
    return path.suffix == ".py" and path.resolve().is_relative_to(Path(guiaviva.__file__).parent.resolve())


def _file(request: Request, path: Path) -> Response:
    try:
        response = FileResponse(path, headers=_FRESH, stat_result=path.stat())
    except OSError:
        return Response(status_code=404)
    if request.headers.get("if-none-match") == response.headers["etag"]:
        return Response(status_code=304, headers={**_FRESH, "ETag": response.headers["etag"]})
    return response


def _text(path: str, text: str | bytes) -> Response:
    return Response(text, 200, _FRESH, mimetypes.guess_type(path)[0] or "text/plain")


def _bare(language: str, wrong: str) -> str:
    title = html.escape(wrong)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><p>{title}</p></body></html>"
    )
