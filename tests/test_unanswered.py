"""Where whoever a page did not answer is led: to the forge, to whoever keeps the page, or to the team."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from conftest import TODAY
from guiaviva.guide import load_guide
from guiaviva.site.unanswered import unanswered
from guiaviva.views.context import Context
from projects import change


def led(root: Path, owner: str | None = None, page: str = "tone") -> tuple[str, dict[str, str]]:
    """Return where readers of a page in Spanish are led, and what is begun for them."""
    address = unanswered(Context(load_guide(root, today=TODAY), "es", page), owner)
    parts = urlsplit(address)
    return address.split("?")[0], {name: value[0] for name, value in parse_qs(parts.query).items()}


def test_without_a_forge_it_is_a_message(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("complete")
    to, said = led(root, "editor@riublanc.example")
    assert to == "mailto:editor@riublanc.example"
    assert said["subject"].startswith("Sin respuesta: ")
    assert list(said) == ["subject", "body"]
    assert led(root)[0] == "mailto:xarxes@riublanc.example"


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://forge.example/town/guide/-/issues/new", ["issue[title]", "issue[description]"]),
        ("https://forge.example/town/guide/issues/new", ["title", "body"]),
        ("https://forge.example/town/guide/issues/new?labels=guide", ["labels", "title", "body"]),
    ],
)
def test_with_a_forge_it_is_an_issue(guide_folder: Callable[[str], Path], address: str, names: list[str]) -> None:
    root = guide_folder("complete")
    change(root / "data/institution.yml", "profile:", f"issues: {address}\nprofile:")
    to, said = led(root, "editor@riublanc.example")
    assert (to, list(said)) == (address.split("?")[0], names)


def test_the_page_is_said_by_its_address_where_that_is_known(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("complete")
    assert "(tone)" in led(root)[1]["body"]
    change(root / "mkdocs.yml", "site_name:", "site_url: https://guide.example/x/\nsite_name:")
    assert "(https://guide.example/x/es/tone/)" in led(root)[1]["body"]
    assert "(https://guide.example/x/es/)" in led(root, page="index")[1]["body"]
