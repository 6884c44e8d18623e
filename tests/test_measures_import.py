"""`guia measures import`: tables of networks, tools and spreadsheets, read rightly or refused with the line."""

from __future__ import annotations

import io
import shutil
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from guiaviva.commands import main
from guiaviva.contentmodel import load_shapes
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Shape
from guiaviva.guide import Guide, load_guide
from guiaviva.measures.importing import Import, Options, import_table
from guiaviva.measures.reading import Ambiguous, Dates, decimal_of, read_figure
from guiaviva.measures.recognising import recognised
from guiaviva.measures.tables import read_tables
from guiaviva.measures.writing import written
from guiaviva.reading.files import Folder
from memory import MEMORY, PLAIN, TODAY
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()

COMPLETE = Path(__file__).parent / "guides" / "complete"
GUIDE = load_guide(COMPLETE, today=TODAY, store=PLAIN)
HEAD = "date,indicator,account,value\n"


def with_followers(*lines: str) -> Guide:
    """Return the complete guide whose indicator `followers` ends with these lines."""
    plan = "data/plans/institution.yml"
    text = (COMPLETE / plan).read_text(encoding="utf-8")
    last = "    frequency: quarterly\n    temporal_aggregation: last\n"
    assert last in text
    text = text.replace(last, "".join(f"    {line}\n" for line in lines))
    return load_guide(Folder(COMPLETE, {plan: text.encode()}), today=TODAY)


# Nothing is said of how several values of a month make one.
MONTHLY = with_followers("frequency: monthly")


def read(text: str | bytes, shape: str = "plain", options: Options = Options(), guide: Guide = GUIDE) -> Import:  # noqa: B008
    data = text.encode("utf-8") if isinstance(text, str) else text
    return import_table(guide, data, "table.csv", shape, options)


def added(made: Import) -> list[tuple[str, str, str, float]]:
    """Return what is added as day, indicator, account and value; nothing may have been refused."""
    assert made.refused == ()
    return [(one.day.isoformat(), one.indicator, one.account, one.value) for one in made.added]


def refused(made: Import) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in made.refused]


@pytest.mark.parametrize(
    ("text", "value", "comma", "point"),
    [
        ("1234", 1234, 1234, 1234),
        ("72,5", 72.5, 72.5, None),
        ("72.5", 72.5, None, 72.5),
        ("1.234", "?", 1234, 1.234),
        ("1,234", "?", 1.234, 1234),
        ("1 234", 1234, 1234, 1234),
        ("1\u00a0234\u00a0567", 1234567, 1234567, 1234567),
        ("1\u202f234,5", 1234.5, 1234.5, None),
        ("1’234", 1234, 1234, 1234),
        ("1.234,5", 1234.5, 1234.5, None),
        ("1,234.5", 1234.5, None, 1234.5),
        ("1.234.567", 1234567, 1234567, None),
        ("12,34,567", None, None, None),
        ("1 23", None, None, None),
        ("0,123", 0.123, 0.123, None),
        ("1,2K", 1200, 1200, None),
        ("1.2k", 1200, None, 1200),
        ("3,4 M", 3400000, 3400000, None),
        ("1.234K", "?", 1234000, 1234),
        ("12 %", 12, 12, 12),
        ("4,45 €", 4.45, 4.45, None),
        ("−5", -5, -5, -5),
        ("abc", None, None, None),
        ("1e5", None, None, None),
        ("612345678901234", None, None, None),
    ],
)
def test_figure(text: str, value: float | str | None, comma: float | None, point: float | None) -> None:
    found = read_figure(text, None)
    assert ("?" if isinstance(found, Ambiguous) else found) == value
    assert read_figure(text, "comma") == comma
    assert read_figure(text, "point") == point


def test_the_sign_before_decimals_is_learned_from_the_table_alone() -> None:
    assert decimal_of(["1.234", "72,5"]) == "comma"
    assert decimal_of(["1.234", "72.5"]) == "point"
    assert decimal_of(["1.234.567", "1.234"]) == "comma"
    assert decimal_of(["1.234", "12"]) is None
    assert decimal_of(["72,5", "72.5"]) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-31", "2026-10-31"),
        ("2026-10-31T00:00:00", "2026-10-31"),
        ("2026-10", "2026-10-31"),
        ("2026-10-05,2026-10-11", "2026-10-11"),
        ("46326", "2026-10-31"),
        ("31/10/2026", "2026-10-31"),
        ("10/31/26", "2026-10-31"),
        ("03/04/2026", "?"),
        ("04/04/2026", "2026-04-04"),
        ("2026/10/31", "2026-10-31"),
        ("20261031", "2026-10-31"),
        ("10/2026", "2026-10-31"),
        ("31. 10. 2026", "2026-10-31"),
        ("46326,5", "2026-10-31"),
        ("From 2026-10-05 to 2026-10-11", "2026-10-11"),
        ("31 d'octubre de 2026", "2026-10-31"),
        ("31 de octubre del 2026", "2026-10-31"),
        ("31-oct-26", "2026-10-31"),
        ("October 31, 2026", "2026-10-31"),
        ("31 OCTUBRE 2026", "2026-10-31"),
        ("octubre de 2026", "2026-10-31"),
        ("31/04/2026", None),
        ("31 d'abril de 2026", None),
        ("oct-26", None),
        ("31 primavera 2026", None),
        ("0026-10-31", None),
        ("1926-10-31", None),
        ("ahir", None),
        ("", None),
    ],
)
def test_date(text: str, day: str | None) -> None:
    found = Dates([], ["ca", "es", "en"]).read(text)
    assert ("?" if isinstance(found, Ambiguous) else found and found.isoformat()) == day


def test_months_have_names_in_the_languages_of_the_guide() -> None:
    dates = Dates(["%d %B", "%d de %B"], ["ca", "es", "pt", "fr", "xx"], year=2026)
    names = ["23 August", "1 de setembre", "2 de octubre", "3 de novembro", "4 décembre", "5 January"]
    days = ["2026-08-23", "2026-09-01", "2026-10-02", "2026-11-03", "2026-12-04", "2027-01-05"]
    assert [str(dates.read(name)) for name in names] == days


def test_a_name_that_means_two_months_is_not_guessed() -> None:
    assert Dates([], ["cs"]).read("30 listopad 2026") == date(2026, 11, 30)
    assert Dates([], ["hr"]).read("30 listopad 2026") == date(2026, 10, 30)
    assert Dates([], ["cs", "hr"]).read("30 listopad 2026") is None


ROWS = [("2026-09-30", "followers", "x-main", 3300.0), ("2026-11-01", "answered-in-time", "", 72.5)]


@pytest.mark.parametrize(
    "data",
    [
        HEAD + "2026-09-30,followers,x-main,3300\n2026-11-01,answered-in-time,,72.5\n",
        "\ufeffdate;indicator;account;value\r\n2026-09-30;followers;x-main;3300\r\n2026-11-01;answered-in-time;;72,5\r\n",
        "Data\tIndicador\tCompte\tValor\n30/09/2026\tfollowers\tx-main\t3.300\n01/11/2026\tanswered-in-time\t\t72,5\n",
        "sep=;\nUn títol\n\ndate;indicator;account;value\n46295;followers;x-main;3300\n46327;answered-in-time;;72,5\n",
        "\ufeffdate;indicator;account;value\n2026-09-30;followers;x-main;3 300\n"
        "2026-11-01;answered-in-time;;72,5 %\n".encode("utf-16-le"),
        "date;indicator;account;value;nota\n2026-09-30;followers;x-main;3300;é\n"
        "2026-11-01;answered-in-time;;72,5;à\n".encode("cp1252"),
        "\ufeff\ufeff" + HEAD.replace(",", ";") + "30 de setembre de 2026;followers;x-main;3300;;\n"
        "2026-11-01;answered-in-time;;72.5;;\n",
        HEAD + '2026-09-30,followers,x-main,"3,300"\n\n,,,\n2026-11-01,answered-in-time,,72.5\n'.replace(",,,\n", ""),
    ],
)
def test_a_plain_table_in_many_forms(data: str | bytes) -> None:
    assert added(read(data)) == ROWS


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",followers,x-main,1", "no-date"),
        ("2026-13-01,followers,x-main,1", "bad-date"),
        ("03/04/2026,followers,x-main,1", "ambiguous-date"),
        ("2026-11-25,followers,x-main,1", "future-date"),
        ("2026-10-01,folowers,x-main,1", "unknown-indicator"),
        ("2026-10-01,followers,x-mian,1", "unknown-account"),
        ("2026-10-01,followers,x-main,abc", "bad-figure"),
        ("2026-10-01,followers,x-main,1.234", "ambiguous-figure"),
        ("2026-10-01,followers,x-main,-1", "negative"),
        # A comma before decimals that nothing keeps together.
        ("2026-10-01,answered-in-time,,72,5", "too-many-cells"),
        ("2026-10-02,followers,x-main,3340", "duplicate"),
        ("2026-10-02,followers,x-main,3341", "duplicate-other"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_line(row: str, reason: str) -> None:
    assert refused(read(f"{HEAD}2026-10-02,followers,x-main,3340\n\n{row}\n")) == [(4, reason)]


def test_the_nearest_key_is_suggested_for_the_rows_that_are_shown() -> None:
    rows = ["folowers,x-main", "followers,x-mian", "zzz,x-main", "followers,zzz", *97 * ["folowers,x-main"]]
    choices = [one.values["choices"] for one in read(HEAD + "".join(f"2026-10-01,{row},1\n" for row in rows)).refused]
    every, accounts = choices[2:4]
    assert {"followers", "answered-in-time"} <= set(every)
    assert accounts == tuple(GUIDE.facts.keys["accounts"])
    assert choices == [("followers",), ("x-main",), every, accounts, *96 * [("followers",)], every]


def test_an_ambiguous_figure_is_read_once_it_is_said_how() -> None:
    text = HEAD + "2026-10-01,followers,x-main,1.234\n"
    assert added(read(text, options=Options(decimal="comma", jumps=True)))[0][3] == 1234
    assert added(read(text, options=Options(decimal="point", jumps=True)))[0][3] == 1.234
    day = HEAD + "03/04/2026,followers,x-main,5\n"
    assert added(read(day, options=Options(order="day-first", jumps=True)))[0][0] == "2026-04-03"
    assert added(read(day, options=Options(order="month-first", jumps=True)))[0][0] == "2026-03-04"


def test_a_month_or_a_week_that_runs_is_left_out() -> None:
    for running in ("2026-11", "novembre de 2026", '"2026-11-23,2026-11-29"'):
        made = read(f"{HEAD}2026-10,followers,instagram-culture,7\n{running},followers,instagram-culture,3\n")
        assert [day for day, *_ in added(made)] == ["2026-10-31"]
        assert made.partial == (running.strip('"'),)
    assert refused(read(f"{HEAD}2026-12,followers,x-main,7\n")) == [(2, "future-date")]


def test_an_account_is_known_by_its_address_in_any_form() -> None:
    guide = load_guide(Path(__file__).parents[1], today=TODAY, store=MEMORY)
    for address in ("https://x.com/ajriublanc", "http://www.x.com/ajriublanc/", "X.com/ajriublanc"):
        assert added(read(f"{HEAD}2026-11-20,followers,{address},3800\n", guide=guide))[0][2] == "x-main"


def test_a_share_over_a_hundred_is_refused() -> None:
    demonstration = load_guide(Path(__file__).parents[1], today=TODAY, store=MEMORY)
    assert refused(read(HEAD + "2026-11-01,answered-on-time,,725\n", guide=demonstration)) == [(2, "percentage")]
    # A handle that several networks share is no account.
    row = HEAD + "2026-11-01,followers,@riublanc.jove,7\n2026-11-02,followers,ajriublanc,8\n"
    assert refused(read(row, guide=demonstration))[0] == (2, "several-accounts")


SHAPES = {
    "meta-business-suite": (
        '\ufeffsep=,\r\n"Facebook follows"\r\n"Date","Primary"\r\n"2026-09-01T00:00:00","20"\r\n'
        '"2026-09-30T00:00:00","10"\r\n'
        '"2026-10-31T00:00:00","5"\r\n"2026-11-01T00:00:00","9"\r\n'.encode("utf-16-le"),
        "Primary",
        [("2026-09-30", 30), ("2026-10-31", 5)],
    ),
    "x-analytics": (
        b"Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,"
        b'Create Post,Video views,Media views\n"Sat, Oct 31, 2026",100,10,20,1,2,5,3,1,2,7,1,8,9\n'
        b'"Thu, Oct 1, 2026",50,5,10,0,1,2,1,0,1,3,0,4,5\n',
        "Impressions",
        [("2026-10-31", 150)],
    ),
    "youtube-studio": (
        b"Date,Views,Watch time (hours),Subscribers\nTotal,35,2.5,3\n2026-10-01,15,1.25,1\n2026-10-31,20,1.25,2\n",
        "Views",
        [("2026-10-31", 35)],
    ),
    "tiktok-followers": (
        b'"Date","Followers","Difference in followers from previous day"\n"30 September","undefined","0"\n'
        b'"1 October","12","1"\n"31 October","20","3"\n',
        "Followers",
        [("2026-10-31", 20)],
    ),
    "tiktok-overview": (
        b'"Date","Video Views","Profile Views","Likes","Comments","Shares"\n"October 1","10","2","3","1","1"\n'
        b'"October 31","20","4","6","2","2"\n',
        "Video Views",
        [("2026-10-31", 30)],
    ),
    "tiktok-viewers": (
        b'"Date","Total Viewers","New Viewers","Returning Viewers"\n"30 September","undefined","0","0"\n'
        b'"31 October","8","5","3"\n',
        "Total Viewers",
        [("2026-10-31", 8)],
    ),
    # A spreadsheet; saved as text it has the same rows.
    "linkedin-content": (
        b"Aggregated engagement metrics for organic and sponsored posts,,,\n"
        b"Date,Impressions (organic),Impressions (sponsored),Impressions (total),Unique impressions (organic)\n"
        b"10/01/2026,70,0,70,50\n10/31/2026,30,0,30,20\n",
        "Impressions (total)",
        [("2026-10-31", 100)],
    ),
    "linkedin-visitors": (
        b"Date,Overview page views (total),Total page views (total),Total unique visitors (total)\n"
        b"10/01/2026,4,7,5\n10/31/2026,2,3,2\n",
        "Total page views (total)",
        [("2026-10-31", 10)],
    ),
    "linkedin-followers": (
        b"Date,Sponsored followers,Organic followers,Auto-invited followers,Total followers\n"
        b"10/01/2026,0,7,1,8\n10/31/2026,0,3,0,3\n",
        "Total followers",
        [("2026-10-31", 11)],
    ),
    "matomo": (
        # The month that runs is one of the periods.
        "\ufeffdate,nb_uniq_visitors,nb_visits\n2026-09,80,100\n2026-10,90,120\n2026-11,5,6\n".encode("utf-16-le"),
        "nb_visits",
        [("2026-09-30", 100), ("2026-10-31", 120)],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_of_the_program(shape: str) -> None:
    data, column, months = SHAPES[shape]
    options = Options("instagram-culture", {column: "followers"}, year=2026)
    assert added(read(data, shape, options, MONTHLY)) == [
        (day, "followers", "instagram-culture", value) for day, value in months
    ]


@pytest.mark.parametrize("shape", [key for key in SHAPES if key != "matomo"])
def test_a_shape_is_known_by_its_headings(shape: str) -> None:
    """That of Matomo has two columns, as a table that people keep may have."""
    assert recognised(MONTHLY, SHAPES[shape][0], "table.csv") == shape


def test_every_shape_says_where_it_was_read() -> None:
    shapes = load_shapes()
    assert {"plain", *SHAPES} <= set(shapes)
    assert all(shape.source and shape.checked_on and shape.name for key, shape in shapes.items() if key != "plain")


def test_dates_without_a_year_are_asked() -> None:
    data, column, _ = SHAPES["tiktok-overview"]
    assert refused(read(data, "tiktok-overview", Options("x-main", {column: "followers"}))) == [
        (2, "no-year"),
        (3, "no-year"),
    ]


def test_a_length_of_time_is_taken_by_an_indicator_of_time_alone() -> None:
    text = "Data,Visites,Temps mitjà per visita\n2026-10,12,00:02:30\n"
    options = Options("instagram-culture", {"Temps mitjà per visita": "followers"})
    assert refused(read(text, "matomo", options, MONTHLY)) == [(2, "duration")]
    timed = with_followers("frequency: monthly", "unit: {ca: minuts}")
    assert added(read(text, "matomo", options, timed))[0][3] == 2.5


def test_a_month_that_begins_before_the_table_is_left_out() -> None:
    text = "Date,Views\n2026-08-15,5\n2026-09-30,20\n2026-10-31,9\n"
    made = read(text, "youtube-studio", Options("instagram-culture", {"Views": "followers"}), MONTHLY)
    assert [(day, value) for day, _, _, value in added(made)] == [("2026-09-30", 20), ("2026-10-31", 9)]
    assert made.partial == ("2026-08",)
    late = "Date,Views\n2026-09-02,5\n2026-10-31,9\n"
    begun = read(late, "youtube-studio", Options("instagram-culture", {"Views": "followers"}), MONTHLY)
    assert (added(begun), begun.partial) == ([("2026-10-31", "followers", "instagram-culture", 9)], ("2026-09",))
    # Rows of months cover them, and of the last value nothing before it is needed.
    visits = Options("instagram-culture", {"nb_visits": "followers"})
    made = read("date,nb_visits\n2026-09,5\n2026-10,9\n", "matomo", visits, MONTHLY)
    assert (len(made.added), made.partial) == (2, ())
    made = read(
        "Date,Followers\n15 September,5\n30 September,9\n",
        "tiktok-followers",
        Options("instagram-culture", {"Followers": "followers"}, year=2026),
    )
    assert [value for *_, value in added(made)] == [9]


def test_a_month_that_is_not_over_in_the_table_is_left_out() -> None:
    data = b"Date,Views\n2026-10-01,15\n2026-10-30,20\n"
    made = read(data, "youtube-studio", Options("x-main", {"": "followers"}), MONTHLY)
    assert (made.added, made.partial) == ((), ("2026-10",))


def spreadsheet(sheet: str, *rows: list[str | float | date]) -> bytes:
    """Return a workbook (.xlsx) whose second sheet has these rows; days are numbers with the form of a date."""

    def cell(value: str | float | date) -> str:
        if isinstance(value, date):
            return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    main_ = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    data = "".join(f"<row>{''.join(cell(value) for value in row)}</row>" for row in rows)

    def related(*targets: str) -> str:
        types = {"workbook": "officeDocument", "styles": "styles"}
        parts = (
            f'<Relationship Id="r{at}" Type="{office}/{types.get(Path(one).stem, "worksheet")}" Target="{one}"/>'
            for at, one in enumerate(targets)
        )
        return f'<Relationships xmlns="{package}">{"".join(parts)}</Relationships>'

    sheets = "".join(
        f'<sheet name="{one}" sheetId="{at + 1}" r:id="r{at}"/>' for at, one in enumerate(("Notes", sheet))
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": related("xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {main_} xmlns:r="{office}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related("worksheets/one.xml", "worksheets/two.xml", "styles.xml"),
        "xl/styles.xml": f'<styleSheet {main_}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/one.xml": f"<worksheet {main_}><sheetData/></worksheet>",
        "xl/worksheets/two.xml": f"<worksheet {main_}><sheetData>{data}</sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_a_spreadsheet() -> None:
    heading: list[str | float | date] = ["Date", "Sponsored followers", "Organic followers", "Total followers"]
    rows: list[list[str | float | date]] = [[date(2026, 10, one), 0, 1, 2] for one in range(1, 32)]
    data = spreadsheet("New followers", heading, *rows)
    options = Options("x-main", {"Total followers": "followers"}, jumps=True)
    made = import_table(MONTHLY, data, "followers.xlsx", "linkedin-followers", options)
    assert [(one.day, one.value) for one in made.changed and [made.changed[0][1]]] == [(date(2026, 10, 31), 62)]


def test_a_spreadsheet_does_not_tell_a_share_from_a_small_number() -> None:
    demonstration = load_guide(Path(__file__).parents[1], today=TODAY, store=MEMORY)
    data = spreadsheet("Full", ["date", "indicator", "value"], [date(2026, 11, 1), "answered-on-time", 0.83])
    made = import_table(demonstration, data, "a.xlsx", "plain", Options())
    # The first sheet is empty, so it is not the one.
    assert refused(made) == [(2, "fraction")]


@pytest.mark.skipif(sys.platform != "linux", reason="it ends a process of its own")
def test_a_spreadsheet_that_would_fill_the_memory(capfd: pytest.CaptureFixture[str]) -> None:
    """A cell in the last row and column has the reader ask for all those before it; Linux has it end for that."""
    data = spreadsheet("Full", ["date"])
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(stream, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name).replace(b"</sheetData>", far))
    with pytest.raises(CannotJudgeError) as caught:
        read(stream.getvalue())
    assert caught.value.reason == "not-a-table"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0", b"a,b\n1,2\n", b"\x00" * 9]
)
def test_what_is_no_table_is_said(data: bytes) -> None:
    with pytest.raises(CannotJudgeError) as caught:
        read(data)
    assert caught.value.reason in ("not-a-table", "no-column")


def test_the_headings_are_told_of_a_table_in_which_the_day_has_another() -> None:
    with pytest.raises(CannotJudgeError) as caught:
        read(b"When;Views\n1;2\n")
    assert caught.value.details["found"] == ("When", "Views")


def test_the_sign_between_the_cells_is_the_one_that_the_first_line_says() -> None:
    made = read("sep=~\ndate~indicator~account~value\n46295~followers~x-main~3300\n")
    assert added(made) == [("2026-09-30", "followers", "x-main", 3300)]


@pytest.mark.parametrize(
    ("shape", "options", "reason"),
    [
        ("plane", Options(), "no-shape"),
        ("youtube-studio", Options(), "no-figures"),
        ("youtube-studio", Options(indicators={"Views": "folowers"}), "no-indicator"),
        ("youtube-studio", Options(indicators={"Seen": "followers"}), "no-figures"),
        ("youtube-studio", Options("x-mian", {"Views": "followers"}), "no-account"),
    ],
)
def test_what_is_not_known_of_a_table_is_asked(shape: str, options: Options, reason: str) -> None:
    with pytest.raises(CannotJudgeError) as caught:
        read(b"Date,Views,Likes\n2026-10-01,15,2\n", shape, options)
    assert caught.value.reason == reason


@given(st.binary(max_size=300), st.sampled_from([b"", HEAD.encode(), b"PK\x03\x04"]))
def test_no_file_is_a_crash(data: bytes, start: bytes) -> None:
    # What else is raised is a crash.
    with suppress(CannotJudgeError):
        read(start + data)


@given(st.text(alphabet="0123456789.,+-−%kKM €\u00a0\u202f'’/abc", max_size=14))
def test_no_cell_is_a_crash(text: str) -> None:
    for decimal in (None, "comma", "point"):
        found = read_figure(text, decimal)  # type: ignore[arg-type]
        assert decimal is None or not isinstance(found, Ambiguous)
    Dates(["%d %B"], ["ca"]).read(text)


# The command.


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    shutil.copytree(COMPLETE, folder)
    return folder


def run(root: Path, text: str, *arguments: str) -> Result:
    table = root.parent / "table.csv"
    table.write_text(text, encoding="utf-8")
    given_ = ["measures", "import", str(table), "--root", str(root), "--today", TODAY.isoformat(), *arguments]
    return CliRunner().invoke(main, [*given_, *([] if "--as" in arguments else ["--as", "plain"])])


NEW = HEAD + "2026-11-01,followers,x-main,3400\n2026-10-31,followers,x-main,3360\n2026-10-31,answered-in-time,,72.5\n"


def test_the_command_shows_what_it_would_do_and_writes_it_when_told(root: Path) -> None:
    before = (root / "data/measures/2026.csv").read_bytes()
    shown = run(root, NEW, "--lang", "en")
    assert shown.exit_code == 2
    assert "To be added: 1." in shown.output
    assert "~ 2026-10-31  followers  x-main  3360 (3350, data/measures/2026.csv:2)" in shown.output
    assert "There already, with the same value: 1." in shown.output
    assert (root / "data/measures/2026.csv").read_bytes() == before
    assert run(root, NEW, "--yes").exit_code == 0
    assert (root / "data/measures/2026.csv").read_text(encoding="utf-8") == (
        "date,indicator,account,value,note,source\n"
        "2026-10-31,followers,x-main,3360,abans: 3350 (—),plain: table.csv\n"
        "2026-10-31,answered-in-time,,72.5\n"
        "2026-11-01,followers,x-main,3400,,plain: table.csv\n"
    )
    again = run(root, NEW, "--yes", "--lang", "en")
    assert "There is nothing new in it" in again.output
    assert CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY.isoformat()]).exit_code == 0


def test_the_command_knows_a_table_by_its_headings(root: Path) -> None:
    table = root.parent / "Overview.csv"
    table.write_bytes(SHAPES["x-analytics"][0])
    words = [
        "measures",
        "import",
        str(table),
        "--root",
        str(root),
        "--today",
        TODAY.isoformat(),
        "--lang",
        "en",
        "--yes",
    ]
    result = CliRunner().invoke(main, [*words, "--indicator", "New follows=answered-in-time"])
    assert "Read as a table of the shape «x-analytics»" in result.output
    assert "2026-10-31  answered-in-time  x-main  7" in result.output


def test_the_command_writes_nothing_where_a_row_cannot_be_read(root: Path) -> None:
    before = (root / "data/measures/2026.csv").read_bytes()
    result = run(
        root, NEW + "2026-11-02,followers,x-main,1.234\n2026-11-03,followers,x-main,1.235\n", "--yes", "--lang", "en"
    )
    assert result.exit_code == 1
    assert "line 6: «1.235» may be «1235», «1.235»." in result.output
    assert "line 5: «1.234» may be «1234», «1.234». Say which with --decimal comma or --decimal point." in result.output
    assert (root / "data/measures/2026.csv").read_bytes() == before


def test_the_form_of_a_file_is_kept_and_other_years_go_to_their_own(root: Path) -> None:
    path = root / "data/measures/2026.csv"
    path.write_bytes(
        "\ufeffdate;indicator;account;value\r\n2026-10-31;followers;x-main;3350,5\r\n2026-10-31;answered-in-time;;72\r\n".encode()
    )
    text = HEAD + "2025-12-31,followers,x-main,3100\n2026-11-01,followers,x-main,3400\n"
    assert run(root, text, "--yes").exit_code == 0
    assert path.read_bytes().decode("utf-8") == (
        "\ufeffdate;indicator;account;value;source\r\n2026-10-31;followers;x-main;3350,5\r\n2026-10-31;answered-in-time;;72\r\n"
        "2026-11-01;followers;x-main;3400;plain: table.csv\r\n"
    )
    assert (root / "data/measures/2025.csv").read_text(encoding="utf-8") == (
        "date,indicator,account,value,source\n2025-12-31,followers,x-main,3100,plain: table.csv\n"
    )


def test_the_guide_says_which_column_is_what(root: Path) -> None:
    (root / "data/measures/shapes.yml").write_text(
        "youtube-studio:\n  account: x-main\n  columns:\n    Views: {indicator: followers, take: last}\n",
        encoding="utf-8",
    )
    result = run(root, "Date,Views\n2026-11-01,3360\n2026-09-30,3300\n", "--as", "youtube-studio", "--yes")
    assert result.exit_code == 0, result.output
    assert "2026-09-30,followers,x-main,3300" in (root / "data/measures/2026.csv").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY.isoformat()]).exit_code == 0


def test_measures_that_cannot_be_read_are_mended_first(root: Path) -> None:
    (root / "data/measures/2026.csv").write_text(HEAD + "2026-10-31,followers,x-main,many\n", encoding="utf-8")
    result = run(root, NEW, "--yes", "--lang", "en")
    assert result.exit_code == 2
    assert "data/measures/2026.csv cannot be read" in result.output


def test_ten_times_the_rows_take_ten_times_as_long() -> None:
    demonstration = load_guide(Path(__file__).parents[1], today=TODAY, store=MEMORY)
    accounts = tuple(demonstration.facts.accounts)[:10]

    def seconds(count: int) -> float:
        rows = (
            f"{date.fromordinal(730_120 + at // 10)};{key};{account};{at % 9_000},{at % 9 + 1}"
            for at in range(count // 2)
            for key, account in (("followers", accounts[at % 10]), ("instagram-followers", accounts[at % 10]))
        )
        text = "date;indicator;account;value\n" + "\n".join(rows) + "\n"
        start = time.process_time()
        made = read(text, options=Options(jumps=True), guide=demonstration)
        files = dict(written(demonstration, made, "{value} {source}"))
        taken = time.process_time() - start
        assert (len(made.added), made.refused) == (count, ())
        assert sum(data.count(b"plain: table.csv") for data in files.values()) == count
        return taken

    # Growing with the square it would be a hundred times.
    assert seconds(30_000) < 30 * seconds(3_000)


def test_a_shape_reads_what_a_spreadsheet_saved_with_another_sign() -> None:
    shape = Shape.model_validate({"date": ["Date"], "delimiter": ","})
    assert read_tables(b"Date;Views\n2026-10-01;5\n", "a.csv", shape)[0].headings == ("Date", "Views")


def with_formula(*lines: str) -> Guide:
    """Return the complete guide whose indicator `answered-in-time` has these lines besides."""
    plan = "data/plans/institution.yml"
    text = (COMPLETE / plan).read_text(encoding="utf-8")
    begin = "  answered-in-time:\n"
    text = text.replace(begin, begin + "".join(f"    {line}\n" for line in lines))
    return load_guide(Folder(COMPLETE, {plan: text.encode()}), today=TODAY)


def test_the_parts_of_an_indicator_are_columns_of_a_table() -> None:
    guide = with_formula("formula: share-on-time")
    named = {"Answered": "answered-in-time/answered", "All": "answered-in-time/received"}
    text = "date,Answered,All\n2026-09-30,30,40\n2026-10-31,150,200\n"
    made = read(text, options=Options(indicators=named), guide=guide)
    # A part is counted, and may be over a hundred, or nothing.
    assert [(one.part, one.value) for one in made.added if one.day.month == 10] == [
        ("answered", 150),
        ("received", 200),
    ]
    nothing = read(text.replace("150,200", "0,0"), options=Options(indicators=named), guide=guide)
    assert [value for day, _, _, value in added(nothing) if day == "2026-10-31"] == [0, 0]
    files = dict(written(guide, made, "{value} {source}"))
    assert b"2026-10-31,answered-in-time,,200,plain: table.csv,received" in files["data/measures/2026.csv"]
    # Imported again, they are there already.
    overlay = {**guide.folder.overlay, **files}
    again = load_guide(Folder(COMPLETE, overlay), today=TODAY, store=MEMORY)
    assert read(text, options=Options(indicators=named), guide=again).same == 4


def test_a_part_that_the_formula_does_not_take_is_refused() -> None:
    guide = with_formula("formula: share-on-time")
    head = "date,indicator,part,value\n"
    made = read(f"{head}2026-10-31,answered-in-time,posts,3\n2026-09-30,answered-in-time,answered,-3\n", guide=guide)
    assert refused(made) == [(2, "unknown-part"), (3, "negative")]
    with pytest.raises(CannotJudgeError):
        read("date,X\n2026-10-31,3\n", options=Options(indicators={"X": "answered-in-time/posts"}), guide=guide)


def test_the_times_of_a_log_make_the_median_of_their_month(tmp_path: Path) -> None:
    shutil.copytree(COMPLETE, tmp_path, dirs_exist_ok=True)
    column = "{indicator: answered-in-time, part: minutes, take: median}"
    shapes = f"log:\n  date: [Received]\n  columns:\n    Minutes: {column}\n"
    (tmp_path / "data/measures").mkdir(exist_ok=True)
    (tmp_path / "data/measures/shapes.yml").write_text(shapes, encoding="utf-8")
    plan = tmp_path / "data/plans/institution.yml"
    formula = "  answered-in-time:\n    formula: against-promise\n    promise: insult\n"
    plan.write_text(plan.read_text(encoding="utf-8").replace("  answered-in-time:\n", formula), encoding="utf-8")
    guide = load_guide(tmp_path, today=TODAY, store=MEMORY)
    # Two messages of one day took as long; the last day of the month ends it.
    log = "Received,Minutes\n2026-09-01,12\n2026-09-01,12\n2026-09-12,74\n2026-09-20,2000\n2026-10-01,5\n"
    made = read(log, "log", guide=guide)
    assert [(str(one.day), one.part, one.value) for one in made.added] == [("2026-09-30", "minutes", 43)]
    assert made.partial == ("2026-10",)


def test_the_input_is_a_table_too(root: Path) -> None:
    arguments = ["measures", "import", "-", "--yes", "--root", str(root), "--today", TODAY.isoformat()]
    result = CliRunner().invoke(main, arguments, input=HEAD + "2026-11-01,followers,x-main,3400\n")
    assert result.exit_code == 0, result.output
    assert "2026-11-01,followers,x-main,3400" in (root / "data/measures/2026.csv").read_text(encoding="utf-8")


def test_a_note_on_a_value_that_is_there_is_kept(root: Path) -> None:
    row = "date,indicator,account,value,note\n2026-10-31,followers,x-main,{}\n"
    assert run(root, row.format("3350,una tempesta"), "--yes").exit_code == 0
    path = root / "data/measures/2026.csv"
    assert "2026-10-31,followers,x-main,3350,una tempesta\n" in path.read_text(encoding="utf-8")
    assert "There is nothing new in it" in run(root, row.format("3350,una tempesta"), "--yes", "--lang", "en").output
    # A value that is corrected keeps both notes.
    assert run(root, row.format("3352,recompte"), "--yes").exit_code == 0
    assert "3352,una tempesta; recompte; abans: 3350 (—)," in path.read_text(encoding="utf-8")


def test_the_rows_that_do_not_change_stay_as_they_are_to_the_byte(root: Path) -> None:
    path = root / "data/measures/2026.csv"
    rows = '2026-10-31 , followers,"x-main",3350.0\r\n"2026-10-31",answered-in-time,,72.50\r\n\r\n'
    rows += "2026-09-30,followers,x-main,3300"
    path.write_bytes(f"date, indicator,account,value\r\n{rows}".encode())
    assert run(root, HEAD + "2026-11-01,followers,x-main,3400\n", "--yes").exit_code == 0
    added_ = "2026-11-01,followers,x-main,3400,plain: table.csv\r\n"
    assert path.read_bytes().decode() == f"date, indicator,account,value,source\r\n{rows}\r\n{added_}"
    assert CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY.isoformat()]).exit_code == 0


def test_a_jump_is_asked_and_taken_once_it_is_confirmed(root: Path) -> None:
    text = HEAD + "2026-11-01,followers,x-main,33510\n"
    asked = run(root, text, "--yes", "--lang", "en")
    assert asked.exit_code == 1
    assert "33510 is ten times as high or as low as 3350 (2026-10-31)" in asked.output
    assert run(root, text, "--yes", "--confirm-jumps").exit_code == 0


def test_daily_rows_of_a_monthly_indicator_are_combined_as_it_says_or_asked() -> None:
    rows = "".join(f"2026-10-{one:02},followers,x-main,{one}\n" for one in range(1, 32))
    monthly = {
        says: with_followers("frequency: monthly", f"temporal_aggregation: {says}") for says in ("sum", "mean", "none")
    }
    # The month has a value already, under its last day, which these correct.
    for says, value in (("sum", 496), ("mean", 16)):
        made = read(HEAD + rows, options=Options(jumps=True), guide=monthly[says])
        assert [(row.value, one.value, one.rows) for row, one in made.changed] == [(3350, value, 31)]
    assert refused(read(HEAD + rows, guide=MONTHLY)) == [(32, "several")]
    assert refused(read(HEAD + rows, guide=monthly["none"])) == [(32, "one-only")]


def test_a_value_of_a_period_that_has_one_is_asked() -> None:
    assert refused(read(HEAD + "2026-10-15,followers,x-main,3345\n", guide=MONTHLY)) == [(2, "there-already")]


def test_of_how_many_cases_a_percentage_was_taken_is_kept() -> None:
    made = read("date;indicator;value;n\n2026-11-01;answered-in-time;72,5;1.240\n", guide=MONTHLY)
    assert [(one.value, one.n) for one in made.added] == [(72.5, 1240)]
    assert b"2026-11-01,answered-in-time,,72.5" in (file := dict(written(MONTHLY, made, ""))["data/measures/2026.csv"])
    assert file.startswith(b"date,indicator,account,value,source,n\n")
    assert refused(read("date,indicator,value,n\n2026-11-01,answered-in-time,72.5,many\n")) == [(2, "bad-figure")]
