"""Characters that would control a terminal, a log or the direction of what follows, made visible.

A control character is shown as its Unicode picture or, where it has none, like a lone surrogate, as the replacement
character; so are those that turn the direction of a text (Unicode calls them embeddings, overrides and isolates).
"""

from __future__ import annotations

_UNSHOWN = (*range(0x80, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))
_SHOWN = (
    dict.fromkeys(_UNSHOWN, "\N{REPLACEMENT CHARACTER}")
    | {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "\N{SYMBOL FOR DELETE}", ord("\t"): "    "}
)
_SHOWN_IN_LINES = {code: sign for code, sign in _SHOWN.items() if code != ord("\n")}
_ESCAPED = {code: f"\\u{code:04x}" for code in (0x7F, *_UNSHOWN)}


def shown(text: str) -> str:
    """Return a text of one line as it may be shown."""
    return text.translate(_SHOWN)


def shown_lines(text: str) -> str:
    """Return a text of several lines as it may be shown."""
    return text.translate(_SHOWN_IN_LINES)


def escaped(json: str) -> str:
    """Return JSON with escapes in the place of those that JSON itself would let through."""
    return json.translate(_ESCAPED)
