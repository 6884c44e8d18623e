"""Every reference of a site leads somewhere: of new guides of each kind, in few pages and many, at any address."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import TODAY
from crawl import HOST, Crawl
from guiaviva.site import publishing
from guiaviva.starting.answers import Answers, checked
from guiaviva.starting.beginning import begin
from projects import require_demonstration
from walks import judged

# It begins with the text of the demonstration.
require_demonstration()


class Case(NamedTuple):
    """What a guide begins with; without a folder it has no address."""

    territory: str
    languages: tuple[str, ...]
    networks: tuple[str, ...]
    profile: str
    folder: str | None = "/"


CASES = {
    "municipality": Case("ES-CT", ("ca",), ("instagram",), "minimum", "/xarxes/guia/"),
    "ministry": Case("ES", ("es", "ca", "en"), ("instagram", "x"), "minimum"),
    "school": Case("ES-VC", ("es", "fr"), ("telegram",), "minimum", None),
    "police": Case("ES-MD", ("es",), ("x", "bluesky"), "minimum", "/guia/"),
    "other": Case("AR", ("es",), ("linkedin",), "minimum", None),
    "museum": Case("ES-CT", ("ca", "en"), ("instagram", "youtube"), "minimum", "/a/"),
    "county": Case("AR", ("es",), ("facebook", "x"), "complete", None),
    "health": Case("ES-PV", ("es", "eu"), ("youtube", "tiktok"), "complete", "/guia/"),
    "university": Case("FR", ("en",), ("instagram", "x"), "minimum"),
}


def built(folder: Path, kind: str) -> None:
    case = CASES[kind]
    answers = Answers(
        names={case.languages[0]: "Test"},
        kind=kind,
        territory=case.territory,
        languages=case.languages,
        networks=case.networks,
        units=(),
        people=2 if case.profile == "minimum" else 6,
        profile=case.profile,
        address=f"{HOST}{case.folder}" if case.folder else "",
        email="networks@test.example",
        today=TODAY,
        # There no emergency number is known.
        emergency="911" if case.territory == "AR" else "",
    )
    begin(folder, checked(answers))
    assert publishing.build(judged(folder, TODAY), folder / "site", strict=False) == ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
def test_every_reference_of_a_new_guide_leads_somewhere(kind: str, tmp_path: Path) -> None:
    built(tmp_path / "guide", kind)
    crawl = Crawl(tmp_path / "guide/site", f"{HOST}{CASES[kind].folder or '/'}")
    assert crawl.dead() == []
    assert crawl.without_index() == []


def test_every_reference_of_the_demonstration_leads_somewhere(site: Path) -> None:
    crawl = Crawl(site, "https://guia.riublanc.example/")
    assert crawl.dead() == []
    assert crawl.without_index() == []


WRONG = {
    '<a href="there/">': True,
    '<a href="there/#id">': True,
    '<a href="there/#other">': False,
    '<a href="nowhere/">': False,
    '<a href="there">': False,
    '<a href="/there/">': False,
    f'<a href="{HOST}/guia/there/">': True,
    f'<link rel="canonical" href="{HOST}/guia/nowhere/">': False,
    '<a href="https://elsewhere.example/">': True,
    '<a href="#here"><p id="here">': True,
    '<a href="#away">': False,
    '<img srcset="a.svg 1x, b.svg 2x">': False,
    '<meta http-equiv="refresh" content="0; url=nowhere/">': False,
    '<form action="nowhere/">': False,
    '<p style="background: url(nowhere.png)">': False,
    '<link rel="stylesheet" href="style.css">': True,
}


@pytest.mark.parametrize("text", WRONG)
def test_what_leads_nowhere_is_seen(text: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/index.html").write_text('<p id="id">', encoding="utf-8")
    (tmp_path / "a.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "style.css").write_text("p { background: url('a.svg') }", encoding="utf-8")
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    assert (Crawl(tmp_path, f"{HOST}/guia/").dead() == []) is WRONG[text]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("style.css", "p { background: url(nowhere.png) }"),
        ("script.js", 'import { a } from "./nowhere.js";'),
        ("menu.json", '{"1": [{"title": "A", "url": "nowhere/"}]}'),
        (
            "sitemap.xml",
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{HOST}/no/</loc></url></urlset>',
        ),
        ("404.html", '<a href="./">'),
    ],
)
def test_what_leads_nowhere_from_other_files_is_seen(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(Crawl(tmp_path).dead()) == 1


def test_a_folder_on_the_way_to_a_page_is_one(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/index.html").write_text("", encoding="utf-8")
    assert Crawl(tmp_path).without_index() == [".", "a"]
