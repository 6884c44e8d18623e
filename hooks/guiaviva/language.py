"""The choice of a text among those in several languages."""

from __future__ import annotations

from collections.abc import Mapping

FALLBACK = "en"
"""The language of the program's words for a reader in whose language it has none."""


def choose(texts: Mapping[str, str] | None, *languages: str) -> str:
    """Return the text in the first of `languages` that has one, else in any language, else "".

    Content is chosen by the reader's language and then the source language of the guide, the program's words by the
    reader's language and then `FALLBACK`.
    """
    if not texts:
        return ""
    return next((texts[language] for language in languages if texts.get(language)), next(iter(texts.values())))
