"""What programs read of a site: feeds of what has changed, the sitemap, and what robots are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urldefrag
from xml.etree import ElementTree

import pytest

from conftest import TODAY
from guiaviva.guide import load_guide
from guiaviva.judgement import judge
from guiaviva.site.exports.feed import robots_file
from memory import MEMORY
from projects import LANGUAGES, MODEL, OTHER, SITE_URL, SOURCE, change, folder_of
from test_moved import moved

__all__ = ["moved"]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_says_in_each_language_what_has_changed_and_where(moved: Path, language: str) -> None:
    site, address = moved / "site", f"{SITE_URL}{folder_of(language)}feed.xml"
    feed = ElementTree.parse(site / folder_of(language) / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == address
    assert MODEL.words["site"]["feed"][language] in feed.findtext(f"{ATOM}title", "")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert {"self": address}.items() <= {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}.items()
    entries = feed.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id", "") for one in entries]
    assert len(ids) == len({*ids}) > 5
    assert all(re.fullmatch(r"tag:guide\.example\.org,2026-11-20:[\w./%-]+", id) for id in ids)
    for one in (feed, *entries):
        # What RFC 4287 demands of each, once.
        assert all(len(one.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        assert re.fullmatch(MOMENT, one.findtext(f"{ATOM}updated", ""))
    for one in entries:
        [link] = one.findall(f"{ATOM}link")
        path, _ = urldefrag(link.attrib["href"])
        assert path.startswith(f"{SITE_URL}{folder_of(language)}")
        assert (site / path.removeprefix(SITE_URL) / "index.html").is_file()
        assert one.findtext(f"{ATOM}title", "") in one.findtext(f"{ATOM}summary", "")
    page = (site / folder_of(language) / "tone/index.html").read_text("utf-8")
    assert re.search(r'<link rel="alternate" type="application/atom\+xml" [^>]*href="../feed.xml">', page)


@pytest.mark.slow
def test_without_an_address_or_a_history_there_is_no_feed(project: Path) -> None:
    assert not [*(project / "site").rglob("feed.xml")]
    assert "atom+xml" not in (project / "site/index.html").read_text("utf-8")


@pytest.mark.slow
def test_the_sitemap_says_where_a_page_is_in_other_languages(moved: Path) -> None:
    urls = ElementTree.parse(moved / "site/sitemap.xml").getroot().findall(f"{MAP}url")
    found = {
        one.findtext(f"{MAP}loc"): {link.get("hreflang"): link.get("href") for link in one.findall(LINK)}
        for one in urls
    }
    tone = {language: f"{SITE_URL}{folder_of(language)}tone/" for language in LANGUAGES}
    for language in LANGUAGES:
        assert found[tone[language]] == {**tone, "x-default": tone[SOURCE]}


@pytest.mark.slow
def test_a_guide_that_does_not_say_that_it_is_public_invites_nobody(project: Path) -> None:
    assert (project / "site/robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    for path in ("index.html", f"{OTHER}/tone/index.html"):
        assert '<meta name="robots" content="noindex">' in (project / "site" / path).read_text("utf-8")


def test_a_public_guide_invites_once_it_is_no_longer_being_prepared(
    guide_folder: Callable[[str], Path],
) -> None:
    root = guide_folder("minimum")
    data = root / "data/institution.yml"

    def robots() -> str:
        judgement = judge(load_guide(root, today=TODAY, store=MEMORY))
        return str(dict(robots_file(SITE_URL).make(judgement))["robots.txt"])

    change(data, "kind:", "public: yes\nkind:")
    assert robots() == f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n"
    change(data, "kind:", "preparing: yes\nkind:")
    assert "Disallow: /" in robots()
