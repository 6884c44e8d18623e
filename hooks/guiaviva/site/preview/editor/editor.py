"""What all parts of the editor share: the guard before each writing, the desk where files are changed, and the words.

Whoever may see the preview may edit, and nobody else: another site that is open in the same browser neither reads an
answer nor has one written. The host is checked for all that the preview answers; a writing must come from a page of the
preview itself (`Origin`), which no script of another site can say, and bring the token, which only such a page knows.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from guiaviva.editing.changes import shown
from guiaviva.editing.places import kind_of
from guiaviva.editing.savings import ConflictError, Desk, Held
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import Judgement
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.gate import DATA
from guiaviva.site.preview.state import State
from guiaviva.translations.records import Text
from guiaviva.wording import Speaker

if TYPE_CHECKING:
    from guiaviva.site.preview.server import Preview

OWN = "/-/edit/"
"""The editor is below this path."""
LEFT = f"{OWN}left"
"""Where what is still to be written is listed."""
TOKEN = "x-guia-token"
_MOST = 2 * DATA

Answer = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
"""Makes of what was sent what is answered, both as JSON. Raises CannotJudgeError, ConflictError and ValueError."""


@dataclass
class Editor:
    """The editor of a preview. `token` is new each time that it starts."""

    preview: Preview
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    signed_before: set[tuple[Text | None, str, str]] = field(default_factory=set)
    """The texts, with the signatures of both sides, that were signed off before they were so anew here."""
    at_once: tuple[Any, Judgement] | None = None
    """What was known of a record before the whole guide was checked, after the record and the number of the changes."""
    _desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """Where files of the guide are changed."""
        state = self.preview.state
        if self._desk is None:
            self._desk = Desk(state.root, state.guide.languages)
        elif self._desk.languages != state.guide.languages:
            self._desk = replace(self._desk, languages=state.guide.languages)
        return self._desk

    def text_at(self, path: str) -> str:
        """Return the path of a page, as it was sent. Raises CannotJudgeError where another file has it."""
        if kind_of(path, self.desk.languages) != "text":
            raise CannotJudgeError("not-editable", path=path)
        return path

    def post(self, name: str, answer: Answer) -> Route:
        """Return the route of a writing below the path of the editor, behind the guard."""

        async def guarded(request: Request) -> Response:
            if not self.admits(request):
                return self.refused(403, "not-yours")
            try:
                sent = json.loads(await _body(request))
                if not isinstance(sent, dict):
                    raise ValueError(sent)
                return JSONResponse(dict(await answer(sent)))
            except ConflictError as conflict:
                return JSONResponse(_both(conflict), 409)
            except CannotJudgeError as error:
                return JSONResponse({"message": self.sentence(error)}, 422)
            except (ValueError, KeyError, TypeError) as error:
                # Where our own page sent it, whoever mends the program wants to know.
                print(f"{name}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
                return self.refused(400, "not-understood")

        return Route(f"{OWN}{name}", guarded, methods=["POST"])

    def refused(self, status: int, why: str) -> Response:
        """Return the answer that says why something was not done, with a word of the editor."""
        return JSONResponse({"message": words_in(self.preview.state, self.preview.state.messages)[1][why]}, status)

    def sentence(self, error: CannotJudgeError) -> str:
        """Return the sentence of an error, with the words that are read already."""
        state = self.preview.state
        model = state.guide.model
        return Speaker(model.rules, model.words, state.messages).fill(
            model.words["cannot"][error.reason], error.details
        )

    def admits(self, request: Request) -> bool:
        """Return whether a page of this preview asks."""
        # The host is one of ours; so no other page has this origin.
        address, host = self.preview.address, request.headers.get("host", "")
        own = address if address and urlsplit(address).hostname == request.url.hostname else f"http://{host}"
        token = request.headers.get(TOKEN, "").encode("utf-8", "replace")
        return request.headers.get("origin") == own and hmac.compare_digest(token, self.token.encode())


async def _body(request: Request) -> bytes:
    """Return what was sent. Raises ValueError where it is no JSON, or too much."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise ValueError("content-type")
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > _MOST:
            raise ValueError("size")
    return bytes(data)


def words_in(state: State, language: str) -> tuple[str, dict[str, str]]:
    """Return the words of the editor, and in which language: that one, or else that of the messages, or English."""
    words = state.guide.model.words["editor"]
    spoken = next((one for one in (language, state.messages) if one in words["save"]), FALLBACK)
    return spoken, {key: choose(texts, spoken, FALLBACK) for key, texts in words.items()}


def text_of(held: Held) -> str:
    """Return the text of a file as the editor shows it. Raises CannotJudgeError where it is none, or not there."""
    if held.data is None:
        raise CannotJudgeError("no-file", path=held.path)
    try:
        return shown(held.data)
    except UnicodeDecodeError:
        raise CannotJudgeError("not-text", path=held.path) from None


def _both(conflict: ConflictError) -> dict[str, Any]:
    texts = {"theirs": conflict.held.data, "yours": conflict.wanted, "both": conflict.both}
    return {
        "path": conflict.held.path,
        "version": conflict.held.version,
        "places": [[_decoded(one.ours), _decoded(one.theirs)] for one in conflict.places],
        **{name: None if data is None else _decoded(data) for name, data in texts.items()},
    }


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")
