"""Worksheets: what is translated outside comes back, and each section is checked before it is recorded."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import polib
import pytest
from lxml import etree

from guiaviva.guide import load_guide
from memory import PLAIN
from projects import OTHER, SOURCE
from test_cli import guia
from test_translating import DAY, ORIGINAL, PAGE, project  # noqa: F401 (the fixture)

XLIFF = b"""<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>
<trans-unit id="docs/en/tone.md#voice@000000000000" approved="yes"><target>&x;</target></trans-unit>
</body></file></xliff>"""


@pytest.fixture
def root(project: Path) -> Any:  # noqa: F811
    """A guide with one section whose original has changed."""
    before = {path: (project / path).read_bytes() for path in (PAGE, ORIGINAL)}
    data = before[ORIGINAL]
    (project / ORIGINAL).write_bytes(data.replace(b"Texto de muestra", b"Otro texto de muestra", 1))
    yield project
    for path, data in before.items():
        (project / path).write_bytes(data)


def left(root: Path) -> list[str]:
    return list(load_guide(root, today=DAY, store=PLAIN).changed.get(PAGE, {}))


def edit(path: Path, text: str, *, done: bool = True) -> None:
    """Translate the only text of a worksheet, as the programs of those who translate do."""
    if path.suffix == ".po":
        file = polib.pofile(str(path))
        file[0].msgstr = file[0].msgstr.replace("Sample text", text)
        if done:
            file[0].flags = []
        file.save()
        return
    if path.suffix == ".xlf":
        tree = etree.parse(path)
        (target,) = tree.xpath("//*[local-name()='trans-unit']/*[local-name()='target']")
        target.text = target.text.replace("Sample text", text)
        target.set("state", "translated" if done else "needs-review-translation")
        tree.write(path, encoding="UTF-8")
        return
    document = docx.Document(str(path))
    cells = document.tables[0].rows[1].cells
    for paragraph in cells[1].paragraphs:
        paragraph.text = paragraph.text.replace("Sample text", text)
    if done:
        cells[2].paragraphs[0].text = "x"
    document.save(str(path))


@pytest.mark.parametrize("suffix", [".po", ".docx", ".xlf"])
def test_a_worksheet_goes_out_and_comes_back(root: Path, tmp_path: Path, suffix: str) -> None:
    sheet = tmp_path / f"sheet{suffix}"
    result = guia("translate", "--out", sheet, "--root", root)
    assert result.exit_code == 0, result.output
    assert guia("translate", "--out", sheet, "--root", root).exit_code == 2
    before = (root / PAGE).read_text("utf-8")
    # What nobody marked as done is left alone.
    result = guia("translate", "--in", sheet, "--root", root)
    assert (result.exit_code, (root / PAGE).read_text("utf-8")) == (0, before), result.output
    edit(sheet, "Another sample text")
    result = guia("translate", "--in", sheet, "--root", root)
    assert result.exit_code == 0, result.output
    after = (root / PAGE).read_text("utf-8")
    assert left(root) == []
    changed = [one for one in after.split("\n") if one not in before.split("\n")]
    assert [one.startswith(("Another sample text", "  voice: ")) for one in changed] == [True, True]


@pytest.mark.parametrize("suffix", [".po", ".docx", ".xlf"])
def test_what_is_surely_wrong_is_not_written(root: Path, tmp_path: Path, suffix: str) -> None:
    sheet = tmp_path / f"sheet{suffix}"
    guia("translate", "--out", sheet, "--root", root)
    edit(sheet, "47,000 texts")
    before = (root / PAGE).read_bytes()
    result = guia("translate", "--in", sheet, "--root", root)
    assert (result.exit_code, (root / PAGE).read_bytes()) == (1, before)
    assert f"{PAGE}#voice" in result.output
    assert "47" in result.output
    # The original went on meanwhile.
    edit(sheet, "Another sample text")
    data = (root / ORIGINAL).read_bytes()
    (root / ORIGINAL).write_bytes(data.replace(b"Otro texto", b"Ese texto", 1))
    result = guia("translate", "--in", sheet, "--root", root)
    assert (result.exit_code, (root / PAGE).read_bytes()) == (1, before)
    assert f"{PAGE}#voice" in result.output


def test_what_changed_is_marked_for_whoever_translates(root: Path, tmp_path: Path) -> None:
    for name in ("sheet.docx", "sheet.po"):
        guia("translate", "--out", tmp_path / name, "--root", root)
    cell = docx.Document(str(tmp_path / "sheet.docx")).tables[0].rows[1].cells[0]
    assert [run.text.strip() for one in cell.paragraphs for run in one.runs if run.font.strike] == ["Texto"]
    assert [run.text.strip() for one in cell.paragraphs for run in one.runs if run.font.underline] == ["Otro texto"]
    (entry,) = polib.pofile(str(tmp_path / "sheet.po"))
    assert "Otro texto de muestra" in entry.msgid
    assert "Otro" not in (entry.previous_msgid or "Otro")
    guia("translate", "--out", tmp_path / "sheet.xlf", "--root", root)
    sources = [one.text for one in etree.parse(tmp_path / "sheet.xlf").iter("{*}source")]
    assert ["Otro" in one for one in sources] == [True, False]


def test_a_worksheet_that_is_none_is_refused(root: Path, tmp_path: Path) -> None:
    other = io.BytesIO()
    docx.Document().save(other)
    for name, data in (
        ("a.docx", b"PK\x03\x04"),
        ("b.docx", other.getvalue()),
        ("c.po", b"\xff\0"),
        ("d.po", b""),
        ("f.xlf", b"<xliff/>"),
        ("g.xlf", XLIFF.replace(b"&x;", b"")),
        ("h.xlf", XLIFF),
        ("e.xlsx", b""),
    ):
        (tmp_path / name).write_bytes(data)
        result = guia("translate", "--in", tmp_path / name, "--root", root)
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output
    # An id leads to nothing but a translation of the guide.
    for path in ("docs/../mkdocs.md", f"docs/{OTHER}/missing.md", ORIGINAL, "docs/../../x.md"):
        entry = polib.POEntry(msgctxt=f"{path}#voice@{'0' * 12}", msgid="a", msgstr="b")
        file = polib.POFile()
        file.append(entry)
        file.save(str(tmp_path / "x.po"))
        assert guia("translate", "--in", tmp_path / "x.po", "--root", root).exit_code == 1
    assert guia("translate", "--root", root).exit_code == 2
    assert guia("translate", "--out", tmp_path / "y.po", "--lang", SOURCE, "--root", root).exit_code == 2
