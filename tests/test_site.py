"""The real build: what it makes, what stops it, and what it never touches."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TESTS
from guiaviva.contentmodel import ENGINE, load_model
from guiaviva.views import all_views

ROOT = TESTS.parent
TODAY = "2026-11-24"


def run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a module of the same Python in the folder of a guide, without a word of the environment about the check."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("GUIA_", "SOURCE_DATE"))}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={**plain, "NO_MKDOCS_2_WARNING": "1", "GUIA_TODAY": TODAY, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def guia_build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(root, "guiaviva", "build", "--today", TODAY, *arguments)


def digest(folder: Path) -> dict[str, str]:
    """Give the hash of each file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (old, path)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's own guide that may be changed; its site, if there is one, beside it."""
    return copy_project(tmp_path / "project")


def test_the_home_pages(site: Path) -> None:
    for path, language in (("index.html", "ca"), ("es/index.html", "es"), ("en/index.html", "en")):
        text = (site / path).read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in text


def test_every_block_of_the_model_is_shown_by_a_function() -> None:
    assert set(load_model(ENGINE).blocks.guide) == set(all_views())


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


def test_canonical_and_alternates(site: Path) -> None:
    text = (site / "es/tone/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://guia.riublanc.example/es/tone/">' in text
    alternates = re.findall(r'<link rel="alternate ?" hreflang="(\w+)" href="([^"]+)">', text)
    assert sorted(alternates) == [
        ("ca", "https://guia.riublanc.example/tone/"),
        ("en", "https://guia.riublanc.example/en/tone/"),
        ("es", "https://guia.riublanc.example/es/tone/"),
    ]


def test_the_navigation_is_the_models_in_each_language(site: Path) -> None:
    for path, group in (
        ("index.html", "Xarxes socials"),
        ("es/index.html", "Redes sociales"),
        ("en/index.html", "Social networks"),
    ):
        text = (site / path).read_text(encoding="utf-8")
        nav = text[text.index("md-nav--primary") :]
        assert group in nav
        assert nav.index("networks/x/") < nav.index("networks/instagram/") < nav.index("networks/facebook/")


def test_every_page_leads_to_where_it_is_edited(site: Path) -> None:
    text = (site / "es/networks/x/index.html").read_text(encoding="utf-8")
    assert 'href="https://forge.riublanc.example/guia/-/edit/main/docs/es/networks/x.md"' in text


def test_the_words_around_the_pages_are_in_their_language(site: Path) -> None:
    for path, words in (
        (
            "index.html",
            (
                "Passar al mode fosc",
                "Textos i dades",
                "Guia de demostració",
                "Responsable: ",
                "Revisada el 25 de novembre",
            ),
        ),
        (
            "es/index.html",
            ("Pasar al modo oscuro", "Textos y datos", "Guía de demostración", "Revisada el 25 de noviembre"),
        ),
        (
            "en/index.html",
            ("Switch to dark mode", "Texts and data", "Demonstration guide", "Reviewed on 25 November 2026"),
        ),
    ):
        text = (site / path).read_text(encoding="utf-8")
        for word in words:
            assert word in text, (path, word)


def test_tables_are_tables_to_a_screen_reader(site: Path) -> None:
    text = (site / "responses/index.html").read_text(encoding="utf-8")
    table = text[text.index("guia-situations") :]
    table = table[: table.index("</table>")]
    assert "<caption>" in table
    rows = table.count("<tr") - 1
    assert rows >= 10
    assert table.count('scope="row"') == rows
    assert table.count('scope="col"') == 6
    assert 'id="situation-complaint"' in table


def test_a_page_that_is_not_translated_falls_back(project: Path, tmp_path: Path) -> None:
    (project / "docs/en/tone.md").unlink()
    (project / "docs/en/responses/index.md").unlink()
    done = guia_build(project)
    assert done.returncode == 0, done.stderr
    text = (project / "site/en/tone/index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in text
    assert "The original is shown (Català)" in text
    assert '<div lang="ca">' in text
    assert '<link rel="canonical" href="https://guia.riublanc.example/tone/">' in text
    blocks = (project / "site/en/responses/index.html").read_text(encoding="utf-8")
    assert "Com es reconeix" in blocks
    # The page to edit is the one that is shown.
    assert 'href="https://forge.riublanc.example/guia/-/edit/main/docs/ca/tone.md"' in text
    assert "How to recognise it" not in blocks


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("docs/ca/tone.md", "{#voice}", "", "missing-section"),
        ("docs/es/tone.md", "{#voice}", "", "missing-section"),
        ("data/situations.yml", "owner: community-manager", "owner: comunity-manager", "unknown-role"),
        ("data/networks.yml", "status: active", "status: actve", "invalid-data"),
    ],
)
def test_an_error_leaves_the_last_good_site_as_it_was(project: Path, path: str, old: str, new: str, rule: str) -> None:
    assert guia_build(project).returncode == 0
    before = digest(project / "site")
    change(project / path, old, new)
    for command in (["guiaviva", "build", "--today", TODAY], ["mkdocs", "build"]):
        done = run(project, *command)
        assert done.returncode == 1, done.stderr
        assert rule in done.stderr
        assert path in done.stderr
        assert "Traceback" not in done.stderr + done.stdout
        assert digest(project / "site") == before


def test_the_readme_shows_what_the_check_says(project: Path) -> None:
    change(project / "docs/ca/tone.md", " {#voice}", "")
    done = run(project, "guiaviva", "check", "--lang", "en", "--today", TODAY)
    assert done.stdout.strip() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_strict(project: Path) -> None:
    (project / "docs/en/tone.md").unlink()
    assert guia_build(project).returncode == 0
    before = digest(project / "site")
    for command in (["guiaviva", "build", "--strict", "--today", TODAY], ["mkdocs", "build", "--strict"]):
        done = run(project, *command)
        assert done.returncode == 1
        assert "missing-translation" in done.stderr
        assert digest(project / "site") == before


def test_the_projects_own_guide_passes_strictly(project: Path) -> None:
    done = guia_build(project, "--strict")
    assert done.returncode == 0, done.stderr
    assert "missing" not in done.stderr


def test_two_builds_are_equal(project: Path, site: Path) -> None:
    assert guia_build(project).returncode == 0
    assert digest(project / "site") == digest(site)
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()


def _under_way(project: Path, left: set[Path], written: str) -> bool:
    """Has a build that leaves folders of earlier ones aside got as far as writing this?"""
    return any((folder / written).exists() for folder in set(project.glob("site.building-*")) - left)


def test_a_killed_build_leaves_the_last_good_site(project: Path) -> None:
    assert guia_build(project).returncode == 0
    before = digest(project / "site")
    change(project / "docs/ca/tone.md", "# To", "# Un altre to")
    # Killed as soon as the new site has a folder, then some pages, then pages of the last language.
    for written in (".", "tone", "en"):
        left = set(project.glob("site.building-*"))
        command = [sys.executable, "-m", "guiaviva", "build", "--today", TODAY]
        process = subprocess.Popen(
            command, cwd=project, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and not _under_way(project, left, written):
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "it was still building"
        assert digest(project / "site") == before
    # What the killed ones left is cleared by the next.
    assert guia_build(project).returncode == 0
    assert [path.name for path in project.glob("site*")] == ["site"]
    assert digest(project / "site") != before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit of a file's size is set with ulimit")
def test_a_full_disk_leaves_the_last_good_site(project: Path) -> None:
    assert guia_build(project).returncode == 0
    before = digest(project / "site")
    # No file may grow over 40 blocks of 1 KB, as if there were no room for more.
    command = f'ulimit -f 40; "{sys.executable}" -m guiaviva build --today {TODAY}'
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert digest(project / "site") == before
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_draft_is_left_out(project: Path) -> None:
    page = project / "docs/ca/topics/drones.md"
    page.write_text("---\nstatus: draft\n---\n\n# Drons\n", encoding="utf-8")
    done = guia_build(project)
    assert done.returncode == 0, done.stderr
    assert (project / "site/topics/images").exists()
    assert not (project / "site/topics/drones").exists()
    assert "drones" not in (project / "site/index.html").read_text(encoding="utf-8")


def test_the_vendored_scripts_are_as_they_came() -> None:
    folder = ROOT / "overrides/assets/javascripts/vendor/snowball"
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        expected, name = line.split()
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected, name
    listed = {line.split()[1] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert listed == {path.name for path in folder.iterdir()} - {"SHA256SUMS", "README.md"}


def test_not_found_is_said_in_every_language(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    for words in ("Aquesta pàgina no existeix", "Esta página no existe", "This page does not exist"):
        assert words in text
    assert "hreflang" not in text[: text.index("</head>")]


def test_mkdocs_builds_as_its_users_expect(project: Path, tmp_path: Path) -> None:
    done = run(project, "mkdocs", "build", "--site-dir", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/en/index.html").is_file()


def test_properdocs_makes_the_same_pages(project: Path, site: Path, tmp_path: Path) -> None:
    done = run(
        project, "properdocs", "build", "-f", "mkdocs.yml", "--site-dir", str(tmp_path / "out"), SOURCE_DATE_EPOCH="0"
    )
    assert done.returncode == 0, done.stderr
    generator = re.compile(r'<meta name="generator" content="[^"]*">')
    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    assert pages == sorted(path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.html"))
    for page in pages:
        ours, theirs = ((folder / page).read_text(encoding="utf-8") for folder in (site, tmp_path / "out"))
        assert generator.sub("", ours) == generator.sub("", theirs), page


Copy = Callable[[str], Path]


def copy_project(target: Path) -> Path:
    """Copy what a site is made of: the institution's files, and the program's beside them."""
    target.mkdir(parents=True)
    for name in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / "hooks").mkdir()
    for path in (ROOT / "hooks").glob("*.py"):
        shutil.copy(path, target / "hooks")
    (target / "model").symlink_to(ROOT / "model", target_is_directory=True)
    return target
