"""What a rule is for, as Markdown: for the command, and as pages beside the findings of the preview."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guiaviva.contentmodel import Rule, RuleExplanation, Words, languages_of, load_explanations, load_rules, load_words
from guiaviva.judgement import all_rules, id_of
from guiaviva.language import FALLBACK
from guiaviva.wording import Speaker

# How the last paragraph of a rule's docstring begins: what the rule does not see.
_UNSEEN = "Not seen: "
_PARTS = ("why", "unseen", "wrong", "right")


@dataclass(frozen=True)
class Explained:
    """The rules of the guide at `root`, with their explanations and the words of a language around them."""

    rules: Mapping[str, Rule]
    explanations: Mapping[str, RuleExplanation]
    words: Words
    language: str

    @classmethod
    def of(cls, root: Path | None, language: str) -> Explained:
        """Return what the program, and the guide at `root`, say of the rules in a language, else in English.

        Raises CannotJudgeError where their files cannot be read.
        """
        read = [one for one in languages_of(root) if one in (language, FALLBACK)]
        spoken = [_of_docstrings(), *(load_explanations(root, one) for one in (FALLBACK, language) if one in read)]
        rules = load_rules(root, read)
        return cls(rules, {rule: _joined(rule, spoken) for rule in rules}, load_words(root, read), language)

    def sentence(self, rule: str) -> str:
        """Return what a rule asks for, in one sentence."""
        return self.explanations[rule].rule or ""

    def page(self, rule: str) -> str:
        """Return all that there is to say of a rule, as Markdown."""
        explanation = self.explanations[rule]
        parts = [f"# {rule}", self.sentence(rule)]
        for part in _PARTS:
            if text := getattr(explanation, part):
                parts += [f"## {self._say(part)}", _fenced(text) if part in ("wrong", "right") else text]
        parts += [f"## {self._say('level')}", " ".join(self._level(self.rules[rule])), *self._changed(rule)]
        return "\n\n".join(filter(None, parts)) + "\n"

    def index(self, link: bool = False) -> str:
        """Return the list of all rules, as Markdown, with links to the pages of a folder where it is to have some."""
        lines = (f"- {f'[{one}]({one}.md)' if link else one}: {self.sentence(one)}" for one in sorted(self.rules))
        return f"# {self._say('title')}\n\n" + "\n".join(lines) + "\n"

    def _level(self, spec: Rule) -> Iterator[str]:
        """Return the sentences that say how grave what a rule finds is."""
        demand = "everyone" if spec.level[0] in "SC" else "profile" if spec.level in "GP" else spec.level
        yield self._say(f"level-{demand}")
        for name in ("dated", "todo"):
            if getattr(spec, name):
                yield self._say(name)
        if spec.mends or spec.rewrites:
            yield self._say("mended")

    def _changed(self, rule: str) -> Iterator[str]:
        """Return how a level is changed, and how an exception is made; or that neither can be."""
        spec = self.rules[rule]
        if spec.fixed:
            yield self._say("fixed")
            return
        if spec.level[0] not in "SC":
            yield self._say("change")
            yield _fenced(f"rule_levels: {{{rule}: {'warning' if spec.level == 'advice' else 'advice'}}}", "yaml")
        yield self._say("except-page")
        yield _fenced(f"<!-- allow {rule}: {self._say('reason')} -->", "markdown")
        yield self._say("except-data")
        yield _fenced(f"x-allow: {{{rule}: {self._say('reason')}}}", "yaml")

    def _say(self, key: str) -> str:
        return Speaker(self.rules, self.words, self.language).pick(self.words["explain"][key])


def _of_docstrings() -> dict[str, RuleExplanation]:
    """Return what the docstrings say of their rules, in English."""
    return {id_of(module): _of_docstring(inspect.getdoc(module) or "") for module in all_rules()}


def _of_docstring(text: str) -> RuleExplanation:
    rule, *others = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    unseen = [one.removeprefix(_UNSEEN) for one in others if one.startswith(_UNSEEN)]
    why = [one for one in others if not one.startswith(_UNSEEN)]
    return RuleExplanation(rule=rule, why="\n\n".join(why) or None, unseen=_capital(" ".join(unseen)) or None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(rule: str, spoken: Iterable[Mapping[str, RuleExplanation]]) -> RuleExplanation:
    """Return the explanation of a rule, of which the last that says something counts, part by part."""
    parts = {
        name: value
        for one in spoken
        if rule in one
        for name in RuleExplanation.model_fields
        if (value := getattr(one[rule], name, None))
    }
    return RuleExplanation(**parts)


def _fenced(text: str, language: str = "") -> str:
    """Return a text as code, in a fence that is longer than any within."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
