"""What was changed is said in words, and is a file to send where there is no Git."""

from __future__ import annotations

import base64
import re
import subprocess
from datetime import date
from pathlib import Path

from guiaviva.contentmodel import load_words
from guiaviva.editing.records.comparing import compared
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.sending import Request
from guiaviva.editing.telling import message, told
from guiaviva.editing.unsent import Changed
from guiaviva.guide import load_guide
from guiaviva.site.preview.server import Preview, app_of
from guiaviva.site.preview.state import State
from guiaviva.translations.records import Record, written_ledger
from memory import PLAIN
from projects import OTHER, SOURCE, TODAY, write_small_project
from test_editor import Editing

WHY = Request("The council has moved to another house.")


def labels(language: str) -> Labels:
    return Labels(load_words(None, [language, "en"], "records"), language)


def test_what_was_changed_is_said_in_words(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    guide = load_guide(root, today=date.fromisoformat(TODAY), store=PLAIN)
    page = (root / f"docs/{OTHER}/tone.md").read_bytes()
    twice = page.replace(b"Sample text", b"Another text", 2)
    terms = (root / "data/terms.yml").read_bytes()
    plan = (root / "data/plans/institution.yml").read_bytes()
    ledger = written_ledger({f"docs/{SOURCE}/tone.md": {"top": {OTHER: Record("a" * 12, "b" * 12)}}}).encode()
    picture = b"\x89PNG\0"
    changed = [
        Changed(f"docs/{OTHER}/tone.md", page, twice),
        Changed(f"docs/{OTHER}/new.md", None, b"# Bicycles\n"),
        Changed(f"docs/{OTHER}/old.md", b"\xff# Cars\n", None),
        Changed(f"docs/{OTHER}/tone.md", page, page.replace(b"\n# ", b"\n\n# ", 1)),
        Changed("data/replies.yml", b"{}", b"opening: {name: {en: Opening hours, es: Horario}}\nx: 1\n"),
        Changed("data/terms.yml", terms, terms + b"\n# Nothing\n"),
        Changed("data/terms.yml", b"a: {term: [", b"]: b"),
        Changed("data/plans/institution.yml", plan, plan.replace(b"in time.", b"soon.").replace(b"Notices", b"News")),
        Changed("docs/assets/a.png", None, picture),
        Changed("translations.yml", None, ledger),
    ]
    said = message(told(guide, changed, labels("en"))).split("\n")
    assert said[0].startswith("- 2 sections of «Tone and style (English)»: The institution's voice, Register")
    assert said[1] == "- new page «Bicycles (English)»"
    assert said[2].startswith("- page «")
    assert said[3].startswith("- «Tone and style (English)»: dates")
    assert said[4] == "- 2 replies: Opening hours, x"
    assert said[5] == said[6] == "- file of data: Terms"
    parts = "Objectives: Answer soon., Networks of the plan: X"
    assert said[7] == f"- Plan of the institution: {parts}"
    assert said[8:] == ["- new picture: a.png", "- validated translations: Tono y estilo"]
    assert message(told(guide, changed[4:5], labels("ca"))) == "- 2 respostes: Horario, x"


def test_what_differs_in_a_record_is_said_by_field_in_words(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    guide = load_guide(root, today=date.fromisoformat(TODAY), store=PLAIN)
    before = (root / "data/networks.yml").read_text("utf-8")
    after = before.replace("status: active", "status: closed", 1).replace("characters: '280'", "characters: '300'", 1)
    (network,) = compared(guide, "data/networks.yml", before, after, labels("ca"))
    said = {label: "".join(f"[{part.kind}{part.text}]" for part in parts) for label, parts in network.fields}
    assert (network.kind, network.name) == ("Xarxes", "X")
    assert said == {"Estat": "[delActiva][insTancada (ja no s'hi publica)]", "Límits, Caràcters": "[del280][ins300]"}
    # Comments and layout are no difference, nor is anything said of what cannot be read.
    assert compared(guide, "data/networks.yml", before, f"# Note\n{before}", labels("ca")) == []
    assert compared(guide, "data/networks.yml", before, "x: [", labels("ca")) == []


def test_where_there_is_no_git_the_changes_of_today_are_a_file(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    preview = Preview(State.of(root, TODAY, "en", PLAIN), lambda _: None)
    editing = Editing(app_of(preview), root)
    editing.token = re.findall(r'"token": "([\w-]+)"', editing.page()[2])[0]
    assert editing.post("changes", {}) == (200, {"git": False, "changed": [], "apart": []})
    path = f"docs/{OTHER}/tone.md"
    held = editing.post("open", {"path": path})[1]
    text = held["text"].replace("Sample text", "Another text", 1)
    assert editing.post("save", {"path": path, "version": held["version"], "text": text})[0] == 200
    picture = {"path": path, "shows": "A carrot", "data": base64.b64encode(b"\x89PNG\r\n\x1a\n\0").decode()}
    assert editing.post("picture", picture)[0] == 200
    status, known = editing.post("changes", {})
    assert (status, known["apart"]) == (200, ["docs/assets/a-carrot.png"])
    assert [one["path"] for one in known["changed"]] == ["docs/assets/a-carrot.png", path]
    assert ["ins", "Another "] in known["changed"][1]["lines"][0]
    assert editing.post("patch", {"why": " "})[0] == 422
    assert editing.post("send", {"why": WHY.why})[0] == 422
    assert editing.post("send", {"why": WHY.why, "chosen": {"x": ["both"]}})[0] in (400, 422)
    status, made = editing.post("patch", {"why": WHY.why})
    assert status == 200
    assert made["name"].endswith("-the-council-has-moved-to-another-house.patch")
    data = base64.b64decode(made["data"])
    assert WHY.why.encode() in data
    subprocess.run(["git", "apply", "-R", "-"], cwd=root, input=data, check=True, capture_output=True)
    assert (root / path).read_text("utf-8") == held["text"]
    assert editing.post("patch", {"why": WHY.why}, origin="https://evil.example.org")[0] == 403
    preview._thread.shutdown()
