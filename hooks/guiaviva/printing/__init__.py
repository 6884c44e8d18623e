"""The guide on paper: all of it or a section, a protocol for each situation, a card for danger.

The HTML of the site becomes blocks (`flow.py`), which are data; templates show them: those of Typst
make PDF, that of Jinja HTML.
"""

from __future__ import annotations

from guiaviva.cache import Cache
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import Judgement
from guiaviva.printing.document import Document, Look, document
from guiaviva.printing.selection import part_title, selected
from guiaviva.printing.sheets import card, protocols
from guiaviva.printing.typesetting import pdf, required
from guiaviva.printing.webpage import page
from guiaviva.site.paper import paper

GUIDE, PROTOCOLS, CARD = "guide", "protocols", "card"
WHAT = (GUIDE, PROTOCOLS, CARD)
"""What can be printed."""
PDF, HTML = "pdf", "html"
FORMATS = (PDF, HTML)


def require(what: str, form: str) -> None:
    """Raise CannotJudgeError where something cannot be printed in a form, or what makes that is not installed."""
    if form == HTML and what != GUIDE:
        raise CannotJudgeError("print-html")
    if form == PDF:
        required()


def printed(
    judgement: Judgement, language: str, cache: Cache, *, what: str = GUIDE, section: str | None = None, form: str = PDF
) -> tuple[str, bytes]:
    """Return the name of the file and what it holds. The same guide on the same day gives the same bytes.

    Raises CannotJudgeError where it cannot be printed, and WorkError where MkDocs or a hook fails.
    """
    look = Look(judgement.guide, language)
    made = _made(judgement, look, cache, what, section)
    name = "-".join(filter(None, (what, language, (section or "").strip("/").replace("/", "-"))))
    if form == HTML:
        return f"{name}.html", page(made)
    return f"{name}.pdf", pdf(judgement.guide, made, "guide.typ" if what == GUIDE else "sheets.typ")


def _made(judgement: Judgement, look: Look, cache: Cache, what: str, section: str | None) -> Document:
    if what != GUIDE:
        return protocols(look) if what == PROTOCOLS else card(look)
    whole = paper(judgement, look.language, cache)
    shown = selected(judgement.guide, whole, section, look.language)
    return document(look, shown, part=part_title(shown) if section else "")
