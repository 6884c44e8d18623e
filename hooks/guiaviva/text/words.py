"""Words and letters as they are compared: without accents."""

import re
import unicodedata

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Return a text without accents, cedillas and raised dots."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text)
    signs = set(_BEYOND_ASCII.findall(plain))
    left_out = {sign for sign in signs if sign == "·" or unicodedata.category(sign) == "Mn"}
    if left_out == signs:
        return plain.encode("ascii", "ignore").decode("ascii")
    return plain.translate(dict.fromkeys(map(ord, left_out)))


def alphabetical(text: str) -> str:
    """Return what a text is sorted by: without case and accents."""
    return fold(text.casefold())
