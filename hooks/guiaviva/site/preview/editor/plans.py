"""A plan is begun: all that it has to have, with its page in every language, for people to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any

from starlette.routing import Route

from guiaviva.guide import Guide
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import labels_in, link_to
from guiaviva.starting.plan import new_plan_pages
from guiaviva.text.words import fold

_LONGEST = 40


def routes(editor: Editor) -> list[Route]:
    """Return where a plan is begun."""
    return [editor.post("plan", partial(_begun, editor))]


async def _begun(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Write what a plan of that name begins with; answer with the address of its form."""
    name, labels = str(sent["name"]).strip(), labels_in(editor, str(sent["language"]))

    def job() -> tuple[str, dict[str, str]]:
        guide = editor.preview.state.guide
        language = labels.language if labels.language in guide.languages else guide.source_language
        key = _key(guide, name)
        files = dict(new_plan_pages(guide, key, {language: name} if name else {}))
        for path, text in files.items():
            editor.desk.save(path, "", partial(_written, text=text))
        return f"data/plans/{key}.yml", files

    path, files = await editor.preview._do(job)
    # Its form is asked for next, and is of the guide as it is read.
    await editor.preview.read(files)
    return {"href": link_to(labels, {"file": path, "path": []})}


def _written(_: bytes, text: str) -> bytes:
    return text.encode()


def _key(guide: Guide, name: str) -> str:
    """Return a key for a plan of that name, which none has yet."""
    key = re.sub("[^a-z0-9]+", "-", fold(name.lower()))[:_LONGEST].strip("-") or "plan"
    tried = (key if number == 1 else f"{key}-{number}" for number in count(1))
    return next(one for one in tried if one not in guide.facts.keys["plans"])
