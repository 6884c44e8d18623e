"""What is known of an institution that begins a guide."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from guiaviva.contentmodel import languages_of
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import EMAIL, PHONE, is_url
from guiaviva.guide import Guide
from guiaviva.guide.local import KINDS, Scope
from guiaviva.nearest import nearest
from guiaviva.starting.demonstration import networks

# Of what form the code of a language is for MkDocs' static-i18n, and that of a country with a region.
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_TERRITORY = re.compile(r"([A-Z]{2})(?:-[A-Z0-9]{1,3})?")
# What has a code among those of countries and institutions of its own.
_UNIONS = ("EU", "UN")
LEAD = "digital-content-lead"
"""The role that every guide must have; what a role did that is not there falls to it."""
FEW = 3
"""So many people make a small team: the profile is `minimum`."""


@dataclass(frozen=True)
class Answers:
    """An institution that begins. `names` are by language, and so are those of each of the `units`.

    The first of the `languages` is the source.
    """

    names: Mapping[str, str]
    kind: str
    territory: str
    languages: Sequence[str]
    networks: Sequence[str]
    units: Sequence[Mapping[str, str]]
    people: int
    profile: str
    address: str
    email: str
    today: date
    emergency: str = ""
    """The emergency number where it is, "" for the one that is known."""
    began_in: int = 0
    """In how many languages it began, where one is added later; 0 where it begins in all of them."""

    @property
    def source(self) -> str:
        """The language in which the guide is written first."""
        return self.languages[0]

    @property
    def small(self) -> bool:
        """Whether it begins with the pages alone that every guide must have."""
        return self.profile == "minimum"

    @property
    def time_zone(self) -> str:
        """The time zone of the territory, that of most people where it has several, or "" where none is known."""
        zones = [zone for zone, territory in get_global("zone_territories").items() if territory == self.country]
        return zones[0] if len(zones) == 1 else _most_populous(self.country)

    def within(self, scope: Scope) -> bool:
        """Return whether what holds in a scope holds for the institution."""
        return scope.fits(self.territory, self.kind, self.networks, (self.profile, *self.sizes))

    @property
    def sizes(self) -> tuple[str, ...]:
        """What it has of that on which passages depend: few people or several, several networks, several languages."""
        languages = self.began_in or len(self.languages)
        several = {"people": self.people, "networks": len(self.networks), "languages": languages}
        return (
            *(f"several-{name}" for name, count in several.items() if count > 1),
            *(("few-people",) if self.people <= FEW else ()),
        )

    @property
    def country(self) -> str:
        """The code of the country alone."""
        return self.territory.partition("-")[0]


def answers_of(guide: Guide) -> Answers:
    """Return what a guide says that would be asked if it began now; of its networks those that guides begin with."""
    own = guide.institution
    emergencies = guide.facts.helplines.get("emergencies")
    return Answers(
        names=own.name,
        kind=own.kind,
        territory=own.territory or "",
        languages=tuple(own.languages),
        networks=tuple(key for key in guide.networks_in_use if key in networks()),
        units=(),
        people=_people(guide),
        profile=guide.profile,
        address="",
        email=own.contact.email or "",
        today=guide.today,
        emergency=(emergencies.record.phone or "") if emergencies else "",
    )


def _people(guide: Guide) -> int:
    """Return how many a guide supposes: with so few a small one begins with all the roles that it can, or with one."""
    lead = guide.facts.roles.get(LEAD)
    alone = guide.profile == "minimum" and lead is not None and not lead.record.deputy
    return 1 if alone else FEW


def _most_populous(country: str) -> str:
    """Return the first zone of a country in the table of the IANA, which lists the most populous first."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[2] for row in rows if row[0] == country), "")


def checked(answers: Answers) -> Answers:
    """Return the answers again, if a guide can be made of them. Raises CannotJudgeError, which says what cannot be."""
    for language in answers.languages:
        spoken_language(language)
    if not answers.languages or len(set(answers.languages)) < len(answers.languages):
        raise CannotJudgeError("languages-twice", found=tuple(answers.languages))
    if answers.kind not in KINDS:
        raise CannotJudgeError("no-such-kind", found=answers.kind, choices=tuple(sorted(KINDS)))
    known_territory(answers.territory)
    for network in answers.networks:
        if network not in networks():
            alike = nearest(network, networks())
            raise CannotJudgeError(
                "no-network-but" if alike else "no-network", found=network, nearest=alike, choices=tuple(networks())
            )
    named(answers.source, answers.names.get(answers.source, ""))
    for unit in answers.units:
        if not unit.get(answers.source, "").strip():
            raise CannotJudgeError("no-unit-name", found=tuple(unit.values()), language=answers.source)
    if answers.people < 1:
        raise CannotJudgeError("no-people", found=answers.people)
    for written, check in ((answers.address, web_address), (answers.email, mailbox), (answers.emergency, telephone)):
        if written:
            check(written)
    return answers


def named(language: str, name: str) -> None:
    """Raise CannotJudgeError where a name has no letter: it cannot be read out, searched for or be in an address."""
    if not any(map(str.isalnum, name)):
        raise CannotJudgeError("no-name", language=language)


def web_address(written: str) -> None:
    """Raise CannotJudgeError where a text is no whole address of a site."""
    if not is_url(written):
        raise CannotJudgeError("no-address", found=written)


def mailbox(written: str) -> None:
    """Raise CannotJudgeError where a text is no address of a mailbox."""
    if not re.fullmatch(EMAIL, written):
        raise CannotJudgeError("no-email", found=written)


def telephone(written: str) -> None:
    """Raise CannotJudgeError where a text is no number of a telephone."""
    if not re.fullmatch(PHONE, written):
        raise CannotJudgeError("no-number", found=written)


def known_language(code: str) -> str:
    """Return the code of a language again, if it is one in which a site can be built.

    Raises CannotJudgeError where it is not; it says which code is, where another is that of the same language.
    """
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        raise CannotJudgeError("not-a-language", found=code) from None
    same_letters = str(locale).replace("_", "-").casefold() == code.casefold()
    written = str(locale).replace("_", "-") if same_letters else locale.language
    written = written if _LANGUAGE.fullmatch(written) else locale.language
    if not _LANGUAGE.fullmatch(written):
        raise CannotJudgeError("language-not-built", found=code)
    if written != code:
        raise CannotJudgeError("write-instead", found=code, nearest=written)
    return code


def spoken_language(code: str, root: Path | None = None) -> str:
    """Return the code of a language again, if a guide can be written in it.

    Raises CannotJudgeError as `known_language` does, and where the program, or the guide at `root`, has words of the
    language and none of the variety: all that readers see would be English.
    """
    language, known = known_language(code).partition("-")[0], languages_of(root)
    if code not in known and language in known:
        raise CannotJudgeError("write-instead", found=code, nearest=language)
    return code


def known_territory(code: str) -> str:
    """Return the code of a country or region again, if there is that country. Raises CannotJudgeError if not."""
    if not is_territory(code):
        meant = code.strip().rstrip("-").upper().replace("_", "-")
        if is_territory(meant):
            raise CannotJudgeError("write-instead", found=code, nearest=meant)
        raise CannotJudgeError("no-territory", found=code)
    return code


def is_territory(code: str) -> bool:
    """Return whether a code is that of a country, a region of one, or a union of them."""
    match = _TERRITORY.fullmatch(code)
    country = match[1] if match else ""
    return country in _UNIONS or (country in get_global("territory_languages") and country != "ZZ")


def name_of_language(code: str) -> str:
    """Return what a language is called in itself, with a capital, as a switch of languages shows it."""
    name = Locale.parse(code, sep="-").get_display_name() or code
    return name[:1].upper() + name[1:]
