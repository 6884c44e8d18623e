"""YAML that the program writes again: long lists go on in the next line, and those that somebody wrote stay."""

from __future__ import annotations

import pytest

from conftest import TESTS
from guiaviva.yaml_files import dump, folded, load

WORDS = ", ".join(f"word {number}" for number in range(60))
LONG = f"a:\n  - b: [{WORDS}]\n    c: {{x: [{WORDS}], y: 'one, two'}}  # why\n"


def test_lists_that_make_a_line_too_long_go_on_in_the_next_one() -> None:
    text = folded(LONG)
    assert max(map(len, text.split("\n"))) <= 160
    assert load(text) == load(LONG)
    assert text.endswith("y: 'one, two'}  # why\n")
    assert folded(text) == text
    text = text.replace("  # why", "")
    assert dump(load(text), text) == text


def test_a_line_that_somebody_wrote_so_long_stays() -> None:
    assert dump(load(LONG), LONG) == LONG


def test_a_text_is_not_broken() -> None:
    text = f"a: {{ca: '[{WORDS}]', es: {WORDS.replace(',', '')}}}\n"
    assert folded(text) == text


@pytest.mark.parametrize("name", ["situations", "terms", "style"])
def test_no_list_of_words_of_the_demonstration_is_one_long_line(name: str) -> None:
    text = (TESTS.parent / f"data/{name}.yml").read_text(encoding="utf-8")
    assert folded(text) == text
