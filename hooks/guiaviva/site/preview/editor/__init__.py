"""Pages and data are edited in the preview: for people who know no Git, on their own machine.

editor     what all parts share: the guard before each writing, and the words
texts      the text of a page: opened, saved, and shown before it is saved
fronts     the fields of a page above its text, as a form
drafts     what somebody is typing, as it will look, and what the check says of it
savings    the savings of today, and how they are undone
records    the records of data: listed, and each opened and saved as a form
plans      a plan is begun
verdicts   what the check says of a record in its form, and because of it
doing      what is mended at a press of a button
meant      what the pages on records share
explaining what each rule is for
left       what is still to be written, and where that is done
described  what was changed and what differs in it, as pages show it
sending    what was changed, in words, and how it is sent
translating  stale sections beside their original

Any module here that has a function `routes(editor)` answers at the paths that it returns; any style or script is served
beside them.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from guiaviva.editing.places import kind_of
from guiaviva.editing.records.naming import main_record
from guiaviva.site.preview.editor.editor import OWN, Editor, words_in
from guiaviva.site.preview.editor.meant import form_of, link_to_text
from guiaviva.site.preview.editor.pages import leading
from guiaviva.site.preview.state import State

if TYPE_CHECKING:
    from guiaviva.site.preview.server import Preview

_SERVED = (".css", ".js")


def routes(preview: Preview) -> list[BaseRoute]:
    """Return where the editor of a preview answers."""
    editor = Editor(preview)
    modules = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    made: list[BaseRoute] = [
        route for module in modules if hasattr(module, "routes") for route in module.routes(editor)
    ]
    return [*made, Route(f"{OWN}{{name}}", _file)]


def offered(state: State, path: str) -> dict[str, str]:
    """Return what leads from a page of the preview to the editor, as JSON, and what that is called, in one language.

    `path` is that of the file of the page, which may be one that has no editor.
    """
    is_text = kind_of(path, state.guide.languages) == "text"
    spoken, words = words_in(state, state.messages)
    links = list(leading(state, words).values())
    if is_text:
        one = main_record(state.guide, path)
        asked = {"file": one.file, "path": "/".join(map(str, one.path))} if one else {"page": path}
        form = (form_of(state.guide, one, spoken), f"{OWN}{'record' if one else 'records'}?{urlencode(asked)}")
        links[:0] = [(words["edit"], link_to_text(path)), form]
    return {"bar": json.dumps(links), "bar-name": words["bar"], "bar-lang": spoken}


def _file(request: Request) -> Response:
    path = Path(__file__).with_name(Path(str(request.path_params["name"])).name)
    if path.suffix not in _SERVED or not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, headers={"Cache-Control": "no-cache"})
