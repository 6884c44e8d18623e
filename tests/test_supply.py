"""What the project has of others is recorded, may be passed on, and is told in bills of materials."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import material
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

import licences
import sbom

ROOT = Path(__file__).parent.parent
OVERRIDES = ROOT / "overrides"
RECORDED = {path: digest for one in sbom.recorded() for path, digest in (one.get("files", {}) | one["notice"]).items()}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _differing(overrides: Path) -> list[str]:
    """Return the paths of what is not as it is recorded: changed, gone, or in a folder of others and not recorded."""
    files = {path: overrides / path for path in RECORDED}
    wrong = [path for path, file in files.items() if not file.is_file() or _digest(file) != RECORDED[path]]
    # How a folder came about, and its types for our own scripts, are ours.
    others = [
        path.relative_to(overrides).as_posix()
        for folder in ("assets/javascripts/vendor", "assets/licences")
        for path in (overrides / folder).rglob("*")
        if path.is_file() and path.name != "README.md" and not path.name.endswith(".d.ts")
    ]
    return sorted({*wrong, *(set(others) - set(RECORDED))})


def test_what_others_wrote_is_as_recorded() -> None:
    assert _differing(OVERRIDES) == []


def test_what_the_editor_has_of_others_is_as_recorded() -> None:
    folder = ROOT / "hooks/guiaviva/site/preview/editor"
    entries = list(sbom.recorded("editor"))
    for path, digest in [pair for one in entries for pair in (one.get("files", {}) | one["notice"]).items()]:
        assert _digest(folder / path) == digest, path
    named = re.findall(
        r"^(\S+) (\d\S*) \((\S+)\)$", (folder / "licences.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    urls = [PackageURL.from_string(one["purl"]) for one in entries]
    names = ["/".join(filter(None, (url.namespace, url.name))) for url in urls]
    known = [(name, url.version, one["licence"]) for name, url, one in zip(names, urls, entries, strict=True)]
    assert sorted(known) == sorted(named)


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("assets/javascripts/vendor/espells/espells.js", lambda path: path.write_text("changed", encoding="utf-8")),
        ("assets/javascripts/vendor/snowball/COPYING", Path.unlink),
        ("assets/javascripts/vendor/new/new.js", lambda path: path.write_text("new", encoding="utf-8")),
    ],
)
def test_a_file_that_is_changed_gone_or_new_is_found(path: str, change: Callable[[Path], Any], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(OVERRIDES, tmp_path / "overrides"))
    (copy / path).parent.mkdir(exist_ok=True)
    change(copy / path)
    assert _differing(copy) == [path]


def test_what_others_wrote_is_nowhere_else() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    paths = [
        path for path in listed.split("\0") if re.match(r"(hooks|overrides|model|words|starters|docs|images)/", path)
    ]
    known = {f"overrides/{path}" for path in RECORDED}
    drawn = {"images/site.png", "overrides/assets/favicon.svg"}
    binary = re.compile(r".*\.(woff2?|[ot]tf|eot|wasm|gz|zip|png|jpe?g|webp|gif|ico|svg|min\.\w+)", re.IGNORECASE)
    assert [path for path in paths if binary.fullmatch(path) and path not in known | drawn] == []
    signed = re.compile(r"@licen[sc]e|/\*!|Copyright \(c\)|SPDX-License-Identifier")
    scripts = [path for path in paths if re.search(r"\.(js|mjs|css|html)$", path) and path not in known]
    assert [path for path in scripts if signed.search((ROOT / path).read_text(encoding="utf-8"))] == []


def test_the_site_publishes_nothing_of_others_without_record_and_licence(site: Path) -> None:
    published = {
        path.relative_to(site).as_posix(): _digest(path) for path in (site / "assets").rglob("*") if path.is_file()
    }
    ours = {_digest(path) for path in OVERRIDES.rglob("*") if path.is_file()} | {
        digest for path, digest in published.items() if path.endswith("/brand.css")
    }
    assert {path for path, digest in published.items() if digest not in ours | set(RECORDED.values())} == set()
    notices = {digest for one in sbom.recorded() for digest in one["notice"].values()}
    assert notices - set(published.values()) == set()


def test_the_licence_of_the_icons_is_that_which_came_with_them() -> None:
    theirs = Path(material.__path__[0]) / "templates/.icons/material/LICENSE"
    ours = OVERRIDES / "assets/licences/material-design-icons.txt"
    assert ours.read_text(encoding="utf-8") == theirs.read_text(encoding="utf-8")


def test_templates_take_icons_only_from_the_set_whose_licence_is_published() -> None:
    templates = [path.read_text(encoding="utf-8") for path in OVERRIDES.rglob("*.html")]
    named = {one for text in templates for one in re.findall(r"\.icons/(\w+)/", text)}
    assert named == {"material"}


@pytest.mark.parametrize("make", [sbom.program, sbom.site])
def test_a_bill_is_valid_and_the_same_each_time(make: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    sbom.installed.cache_clear()
    first = json.dumps(make())
    sbom.installed.cache_clear()
    assert json.dumps(make()) == first
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first) is None
    assert "file:" not in first
    assert str(ROOT) not in first


def test_the_bill_of_the_program_has_all_that_is_pinned_with_its_hashes_and_licence() -> None:
    pinned = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    bill = sbom.program()
    packages = [one for one in bill["components"] if one["purl"].startswith("pkg:pypi/")]
    assert sorted((one["name"], one["version"]) for one in packages) == sorted(pinned)
    others = [one["purl"] for one in bill["components"] if one not in packages]
    assert others == [one["purl"] for one in sbom.RECORD["editor"]]
    for one in packages:
        assert one["licenses"], one["name"]
        assert [each for ref in one["externalReferences"] for each in ref.get("hashes", ())], one["name"]
    refs = {one["bom-ref"] for one in bill["components"]} | {"guiaviva"}
    assert {ref for one in bill["dependencies"] for ref in (one["ref"], *one["dependsOn"])} <= refs


def test_a_bill_is_not_made_of_other_versions_than_are_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "requirements.txt").write_text("mkdocs==0.1\n", encoding="utf-8")
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    version = importlib.metadata.version("mkdocs")
    with pytest.raises(sbom.BillError, match=f"pins mkdocs 0.1, installed is {re.escape(version)}: make setup"):
        sbom.program()


def test_the_tables_of_licences_are_current() -> None:
    for path, text in licences.written().items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path} is stale: make licences"


def test_all_that_is_passed_on_may_be() -> None:
    assert licences.refused() == []


def test_what_may_not_be_or_says_no_licence_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    strong = {"purl": "pkg:npm/strong@1", "licence": "GPL-3.0-only", "notice": {}}
    monkeypatch.setattr(sbom, "RECORD", {"site": [strong], "editor": [], "undeclared": {}})
    assert licences.refused() == [
        "pkg:npm/strong@1: GPL-3.0-only, which is not admitted (see THIRD-PARTY.md).",
        "pyromark declares no licence: read its LICENSE and record it under `undeclared` in supply/third-party.yml.",
    ]


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("MPL-2.0", True),
        ("LGPL-2.1-or-later", True),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", True),
        ("GPL-2.0-or-later OR LGPL-2.1-or-later", True),
        ("(GPL-3.0-only OR MIT) AND BSD-3-Clause", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-2.0-only OR AGPL-3.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("GNU Affero General Public License v3", False),
        ("MIT; GNU General Public License (GPL)", False),
    ],
)
def test_which_licences_are_admitted(licence: str, may: bool) -> None:
    assert licences.admitted(licence) is may


# The audit, with an answer in the place of the service: of what is known to be vulnerable, and of what is pinned.
VULNERABLE = {"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "OLD-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "one", "skip_reason": "not found"}
CLEAN = {"name": "two", "version": "1", "vulns": []}
BAD = {"name": "three", "version": "1", "vulns": [{"id": "NEW-1", "fix_versions": []}]}


@pytest.mark.parametrize(
    ("sure", "pinned", "code", "said"),
    [
        (None, None, 0, "Not audited: no service that knows of vulnerabilities answers here."),
        ([UNKNOWN], [UNKNOWN], 0, "Not audited: no service"),
        ([{**VULNERABLE, "vulns": []}], [CLEAN], 0, "Not audited: no service"),
        ([VULNERABLE], None, 0, "Not audited: no service"),
        ([VULNERABLE], [CLEAN], 0, "Audited: 1 packages, 0 known vulnerabilities."),
        ([VULNERABLE], [UNKNOWN, CLEAN], 0, "Not audited, since the service does not know them: one."),
        ([VULNERABLE], [CLEAN, BAD], 1, "three 1 has NEW-1; mended in no version yet."),
        ([VULNERABLE], [UNKNOWN, BAD], 1, "Not audited, since the service does not know them: one."),
    ],
)
def test_an_audit_says_what_it_could_not_ask(sure: Any, pinned: Any, code: int, said: str, tmp_path: Path) -> None:
    answers = [None if one is None else json.dumps({"dependencies": one}) for one in (sure, pinned)]
    service = f"answer = {answers}['--require-hashes' in sys.argv]\nprint(answer) if answer else sys.exit('offline')\n"
    (tmp_path / "pip_audit.py").write_text(f"import sys\n{service}", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, ROOT / "supply/audit.py"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == code, done.stderr
    assert said in done.stdout
