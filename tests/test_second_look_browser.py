"""Another institution's look is a few lines of data: its colours, its letters, its logos and its corners."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import COLOURS, NARROW, WIDE, Visit, pytestmark, serve, violations  # noqa: F401 (the mark)
from projects import guia_build
from waiting import expect, until

LOOK = """\
brand:
  colour: "#f2b705"
  accent: "#0b6e4f"
  font: serif
  font_file: assets/letters.woff2
  corners: square
  logo: assets/logo.svg
  logo_dark: assets/logo-dark.svg
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="{}"/></svg>\n'


@pytest.fixture
def second(project: Path) -> Iterator[str]:
    """Return the address of a guide that looks otherwise, and has a style, a script and a template of its own."""
    letters = subprocess.run(["fc-match", "-f", "%{file}", "DejaVu Serif"], capture_output=True, text=True, check=True)
    assets = project / "docs/assets"
    shutil.copy(letters.stdout, assets / "letters.woff2")
    for name, colour in (("logo", "#000"), ("logo-dark", "#fff")):
        (assets / f"{name}.svg").write_text(LOGO.format(colour), encoding="utf-8")
    (assets / "ours.css").write_text("article h1 { text-transform: uppercase; }\n", encoding="utf-8")
    (assets / "ours.js").write_text("document.body.dataset.ours = '';\n", encoding="utf-8")
    institution = project / "data/institution.yml"
    text = institution.read_text(encoding="utf-8")
    institution.write_text(re.sub(r"^brand:.*\n(?: .*\n)*", LOOK, text, flags=re.MULTILINE), encoding="utf-8")
    settings = project / "mkdocs.yml"
    own = "extra_css: [assets/ours.css]\nextra_javascript: [assets/ours.js]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    template = '{% extends "base.html" %}{% block extrahead %}<meta name="ours" content="x">{% endblock %}\n'
    (project / "overrides/main.html").write_text(template, encoding="utf-8")
    done = guia_build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    yield from serve(project / "site")


def test_another_look_is_a_few_lines_of_data(browser: Any, second: str) -> None:
    here = Visit(browser, second, viewport=WIDE, color_scheme="light")
    page = here.page
    page.goto(f"{second}responses/")
    look = """() => {
      const [header, article, logo] = [".guia-header", "article", ".guia-logo:not(.guia-dark-only)"].map((one) =>
        getComputedStyle(document.querySelector(one)));
      return [header.backgroundColor, header.color, article.fontFamily.split(",")[0], logo.display];
    }"""
    assert page.evaluate(look) == ["rgb(242, 183, 5)", "rgb(0, 0, 0)", "guia-own", "block"]
    until(page, "[...document.fonts].some((one) => one.family === 'guia-own' && one.status === 'loaded')")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).textTransform") == "uppercase"
    expect(page.locator("body[data-ours]")).to_be_attached()
    expect(page.locator("meta[name=ours]")).to_be_attached()
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        assert violations(page, only=COLOURS) == []
    page.click("[data-guia-dark]")
    expect(page.locator(".guia-logo.guia-dark-only")).to_be_visible()
    expect(page.locator(".guia-logo.guia-light-only")).to_be_hidden()
    assert violations(page, only=COLOURS) == []
    assert here.wrong == []
    here.context.close()
