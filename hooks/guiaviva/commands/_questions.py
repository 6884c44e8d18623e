"""The questions of `guia init` on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
import questionary

from guiaviva.contentmodel import languages_of, load_words
from guiaviva.errors import CannotJudgeError
from guiaviva.language import FALLBACK, choose
from guiaviva.reporting import sentence
from guiaviva.starting.locales import (
    language_code,
    likely_country,
    name_of_territory,
    of_environment,
    territories_of,
    territory_code,
)

# So many territories can be chosen from at a glance; of a language that is official in more, one is written.
_GLANCE = 10
_ELSEWHERE = "elsewhere"
_STOP = "stop"
_ON = "on"


class Questions:
    """Asks on a terminal. Without one, what is `missing` of what is needed is an error that names the options."""

    def __init__(self, language: str, missing: Sequence[str], first: str = "") -> None:
        """Ask in a language. `first` is that in which the guide is to be written, if it is known."""
        self.missing, self.first = missing, first
        self.language = language if language in languages_of() else FALLBACK
        self.words = load_words(languages={self.language, FALLBACK})["start"]

    @property
    def possible(self) -> bool:
        """Whether there is a terminal to ask on."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def text(self, key: str, **values: str) -> str:
        """Return a text of the group `start` of the words, with its placeholders filled."""
        return choose(self.words[key], self.language, FALLBACK).format(**values)

    def line(
        self,
        key: str,
        default: str = "",
        *,
        needed: bool = True,
        check: Callable[[str], object] = str,
        **values: str,
    ) -> str:
        """Return a line of text, or on Enter alone the default, which is shown and not there to be typed behind.

        `check` raises CannotJudgeError for one that cannot be, and that is said at once. Without a terminal what is not
        `needed` is "".
        """
        if not needed and not self.possible:
            return ""
        self._terminal(key)

        def right(written: str) -> bool | str:
            if not (said := written.strip() or default):
                return self.text(f"why-{key}") if needed else True
            return self._said(check, said)

        instruction = self.text("enter", default=default) if default else None
        question = questionary.text(self.text(f"ask-{key}", **values), validate=right, instruction=instruction)
        return str(self._ask(question)).strip() or default

    def people(self, default: int) -> int:
        """Return how many people there are."""
        return int(self.line("people", str(default), check=_from_1))

    def one_of(self, key: str, choices: Mapping[str, str], default: str | None = None) -> str:
        """Return one of the choices, each of which has a title."""
        self._terminal(key)
        named = [questionary.Choice(title, one) for one, title in choices.items()]
        question = questionary.select(
            self.text(f"ask-{key}"), choices=named, default=default, instruction=self.text("arrows")
        )
        return str(self._ask(question))

    def several(self, key: str, choices: Mapping[str, str]) -> list[str]:
        """Return some of the choices, at least one."""
        self._terminal(key)
        named = [questionary.Choice(title, one) for one, title in choices.items()]
        right: Callable[[list[str]], bool | str] = lambda some: bool(some) or self.text(f"why-{key}")  # noqa: E731
        asked = self.text(f"ask-{key}")
        # The library says in English how many were chosen: it is said here instead, and which.
        question = questionary.checkbox(
            asked, choices=named, validate=right, instruction=self.text("space"), erase_when_done=True
        )
        chosen = list(self._ask(question))
        click.echo(f"? {asked} {', '.join(choices[one] for one in chosen)}")
        return chosen

    def languages(self) -> str:
        """Return the languages, as they are written; Enter takes the one that the environment asks for."""
        default = next((one for one, _ in of_environment(os.environ)), self.language)
        return self.line("languages", default, check=lambda said: [language_code(one) for one in parts(said)])

    def territory(self, language: str) -> str:
        """Return where the institution is, from where a language is official."""
        known, here = territories_of(language), dict(of_environment(os.environ)).get(language, "")
        default = next((one for one in known if one.partition("-")[0] == here), here)
        if 1 < len(known) <= _GLANCE:
            titles = {one: f"{one} · {name_of_territory(one, self.language)}" for one in known}
            titles[_ELSEWHERE] = self.text(_ELSEWHERE)
            chosen = self.one_of("territory", titles, default if default in known else None)
            if chosen != _ELSEWHERE:
                return chosen
            return self.line("territory", check=territory_code)
        only = known[0] if len(known) == 1 else ""
        return self.line("territory", only or default or likely_country(language), check=territory_code)

    def written(self, pages: tuple[int, int], languages: Sequence[str], *, small: bool, ask: bool) -> None:
        """Say how many pages the guide has that is to be written, and how many are then to be translated.

        Raises CannotJudgeError where that is not wanted. Whoever said all in options is not asked.
        """
        size = "size-small" if small else "size-whole"
        said = self.text(size, pages=str(pages[0]), languages=", ".join(languages))
        more = self.text("size-more", missing=str(pages[1])) if pages[1] else ""
        click.echo(" ".join(filter(None, (said, more))), err=True)
        if ask and self.missing and self.possible:
            chosen = self.one_of("write", {_ON: self.text("go-on"), _STOP: self.text("stop")})
            if chosen == _STOP:
                raise CannotJudgeError("given-up")

    def agreed(self, firsts: Sequence[str]) -> str:
        """Return "" to go on with what is not there, or one of the languages to begin in instead.

        Raises CannotJudgeError where whoever is asked does not want that.
        """
        first = {one: self.text("write-first", language=one) for one in firsts}
        chosen = self.one_of("on", {_ON: self.text("go-on"), **first, _STOP: self.text("stop")})
        if chosen == _STOP:
            raise CannotJudgeError("given-up")
        return "" if chosen == _ON else chosen

    def _ask(self, question: questionary.Question) -> Any:
        return question.unsafe_ask()

    def _said(self, check: Callable[[str], object], written: str) -> bool | str:
        """Return whether a text can be, or the sentence that says why it cannot."""
        try:
            check(written)
        except CannotJudgeError as error:
            return sentence(error, self.language)
        return True

    def _terminal(self, key: str) -> None:
        if self.possible:
            return
        options = ", ".join(f"--{one}" for one in self.missing or (key,))
        known = territories_of(self.first) if "territory" in self.missing and self.first else ()
        if 0 < len(known) <= _GLANCE:
            raise CannotJudgeError("territory-missing", options=options, language=self.first, choices=known)
        raise CannotJudgeError("option-missing", options=options)


def parts(text: str | None) -> list[str]:
    """Return what commas separate in a text."""
    return [one.strip() for one in (text or "").split(",") if one.strip()]


def _from_1(text: str) -> None:
    if not (text.isdecimal() and int(text) > 0):
        raise CannotJudgeError("no-people", found=text)
