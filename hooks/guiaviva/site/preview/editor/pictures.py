"""A picture that is dropped into the text of a page."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.editing.pictures import markdown_of, put
from guiaviva.errors import CannotJudgeError
from guiaviva.site.preview.editor.editor import Editor


def routes(editor: Editor) -> list[Route]:
    """Return where pictures are taken."""
    return [editor.post("picture", partial(_put, editor))]


async def _put(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Save a picture; answer with the Markdown that shows it on a page."""
    page, shows, desk = editor.text_at(str(sent["path"])), str(sent["shows"]), editor.desk
    if not shows.strip():
        raise CannotJudgeError("no-alternative")
    data = base64.b64decode(str(sent["data"]), validate=True)
    held = await editor.preview._do(lambda: put(desk, data, shows))
    # The page beside the text shows it at once, before anybody sees that there is a new file.
    await editor.preview.read({held.path})
    return {"text": markdown_of(page, held.path, shows)}
