"""A text holds what was written: no letters of a wrong encoding and no control characters.

They come with what is pasted from elsewhere, and stay, since nobody sees them in the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page


def _byte(character: str) -> bytes:
    """Return the byte of a character in Windows-1252, which leaves five of them as they are."""
    return character.encode("cp1252", "ignore") or character.encode("latin-1", "ignore")


# What Windows-1252 makes of the bytes 80 to BF, with which UTF-8 goes on.
_GOES_ON = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_MORE = f"[{re.escape(_GOES_ON)}]"
_GARBLED = re.compile(rf"(?:[\u00c2-\u00df]{_MORE}|[\u00e0-\u00ef]{_MORE}{{2}}|[\u00f0-\u00f4]{_MORE}{{3}})+")
# Letters, signs and pictures of which one alone shows that it was garbled; of any others several in a row do.
_LIKELY = re.compile("[\u00a0-\u017f\u2010-\u203a\u20a0-\u22ff\u2600-\u27bf\ufe0f\ufeff\U0001f000-\U0001faff]")
_SEVERAL = 3
# A capital at the end of a quotation: «MANHÃ».
_QUOTED_CAPITAL = re.compile(r"[ÂÃÄÅ][»”“’›]")
_SUSPECT = re.compile(f"[\u00c2-\u00f4]{_MORE}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffc-\ufffe]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffc-\ufffe]")


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        # A file in another encoding is reported as such.
        unlike = any(problem.variant == "encoding" for problem in page.problems)
        if not unlike and _SUSPECT.search(page.source.text):
            yield from _garbled(page)
            yield from _control(page)


def _garbled(page: Page) -> Iterator[Finding]:
    """Report the first letters that are the bytes of others."""
    for match in _GARBLED.finditer(page.prose):
        meant = b"".join(map(_byte, match[0])).decode("utf-8", "ignore")
        likely = len(_LIKELY.findall(meant)) == len(meant) or len(meant) >= _SEVERAL
        before = page.prose[match.start() - 1 : match.start()]
        if meant and likely and not (_QUOTED_CAPITAL.fullmatch(match[0]) and not before.islower()):
            yield found("garbled-text", page.source.place(match), found=match[0], meant=meant)
            return


def _control(page: Page) -> Iterator[Finding]:
    """Report the first control character; most of those from 80 to 9F were quotes and dashes in Windows-1252."""
    for match in list(_CONTROL.finditer(page.prose))[:1]:
        code, sign = f"U+{ord(match[0]):04X}", ""
        if "\x80" <= match[0] <= "\x9f":
            sign = match[0].encode("latin-1").decode("cp1252", "ignore")
        variant = "" if sign else "control"
        yield found("garbled-text", page.source.place(match), variant=variant, found=code, meant=sign)
