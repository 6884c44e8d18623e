"""The bytes of a text become text: in UTF-8, the Unicode of Windows, or its older encoding."""

import codecs

from guiaviva.line_ends import plain
from guiaviva.reading.files import composed

_STRAY = "guiaviva-stray"


def decoded(data: bytes) -> str:
    """Return a text as it was written. One bad byte does not make a text in UTF-8 another encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return composed(plain(data.decode("utf-16", errors="replace")))
    return composed(
        plain(data.decode("utf-8-sig", errors=_STRAY) if is_utf8(data) else data.decode("cp1252", "replace"))
    )


def is_utf8(data: bytes) -> bool:
    """Return whether more signs beyond ASCII are right in UTF-8 than bytes are wrong."""
    text = data.decode("utf-8", errors="replace")
    right = sum(sign > "\x7f" and sign != "\ufffd" for sign in text)
    return right > text.count("\ufffd") or "\ufffd" not in text


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Return what a byte that is no UTF-8 is in the older encoding of Windows."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_STRAY, _stray)
