"""What the program itself writes in a guide that begins, in each of its languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guiaviva.language import FALLBACK, choose


@dataclass(frozen=True)
class Said:
    """The group `start` of the words, by key and language, and the languages of a guide, the first one first."""

    words: Mapping[str, Mapping[str, str]]
    languages: Sequence[str]

    @cached_property
    def first(self) -> Mapping[str, str]:
        """The texts in the first language, or in English where it has none."""
        return {key: self.in_language(key, self.languages[0]) for key in self.words}

    def in_language(self, key: str, language: str) -> str:
        """Return a text in a language, or in English where it has none."""
        return choose(self.words[key], language, FALLBACK)

    def in_each(self, key: str, **values: str) -> dict[str, str]:
        """Return a text in the first language, and in each other one in which it is there."""
        return {one: text.format(**values) for one, text in self._texts(key).items()}

    def asked(self, key: str) -> dict[str, str]:
        """Return the prompt that asks for what a text names, in the same languages."""
        return {one: self.prompt(text, one) for one, text in self._texts(key).items()}

    def prompt(self, what: str, language: str = "") -> str:
        """Return the prompt that stands for what is to be written, in a language, by default the first."""
        return self.in_language("prompt", language or self.languages[0]).format(what=what.rstrip("."))

    def _texts(self, key: str) -> dict[str, str]:
        others = {one: self.words[key][one] for one in self.languages[1:] if one in self.words[key]}
        return {self.languages[0]: self.first[key], **others}
