"""Whatever the institution's colour, text can be read on it and in it."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

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


@given(COLOURS)
def test_the_words_of_the_header_can_be_read(colour: str) -> None:
    for rule in stylesheet(colour).split("}\n"):
        found = dict(re.findall(r"(--[\w-]+): (#\w{6});", rule))
        if found:
            assert contrast(found["--md-primary-fg-color"], found["--md-primary-bg-color"]) >= AA


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert legible("#1f4e79", LIGHT) == "#1f4e79"
