"""What a new guide names is in it, and what is wrong in it is still to be written, whatever the institution.

Guides begin with every set for a kind of institution, in places with law of their own and without, of both sizes, in
one language and in several, with every network. Each set is read in each of its languages, but not in each place: where
a guide has two of them, that of another place has the third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from guiaviva.guide import Guide
from guiaviva.guide.local import KINDS
from guiaviva.reading.documents import Loader
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.starting import demonstration
from guiaviva.starting.absent import named_roles, network_names, without_networks
from guiaviva.starting.answers import Answers, checked
from guiaviva.starting.beginning import begin
from guiaviva.starting.pages import adapted, without_link
from projects import require_demonstration
from walks import judged

# It begins with the text of the demonstration.
require_demonstration()

TODAY = date(2026, 11, 26)
ALL = ("es", "ca", "en")
GRID = [
    ("municipality", "ES-CT", ("ca",), ("instagram",), "minimum"),
    ("municipality", "ES-GA", ("es",), ("whatsapp-channel", "facebook"), "minimum"),
    ("municipality", "FR", ("en",), ("mastodon", "threads"), "minimum"),
    ("school", "ES-VC", ("es",), ("telegram",), "minimum"),
    ("ministry", "ES", ALL, ("instagram", "x"), "minimum"),
    ("county", "AR", ("es", "en"), ("facebook", "x"), "complete"),
    ("county", "ES-VC", ("ca",), ("facebook", "x"), "complete"),
    ("health", "AR", ("ca", "en"), ("youtube", "tiktok"), "complete"),
    ("ministry", "AR", ("es", "en"), ("linkedin",), "complete"),
    ("museum", "AR", ("es",), ("instagram", "x"), "complete"),
    ("police", "AR", ("ca", "en"), ("x", "bluesky"), "complete"),
    ("school", "AR", ALL, ("facebook", "telegram"), "complete"),
    ("university", "AR", ("ca", "en"), ("instagram", "x"), "complete"),
    ("police", "ES-MD", ("es",), ("x", "bluesky"), "complete"),
    ("health", "ES-PV", ("es",), ("youtube", "tiktok"), "complete"),
    ("museum", "ES-CT", ("ca", "en"), ("instagram", "youtube"), "complete"),
    ("university", "FR", ("es",), ("instagram", "x"), "complete"),
]
# What people type, and what is compared with what is written, is no text.
NO_TEXT = {"search_words", "synonyms", "colloquial", "misspellings", "forms", "avoid", "replacements", "former_names"}


def answers(kind: str, territory: str, languages: tuple[str, ...], networks: Any, profile: str) -> Answers:
    return Answers(
        names={languages[0]: "Test"},
        kind=kind,
        territory=territory,
        languages=languages,
        networks=networks,
        units=(),
        people=2 if profile == "minimum" else 6,
        profile=profile,
        address="",
        email="networks@test.example",
        today=TODAY,
        emergency="911" if territory == "AR" else "",
    )


def texts_of(value: Any) -> Iterator[str]:
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


def texts(guide: Guide) -> Iterator[tuple[str, str]]:
    """Return the lines of the pages of a guide and the texts of its data, each with its file."""
    for page in guide.all_pages:
        for line in page.source.text.partition("\n# ")[2].split("\n"):
            yield page.path, re.sub(r"\]\([^)]*\)|<https?:[^>]*>", "]", line)
    for path in sorted((guide.folder.root / "data").rglob("*.yml")):
        for text in texts_of(yaml.load(path.read_text("utf-8"), Loader)):
            yield path.name, text


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


def test_guides_begin_with_every_set_and_every_network() -> None:
    assert {case[0] for case in GRID if case[4] == "complete"} >= KINDS.intersection(
        path.name for path in demonstration.SETS.iterdir()
    )
    assert {network for case in GRID for network in case[3]} == set(demonstration.networks())


@pytest.mark.slow
@pytest.mark.parametrize("case", GRID, ids=lambda case: "-".join((*case[:2], *case[2], case[4])))
def test_a_new_guide_names_what_is_in_it_and_only_has_things_to_write(case: Any, tmp_path: Path) -> None:
    begun = answers(*case)
    begin(tmp_path / "guide", checked(begun))
    judgement = judged(tmp_path / "guide", TODAY)
    guide = judgement.guide
    said = list(texts(guide))

    # WhatsApp alone is where people have groups, and not the network of channels.
    absent = {key: names - {"whatsapp"} for key, names in network_names().items() if key not in begun.networks}
    # A profile on Threads is one of Instagram.
    if "threads" in begun.networks:
        del absent["instagram"]
    found = [(where, text, name) for where, text in said for name in named_networks(text, absent)]
    assert not found, "networks that are not in the guide"

    here = {name for entry in guide.facts.roles.values() for name in entry.record.name.values()}
    roles = {
        key: [name for name in record["name"].values() if name not in here]
        for kind in ("other", begun.kind)
        for key, record in demonstration.data("roles", kind).items()
        if key not in guide.facts.roles
    }
    named = {key: roles[key] for key in named_roles((text for _, text in said), roles)}
    found = [(where, text, key) for where, text in said for key in named_roles([text], named)]
    assert not found, "roles that are not in the guide"

    of_set = {path.stem for path in (demonstration.SETS / begun.kind / "docs/es/topics").glob("*.md")}
    wrong = [
        (one.rule, one.place.path, one.place.line)
        for one in judgement.findings
        if not guide.model.rules[one.rule].todo
        and (one.place.path.startswith("data/") or Path(one.place.path).stem in of_set)
    ]
    assert not wrong, "what is wrong and not to be written"


NAMES = ("x", "instagram")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("- **TikTok:** videos.\n    More of it.\n- **X:** news.", "- **X:** news."),
        ("- [X](x.md), TikTok and [Instagram](instagram.md)\n", "- [X](x.md) and [Instagram](instagram.md)\n"),
        ("- **Facebook and X:** both.", "- **X:** both."),
        ("- TikTok is for videos.", "- TikTok is for videos."),
        ("1. Videos: TikTok, X.", "1. Videos: TikTok, X."),
        ("| What | Where |\n|---|---|\n| Video | TikTok |\n| News | X, the WhatsApp channel |",
         "| What | Where |\n|---|---|\n| News | X |"),
        ("Before.\n\n| What | Where |\n|---|---|\n| Video | TikTok |\n\nAfter.", "Before.\n\n\nAfter."),
        ("| TikTok | X |\n|---|---|\n| 1 | 2 |", "| TikTok | X |\n|---|---|\n| 1 | 2 |"),
        ("| a \\| TikTok | X |", "| a \\| TikTok | X |"),
        ("Not a list: TikTok.", "Not a list: TikTok."),
    ],
)  # fmt: skip
def test_a_list_of_networks_has_those_that_are_there(line: str, left: str) -> None:
    assert without_networks(line, NAMES) == left


def test_names_in_any_language_of_the_demonstration() -> None:
    assert without_networks("| a | Canal de WhatsApp i X |", NAMES) == "| a | X |"
    assert without_networks("| a | Facebook, X e Instagram |", NAMES) == "| a | X e Instagram |"
    assert without_networks("| a | X, Instagram y Facebook |", NAMES) == "| a | X, Instagram |"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Reply at once ([minors](a.md)).", "Reply at once."),
        ("Reply ([minors](a.md), [others](b.md)).", "Reply (minors, [others](b.md))."),
        ("As [minors](a.md) says.", "As minors says."),
    ],
)
def test_a_link_alone_in_brackets_goes_with_them(line: str, left: str) -> None:
    assert without_link(line, "a.md") == left


def test_what_announces_a_list_goes_with_it() -> None:
    gone = "How others did it:\n\n- one <!-- only ES -->\n- two <!-- only ES -->"
    page = f"# T\n\nText.\n\n{gone}\n\n## Next\n\nKept:\n\n- a\n"
    made = adapted(
        read_page(Source("docs/en/page.md", page), "en", "page"),
        answers("other", "FR", ("en",), ("x",), "complete"),
        (),
        str,
    )
    assert made == "# T\n\nText.\n\n## Next\n\nKept:\n\n- a\n"


def test_roles_are_named_whole_and_not_in_addresses() -> None:
    names = {"archive": ["Archive"], "desk": ["Help desk"]}
    assert named_roles(["Ask the Help desk, not the Archiver. [Here](Archive.md)"], names) == ("desk",)


def test_a_role_is_named_with_an_ending_where_the_language_has_them() -> None:
    names = {"head": ["Komunikazio Zuzendaritza"], "lawyers": ["Zerbitzu Juridikoak"]}
    text = "Komunikazio Zuzendaritzak erabakitzen du, Zerbitzu Juridikoekin."
    assert named_roles([text], names, inflected=True) == ("head", "lawyers")
    assert named_roles([text], names) == ()


def test_a_role_to_which_a_text_refers_is_named() -> None:
    names = {"spokesperson": ("Portaveu",), "editor": ("Redacció",)}
    assert named_roles(["Ho diu {{ roles.spokesperson.name }}."], names) == ("spokesperson",)
