"""Pages and sections that moved: every address that was published goes on leading somewhere, in every language."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
import yaml
from click.testing import CliRunner

from guiaviva.commands.check import command as check
from guiaviva.commands.fix import command as fix
from guiaviva.commands.rename import command as rename
from projects import LANGUAGES, OTHER, ROOT, SITE_URL, SOURCE, TODAY, change, folder_of, guia_build, write_small_project
from servers import ask, running

pytestmark = pytest.mark.slow

# Pages of the small guide that no kind demands, and what they are called from now on.
PAGES = {
    "topics/hashtags": "topics/tags",
    "topics/images": "topics/pictures",
    "networks/facebook": "networks/the-book",
    "networks/instagram": "networks/photographs",
    "networks/x": "networks/twitter",
}
BY_HAND = {"topics/hashtags", "topics/images"}
# Sections of their own that pages had, by page.
SECTIONS = {
    page: [f"part-{number}" for number in range(count)]
    for page, count in (("tone", 5), ("principles", 4), ("glossary", 3), ("approval", 3))
}
# Records to which readers are led, which the command gives another key, in the page that shows them.
RECORDS = {
    "situations.complaint": "service-failed",
    "accounts.x-main": "x-council",
    "terms.account": "profile",
    "plans.culture.indicators.reach": "people-reached",
}
# A record that gets another key by hand, wherever it is shown.
BY_HAND_TOO = {"data/situations.yml": ("rumour", "hearsay"), "data/decision-tree.yml": ("rumour", "hearsay")}
WITHDRAWN = ["topics/fax", "tone#fax", "glossary#term-fax"]


class _Page(HTMLParser):
    """What a page says of where to go, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.leads, self.sections, self.language, self.robots = "", {}, "", ""
        self.canonical = ""
        self.links: list[str] = []
        self.notices: dict[str, list[str]] = {}
        self._notice = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "html":
            self.language = given["lang"]
        elif tag == "meta" and given.get("http-equiv") == "refresh":
            self.leads = given["content"].partition("url=")[2]
        elif tag == "meta" and given.get("name") == "robots":
            self.robots = given["content"]
        elif tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        elif tag == "script" and "data-sections" in given:
            self.sections = json.loads(given["data-sections"])
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
            if self._notice:
                self.notices.setdefault(self._notice, []).append(given["href"])
                self._notice = ""
        if "guia-moved" in given.get("class", ""):
            self._notice = given["id"]


def read(site: Path, address: str) -> _Page:
    path = site / unquote(address)
    return _Page((path / "index.html" if path.is_dir() or not path.suffix else path).read_text("utf-8"))


def arrives(site: Path, address: str) -> str:
    """Follow an address, from the top of the site, as a browser does; return that where a reader arrives."""
    path, anchor = urldefrag(address)
    page = read(site, path)
    if page.leads:
        to = page.sections.get(unquote(anchor)) or page.leads + (f"#{anchor}" if anchor else "")
        return arrives(site, urljoin(f"/{path}", to).lstrip("/"))
    if anchor and anchor in page.notices:
        return arrives(site, urljoin(f"/{path}", page.notices[anchor][0]).lstrip("/"))
    # What was withdrawn says so, whichever section is asked for.
    assert not anchor or unquote(anchor) in page.ids or page.robots == "noindex", address
    return address


def _publish(root: Path) -> None:
    """Publish a small guide with some sections of its own, and a page and a section that nobody needs any more."""
    write_small_project(root)
    for language in LANGUAGES:
        docs = root / f"docs/{language}"
        for page, ids in {**SECTIONS, "tone": [*SECTIONS["tone"], "fax"]}.items():
            with (docs / f"{page}.md").open("a", encoding="utf-8") as file:
                for id in ids:
                    file.write(f"\n## {id} {language} {page} {{#{id}}}\n\nEsto es {id} de {page}, y basta.\n")
        text = (docs / "topics/images.md").read_text("utf-8").replace("images", "fax")
        (docs / "topics/fax.md").write_text(re.sub("(?m)^# .*", "# Fax", text), encoding="utf-8")
    with (root / "data/terms.yml").open("a", encoding="utf-8") as file:
        file.write("fax:\n  term: {es: fax, en: fax}\n  definition: {es: Una máquina., en: A machine.}\n")
    done = guia_build(root)
    assert done.returncode == 0, done.stderr


def _move(root: Path) -> None:
    """Move pages and sections by hand and with the command, and take away what nobody needs."""
    for language in LANGUAGES:
        docs = root / f"docs/{language}"
        for old in BY_HAND:
            (docs / f"{old}.md").rename(docs / f"{PAGES[old]}.md")
        (docs / "topics/fax.md").unlink()
        _cut(docs / "tone.md", "fax")
        for page, (first, second, *_) in SECTIONS.items():
            change(docs / f"{page}.md", f"{{#{first}}}", "{#new-id}")
            block = _cut(docs / f"{page}.md", second).replace(f"#{second}", f"#{page}-{second}")
            with (docs / "status.md").open("a", encoding="utf-8") as file:
                file.write(f"\n{block}")
    # The page of a network follows its record.
    for old in PAGES.keys() - BY_HAND:
        _rename(root, old.replace("/", "."), PAGES[old].rpartition("/")[2])
    for page, ids in SECTIONS.items():
        for id in ids[2:]:
            _rename(root, f"{page}#{id}", f"{id}-renamed")
    for old, new in RECORDS.items():
        _rename(root, old, new)
    for path, (old, new) in BY_HAND_TOO.items():
        (root / path).write_text((root / path).read_text("utf-8").replace(old, new), encoding="utf-8")
    terms = root / "data/terms.yml"
    terms.write_text(terms.read_text("utf-8").partition("fax:\n")[0], encoding="utf-8")


def _cut(path: Path, id: str) -> str:
    """Take a section out of a page, and return it."""
    text = path.read_text("utf-8")
    [block] = re.findall(rf"(?ms)^## [^\n]*\{{#{id}\}}.*?(?=^## |\Z)", text)
    path.write_text(text.replace(block, ""), encoding="utf-8")
    return str(block)


def _rename(root: Path, old: str, new: str) -> None:
    done = CliRunner().invoke(rename, [old, new, "--root", str(root)])
    assert done.exit_code == 0, done.output


def lost(root: Path) -> list[str]:
    done = CliRunner().invoke(check, ["--format", "json", "--today", TODAY, "--root", str(root)])
    return [one["message"] for one in json.loads(done.stdout) if one["rule"] in ("lost-address", "former-address")]


def _commit(root: Path, day: str) -> None:
    """Commit all, on a day, on which Git says that it was."""
    when = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    who = ("-c", "user.name=guide", "-c", "user.email=guide@example.org", "-c", "commit.gpgsign=false")
    for command in (["init", "--quiet"], ["add", "docs", "data"], [*who, "commit", "--quiet", "--message", "Change"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True, env={**os.environ, **when})


def _make(root: Path) -> None:
    _publish(root)
    shutil.copytree(root / "site", root / "before")
    _commit(root, "2026-09-01")
    _move(root)
    found = {"moved": lost(root)}
    mended = CliRunner().invoke(fix, ["--yes", "--rule", "lost-address", "--today", TODAY, "--root", str(root)])
    assert mended.exit_code == 0, mended.output
    found["mended"] = lost(root)
    change(root / f"docs/{SOURCE}/approval.md", "---\n", f"---\nwithdrawn: {json.dumps(WITHDRAWN)}\n")
    # A translation may have been elsewhere by itself.
    page = root / f"docs/{OTHER}/principles.md"
    page.write_text(f'---\nformer: ["the-values/à"]\n---\n{page.read_text("utf-8")}', encoding="utf-8")
    found["said"] = lost(root)
    (root / "found.json").write_text(json.dumps(found), encoding="utf-8")
    _commit(root, "2026-11-20")
    done = guia_build(root)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def moved(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A guide of which more than twenty pages and sections have moved since it was published in `before`."""
    return made_once("moved", _make)


def addresses(root: Path) -> Iterator[str]:
    """Return every address that was published, from the top of the site."""
    before = json.loads((root / "before/published.json").read_text("utf-8"))["pages"]
    for language, pages in before.items():
        for id, sections in pages.items():
            path = "" if id == "index" else f"{id.removesuffix('/index')}/"
            for anchor in sections:
                yield f"{folder_of(language)}{path}" + ("" if anchor == "top" else f"#{anchor}")


def test_what_is_lost_is_said_and_mended_where_that_is_certain(moved: Path) -> None:
    found = json.loads((moved / "found.json").read_text("utf-8"))
    # What the command moved is said in the guide already.
    assert len(found["moved"]) == len(BY_HAND) + 2 * len(SECTIONS) + 1 + len(WITHDRAWN)
    assert len(found["mended"]) == len(WITHDRAWN)
    assert found["said"] == []


def test_every_address_that_was_published_leads_somewhere_in_every_language(moved: Path) -> None:
    elsewhere = [one for one in addresses(moved) if arrives(moved / "site", one) != one]
    assert len(elsewhere) >= 20 * len(LANGUAGES)


def test_a_page_of_before_leads_on_in_its_language(moved: Path) -> None:
    site = moved / "site"
    for language in LANGUAGES:
        page = read(site, f"{folder_of(language)}topics/hashtags/")
        assert (page.language, page.robots, page.leads) == (language, "noindex", "../tags/")
        assert page.canonical == f"{SITE_URL}{folder_of(language)}topics/tags/"
        assert "../tags/" in page.links
    assert arrives(site, f"{folder_of(OTHER)}the-values/%C3%A0/") == f"{folder_of(OTHER)}principles/"
    assert not (site / "the-values").exists()


def test_what_was_withdrawn_says_where_to_look(moved: Path) -> None:
    for language in LANGUAGES:
        page = read(moved / "site", f"{folder_of(language)}topics/fax/")
        assert (page.leads, page.robots) == ("", "noindex")
        assert "../../approval/" in page.links
        assert read(moved / "site", f"{folder_of(language)}tone/").notices["fax"] == ["../approval/"]


def test_the_row_of_a_record_leads_to_the_one_that_it_has_now(moved: Path) -> None:
    rows = {
        "responses/#situation-complaint": "responses/#situation-service-failed",
        "responses/#situation-rumour": "responses/#situation-hearsay",
        "accounts/#account-x-main": "accounts/#account-x-council",
        "glossary/#term-account": "glossary/#term-profile",
        "plans/culture/#indicator-reach": "plans/culture/#indicator-people-reached",
    }
    for language in LANGUAGES:
        for old, now in rows.items():
            assert arrives(moved / "site", f"{folder_of(language)}{old}") == f"{folder_of(language)}{now}"


def test_nothing_offers_an_address_of_before(moved: Path) -> None:
    site = moved / "site"
    texts = [path.read_text("utf-8") for path in (*site.rglob("*.xml"), *site.rglob("*.json"))]
    assert not [text for text in texts if "hashtags/" in text or "topics/fax/" in text]


def test_without_folders_for_pages_too(project: Path) -> None:
    settings = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings | {"use_directory_urls": False}), encoding="utf-8")
    change(project / f"docs/{SOURCE}/tone.md", "---\n", "---\nformer: [voice, style/index]\n")
    change(project / f"docs/{SOURCE}/index.md", "---\n", "---\nformer: [start/here]\n")
    done = guia_build(project)
    assert done.returncode == 0, done.stderr
    for language in LANGUAGES:
        assert read(project / "site", f"{folder_of(language)}voice.html").leads == "tone.html"
        assert read(project / "site", f"{folder_of(language)}style/index.html").leads == "../tone.html"
        assert read(project / "site", f"{folder_of(language)}start/here.html").leads == "../index.html"


def test_a_server_answers_at_every_address_of_before_in_a_folder_of_its_host(moved: Path, tmp_path: Path) -> None:
    settings = (ROOT / "deploy/guia/nginx.conf").read_text("utf-8").replace("/srv/guia", str(moved / "site"))
    with running("nginx", settings, tmp_path) as port:
        for address in addresses(moved):
            answer = ask(port, f"/guia/{urldefrag(address)[0]}")
            assert (answer.status, answer["content-type"]) == (200, "text/html; charset=utf-8"), address
