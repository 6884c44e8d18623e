"""`guia init`: a new guide, with the text of the demonstration that fits the institution, and prompts for the rest."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click
import questionary

from guiaviva.commands._terminal import explained, interruptible, put, speak_utf8, tell
from guiaviva.contentmodel import languages_of, load_words
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.guide.local import KINDS
from guiaviva.importing.documents import read
from guiaviva.importing.taking import said, take
from guiaviva.language import FALLBACK, choose
from guiaviva.reporting import day
from guiaviva.starting.answers import FEW, Answers, checked, known_territory, spoken_language
from guiaviva.starting.beginning import begin, require_empty
from guiaviva.starting.data import unknown
from guiaviva.starting.demonstration import networks as known_networks
from guiaviva.starting.helplines import emergency_number
from guiaviva.wording import Speaker

_ORDER = ("municipality", "county", "ministry", "university", "health", "school", "police", "museum", "other")
# What a guide cannot begin without: the options that say it, in the order in which it is asked.
_NEEDED = ("languages", "name", "kind", "territory", "networks", "people")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z]\w+)?")
# What a comma separates is another name only where a language is said: «Premsa, web i xarxes» is one.
_NAMES = re.compile(rf",\s*(?={_CODE.pattern}:)")


@click.command(name="init")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--name", "names", multiple=True, metavar="[LANG:]NAME,…", help="Its name in each language; may be repeated."
)
@click.option("--kind", help=f"What it is: {', '.join(_ORDER)}.")
@click.option("--territory", metavar="CODE", help="Where it is: FR, or ES-CT for a region (ISO 3166).")
@click.option("--languages", metavar="LIST", help="ca,es,en: the first is the one in which the guide is written.")
@click.option("--networks", metavar="LIST", help="instagram,x")
@click.option("--unit", "units", multiple=True, metavar="[LANG:]NAME,…", help="A unit that has accounts; repeat it.")
@click.option("--people", type=int, help="How many people run the accounts.")
@click.option("--profile", type=click.Choice(["minimum", "complete"]), help="How much the guide must say.")
@click.option("--address", metavar="URL", help="Where the guide will be published.")
@click.option("--email", help="The shared mailbox of whoever runs the accounts.")
@click.option("--emergency", metavar="NUMBER", help="The emergency number there, if it is not known: 911.")
@click.option(
    "--from", "documents", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="A guide that you have: its text takes the place of what it says; may be repeated.",
)  # fmt: skip
@click.option("--lang", "language", envvar="GUIA_LANG", help="The language of the questions.")
@click.option("--today", metavar="DATE", hidden=True)
def command(
    folder: Path,
    names: tuple[str, ...],
    documents: tuple[Path, ...],
    language: str | None,
    today: str | None,
    **given: Any,
) -> None:
    """Begin a guide in DIR, which is not there yet or is empty. What no option says is asked on a terminal.

    Exit code 2: nothing was written, and why; 130: nothing was written, since it was interrupted.
    """
    speak_utf8()
    missing = tuple(one for one in _NEEDED if {**given, "name": names}[one] in (None, "", ()))
    asked = _Questions(language or _first(given["languages"]) or FALLBACK, missing)
    with explained(asked.language), interruptible():
        require_empty(folder)
        # What cannot be read is said before anything is written.
        for path in documents:
            read(path)
        answers = checked(_answers(asked, names, day(today) or date.today(), given))
        begin(folder, answers)
    shown = f'"{folder}"' if " " in str(folder) else folder
    click.echo(asked.text("begun").format(path=shown))
    for key in unknown(answers):
        click.echo(asked.text(key).format(territory=answers.territory, country=answers.country))
    with explained(asked.language):
        _bring(folder, answers, documents, asked.language)


def _bring(folder: Path, answers: Answers, documents: tuple[Path, ...], language: str) -> None:
    """Put the text of documents in the place of what a guide began with, and say what went where."""
    if not documents:
        return
    guide = load_guide(folder, today=answers.today, languages=languages_of())
    speaker = Speaker(guide.model.rules, guide.model.words, language)
    try:
        taken = take(guide, documents, None, partial(said, speaker), replace=True)
    except CannotJudgeError as error:
        if error.reason not in ("import-language", "import-foreign"):
            raise
        taken = take(guide, documents, answers.source, partial(said, speaker), replace=True)
    put(folder, {path: data for one in taken for path, data in one.files.items()})
    tell("\n".join(one.report for one in taken))


def _answers(asked: _Questions, names: tuple[str, ...], today: date, given: dict[str, Any]) -> Answers:
    languages = _list(given["languages"]) or asked.several_of_any("languages", asked.language)
    for one in languages:
        spoken_language(one)
    called = {code: name for one in names for code, name in _named(one, languages)}
    for one in languages:
        if one not in called:
            called[one] = asked.line("name", languages, language=one) if not names else ""
    kind = given["kind"] or asked.one_of("kind", [one for one in _ORDER if one in KINDS])
    territory = known_territory(given["territory"] or asked.line("territory", "ES"))
    networks = _list(given["networks"]) or asked.several("networks", known_networks())
    people = given["people"] if given["people"] is not None else asked.number("people", 2)
    units = _units(given["units"] or (), languages)
    profile = given["profile"] or ("minimum" if people <= FEW or len(networks) == 1 else "complete")
    address = given["address"] if given["address"] is not None else asked.line("address", "", needed=False)
    email = given["email"] if given["email"] is not None else asked.line("email", "", needed=False)
    emergency = given["emergency"] or ""
    if given["emergency"] is None and not emergency_number(territory):
        emergency = asked.line("emergency", "", needed=False)
    return Answers(
        {one: name for one, name in called.items() if name},
        kind, territory, languages, networks, units, people, profile, address, email, today, emergency,
    )  # fmt: skip


def _named(text: str, languages: list[str]) -> Iterator[tuple[str, str]]:
    """Return each name of `ca:Ajuntament,es:Ayuntamiento` with its language; without one it is in the first.

    Raises CannotJudgeError where it names a language that the guide is not to have.
    """
    for part in _NAMES.split(text):
        code, colon, name = part.partition(":")
        if colon and _CODE.fullmatch(code.strip()) and code.strip() not in languages:
            raise CannotJudgeError("no-such-language", found=code.strip(), choices=tuple(languages))
        if colon and code.strip() in languages:
            yield code.strip(), _one_line(name)
        else:
            yield languages[0], _one_line(part)


def _units(given: Sequence[str], languages: list[str]) -> list[dict[str, str]]:
    """Return the names of each unit by language; a name in another language than the first is of the unit before it."""
    units: list[dict[str, str]] = []
    for code, name in (named for one in given for named in _named(one, languages) if named[1]):
        if code == languages[0] or not units or code in units[-1]:
            units.append({})
        units[-1][code] = name
    return units


def _one_line(name: str) -> str:
    """Return a name without the lines, and the signs that are not seen, of where it was copied from."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", name).split())


def _list(text: str | None) -> list[str]:
    return [one.strip() for one in (text or "").split(",") if one.strip()]


def _first(languages: str | None) -> str:
    codes = [one for one in _list(languages) if one in languages_of()]
    return codes[0] if codes else ""


class _Questions:
    """Asks on a terminal. Without one, what is `missing` of what is needed is an error that names the options."""

    def __init__(self, language: str, missing: Sequence[str]) -> None:
        self.missing = missing
        self.language = language if language in languages_of() else FALLBACK
        self.words = load_words(languages={self.language, FALLBACK})["start"]

    def text(self, key: str) -> str:
        return choose(self.words[key], self.language, FALLBACK)

    def _ask(self, question: questionary.Question) -> Any:
        return question.unsafe_ask()

    def _terminal(self, key: str) -> None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise CannotJudgeError("option-missing", options=", ".join(f"--{one}" for one in self.missing or (key,)))

    def line(self, key: str, default: Any, *, needed: bool = True, language: str = "") -> str:
        if not needed and not (sys.stdin.isatty() and sys.stdout.isatty()):
            return ""
        self._terminal(key)
        shown = self.text(f"ask-{key}").format(language=language)
        default = default if isinstance(default, str) else ""
        return str(self._ask(questionary.text(shown, default=default, validate=lambda one: bool(one) or not needed)))

    def number(self, key: str, default: int) -> int:
        self._terminal(key)
        return int(self._ask(questionary.text(self.text(f"ask-{key}"), default=str(default), validate=str.isdigit)))

    def one_of(self, key: str, choices: list[str]) -> str:
        self._terminal(key)
        named = [questionary.Choice(self.text(f"{key}-{one}"), one) for one in choices]
        return str(self._ask(questionary.select(self.text(f"ask-{key}"), choices=named)))

    def several(self, key: str, choices: Any) -> list[str]:
        self._terminal(key)
        named = [questionary.Choice(name, one) for one, name in choices.items()]
        return list(self._ask(questionary.checkbox(self.text(f"ask-{key}"), choices=named, validate=bool)))

    def several_of_any(self, key: str, default: str) -> list[str]:
        return _list(self.line(key, default))
