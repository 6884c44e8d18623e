"""The real build: what it makes, what stops it, and what it never touches."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from guiaviva.site.rendering.output import without_link
from guiaviva.views import all_views
from projects import (
    MODEL,
    NAMES,
    OTHER,
    ROOT,
    SITE_URL,
    SOURCE,
    TODAY,
    change,
    copy_project,
    demonstration_languages,
    digest,
    folder_of,
    guia_build,
    run,
)

__all__ = ["copy_project", "guia_build", "run"]

LANGUAGES = demonstration_languages()
SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
WORDS = MODEL.words["site"]


def page_of(site: Path, language: str, id: str = "") -> str:
    """Return the HTML of a page of the demonstration."""
    return (site / folder_of(language, LANGUAGES) / id / "index.html").read_text(encoding="utf-8")


# The site of the demonstration.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_pages(site: Path, language: str) -> None:
    assert f'<html lang="{language}"' in page_of(site, language)


def test_every_block_of_the_model_is_shown_by_a_function() -> None:
    assert set(MODEL.blocks.guide) == set(all_views())


def test_no_block_of_the_guide_is_broken_and_none_stands_as_text(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "admonition failure" not in text, path
        assert "///" not in re.sub(r"https?:///?|<script.*?</script>", "", text, flags=re.DOTALL), path


def test_no_page_names_another_host_to_fetch_from(site: Path) -> None:
    fetched = re.compile(
        r'<(?:script|img|iframe|source|video|audio)[^>]+src="(?:https?:)?//|<link[^>]+rel="stylesheet"[^>]+href="(?:https?:)?//'
    )
    for path in site.rglob("*.html"):
        assert not fetched.search(path.read_text(encoding="utf-8")), path


def test_no_page_names_what_a_browser_fetches_before_it_is_asked_for(site: Path) -> None:
    # Firefox fetches the next page; the policy forbids it, so that each page would write an error.
    ahead = re.compile(r'<link[^>]+rel="(?:next|prefetch)"')
    for path in site.rglob("*.html"):
        assert not ahead.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("page", ["tone", ""])
@pytest.mark.parametrize("language", LANGUAGES)
def test_canonical_and_alternates(site: Path, language: str, page: str) -> None:
    text = page_of(site, language, page)
    path = page and f"{page}/"
    addresses = {one: f"{SETTINGS['site_url']}{folder_of(one, LANGUAGES)}{path}" for one in LANGUAGES}
    assert f'<link rel="canonical" href="{addresses[language]}">' in text
    alternates = re.findall(r'<link rel="alternate ?" hreflang="([\w-]+)" href="([^"]+)">', text)
    assert sorted(alternates) == sorted((addresses | {"x-default": addresses[LANGUAGES[0]]}).items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_navigation_is_the_models_in_each_language(site: Path, language: str) -> None:
    text = page_of(site, language, "networks/x")
    nav = text[text.index('id="guia-nav"') :]
    assert MODEL.groups["networks"][language] in nav
    assert nav.index('href="./"') < nav.index("../instagram/") < nav.index("../facebook/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_where_it_is_edited(site: Path, language: str) -> None:
    edited = SETTINGS["edit_uri_template"].format(path=f"{language}/networks/x.md")
    assert f'href="{edited}"' in page_of(site, language, "networks/x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_around_the_pages_are_in_their_language(site: Path, language: str) -> None:
    text = page_of(site, language)
    (i18n,) = (plugin["i18n"] for plugin in SETTINGS["plugins"] if "i18n" in plugin)
    (own,) = (one for one in i18n["languages"] if one["locale"] == language)
    reviewed = re.search(r"^reviewed: (\d+)-(\d+)-(\d+)$", _source("index"), re.MULTILINE)
    assert reviewed
    year, month, day = map(int, reviewed.groups())
    name = MODEL.words["block"]["months"][language].split("|")[month - 1]
    date = MODEL.words["block"]["day"][language].format(day=day, month=name, year=year)
    for word in (
        WORDS["dark"][language],
        WORDS["demonstration"][language].partition(":")[0],
        WORDS["owner"][language].partition("{")[0],
        WORDS["reviewed"][language].format(date=date),
        own.get("copyright", SETTINGS["copyright"]),
    ):
        assert word in text, word


def _source(id: str) -> str:
    return (ROOT / "docs" / LANGUAGES[0] / f"{id}.md").read_text(encoding="utf-8")


def test_tables_are_tables_to_a_screen_reader(site: Path) -> None:
    text = (site / "responses/index.html").read_text(encoding="utf-8")
    tables = re.findall(r'<table class="[^"]*guia-situations.*?</table>', text, re.DOTALL)
    assert all("<caption>" in table and table.count('scope="col"') > 1 for table in tables)
    rows = [table.count("<tr") - 1 for table in tables]
    assert sum(rows) >= 10
    assert [table.count('scope="row"') for table in tables] == rows
    assert any('id="situation-complaint"' in table for table in tables)


def test_not_found_is_said_in_every_language(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    for language in LANGUAGES:
        assert WORDS["not-found"][language] in text
    assert "hreflang" not in text[: text.index("</head>")]


# All that is published, and why.
V = r"\.[0-9a-f]{8}"
PUBLISHED = {
    r".*/index\.html|index\.html": "the pages",
    r"(\w\w/)?404\.html": "the page for what is not found, and that of each language",
    r"sitemap\.xml(\.gz)?": "the pages, for machines that search",
    rf"(\w\w/)?search/(index\.json|index{V}/.*\.json)": "the search of each language",
    r"(\w\w/)?search/opensearch\.xml": "the search, for the address bar of browsers",
    r"(\w\w/)?assistant\.json": "what the response assistant reads",
    r"(\w\w/)?posts\.json": "what the post check reads",
    r"(\w\w/)?tones\.json": "what the post check knows of tones",
    r"(\w\w/)?plans/([\w-]+)/(\2\.xlsx|[a-z]+\.csv)": "the tables of the plans",
    r"(\w\w/)?pages\.json": "who keeps each page and when it was reviewed, for tools",
    r"worker\.js": "what keeps pages on phones, or removes itself from them",
    r"robots\.txt": "whether search engines are invited",
    r"published\.json": "the addresses of all pages and sections, with which the next check compares",
    r"(guide|accounts)(\.schema)?\.json": "the whole guide and the register of accounts, for programs",
    r"(.*/)?index\.md": "each page as Markdown",
    r"(\w\w/)?llms\.txt": "where the pages are as Markdown",
    r"(\w\w/)?menu\.json": "the groups of the menu, fetched when one is opened",
    rf"assets/guia{V}/(javascripts|stylesheets)/.*\.(js|css)": "our scripts and styles",
    rf"assets/guia{V}/javascripts/vendor/.*/(COPYING|LICENSE(\.txt)?)": "the licences of scripts of others",
    rf"assets/guia{V}/javascripts/vendor/dictionaries/\w\w\.(aff|dic)\.gz": "the spelling of posts",
    rf"assets/guia{V}/javascripts/vendor/dictionaries/LICENSE\.\w\w\.txt": "the licences of dictionaries",
    r"assets/licences(/[\w-]+)?\.txt": "the licences of what others wrote and brought none",
    r"guia\.zip": "the copy for use without a connection",
    r"assets/favicon\.svg": "the icon",
}


def test_what_is_published(site: Path) -> None:
    # The source language has no folder of its own in the site.
    documents = {
        path.relative_to(ROOT / "docs").as_posix().removeprefix("ca/")
        for path in (ROOT / "docs").rglob("*")
        if path.is_file()
    }
    paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    of = {pattern: {path for path in paths if re.fullmatch(pattern, path)} for pattern in PUBLISHED}
    assert [why for pattern, why in PUBLISHED.items() if not of[pattern]] == []
    assert sorted(paths - set().union(*of.values()) - documents) == []


def test_nothing_of_material_reaches_a_reader_but_icons(site: Path) -> None:
    named = re.compile(r"(?<![\w-])(?:--|data-)?md-[a-z]|mkdocs-material")
    for path in (
        one for one in site.rglob("*") if one.suffix in (".html", ".css", ".js") and "vendor" not in one.parts
    ):
        assert not named.search(path.read_text(encoding="utf-8")), path


def test_what_pages_name_is_there_and_all_that_can_be_is_kept_for_ever(site: Path) -> None:
    named: set[str] = set()
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r'<(?:script|link)[^>]* (?:src|href)="([^":]*\.(?:js|css))"', text)
        base = site if path.name == "404.html" else path.parent
        named |= {os.path.relpath(base / one.lstrip("/"), site) for one in found}
    assert all((site / path).is_file() for path in named)
    # A worker has one address for good: what is elsewhere is another worker.
    assert [path for path in named if not re.search(rf"{V}[./]", path)] == ["worker.js"]


# What a build makes, what stops it and what it never touches, on a guide of a few pages.


def test_a_page_that_is_not_translated_falls_back(project: Path) -> None:
    (project / f"docs/{OTHER}/tone.md").unlink()
    (project / f"docs/{OTHER}/responses/index.md").unlink()
    done = guia_build(project)
    assert done.returncode == 0, done.stderr
    text = (project / f"site/{OTHER}/tone/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{OTHER}"' in text
    assert WORDS["fallback"][OTHER].format(original=NAMES[SOURCE]) in text
    assert f'<div lang="{SOURCE}" dir="ltr">' in text
    assert f'<link rel="canonical" href="{SITE_URL}tone/">' in text
    # The page to edit is the one that is shown.
    assert f'href="{SETTINGS["edit_uri_template"].format(path=f"{SOURCE}/tone.md")}"' in text
    # Blocks are in the language of what is around them.
    blocks = (project / f"site/{OTHER}/responses/index.html").read_text(encoding="utf-8")
    recognised = MODEL.words["block"]["how-to-recognise"]
    assert recognised[SOURCE] in blocks
    assert recognised[OTHER] not in blocks


def _words(site: Path) -> dict[str, list[bytes]]:
    """Return what is in the pages but that of the state; how much space is between it depends on the front matter."""
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: path.read_bytes().split() for name, path in pages.items() if "status/" not in name}


def test_a_section_whose_original_has_changed_says_so(project: Path) -> None:
    before = _words(project / "site")
    assert run(project, "guiaviva", "translated", "--all", "--today", TODAY).returncode == 0
    assert guia_build(project, "--strict").returncode == 0
    # What is recorded shows in no page.
    assert _words(project / "site") == before
    change(project / f"docs/{SOURCE}/tone.md", "{#voice}\n", "{#voice}\n\nTambién esto.\n")
    change(project / f"docs/{SOURCE}/tone.md", "\n## ", "\nY esto.\n\n## ")
    assert guia_build(project).returncode == 0
    text = (project / f"site/{OTHER}/tone/index.html").read_text(encoding="utf-8")
    link = WORDS["stale-link"][OTHER].format(original=NAMES[SOURCE])
    for heading, word, target in (
        ("h1", "stale-top", ""),
        ('h2 aria-labelledby="voice-name" id="voice"', "stale", "#voice"),
    ):
        # The notice comes next after the heading, also to whoever listens.
        below = text[text.index(f"<{heading}") :].partition(f"</{heading[:2]}>")[2].lstrip()
        assert below.startswith('<div class="admonition note guia-stale" role="note">')
        assert f'{WORDS[word][OTHER]} <a href="../../tone/{target}" hreflang="{SOURCE}">{link}</a>' in below
    assert text.count("guia-stale") == 2
    assert 'id="voice"' in (project / "site/tone/index.html").read_text(encoding="utf-8")
    assert "guia-stale" not in (project / "site/tone/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (f"docs/{SOURCE}/tone.md", "{#voice}", "", "missing-section"),
        (f"docs/{OTHER}/tone.md", "{#voice}", "", "missing-section"),
        ("data/situations.yml", "owner: editor", "owner: editr", "unknown-role"),
        ("data/networks.yml", "status: active", "status: actve", "invalid-data"),
    ],
)
def test_an_error_leaves_the_last_good_site_as_it_was(project: Path, path: str, old: str, new: str, rule: str) -> None:
    before = digest(project / "site")
    change(project / path, old, new)
    for command in (["guiaviva", "build", "--today", TODAY], ["mkdocs", "build"]):
        done = run(project, *command)
        assert done.returncode == 1, done.stderr
        assert rule in done.stderr
        assert path in done.stderr
        assert "Traceback" not in done.stderr + done.stdout
        assert digest(project / "site") == before


def test_strict(project: Path) -> None:
    before = digest(project / "site")
    (project / f"docs/{OTHER}/tone.md").unlink()
    for command in (["guiaviva", "build", "--strict", "--today", TODAY], ["mkdocs", "build", "--strict"]):
        done = run(project, *command)
        assert done.returncode == 1
        assert "missing-translation" in done.stderr
        assert digest(project / "site") == before


def test_two_builds_are_equal(project: Path) -> None:
    """Whatever the order of sets, which changes from one process to the next."""
    before = digest(project / "site")
    for seed in ("1", "2"):
        assert guia_build(project, PYTHONHASHSEED=seed).returncode == 0
        assert digest(project / "site") == before
    packed, plain = (project / f"site/sitemap.xml{suffix}" for suffix in (".gz", ""))
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()


def test_a_killed_build_leaves_the_last_good_site(project: Path) -> None:
    before = digest(project / "site")
    change(project / f"docs/{SOURCE}/tone.md", "\n## ", "\nTambién esto.\n\n## ")
    # Killed as soon as the new site has a folder, then some pages, then pages of the last language.
    for written in (".", "tone", OTHER):
        shutil.rmtree(project / ".site.building", ignore_errors=True)
        command = [sys.executable, "-m", "guiaviva", "build", "--today", TODAY]
        process = subprocess.Popen(
            command, cwd=project, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and not (project / ".site.building" / written).exists():
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "it was still building"
        assert digest(project / "site") == before
    # What the killed ones left is cleared by the next.
    assert guia_build(project).returncode == 0
    assert not (project / ".site.building").exists()
    assert digest(project / "site") != before


def test_of_two_builds_at_once_one_says_so(project: Path) -> None:
    change(project / f"docs/{SOURCE}/tone.md", "\n## ", "\nTambién esto.\n\n## ")
    command = [sys.executable, "-m", "guiaviva", "build", "--today", TODAY]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL) as first:
        while first.poll() is None and not (project / ".site.building/index.html").exists():
            time.sleep(0.005)
        # However fast it is, it is still at work while the other one tries.
        first.send_signal(signal.SIGSTOP)
        second = guia_build(project, GUIA_LANG="en")
        first.send_signal(signal.SIGCONT)
        assert first.wait() == 0
    assert second.returncode == 2
    assert "Another build is at work on «site»" in second.stderr
    alone = digest(project / "site")
    shutil.rmtree(project / "site")
    assert guia_build(project).returncode == 0
    assert digest(project / "site") == alone


def test_the_site_before_comes_back(project: Path) -> None:
    before = digest(project / "site")
    change(project / f"docs/{SOURCE}/tone.md", "\n## ", "\nTambién esto.\n\n## ")
    assert guia_build(project).returncode == 0
    after = digest(project / "site")
    # A build that changes nothing is none that could be taken back.
    assert guia_build(project).returncode == 0
    for there in (before, after, before):
        done = run(project, "guiaviva", "rollback", "--lang", "en")
        assert done.returncode == 0, done.stderr
        assert "is back in site" in done.stdout
        assert digest(project / "site") == there
    # What the guide says is built again, from links to the site that came back.
    assert guia_build(project).returncode == 0
    assert digest(project / "site") == after


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit of a file's size is set with ulimit")
def test_a_full_disk_leaves_the_last_good_site(project: Path) -> None:
    before = digest(project / "site")
    change(project / f"docs/{SOURCE}/tone.md", "\n## ", "\nTambién esto.\n\n## ")
    # No file may grow over 4 blocks of 1 KB, as if there were no room for more: less than a page takes.
    command = f'ulimit -f 4; "{sys.executable}" -m guiaviva build --today {TODAY}'
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(project / "site") == before
    assert not (project / ".site.building").exists()


def test_a_draft_is_left_out(project: Path) -> None:
    page = project / f"docs/{SOURCE}/topics/drones.md"
    page.write_text("---\nstatus: draft\n---\n\n# Drones\n", encoding="utf-8")
    done = guia_build(project)
    assert done.returncode == 0, done.stderr
    assert (project / "site/topics/images").exists()
    assert not (project / "site/topics/drones").exists()
    assert "drones" not in (project / "site/index.html").read_text(encoding="utf-8")


GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')


def pages_of(site: Path) -> dict[str, str]:
    """Return the pages of a site by their paths, but for what made them and the link to the copy, which comes last."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    texts = {name: without_link(path.read_bytes()).decode() for name, path in sorted(paths.items())}
    return {name: GENERATOR.sub("", text) for name, text in texts.items()}


def test_properdocs_makes_the_same_pages_of_the_demonstration(site: Path, tmp_path: Path) -> None:
    """MkDocs is no longer kept: what goes on with its settings makes of each page what we do."""
    project, out = copy_project(tmp_path / "project"), tmp_path / "out"
    done = run(project, "properdocs", "build", "-f", "mkdocs.yml", "--site-dir", str(out))
    assert done.returncode == 0, done.stderr
    ours, theirs = pages_of(site), pages_of(out)
    assert len(ours) > 200
    assert [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)] == []


# The project as it is kept.


@pytest.mark.slow
def test_the_readme_shows_what_the_check_says(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    change(root / f"docs/{LANGUAGES[0]}/tone.md", " {#voice}", "")
    done = run(root, "guiaviva", "check", "--lang", "en", "--today", TODAY)
    assert done.stdout.strip() in (ROOT / "README.md").read_text(encoding="utf-8")
