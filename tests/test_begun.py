"""A new guide passes its own check: whatever the institution, only what its people must write is found in it.

Guides begin for every kind of institution, of both sizes, in languages with text of their own and without, in places
with law of their own and without, for teams small and large and with every network: each pair of these that matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from conftest import TODAY
from crawl import HOST, Crawl
from guiaviva.cache import Cache
from guiaviva.forms import forms
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.local import KINDS
from guiaviva.judgement import Judgement, judge
from guiaviva.reading.documents import Loader
from guiaviva.site import publishing
from guiaviva.starting import demonstration
from guiaviva.starting.absent import named_roles, network_names
from guiaviva.starting.answers import Answers, checked
from guiaviva.starting.beginning import begin
from guiaviva.starting.helplines import emergency_number
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()


class Case(NamedTuple):
    """What a guide begins with."""

    kind: str
    profile: str
    territory: str
    languages: str
    networks: str
    people: int

    def __str__(self) -> str:
        """Return what tells it from the others."""
        return "-".join((self.kind, self.profile, self.territory, self.languages, str(self.people)))

    @property
    def answers(self) -> Answers:
        """The same as the answers of an institution that says what it is called in each language."""
        languages, large = self.languages.split(","), self.people > 1
        return checked(
            Answers(
                names={one: f"Prova {one}" for one in languages},
                kind=self.kind,
                territory=self.territory,
                languages=languages,
                networks=self.networks.split(","),
                units=(),
                people=self.people,
                profile=self.profile,
                address="" if large else f"{HOST}/xarxes/guia/",
                email="xarxes@test.example" if large else "",
                today=TODAY,
                # Where it is not known, somebody says it.
                emergency="" if emergency_number(self.territory) else "911",
            )
        )


GRID = [
    Case(*one)
    for one in (
        ("municipality", "minimum", "ES-CT", "ca", "instagram", 1),
        ("county", "minimum", "PT", "pt", "threads,mastodon", 1),
        ("ministry", "minimum", "ES", "es,gl,ca,eu", "instagram,x", 6),
        ("university", "minimum", "ES-PV", "eu,es", "instagram", 2),
        ("health", "minimum", "FR", "oc,ca,es", "youtube", 1),
        ("school", "minimum", "ES-GA", "gl", "telegram,facebook", 6),
        ("police", "minimum", "ES-MD", "es", "telegram,x", 2),
        ("museum", "minimum", "ES-CT", "ca,es,en", "instagram,linkedin", 2),
        ("other", "minimum", "CN", "zh", "facebook", 1),
        ("municipality", "complete", "ES-VC", "ca", "facebook,whatsapp-channel", 1),
        ("county", "complete", "ES", "es", "facebook,x", 2),
        ("ministry", "complete", "AD", "ca", "linkedin", 6),
        ("university", "complete", "IE", "en", "instagram,threads", 6),
        ("health", "complete", "ES-PV", "es", "youtube,tiktok", 6),
        ("school", "complete", "ES-CT", "ca,es", "facebook,telegram", 2),
        ("police", "complete", "GB", "en", "x,bluesky", 1),
        ("museum", "complete", "AR", "es", "instagram,x", 1),
        ("other", "complete", "ES-CT", "en", "mastodon", 6),
        ("municipality", "complete", "FR", "fr", "facebook,whatsapp-channel", 6),
        ("ministry", "complete", "MA", "ar,fr", "mastodon", 2),
        ("university", "complete", "ES-GA", "gl,es", "whatsapp-channel", 1),
    )
]
# Of few pages, in one language and in several, at an address and at none.
BUILT = ("municipality", "museum")
# What a new guide has: the model asks for it, or a page shows it.
_THERE = ("missing-block", "missing-section", "missing-data", "owner-missing", "empty-section", "empty-subsection")
# What people type, and what is compared with what is written, is no text.
NO_TEXT = {"search_words", "synonyms", "colloquial", "misspellings", "forms", "avoid", "replacements", "former_names"}


def test_guides_begin_with_everything_that_there_is() -> None:
    sizes = product(KINDS, ("minimum", "complete"))
    assert {(case.kind, case.profile) for case in GRID} == set(sizes)
    assert {one for case in GRID for one in case.networks.split(",")} == set(demonstration.networks())
    whole = (case for case in GRID if case.profile == "complete")
    assert {case.kind for case in whole if case.languages[:2] in demonstration.languages()} == KINDS


@pytest.mark.slow
@pytest.mark.parametrize("case", GRID, ids=str)
def test_a_new_guide_only_has_things_to_write(case: Case, tmp_path: Path) -> None:
    begin(tmp_path / "guide", case.answers)
    store = Cache(tmp_path / "guide")
    # What the search does not find has been taken out.
    judgement = judge(load_guide(tmp_path / "guide", today=TODAY, store=store), store, search=False)
    made = dict(forms(judgement.guide))
    assert {path: (tmp_path / "guide" / path).read_text(encoding="ascii") for path in made} == made
    said = list(texts(judgement.guide))
    assert list(wrong(judgement)) == []
    assert [where for where, text in said if "riublanc" in text.casefold()] == []
    assert list(absent_networks(said, case)) == []
    assert list(absent_roles(said, judgement.guide, case.kind)) == []
    if case.profile == "minimum" and case.kind in BUILT:
        assert publishing.build(judgement, tmp_path / "guide/site", strict=False) == ""
        crawl = Crawl(tmp_path / "guide/site", case.answers.address or f"{HOST}/")
        assert crawl.dead() == []
        assert crawl.without_index() == []
        assert list(foreign(tmp_path / "guide/site", case.answers.languages)) == []


def wrong(judgement: Judgement) -> Iterator[str]:
    """Return what is found in a new guide that nobody has to write."""
    rules, written = judgement.guide.model.rules, demonstration.languages()
    for one in judgement.findings:
        # A text of data that is there in one language of the demonstration is there in all.
        untranslated = one.rule == "missing-translation" and one.values.get("key") and one.values["language"] in written
        if not rules[one.rule].todo or one.rule in _THERE or untranslated:
            yield f"{one.place.path}:{one.place.line} {one.rule} {dict(one.values)}"


def texts(guide: Guide) -> Iterator[tuple[str, str]]:
    """Return the lines of the pages that were there and the texts of the data of a guide, each with its file."""
    for page in (one for one in guide.all_pages if one.language in demonstration.languages()):
        for line in page.source.text.partition("\n# ")[2].split("\n"):
            yield page.path, re.sub(r"\]\([^)]*\)|<https?:[^>]*>", "]", line)
    for path in sorted((guide.folder.root / "data").rglob("*.yml")):
        for text in texts_of(yaml.load(path.read_text("utf-8"), Loader)):
            yield path.name, text


def texts_of(value: object) -> Iterator[str]:
    """Return the texts of a value of data."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in NO_TEXT:
                yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, str) and " " in value:
        yield value


def absent_networks(said: list[tuple[str, str]], case: Case) -> Iterator[tuple[str, str, list[str]]]:
    """Return the texts that name networks which are not in the guide."""
    here = case.networks.split(",")
    # WhatsApp alone is where people have groups, and not the network of channels.
    absent = {key: names - {"whatsapp"} for key, names in network_names().items() if key not in here}
    # A profile on Threads is one of Instagram.
    if "threads" in here:
        absent.pop("instagram", None)
    yield from ((where, text, named) for where, text in said if (named := named_networks(text, absent)))


def named_networks(text: str, absent: dict[str, frozenset[str]]) -> list[str]:
    """Return the networks that a text names, with a capital as names have."""
    folded = text.casefold()
    return [
        name
        for names in absent.values()
        for name in names
        if name in folded
        and any(
            found[0][:1].isupper() or " " in name
            for found in re.finditer(rf"(?<![\w«.-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE)
        )
    ]


def absent_roles(said: list[tuple[str, str]], guide: Guide, kind: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Return the texts that name roles which are not in the guide; `head` is named by what anyone would call them."""
    here = {name for entry in guide.facts.roles.values() for name in entry.record.name.values()}
    roles = {
        key: [name for name in record["name"].values() if name not in here]
        for one in ("other", kind)
        for key, record in demonstration.data("roles", one).items()
        if key not in {*guide.facts.roles, "head"}
    }
    named = {key: roles[key] for key in named_roles((text for _, text in said), roles)}
    yield from ((where, text, found) for where, text in said if (found := named_roles([text], named)))


class _Foreign(HTMLParser):
    """Finds the elements of a page that are in another language than the page."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.language
        # What leads to another language is called by its name.
        if language.partition("-")[0] != self.language and "hreflang" not in given:
            self.found.append(f"{tag} {given}")


def foreign(site: Path, languages: list[str]) -> Iterator[str]:
    """Return the elements of the pages of a site that are in another language than their page."""
    # What is not there is said in every language.
    for path in sorted(set(site.rglob("*.html")) - {site / "404.html"}):
        top = path.relative_to(site).parts[0]
        page = _Foreign(top if top in languages else languages[0])
        page.feed(path.read_text(encoding="utf-8"))
        yield from (f"{path.relative_to(site)}: {one}" for one in page.found)
