"""The text of the demonstration becomes that of another institution."""

from __future__ import annotations

from datetime import date

import pytest

from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.starting.answers import Answers
from guiaviva.starting.pages import adapted
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()

TODAY = date(2026, 11, 26)


def answers(kind: str = "health", territory: str = "FR", language: str = "en") -> Answers:
    return Answers(
        names={language: "Test Hospital"},
        kind=kind,
        territory=territory,
        languages=[language],
        networks=["x"],
        units=[],
        people=5,
        profile="complete",
        address="",
        email="networks@hospital.example",
        today=TODAY,
    )


def becomes(markdown: str, kind: str = "health", territory: str = "FR") -> str:
    """Return what a page with this text under its title becomes."""
    text = f"---\ntitle: Page\n---\n\n# Page\n\n{markdown}\n"
    made = adapted(
        read_page(Source("docs/en/page.md", text), "en", "page"),
        answers(kind, territory),
        ["digital-content-lead"],
        "[write: {}]".format,
    )
    return (made or "").partition("# Page\n")[2].strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<!-- only ES: the law -->\n\nLaw 39/2015.\n\nAfter.", "[write: the law]\n\nAfter."),
        ("<!-- only FR -->\n\nLaw.\n\nAfter.", "Law.\n\nAfter."),
        ("<!-- only ES: rows -->\n\n| A | B |\n|---|---|\n| 1 | 2 |", "[write: rows]"),
        ("- one <!-- only ES: yours -->\n- two", "- [write: yours]\n- two"),
        (
            "| A | B |\n|---|---|\n| law \\| by-law | 39/2015 <!-- only ES: yours --> |\n| 2 | |",
            "| A | B |\n|---|---|\n| [write: yours] | |\n| 2 | |",
        ),
        ("| A | B |\n|---|---|\n| law | 39/2015 <!-- only ES --> |\n| 2 | |", "| A | B |\n|---|---|\n| 2 | |"),
        ("- one <!-- only ES, elsewhere: 1, un: *uno* -->\n- two", "- 1, un: *uno*\n- two"),
        ("<!-- only ES, elsewhere: The law: so. -->\n\nLaw 39/2015.\n\nAfter.", "The law: so.\n\nAfter."),
        (
            "<!-- only ES, elsewhere:\nThe law:\nsays so. -->\n\n!!! tip\n    2.\n\nAfter.",
            "The law: says so.\n\nAfter.",
        ),
        ("- both <!-- only x+tiktok -->\n- one <!-- only x+tiktok x -->", "- one"),
        ("<!-- only FR, elsewhere: No. -->\n\nYes.", "Yes."),
        (
            "| A | B |\n|---|---|\n| 1 <!-- only x, elsewhere: 2 --> | 3 <!-- only ES, elsewhere: *4* --> |",
            "| A | B |\n|---|---|\n| 1 | *4* |",
        ),
        ("- X <!-- only x -->\n- TikTok <!-- only tiktok -->", "- X"),
        ("- one <!-- only minimum -->\n- all <!-- only complete -->", "- all"),
        ("> Kept.\n\n<!-- only ES: appeals -->\n\n> **Appeals.** In a month.", "> Kept.\n\n[write: appeals]"),
    ],
)
def test_a_prompt_stands_for_a_passage_in_the_form_that_it_had(markdown: str, expected: str) -> None:
    assert becomes(markdown) == expected


def test_a_section_that_is_left_out_keeps_its_heading_only_with_a_prompt() -> None:
    section = "## Complaints {#complaints}\n\nTo the ombudsman.\n\n### When\n\nSoon.\n\n## Next {#next}\n\nText."
    assert becomes(f"<!-- only ES: where to complain -->\n\n{section}") == (
        "## Complaints {#complaints}\n\n[write: where to complain]\n\n## Next {#next}\n\nText."
    )
    assert becomes(f"<!-- only ES -->\n\n{section}") == "## Next {#next}\n\nText."


def test_marks_in_what_is_left_out_go_with_it_and_those_of_what_follows_stay() -> None:
    inner = "## One {#one}\n\n<!-- only ES-CT: inner -->\n\nInner.\n\n- item <!-- only ES-CT: item -->"
    after = "<!-- only PT: after -->\n\n## Two {#two}\n\nText."
    assert becomes(f"<!-- only ES: outer -->\n\n{inner}\n\n{after}") == (
        "## One {#one}\n\n[write: outer]\n\n## Two {#two}\n\n[write: after]"
    )


def test_other_comments_between_a_mark_and_its_passage_go_with_it() -> None:
    markdown = "<!-- only ES -->\n<!-- allow link-mismatch: another law in each language -->\n\nSource: BOE.\n\nAfter."
    assert becomes(markdown) == "After."


POST = "/// post | do\n    network: x\n\nFirst line.\n\n- Second\n\n#Tag\n///"


def test_a_marked_block_ends_where_it_is_closed() -> None:
    assert becomes(f"<!-- only ES-CT -->\n\n{POST}\n\nAfter.") == "After."
    assert becomes(f"<!-- only FR -->\n\n{POST}\n\nAfter.") == f"{POST}\n\nAfter."
    assert becomes(f"<!-- only ES-CT: a post -->\n\n{POST}\n\n{POST}") == f"[write: a post]\n\n{POST}"


def test_a_marked_box_or_list_ends_with_what_is_indented_in_it() -> None:
    assert becomes("<!-- only ES-CT -->\n\n!!! note\n\n    One.\n\n    Two.\n\nAfter.") == "After."
    assert becomes("<!-- only ES-CT -->\n\n- One.\n\n    More of it.\n\nAfter.") == "After."
    assert becomes("<!-- only ES-CT -->\n\nOne.\n\nAfter.") == "After."


def test_a_page_with_a_mark_before_its_title_is_left_out() -> None:
    text = "---\ntitle: Plan\n---\n\n<!-- only demonstration -->\n\n# Plan\n\nText.\n"
    assert (
        adapted(read_page(Source("docs/en/page.md", text), "en", "page"), answers("municipality", "ES-CT"), [], str)
        is None
    )
