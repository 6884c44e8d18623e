"""`guia init`: a new guide, with the text of the demonstration that fits the institution, and prompts for the rest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from guiaviva.commands._questions import Questions, parts
from guiaviva.commands._terminal import explained, interruptible, put, speak_utf8, tell
from guiaviva.contentmodel import languages_of
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.guide.local import KINDS
from guiaviva.importing.documents import read
from guiaviva.importing.taking import said, take
from guiaviva.language import FALLBACK
from guiaviva.reporting import day
from guiaviva.starting.answers import FEW, Answers, checked, mailbox, named, spoken_language, telephone, web_address
from guiaviva.starting.beginning import begin, require_empty
from guiaviva.starting.demonstration import networks as known_networks
from guiaviva.starting.helplines import emergency_number
from guiaviva.starting.locales import language_code, of_environment, territory_code
from guiaviva.starting.notices import nearest, notices
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
@click.option("--yes", is_flag=True, help="Begin without asking, whatever there is not for this institution.")
@click.option("--lang", "language", envvar="GUIA_LANG", help="The language of the questions.")
@click.option("--today", metavar="DATE", hidden=True)
def command(
    folder: Path,
    names: tuple[str, ...],
    documents: tuple[Path, ...],
    language: str | None,
    today: str | None,
    yes: bool,
    **given: Any,
) -> None:
    """Begin a guide in DIR, which is not there yet or is empty. What no option says is asked on a terminal.

    What there is not for the institution (text in its language, law of its country), and how many pages there will be,
    is said before anything is written. Exit code 2: nothing was written, and why; 130: nothing was, since it was
    interrupted.
    """
    speak_utf8()
    missing = tuple(one for one in _NEEDED if {**given, "name": names}[one] in (None, "", ()))
    first = _first(given["languages"])
    asked = Questions(language or _spoken(first), missing, first)
    with explained(asked.language), interruptible():
        require_empty(folder)
        # What cannot be read is said before anything is written.
        for path in documents:
            read(path)
        answers = checked(_answers(asked, names, day(today) or date.today(), given))
        answers = _agreed(asked, answers, ask=not yes)
        begin(folder, answers, partial(_told, asked, answers, ask=not yes))
    click.echo(asked.text("begun", path=f'"{folder}"' if " " in str(folder) else str(folder)))
    with explained(asked.language):
        _bring(folder, answers, documents, asked.language)


def _spoken(first: str) -> str:
    """Return the language of the questions: the guide's first, else that of the environment, if the program has it."""
    known = languages_of()
    return next((one for one in (first, *dict(of_environment(os.environ))) if one in known), FALLBACK)


def _agreed(asked: Questions, answers: Answers, *, ask: bool) -> Answers:
    """Say what there is not for an institution; return the answers, as they are once whoever is asked has agreed."""
    found = list(notices(answers, asked.language))
    for key, values in found:
        tell(asked.text(key, **values), err=True)
    if not (found and ask and asked.possible):
        return answers
    source = answers.source
    # Its units would have no name in another language.
    lacking = any(key == "no-text-near" and values["language"] == source for key, values in found)
    instead = asked.agreed(nearest(source, answers) if lacking and not answers.units else ())
    if not instead:
        return answers
    name = _one_line(asked.line("name", language=instead, check=partial(named, instead)))
    others = [one for one in answers.languages if one != instead]
    return checked(replace(answers, languages=[instead, *others], names={**answers.names, instead: name}))


def _told(asked: Questions, answers: Answers, pages: int, missing: int, *, ask: bool) -> None:
    asked.written((pages, missing), answers.languages, small=answers.small, ask=ask)


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


def _answers(asked: Questions, names: tuple[str, ...], today: date, given: dict[str, Any]) -> Answers:
    languages = [language_code(one) for one in parts(given["languages"]) or parts(asked.languages())]
    for one in languages:
        spoken_language(one)
    called = {code: name for one in names for code, name in _named(one, languages)}
    for one in languages:
        if one not in called:
            called[one] = asked.line("name", language=one, check=partial(named, one)) if not names else ""
    kinds = {one: asked.text(f"kind-{one}") for one in _ORDER if one in KINDS}
    kind = given["kind"] or asked.one_of("kind", kinds)
    territory = territory_code(given["territory"] or asked.territory(languages[0]))
    networks = parts(given["networks"]) or asked.several("networks", known_networks())
    people = given["people"] if given["people"] is not None else asked.people(2)
    units = _units(given["units"] or (), languages)
    profile = given["profile"] or ("minimum" if people <= FEW or len(networks) == 1 else "complete")
    address, email, emergency = (
        given[key] if given[key] is not None else asked.line(key, needed=False, check=check) if wanted else ""
        for key, check, wanted in (
            ("address", web_address, True),
            ("email", mailbox, True),
            ("emergency", telephone, not emergency_number(territory)),
        )
    )
    return Answers(
        {one: _one_line(name) for one, name in called.items() if name},
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
    for code, name in (one for text in given for one in _named(text, languages) if one[1]):
        if code == languages[0] or not units or code in units[-1]:
            units.append({})
        units[-1][code] = name
    return units


def _one_line(name: str) -> str:
    """Return a name without the lines, and the signs that are not seen, of where it was copied from."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", name).split())


def _first(languages: str | None) -> str:
    """Return the first of the languages that are given, "" where that is none."""
    try:
        return language_code(parts(languages)[0])
    except (IndexError, CannotJudgeError):
        return ""
