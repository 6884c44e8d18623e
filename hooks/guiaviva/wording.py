"""Wording: a finding becomes a diagnostic, with sentences in one language.

Rules make no sentences. What is found in a post is put into words in `guiaviva.posts.wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from guiaviva.contentmodel import Rule, Words
from guiaviva.diagnostics import Diagnostic, Finding, Language, Level, Sentences, Term
from guiaviva.language import FALLBACK, choose
from guiaviva.locales import language_name, number

# The most places of a message that are named.
NAMED = 12


class Speaker:
    """Puts findings and the program's other sentences into words of one language."""

    def __init__(self, rules: Mapping[str, Rule], words: Words, language: str, main: str = "") -> None:
        """Speak a language. `main` is that of the guide, for what is to be pasted into its data."""
        self.rules, self.words, self.language, self.main = rules, words, language, main or language

    def diagnostic(self, finding: Finding, level: Level) -> Diagnostic:
        """Return the diagnostic of a finding."""
        place = finding.place
        return Diagnostic(
            place.path,
            place.line,
            finding.rule,
            place.column,
            place.length,
            level,
            " ".join(filter(None, (self.sentence(finding, "message"), self._others(finding)))),
            self.sentence(finding, "fix"),
            key=str(finding.values.get("key", "")),
        )

    def _others(self, finding: Finding) -> str:
        """Return the sentence that names the other places for which a message holds, or "" for none."""
        places = finding.others
        if not places:
            return ""
        named = [f"{place.path}:{place.line}" for place in places[:NAMED]]
        values = {"count": len(places), "places": ", ".join(named) + ("…" if len(places) > NAMED else "")}
        return self.fill(self.words["report"]["places" if finding.cause else "others"], values)

    def sentence(self, finding: Finding, part: str) -> str:
        """Return a finding's message or fix."""
        return self.fill(wording(self.rules, finding.rule, finding.variant, part), finding.values)

    def fill(self, texts: Mapping[str, str], values: Mapping[str, Any]) -> str:
        """Return a text in the reader's language with its placeholders filled.

        Where a part of it has no words in that language, all of it is in English: never half and half.
        """
        if self.language != FALLBACK and FALLBACK in texts and not self._has_words(texts, values.values()):
            return Speaker(self.rules, self.words, FALLBACK, self.main).fill(texts, values)
        shown = {name: self.value(value) for name, value in values.items()}
        return self.pick(texts).format_map({"main": self.main} | shown).strip()

    def _has_words(self, texts: Mapping[str, str], values: Iterable[Any]) -> bool:
        """Return whether a text and what fills it are there in the reader's language."""
        for value in values:
            if isinstance(value, Term):
                filling = (part for _, part in value.values)
                if not self._has_words(self.words[value.group][value.key], filling):
                    return False
            if isinstance(value, Finding):
                parts = (wording(self.rules, value.rule, value.variant, part) for part in ("message", "fix"))
                if not all(self._has_words(part, value.values.values()) for part in parts):
                    return False
            if isinstance(value, tuple | list) and not self._has_words(texts, value):
                return False
        return self.language in texts

    def value(self, value: Any) -> str:
        """Return a value as a sentence shows it: list items quoted, words and texts in the reader's language."""
        if isinstance(value, Finding):
            return f"{self.sentence(value, 'message')} {self.sentence(value, 'fix')}"
        if isinstance(value, Term):
            text = self.pick(self.words[value.group][value.key])
            return text.format_map({name: self.value(part) for name, part in value.values}) if value.values else text
        if isinstance(value, Language):
            return language_name(self.language, value.code)
        if isinstance(value, Sentences):
            return " ".join(map(self.value, value))
        if isinstance(value, Mapping):
            return self.pick(value)
        if isinstance(value, tuple | list):
            return ", ".join(f"«{self.value(item)}»" for item in value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, float):
            return number(self.words, self.language, value)
        return str(value)

    def pick(self, texts: Mapping[str, str]) -> str:
        """Return a text in the reader's language, in English where it is missing, or else in any."""
        return choose(texts, self.language, FALLBACK)


def wording(rules: Mapping[str, Rule], rule: str, variant: str, part: str) -> Mapping[str, str]:
    """Return the texts of a rule's message or fix: of the variant, of the rule itself, or of the rule in `words_of`."""
    spec = rules[rule]
    if variant and variant in spec.variants:
        texts: Mapping[str, str] = getattr(spec.variants[variant], part)
        return texts
    if spec.words_of and (variant or not spec.message):
        return wording(rules, spec.words_of, variant, part)
    return getattr(spec, part) or {}


def has_variant(rules: Mapping[str, Rule], rule: str, variant: str) -> bool:
    """Return whether a rule, or the rule whose words it uses, has words of its own for a variant."""
    spec = rules[rule]
    return variant in spec.variants or (bool(spec.words_of) and has_variant(rules, str(spec.words_of), variant))
