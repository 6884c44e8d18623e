"""What the program says in a guide that begins, in each of its languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guiaviva.language import FALLBACK, choose


@dataclass(frozen=True)
class Words:
    """The words of the group `start`, by key and language, and the languages of the guide, its first one first."""

    texts: Mapping[str, Mapping[str, str]]
    languages: Sequence[str]

    @cached_property
    def own(self) -> Mapping[str, str]:
        """The words in the first language, each in English where it has none."""
        return {key: self.in_language(key, self.languages[0]) for key in self.texts}

    def in_language(self, key: str, language: str) -> str:
        """Return a word in a language, or in English where that has none."""
        return choose(self.texts[key], language, FALLBACK)

    def everywhere(self, key: str, **values: str) -> dict[str, str]:
        """Return a text in the first language, and in each of the others that has it."""
        return {one: self.in_language(key, one).format(**values) for one in self._having(key)}

    def asked(self, key: str) -> dict[str, str]:
        """Return what stands for a text until it is written, in the same languages."""
        return {one: self.prompt(self.in_language(key, one), one) for one in self._having(key)}

    def prompt(self, what: str, language: str = "") -> str:
        """Return the prompt that stands for what is to be written, in a language, the first one by default."""
        return self.in_language("prompt", language or self.languages[0]).format(what=what.rstrip("."))

    def _having(self, key: str) -> Iterator[str]:
        yield self.languages[0]
        yield from (one for one in self.languages[1:] if one in self.texts[key])
