"""The choice of a text among those in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


class ForeignText(str):
    """A text in another language than what is around it, which is shown as such; to all else it is a text like any.

    What is made of it by its own methods is in the same language.
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> ForeignText:
        """Return a text in a language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __repr__(self) -> str:
        """Return the text with its language, in which it may differ from another."""
        return f"ForeignText({str.__repr__(self)}, {self.language!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a copy is made of."""
        return ForeignText, (str(self), self.language)

    def format(self, *args: Any, **values: Any) -> ForeignText:
        """Return the text with its placeholders filled."""
        return ForeignText(super().format(*args, **values), self.language)

    def capitalize(self) -> ForeignText:
        """Return the text with a capital."""
        return ForeignText(super().capitalize(), self.language)

    def lower(self) -> ForeignText:
        """Return the text without capitals."""
        return ForeignText(super().lower(), self.language)

    def replace(self, *args: Any) -> ForeignText:
        """Return the text with other words in it."""
        return ForeignText(super().replace(*args), self.language)


def chosen(texts: Mapping[str, str] | None, *languages: str) -> str:
    """Return the text that `choose` does, as a ForeignText where it is in another language than the first."""
    text = choose(texts, *languages)
    if not texts or not text or texts.get(languages[0]):
        return text
    return ForeignText(text, next(language for language, one in texts.items() if one == text))


def like(other: str, text: str) -> str:
    """Return a text as one in the language of another text, which is part of it."""
    return ForeignText(text, other.language) if isinstance(other, ForeignText) else text
