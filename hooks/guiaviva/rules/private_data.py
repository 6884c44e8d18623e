"""No page holds a password, a private mobile number or a private address.

The guide is read by everyone in the house and copied by many: what is no shared contact of data is somebody's own.
Mobile numbers are those of the Spanish numbering plan, which begin with 6 or 7 (Resolución de 12 de mayo de 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.contacts import free_mail, plain_contact
from guiaviva.reading.pages import Page

_MOBILE = re.compile(
    r"(?<![\w/#.=-])(?:(?:\+|00)34[ .-]?)?[67]\d{2}[ .-]?(?:\d{2}[ .-]?\d{2}[ .-]?\d{2}|\d{3}[ .-]?\d{3})(?![\d\w-])"
)
# What a page must hold for the patterns to be tried at all: most pages hold none of it.
_DIGITS = re.compile(r"[67]\d\d[ .-]?\d\d")
_SECRETS = ("contrase", "passw", "d'accés", "clave de")
_PASSWORD = re.compile(
    r"\b(?:contrasenya|contraseña|password|passwd|clau d'accés|clave de acceso)\b"
    r"[*_`\"']*(?:\s*\([^()\n]*\))?\s*(?:[:=|]|(?:és|es|is)\b)[\s*_`\"']*(?!\[|https?:)(\S{4,})",
    re.IGNORECASE,
)


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    known, mail = guide.contacts, re.compile(free_mail(guide.model.phrases), re.IGNORECASE)
    for page in pages:
        text = page.source.text
        if "@" in text:
            yield from _matches(page, mail, "email", known)
        if _DIGITS.search(text):
            yield from _matches(page, _MOBILE, "mobile", known)
        if any(word in page.source.folded for word in _SECRETS):
            yield from _matches(page, _PASSWORD, "password", known)


def _matches(page: Page, pattern: re.Pattern[str], variant: str, known: frozenset[str]) -> Iterator[Finding]:
    # A link whose text is its own address holds the address twice, which is one finding.
    reported: set[tuple[int, str]] = set()
    for match in pattern.finditer(page.source.text):
        value = match[1] if variant == "password" else match[0]
        if plain_contact(value) in known or (variant == "password" and not re.search(r"[\d!@#$%&?]", value)):
            continue
        place = page.source.place(match)
        shown = "•" * len(value) if variant == "password" else value
        if (place.line, plain_contact(value)) not in reported:
            yield found("private-data", place, variant=variant, found=shown)
        reported.add((place.line, plain_contact(value)))
