"""Where the preview has a translation signed off beside its original."""

from __future__ import annotations

from urllib.parse import urlencode

from guiaviva.diagnostics import Diagnostic
from guiaviva.guide import Guide, pairs
from guiaviva.reading.pages import Page

TRANSLATIONS = "/-/edit/translations"


def signing_link(guide: Guide, page: Page, one: Diagnostic) -> str:
    """Return where the section is signed off of which a page is told that it should be, or "" for any other finding."""
    if not guide.model.rules[one.rule].signed or page.language == guide.source_language:
        return ""
    return f"{TRANSLATIONS}?{urlencode({'path': page.path})}#title-{pairs.section_at(page, one.line)}"
