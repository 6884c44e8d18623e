"""What a new guide names is in it. Whole guides are read in test_begun."""

from __future__ import annotations

from datetime import date

import pytest

from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.starting.absent import named_roles, without_networks
from guiaviva.starting.answers import Answers
from guiaviva.starting.pages import adapted, without_link
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()

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
        Answers({"en": "Test"}, "other", "FR", ("en",), ("x",), (), 6, "complete", "", "", date(2026, 11, 26)),
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
