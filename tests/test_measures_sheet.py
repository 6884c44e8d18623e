"""`guia measures sheet`: what is due for a month, as a workbook that comes back, a message and a calendar."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from icalendar import Calendar
from openpyxl import load_workbook

from guiaviva.commands import main
from guiaviva.entering import calendar, message, months_of, sheet_names, workbook
from guiaviva.guide import Guide, load_guide
from guiaviva.measures.dues import due_values
from guiaviva.measures.importing import Options, import_table
from guiaviva.reading.files import Folder
from guiaviva.site.exports.plans import files
from memory import MEMORY
from projects import require_demonstration

require_demonstration()

ROOT = Path(__file__).parents[1]
COMPLETE = ROOT / "tests" / "guides" / "complete"
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
GUIDE = load_guide(ROOT, today=DECEMBER, store=MEMORY)
SMALL = load_guide(COMPLETE, today=DECEMBER, store=MEMORY)
ROLE = "community-manager"


def months(guide: Guide, language: str = "en", first: date = NOVEMBER) -> list:
    return list(months_of(guide, first, language))


def filled(data: bytes, values: dict[str, float]) -> bytes:
    """Return a workbook in which the values of some accounts have been entered, and a note."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book:
        heads = {cell.value: cell.column for cell in sheet[4]}
        for row in range(5, sheet.max_row + 1):
            account = sheet.cell(row, heads["account"]).value
            if account in values:
                sheet.cell(row, heads["Valor"]).value = values[account]
                sheet.cell(row, heads["Nota"]).value = "vaga de trens"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_what_is_due_is_what_lacks_for_the_month_of_open_accounts() -> None:
    due = [
        (one.series.indicator, one.account, one.known and one.known.value)
        for one in due_values(SMALL, NOVEMBER, date(2026, 11, 30))
    ]
    # That of followers is measured each quarter.
    assert due == [("answered-in-time", "", 72.5)]
    quarter = [one.series.indicator for one in due_values(SMALL, DECEMBER, date(2026, 12, 31))]
    assert "followers" not in quarter
    assert {one.until for one in due_values(GUIDE, NOVEMBER, date(2026, 11, 30))} == {date(2026, 12, 9)}


def test_a_value_that_is_late_is_due_with_the_others() -> None:
    table = "date,indicator,account,value\n2026-08-31,answered-in-time,,70\n"
    guide = load_guide(Folder(COMPLETE, {"data/measures/2026.csv": table.encode()}), today=DECEMBER, store=MEMORY)
    ends = [
        one.last
        for one in due_values(guide, NOVEMBER, date(2026, 11, 30))
        if one.series.indicator == "answered-in-time"
    ]
    assert ends == [date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)]
    assert "(late)" in workbook_text(workbook(months(guide), "a.xlsx"))


def workbook_text(data: bytes) -> str:
    return " ".join(str(cell) for sheet in load_workbook(io.BytesIO(data)) for row in sheet.values for cell in row)


@pytest.mark.parametrize("first", [date(2027, 2, 1), date(2027, 8, 1)])
def test_of_a_role_with_late_values_alone_the_message_names_the_deadline_that_passed(first: date) -> None:
    late = [one for one in months(GUIDE, first=first) if all(due.last < first for due in one.dues)]
    assert late
    for one in late:
        passed = one.context.day(max(due.until for due in one.dues))
        assert message(one, "file.xlsx", "sheet").splitlines()[1].endswith(passed)


def test_the_workbook_comes_back_with_what_was_filled_in() -> None:
    ones = months(GUIDE, "ca")
    data = workbook(ones, "measures.xlsx")
    assert data == workbook(ones, "measures.xlsx")
    assert load_workbook(io.BytesIO(data)).sheetnames == list(sheet_names(ones))
    text = workbook_text(data)
    assert "Missatges atesos al mes" in text
    assert "https://x.com/ajriublanc" in text
    empty = import_table(GUIDE, data, "measures.xlsx", "plain", Options())
    assert (empty.added, empty.refused) == ((), ())
    made = import_table(GUIDE, filled(data, {"x-police": 16, "youtube-main": 70}), "measures.xlsx", "plain", Options())
    assert made.refused == ()
    assert sorted((str(one.day), one.indicator, one.account, one.value, one.note) for one in made.added) == [
        ("2026-11-30", "consultation-visits", "youtube-main", 70, "vaga de trens"),
        ("2026-11-30", "messages-handled", "x-police", 16, "vaga de trens"),
        ("2026-11-30", "procedure-visits", "youtube-main", 70, "vaga de trens"),
    ]


def test_the_message_says_what_is_due_where_and_until_when() -> None:
    one = next(one for one in months(GUIDE) if one.role == ROLE)
    text = message(one, "measures.xlsx", "Community manager")
    assert text.startswith("To: xarxes@riublanc.example\nSubject: Figures for November 2026, by 9 December 2026\n")
    assert "Last value: 31 messages (31 October 2026)." in text
    assert "  Where to read it: Message log https://x.com/ajriublanc" in text
    assert "guia measures import measures.xlsx" in text


@pytest.mark.parametrize("language", ["ca", "es", "en"])
def test_the_calendar_is_one_that_programs_read(language: str) -> None:
    data = calendar(GUIDE, ROLE, NOVEMBER, language)
    assert data == calendar(GUIDE, ROLE, NOVEMBER, language)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
    made = Calendar.from_ical(data)
    events = made.walk("VEVENT")
    assert not any(event.errors for event in events)
    ids = [str(event["uid"]) for event in events]
    assert len(ids) == len(set(ids))
    days = {str(event["uid"]).partition("@")[0]: event["dtstart"].dt for event in events}
    # The entry of a month, the target of an indicator, and a page to review.
    assert days[f"entry-{ROLE}-2026-11-01-2026-11-30"] == date(2026, 12, 9)
    assert days["target-institution-followers"] == date(2027, 6, 15)
    assert any(one.startswith("review-") for one in days)
    # Next month the same things have the same names.
    later = {str(one["uid"]) for one in Calendar.from_ical(calendar(GUIDE, ROLE, DECEMBER, language)).walk("VEVENT")}
    assert set(ids) - later == {f"entry-{ROLE}-2026-11-01-2026-11-30@guia.riublanc.example"}


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    given = [
        "measures",
        "sheet",
        "--root",
        str(COMPLETE),
        "--today",
        "2026-12-01",
        "--output",
        str(folder),
        "--lang",
        "en",
    ]
    result = CliRunner().invoke(main, [*given, *arguments])
    return result.exit_code, result.output


def test_the_command_writes_the_month_that_ended_and_keeps_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "november"
    code, output = run(folder)
    assert code == 0, output
    assert sorted(one.name for one in folder.iterdir()) == [
        "measures-2026-11-digital-content-lead.ics",
        "measures-2026-11-digital-content-lead.txt",
        "measures-2026-11.xlsx",
    ]
    code, output = run(folder, "--month", "2026-11")
    assert (code, "may have figures in it" in output) == (2, True)
    code, output = run(folder, "--month", "2026-Q4")
    assert (code, "«2026-Q4» is not a period" in output) == (2, True)
    code, output = run(folder, "--role", "editr")
    assert (code, "The guide has no role «editr»" in output) == (2, True)
    (tmp_path / "file").touch()
    code, output = run(tmp_path / "file")
    assert (code, f"«{tmp_path / 'file'}»" in output) == (2, True)
    code, output = run(tmp_path / "nobody", "--role", "editor")
    assert (code, output) == (0, "Nothing is left to enter for November 2026.\n")


@pytest.mark.parametrize("language", ["ca", "es", "en"])
def test_the_tables_of_the_site_are_taken_back_as_they_are(language: str) -> None:
    for path, content in files(GUIDE, language):
        name = path.rpartition("/")[2]
        if "institution" in path and name in ("measures.csv", "institution.xlsx"):
            data = content.encode() if isinstance(content, str) else content
            made = import_table(GUIDE, data, name, "plain", Options())
            assert (made.refused, made.added, made.changed, made.noted) == ((), (), (), ())
            assert made.same > 500


def test_the_workbook_of_a_plan_is_one_to_print_and_its_tables_are_those_of_the_language() -> None:
    catalan = {path.rpartition("/")[2]: data for path, data in files(GUIDE, "ca") if "/institution/" in path}
    book = load_workbook(io.BytesIO(catalan["institution.xlsx"]))  # type: ignore[arg-type]
    sheet = book["Indicadors"]
    assert sheet["A1"].value == "Pla general de comunicació a les xarxes 2026-2027: Indicadors"
    assert sheet["A2"].value == "Última dada: 31 d'octubre de 2026"
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$4:$4", "landscape")
    heads = {cell.value: cell.column for cell in sheet[4]}
    row = next(row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] == "Missatges atesos al mes")
    # From 140 at the end of 2025 to 210 two years later: on 31 October 2026, after 304 of 730 days.
    assert row[heads["El que tocava"] - 1] == pytest.approx(140 + 70 * 304 / 730, abs=0.06)
    assert row[heads["Camí fet"] - 1] == pytest.approx((188 - 140) / 70, abs=0.001)
    assert "Missatges atesos al mes;Ús;missatges;140;2025-12-31;188;2026-10-31;210;2027-12-31;169,2;0,686;" in str(
        catalan["indicators.csv"]
    )
    english = dict(files(GUIDE, "en"))["en/plans/institution/indicators.csv"]
    assert "140,2025-12-31,188,2026-10-31,210,2027-12-31,169.2,0.686," in str(english)
