"""Whatever a page says, the check reports at its line what the site cannot show, and all else becomes HTML in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.site.rendering import preview
from guiaviva.site.rendering.conversion import convert
from guiaviva.site.rendering.languages import Language
from test_rendering import judged, small_project

# Each stopped a build, or kept it busy for minutes.
WRONG = {
    "Un <![a]> text.": "section",
    "- Un <![": "section",
    "<div>\n<![x]>\n</div>": "section",
    "[^a]: <![x]>\n\nUn[^a]": "section",
    f"Un &#{'9' * 5000};": "code",
    "[" * 3000: "nesting",
    "![" * 3000: "nesting",
    "[^a" * 3000: "nesting",
    "[" * 500 + "]" * 500: "nesting",
    "Un <a " * 900: "nesting",
    "Un <ins " * 900: "nesting",
}
ODD = [
    "<", ">", "</", "<!", "<![", "<!--", "-->", "]]>", "<![CDATA[", "<?", "?>", "<!DOCTYPE html", "<!x", "<![if",
    "<a href='", "<div markdown>", "</div>", "<p", "<script>", "<style", "<textarea>", "<svg>", "&#xD800;",
    "&#x110000;", "&#", "&x", "\0", "[", "](", "]", "`", "*", "_", "\\", "\n", "\n\n", "    ", "> ", "- ", "| a |",
    "|-|", "/// ", "///", "=== \"", "!!! note", "{: #a", "{#a}", "}", "[^1]", "[^1]: ", "*[A]: ", "a", " ", "# ",
    "---", "```", "\ufeff", "\u2028", "\x0b", "\x85",
]  # fmt: skip


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Language:
    root = small_project(tmp_path_factory.mktemp("odd") / "guide")
    return preview.open_language(root, "ca", judged(root), Path(root / "site"), messages="en")


def stopped(text: str) -> set[str]:
    """Return the variants of what the check reports of a page that the site could not show."""
    found = read_page(Source("docs/ca/tone.md", text), "ca", "tone").problems
    return {one.variant for one in found if one.rule == "invalid-page"}


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_what_the_site_cannot_show_is_reported(text: str) -> None:
    assert WRONG[text] in stopped(f"# T\n\n{text}\n")
    assert stopped(f"# T\n\n```\n{text}\n```\n") == set()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ODD), max_size=14).map("".join))
def test_all_else_becomes_html(language: Language, text: str) -> None:
    if not stopped(page := f"# T\n\n{text}\n"):
        convert(language, language.by_id["tone"], page.encode("utf-8"))
