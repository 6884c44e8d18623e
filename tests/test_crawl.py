"""Every reference of a site leads somewhere. New guides are crawled in test_begun and test_init."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawl import HOST, Crawl
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()


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
