"""What a new guide names is in it: roles and networks, whatever the institution, its place, size and languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guiaviva.guide import Guide, load_guide
from guiaviva.starting import demonstration
from guiaviva.starting.absent import named_roles, network_names, without_networks
from guiaviva.starting.answers import Answers, checked
from guiaviva.starting.beginning import begin
from guiaviva.starting.pages import adapted, without_link
from guiaviva.yaml_files import load
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()

TODAY = date(2026, 11, 26)
GRID = [
    ("municipality", "ES-CT", ("ca",), ("instagram",), "minimum"),
    ("municipality", "ES-GA", ("es",), ("whatsapp-channel", "facebook"), "minimum"),
    ("municipality", "FR", ("en",), ("mastodon", "threads"), "minimum"),
    ("school", "ES-VC", ("es",), ("telegram",), "minimum"),
    ("police", "ES-MD", ("es",), ("x", "bluesky"), "complete"),
    ("health", "ES-PV", ("es",), ("youtube", "tiktok"), "complete"),
    ("museum", "ES-CT", ("ca", "en"), ("instagram", "youtube"), "complete"),
    ("ministry", "AR", ("es", "en"), ("linkedin",), "complete"),
]
LANGUAGES = ("ca", "es", "en")
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
        for text in texts_of(load(path.read_text("utf-8"))):
            yield path.name, text


def named_networks(text: str, absent: dict[str, frozenset[str]]) -> list[str]:
    """Return the networks that a text names, with a capital as names have."""
    return [
        name
        for names in absent.values()
        for name in names
        if any(
            found[0][:1].isupper() or " " in name
            for found in re.finditer(rf"(?<![\w«.-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE)
        )
    ]


@pytest.mark.slow
@pytest.mark.parametrize("case", GRID, ids=lambda case: "-".join((*case[:2], *case[2], case[4])))
def test_what_a_new_guide_names_is_in_it(case: Any, tmp_path: Path) -> None:
    begun = answers(*case)
    begin(tmp_path / "guide", checked(begun))
    guide = load_guide(tmp_path / "guide", today=TODAY)

    # WhatsApp alone is where people have groups, and not the network of channels.
    absent = {key: names - {"whatsapp"} for key, names in network_names().items() if key not in begun.networks}
    # A profile on Threads is one of Instagram.
    if "threads" in begun.networks:
        del absent["instagram"]
    found = [(where, text, name) for where, text in texts(guide) for name in named_networks(text, absent)]
    assert not found, "networks that are not in the guide"

    here = {name for entry in guide.facts.roles.values() for name in entry.record.name.values()}
    roles = {
        key: [name for name in record["name"].values() if name not in here]
        for kind in ("other", begun.kind)
        for key, record in demonstration.data("roles", kind).items()
        if key not in guide.facts.roles
    }
    found = [(where, text, key) for where, text in texts(guide) for key in named_roles([text], roles)]
    assert not found, "roles that are not in the guide"


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
    made = adapted(page, "page", "en", answers("other", "FR", ("en",), ("x",), "complete"), (), str)
    assert made == "# T\n\nText.\n\n## Next\n\nKept:\n\n- a\n"


def test_roles_are_named_whole_and_not_in_addresses() -> None:
    names = {"archive": ["Archive"], "desk": ["Help desk"]}
    assert named_roles(["Ask the Help desk, not the Archiver. [Here](Archive.md)"], names) == ("desk",)
