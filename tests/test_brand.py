"""Whatever the institution's colour, text can be read on it and in it."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guiaviva.facts.schema import Brand
from guiaviva.site.brand import DARK, LEAST, LIGHT, contrast, legible, legible_ground, stylesheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
# The least contrast ratio of text in WCAG 2.2 AA.
AA = 4.5


@given(COLOURS)
@example("#ffffff")
@example("#000000")
@example("#ffff00")
def test_links_can_be_read_in_both_palettes(colour: str) -> None:
    assert contrast(legible(colour, LIGHT), LIGHT) >= LEAST
    assert contrast(legible(colour, DARK), DARK) >= LEAST
    assert contrast(legible_ground(colour), "#ffffff") >= LEAST


def colours(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of a style sheet, by name: those of the light and those of the dark palette."""
    both = re.findall(r"--guia-([\w-]+): light-dark\((#\w+), (#\w+)\)", css)
    return {name: light for name, light, _ in both}, {name: dark for name, _, dark in both}


@given(COLOURS, COLOURS)
@settings(max_examples=40)
def test_all_that_is_written_can_be_read(colour: str, accent: str) -> None:
    for found in colours(stylesheet(Brand(colour=colour, accent=accent))):
        assert contrast(found["ground"], found["on"]) >= AA
        for ground in ("page", "surface"):
            for text in ("text", "quiet", "link", "good", "bad"):
                assert contrast(found[text], found[ground]) >= AA, (text, ground)
            # What is drawn.
            assert contrast(found["mark"], found[ground]) >= 3


def test_a_browser_that_cannot_choose_shows_the_light_colours() -> None:
    first, _, second = stylesheet(Brand(colour="#1f4e79")).partition("@supports")
    assert "--guia-ground: #1f4e79;" in first
    assert "light-dark" not in first
    assert "light-dark" in second


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert legible("#1f4e79", LIGHT) == "#1f4e79"


def test_letters_of_the_guide_come_before_those_of_the_system() -> None:
    css = stylesheet(Brand(colour="#1f4e79", font="serif", font_file="assets/a.woff2", corners="square"))
    assert 'url("../../../assets/a.woff2")' in css
    assert re.search(r"--guia-font: guia-own, .*serif;", css)
    assert "--guia-round: 0;" in css
