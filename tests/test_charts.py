"""Charts and tables of plans: what is drawn, what is said of it, and what is exported."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from conftest import TESTS, TODAY
from guiaviva import workers
from guiaviva.facts.schema import Indicator, Peer
from guiaviva.guide import Guide, load_guide
from guiaviva.locales import locale_code
from guiaviva.measures import series_of, state_of
from guiaviva.reading import files
from guiaviva.site.charts import PLOT, bullet, draw, drawing
from guiaviva.site.cleaning import clean
from guiaviva.site.elements import h
from guiaviva.site.exports.plans import files as exported
from guiaviva.site.exports.plans import table as csv_of
from guiaviva.site.html import elements
from guiaviva.views import all_views, charts
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.indicators import latest_peers
from guiaviva.views.sheets import Sheet
from memory import MEMORY, Memory

COMPLETE = TESTS / "guides" / "complete"
PLAN = "data/plans/institution.yml"
HEAD = "date,indicator,account,value,note,breaks\n"
# What a process of its own finds modules by.
PATHS = os.pathsep.join(sys.path)
# Of this indicator of the complete guide: 3,200 on 1 January 2026, 4,000 wanted by 31 December 2027.
FOLLOWERS = "followers"


def guide(rows: str = "", plan: Mapping[str, str] | None = None, head: str = HEAD) -> Guide:
    """Return the complete guide with rows of measures, and with texts of its plan changed."""
    text = (COMPLETE / PLAN).read_text(encoding="utf-8")
    for old, new in (plan or {}).items():
        assert old in text
        text = text.replace(old, new)
    overlay = {PLAN: text.encode(), "data/measures/2026.csv": (head + rows).encode()}
    return load_guide(files.Folder(COMPLETE, overlay), today=TODAY, store=MEMORY)


def rows(*values: tuple[str, object], indicator: str = FOLLOWERS) -> str:
    return "".join(f"{day},{indicator},,{value},,no\n" for day, value in values)


def context(of: Guide, language: str = "en", block: str = "indicators institution") -> Context:
    return Context(of, language, "plans/institution", block)


def chart(of: Guide, language: str = "en", indicator: str = FOLLOWERS) -> v.Chart:
    series = next(one for one in series_of(of, of.facts.plans["institution"]) if one.indicator == indicator)
    return charts.chart(context(of, language), series, state_of(series, of.today))


def html(of: Guide, block: str, language: str = "en") -> str:
    views = all_views()[block](context(of, language, f"{block} institution"))
    root = h("div", {}, [elements(view) for view in views])
    draw(root, MEMORY)
    return "".join(tostring(one, encoding="unicode") for one in root)


def marks(plot: v.Plot, key: str) -> list[v.Mark]:
    return [mark for mark in plot.marks if mark.key == key]


def drawn(*shown: v.Mark, form: v.PlotForm = "series", language: str = "en") -> Element:
    """Return the drawing of marks."""
    root = h("div", {}, drawing(v.Plot(form, shown, language, locale_code(guide().model.words, language)), "Any"))
    draw(root, MEMORY)
    return root[0]


def group(of: Element, name: str) -> list[Element]:
    """Return what a drawing has of some name, without the groups that say so."""
    found = [one for one in of.iter() if one.get("class") == f"guia-plot-{name}"]
    return [child for one in found for child in ([*one] if one.tag == "g" else [one])]


def texts(of: Element, name: str = "label") -> list[str]:
    return ["".join(one.itertext()) for one in group(of, name)]


STEADY = rows(("2026-03-31", 3300), ("2026-06-30", 3350), ("2026-09-30", 3584))


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "Grew 12%: 3,200 (1 January 2026) → 3,584 (30 September 2026).",
                "416 short of the target: 4,000 (31 December 2027).",
                "Due on 30 September 2026, on the way to the target: 3,498.",
            ),
        ),
        (
            "ca",
            (
                "Ha crescut un 12 %: 3.200 (1 de gener de 2026) → 3.584 (30 de setembre de 2026).",
                "En falten 416 per arribar a la fita: 4.000 (31 de desembre de 2027).",
                "En el camí cap a la fita, el que tocava (30 de setembre de 2026): 3.498.",
            ),
        ),
        (
            "es",
            (
                "Ha crecido un 12 %: 3.200 (1 de enero de 2026) → 3.584 (30 de septiembre de 2026).",
                "Faltan 416 para llegar a la meta: 4.000 (31 de diciembre de 2027).",
                "En el camino hacia la meta, lo que tocaba (30 de septiembre de 2026): 3.498.",
            ),
        ),
    ],
)
def test_a_chart_says_in_words_what_is_to_be_seen(language: str, sentences: tuple[str, ...]) -> None:
    said = [re.sub(r"[\u00a0\u202f]", " ", one) for one in chart(guide(STEADY), language).sentences]
    assert tuple(said) == sentences


@pytest.mark.parametrize(
    ("plan", "values", "expected"),
    [
        ({"value: 4000": "value: 3584"}, ("2026-09-30", 3584), "The target is met: 3,584 (31 December 2027)."),
        ({"value: 4000": "value: 3201"}, ("2026-09-30", 3200), "1 short of the target: 3,201 (31 December 2027)."),
        ({}, ("2026-09-30", 3200), "Unchanged since 1 January 2026: 3,200 (30 September 2026)."),
        # Nothing is divided by nothing.
        ({"value: 3200": "value: 0"}, ("2026-09-30", 12), "From 0 (1 January 2026) to 12 (30 September 2026)."),
        ({"value: 4000": "value: 3000"}, ("2026-09-30", 3100), "Fell 3.1%: 3,200 (1 January 2026) → 3,100"),
        ({"value: 4000": "value: 3000"}, ("2026-09-30", 3100), "100 above the target: 3,000 (31 December 2027)."),
    ],
)
def test_what_is_said_fits_how_the_measures_go(plan: dict[str, str], values: tuple[str, int], expected: str) -> None:
    assert expected in " ".join(chart(guide(rows(values), plan)).sentences)


@pytest.mark.parametrize(("value", "points"), [(62, "Rose 1 point: 61%"), (60.5, "Fell 0.5 points: 61%")])
def test_shares_change_by_points(value: float, points: str) -> None:
    name = "name: {ca: Respostes a temps"
    shares = guide(rows(("2026-10-31", value), indicator="answered-in-time"), {name: f"unit: {{en: '%'}}\n    {name}"})
    assert chart(shares, indicator="answered-in-time").sentences[0].startswith(points)


def test_a_target_that_was_reached_late_says_both_days() -> None:
    target = {"target: {value: 4000, date: 2027-12-31}": "target: {value: 4000, date: 2026-06-30}"}
    said = chart(guide(rows(("2026-06-30", 3900), ("2026-09-30", 4100)), target)).sentences
    assert "On the date of the target, 30 June 2026, it stood at 3,900 (30 June 2026)." in said
    assert "The target was reached late: 4,100 (30 September 2026)." in said


def test_an_indicator_without_a_baseline_says_so() -> None:
    of = guide(rows(("2026-06-30", 3900)), {"    baseline: {value: 3200, date: 2026-01-01}\n": ""})
    assert chart(of).sentences[0] == "It has no baseline: how far it has come cannot be said."


def test_accounts_that_the_start_did_not_have_are_named() -> None:
    table = "2026-01-01,followers,x-main,3200,,\n2026-09-30,followers,x-main,3250,,\n"
    of = guide(table + "2026-09-30,followers,instagram-culture,900,,\n", {"quarterly": "quarterly\n    combine: sum"})
    said = next(one for one in chart(of).sentences if one.startswith("Counted now, and not at the start: Instagram"))
    assert said.endswith("Without these it would stand at 3,250: At risk.")


def test_the_number_of_cases_stands_beside_a_value() -> None:
    head = "date,indicator,account,value,n\n"
    made = chart(guide("2026-09-30,answered-in-time,,72,120\n", head=head), indicator="answered-in-time")
    assert dict(made.keys)["now"] == "72 (n = 120) (30\u00a0Sept\u00a02026)"


def test_a_gap_and_a_break_end_a_line_and_are_said() -> None:
    days = [("2026-01-31", 62), ("2026-02-28", 63), ("2026-05-31", 66), ("2026-06-30", 67)]
    text = rows(*days, indicator="answered-in-time") + "2026-07-31,answered-in-time,,50,New tool,yes\n"
    text += rows(("2026-08-31", 52), indicator="answered-in-time")
    of = guide(text)
    made = chart(of, indicator="answered-in-time")
    assert [mark.run for mark in marks(made.plot, "measured")] == [0, 0, 1, 1, 2, 2]
    # The way that is asked for begins anew at the break.
    assert [str(mark.day) for mark in marks(made.plot, "path")] == ["2026-07-31", "2027-12-31"]
    assert "A figure is missing between 28 February 2026 and 31 May 2026." in made.sentences
    assert "On 31 July 2026 what is counted changed: earlier figures do not compare." in made.sentences
    picture = drawn(*made.plot.marks)
    # Each kind of line is explained, with the day of what it marks.
    assert dict(made.keys)["path"] == "Way to the target"
    assert dict(made.keys)["break"] == "What is counted changed: 31\u00a0Jul\u00a02026"
    assert len(group(picture, "line")) == 3
    assert [len(group(picture, name)) for name in ("break", "until", "target", "baseline", "now")] == [1] * 5
    # Growth is counted from the break on.
    assert made.sentences[0].startswith("Grew 4%: 50")
    assert [cells[-1][1] for _, cells in made.table.rows()][1] == (
        "What is counted changed",
        "; ",
        v.Foreign("New tool", of.source_language),
    )


OTHER = """objectives:
  grow:
    statement: {ca: "Créixer.", es: "Crecer.", en: "Grow."}
    serves: {ca: Atenció ciutadana, es: Atención ciudadana, en: Citizen service}
    audiences: [neighbours]
    deadline: 2027-12-31
    owner: digital-content-lead
    indicators: [followers]
"""


def test_where_objectives_stand_is_seen_without_opening_anything_the_worst_first() -> None:
    of = guide(
        rows(("2026-09-30", 3201)) + rows(("2026-09-30", 79), indicator="answered-in-time"), {"objectives:\n": OTHER}
    )
    shown = html(of, "dashboard").replace("\u00a0", " ")
    table = shown.index("guia-dashboard")
    assert shown.rfind("<details", 0, table) == -1
    assert table < shown.index("Grow.") < shown.index("Answer in time.")
    assert re.search(r"<strong>3,201</strong> \(30 Sept 2026\)</div><div>Target: 4,000 \(31 Dec 2027\)", shown)
    # The charts are opened by what each objective says, with its state.
    charts = html(of, "indicators")
    assert re.search(r'<summary>Grow. <span class="guia-help"><span [^>]*>At risk</span> · 1 chart</span>', charts)


def test_the_status_of_a_guide_shows_its_plans() -> None:
    shown = html(guide(STEADY + rows(("2026-10-31", 79), indicator="answered-in-time")), "status").replace(
        "\u00a0", " "
    )
    plans = shown[shown.index("guia-plans") : shown.index("guia-coverage")]
    assert "31 Oct 2026" in plans
    assert re.search(r"On track</span>: 1.*Measure: Replies in time.*15 Dec 2026", plans)
    assert "Not measured yet" in plans


def test_a_plan_without_measures_is_shown_without_charts() -> None:
    shown = html(guide(), "indicators")
    assert "<svg" not in shown
    assert "guia-state" not in shown


def test_measures_that_make_no_line_are_not_drawn_as_one() -> None:
    # A monthly figure is missing between them.
    apart = rows(("2026-02-28", 63), ("2026-05-31", 66), indicator="answered-in-time")
    assert "guia-spark" not in html(guide(apart), "indicators")
    assert "guia-spark" in html(guide(apart + rows(("2026-06-30", 67), indicator="answered-in-time")), "indicators")


def test_accounts_that_make_one_figure_have_a_chart_each() -> None:
    of = guide()
    first, second = list(of.facts.accounts)[:2]
    text = "".join(
        f"{day},{FOLLOWERS},{key},{value},,no\n"
        for day, value in (("2026-03-31", 1600), ("2026-06-30", 1700))
        for key in (first, second)
    )
    type_ = "    type: growth\n"
    accounts = f"{type_}    accounts: [{first}, {second}]\n    combine: sum\n"
    made = chart(guide(text, {type_: accounts}))
    assert made.keys[0] == ("now", "3,400 (30\u00a0Jun\u00a02026)")
    assert made.multiples
    assert [part.keys[0][1] for part in made.multiples.parts] == ["1,700 (30\u00a0Jun\u00a02026)"] * 2
    assert len(made.table.columns) == 4
    # On one scale, equal values are equally high.
    assert made.multiples.scale == "All on one scale, from 0 to 1,700."
    places = [group(drawn(*part.plot.marks, form="part"), "now")[0].get("transform") for part in made.multiples.parts]
    assert len(set(places)) == 1
    assert [[mark.value for mark in marks(part.plot, "end")] for part in made.multiples.parts] == [[0, 1700]] * 2


@pytest.mark.parametrize("block", ["dashboard", "indicators", "calendar", "reach", "logic", "plans"])
def test_what_is_drawn_has_no_style_and_no_script_and_stays_as_it_is(block: str) -> None:
    of = guide(STEADY, {"Participatory budget}": "Participatory budget}\n    months: [3, 4]"})
    shown = html(of, block)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|url\(|<image|<use|<foreignObject|xlink", shown)
    assert PLOT not in shown
    assert not re.search(r"\s(?:fill|stroke|font|opacity)[\w-]*=", shown)
    ids = re.findall(r"\sid=\"([^\"]+)", shown)
    assert len(set(ids)) == len(ids)
    # Nothing is taken from it when the page is sanitized, and the same guide gives the same drawing.
    cleaned = clean(shown)
    for name in ("svg", "g", "text", "line", "path", "figure"):
        assert cleaned.count(f"<{name}") == shown.count(f"<{name}")
    for name in ("viewBox", "transform", "d", "x2", "y2", "text-anchor", "aria-label", "class", "id"):
        assert cleaned.count(f" {name}=") == shown.count(f" {name}=")
    assert html(of, block) == shown


def test_every_drawing_has_a_name() -> None:
    for block in ("dashboard", "indicators"):
        for tag in re.findall(r"<svg[^>]*>", html(guide(STEADY), block)):
            assert 'aria-hidden="true"' in tag or re.search(r'role="img" aria-label="[^"]+"', tag), tag


def test_what_is_worked_out_is_shown_with_its_parts_or_why_it_is_not() -> None:
    measured = [("2026-03-31", 100, 7), ("2026-06-30", 100, 6), ("2026-09-30", 100, 0)]
    text = "".join(
        f"{day},{FOLLOWERS},,interactions,{done}\n{day},{FOLLOWERS},,posts,{posts}\n" for day, done, posts in measured
    )
    type_ = "    type: growth\n"
    formula = {type_: f"{type_}    formula: rate-per-post\n"}
    of = guide(text, formula, "date,indicator,account,part,value\n")
    shown = html(of, "indicators")
    # 100 by 7 has no end.
    assert all(one in shown for one in ("14.29", "16.67", "Interactions", "interactions ÷ posts"))
    assert "cannot be worked out for 30 September 2026" in shown
    measures = dict(exported(of, "en"))["en/plans/institution/measures.csv"]
    assert "2026-06-30,Followers,,Posts,6,,,,followers\r\n" in str(measures)


def test_a_gap_of_the_logic_is_said_where_it_is() -> None:
    lacking = guide("", {"objectives: [answer-in-time]\n": "objectives: []\n", "networks: [x]\n": "networks: []\n"})
    shown = html(lacking, "logic")
    assert "1 gap" in shown
    assert "No network" in shown
    assert "not reached" in shown
    assert "without a gap" in html(guide(), "logic")


def test_a_gap_of_the_reach_is_counted_where_it_is_folded() -> None:
    whole = html(guide(), "reach")
    assert "without a gap" in whole
    assert "guia-reach" in whole
    # An audience on no network, and a network for no audience.
    nobody = {"    networks: [x]\n": "    networks: []\n", "    audiences: [residents]\n": "    audiences: []\n"}
    assert "2 gaps" in html(guide("", nobody), "reach")


def test_since_when_there_is_no_data_is_said_alike_everywhere() -> None:
    of = guide(rows(("2026-02-28", 3300)) + rows(("2026-02-28", 63), indicator="answered-in-time"))
    since = "No data since 28 February 2026"
    assert chart(of).state.text == since
    assert since in html(of, "indicators")
    assert since in html(of, "dashboard")
    files = dict(exported(of, "en"))
    assert since in str(files["en/plans/institution/indicators.csv"])
    assert since in str(files["en/plans/institution/objectives.csv"])


def test_the_months_of_the_calendar_are_named() -> None:
    of = guide("", {"Participatory budget}": "Participatory budget}\n    months: [3, 12]"})
    assert 'aria-label="March, December"' in html(of, "calendar")


# As exact as data may be.
values = st.integers(-(10**12), 10**12).map(lambda number: number / 10**6)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(days, values), min_size=1, max_size=4), st.sampled_from(["ca", "ja", "ar"]))
def test_a_scale_holds_all_values_on_few_lines(measured: list[tuple[date, float]], language: str) -> None:
    shown = [v.Mark("measured", day, value, 0) for day, value in sorted(measured)]
    root = h("div", {}, drawing(v.Plot("series", tuple(shown), language), "Any"))
    draw(root)
    assert len(group(root, "grid")) <= 10
    assert len(group(root, "tick")) <= 10
    box = [float(one) for one in str(root[0].get("viewBox")).split()]
    assert box == [0, 0, 288, 170]
    # Every measure has its mark, in the drawing.
    places = [place(one) for one in group(root, "measured")]
    assert len(places) == len(shown)
    assert all(0 <= x <= 288 and 0 <= y <= 170 for x, y in places)


def place(mark: Element) -> tuple[float, float]:
    """Return where a mark is in its group, which is somewhat to the right and below."""
    x, y = re.findall(r"-?[\d.]+", str(mark.get("transform")))
    return float(x), float(y)


MONTHLY = [v.Mark("measured", date(2026, month, 28), 12000.5 * month, 0) for month in range(2, 12)]


@pytest.mark.parametrize(
    ("language", "months", "numbers"),
    [
        ("ca", ["abr. del 2026", "jul.", "oct."], ["0", "50.000", "100.000", "150.000"]),
        ("es", ["abr 2026", "jul", "oct"], ["0", "50.000", "100.000", "150.000"]),
        ("en", ["Apr 2026", "Jul", "Oct"], ["0", "50,000", "100,000", "150,000"]),
        ("eu", ["2026 api.", "uzt.", "urr."], ["0", "50.000", "100.000", "150.000"]),
        ("gl", ["abr. de 2026", "xul.", "out."], ["0", "50.000", "100.000", "150.000"]),
        ("oc", ["abr. 2026", "jul.", "oct."], ["0", "50 000", "100 000", "150 000"]),
        ("fr", ["avr. 2026", "juil.", "oct."], ["0", "50 000", "100 000", "150 000"]),
        ("pt", ["abr. de 2026", "jul.", "out."], ["0", "50 000", "100 000", "150 000"]),
        ("ar", ["أبريل 2026", "يوليو", "أكتوبر"], ["0", "50,000", "100,000", "150,000"]),
        ("ja", ["2026年4月", "7月", "10月"], ["0", "50,000", "100,000", "150,000"]),
        ("hi", ["अप्रैल 2026", "जुल॰", "अक्टू॰"], ["0", "50,000", "1,00,000", "1,50,000"]),
        # Of which nothing is known: as in English.
        ("tlh", ["Apr 2026", "Jul", "Oct"], ["0", "50,000", "100,000", "150,000"]),
    ],
)
def test_months_and_numbers_are_in_the_language(language: str, months: list[str], numbers: list[str]) -> None:
    labels = texts(drawn(*MONTHLY, v.Mark("zero", value=0), language=language))
    assert [re.sub(r"[\u00a0\u202f]", " ", one) for one in labels] == months + numbers


@pytest.mark.parametrize("language", ["ca", "en", "fr", "hi", "oc"])
def test_a_number_on_a_scale_is_written_as_in_the_text(language: str) -> None:
    wanted = [Context(guide(), language).number(value) for value in (-0.2, 0, 0.2, 0.4)]
    shown = [v.Mark("measured", date(2026, 1, 31), -0.2, 0), v.Mark("measured", date(2026, 2, 28), 0.4, 0)]
    assert texts(drawn(*shown, language=language))[-4:] == wanted


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2026, 3, 2), date(2026, 3, 25), ["Mar 8", "Mar 15", "Mar 22"]),
        (date(2026, 10, 20), date(2027, 4, 20), ["2027", "Apr"]),
        (date(2018, 5, 1), date(2027, 4, 20), ["2020", "2022", "2024", "2026"]),
        (date(2026, 3, 2), date(2026, 3, 2), []),
    ],
)
def test_times_are_said_as_finely_as_they_are_apart(first: date, last: date, labels: list[str]) -> None:
    shown = [v.Mark("measured", day, 5, 0) for day in (first, last)]
    assert texts(drawn(*shown, v.Mark("zero", value=0)))[: len(labels)] == labels


def test_the_names_of_months_are_those_of_the_language_whatever_others_were_asked_for() -> None:
    # In a process of its own: Babel keeps what it was asked for.
    program = (
        "from guiaviva.locales import calendar_of\n"
        "names = [calendar_of(one)['months']['stand-alone']['abbreviated'][1] for one in ('ro', 'ja', 'it', 'eu')]\n"
        "assert names == ['ian.', '1月', 'gen', 'urt.'], names"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(("value", "cut"), [(3584, True), (900, False)])
def test_a_scale_that_does_not_begin_at_nothing_is_marked_and_said(value: int, cut: bool) -> None:
    made = chart(guide(rows(("2026-09-30", value))))
    picture = drawn(*made.plot.marks)
    assert [len(group(picture, name)) for name in ("cut", "zero")] == [cut, not cut]
    assert ("cut", "The scale does not begin at zero.") in made.keys or not cut


@pytest.mark.parametrize(("unit", "target"), [("people", "4,000 people"), ("%", "4,000%")])
def test_values_and_scales_have_their_unit(unit: str, target: str) -> None:
    of = guide(STEADY, {"    type: growth\n": f"    type: growth\n    unit: {{en: '{unit}'}}\n"})
    made = chart(of)
    assert texts(drawn(*made.plot.marks), "unit") == [unit]
    assert dict(made.keys)["target"] == f"Target: {target} (31\u00a0Dec\u00a02027)"
    value = target.replace("4,000", "3,584")
    # In short, for a telephone, a row says the state, the figure and what is wanted, each with its day.
    way = f"On track</span> · {value} (30 Sept 2026) → {target} (31 Dec 2027)</span>"
    assert way in html(of, "indicators").replace("\u00a0", " ")


def test_what_was_drawn_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Memory()
    wanted = v.Plot("spark", (v.Mark("now", date(2026, 1, 1), 3),))
    first, second = (h("div", {}, drawing(wanted, "Any")) for _ in range(2))
    draw(first, store)
    monkeypatch.setattr("guiaviva.site.charts._all_drawn", lambda _: pytest.fail("It is in the store."))
    draw(second, store)
    assert tostring(first) == tostring(second)


@pytest.mark.skipif(not workers.CAN_FORK, reason="the work is shared on Linux alone")
def test_a_process_that_is_forked_after_a_drawing_draws_too() -> None:
    def job(value: float) -> str:
        root = h("div", {}, bullet(v.Bullet("Any", value, None)))
        draw(root)
        return tostring(root, encoding="unicode")

    here = job(0.25)
    assert workers.run([lambda: job(0.25), lambda: job(0.25)], 2) == [here, here]


def test_without_measures_nothing_that_draws_is_loaded() -> None:
    program = (
        "import sys\nfrom test_charts import guide, html\n"
        "assert 'guia-months' in html(guide('', {'Participatory budget}': 'Participatory budget}\\n    months: [3]'}),"
        " 'calendar')\n"
        "html(guide(), 'indicators')\nassert 'vl_convert' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=TESTS, env={**os.environ, "PYTHONPATH": PATHS})


@pytest.mark.parametrize(
    ("done", "expected", "places"),
    [(0.5, 0.25, "M1.5,4h58.5v6h-58.5Z"), (-0.4, None, "M1.5,4h0v6h0Z"), (1.4, 1.4, "M1.5,4h117v6h-117Z")],
)
def test_a_bullet_is_never_outside_of_its_way(done: float, expected: float | None, places: str) -> None:
    root = h("div", {}, bullet(v.Bullet("Any", done, expected)))
    draw(root, MEMORY)
    assert [one.get("d") for one in group(root, "done")] == [places]
    assert len(group(root, "expected")) == (expected is not None)


def test_an_account_that_is_closed_ends_with_a_cross() -> None:
    shown = [v.Mark("measured", date(2026, 1, 31), 3, 0), v.Mark("closed", date(2026, 1, 31), 3)]
    assert len(group(drawn(*shown, form="part"), "closed")) == 1


def test_who_acts_next_is_said_with_the_day() -> None:
    shown = html(guide(rows(("2026-09-30", 3201))), "dashboard")
    assert "At risk" in shown
    assert "Decide what changes, since it is behind: Answer in time." in shown
    assert "Measure: Replies in time" in shown
    assert "(overdue)" in shown


ENDS = {"end: 2027-12-31": "end: 2026-12-20", "deadline: 2027-12-31": "deadline: 2026-12-20"}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (ENDS, "20 Dec 2026"),
        ({**ENDS, "end: 2027-12-31": "end: 2026-11-20"}, "20 Nov 2026 (overdue)"),
        ({**ENDS, "end: 2027-12-31": "end: 2026-12-26"}, ""),
        ({}, ""),
    ],
)
def test_whoever_owns_a_plan_writes_its_evaluation_when_it_ends(plan: dict[str, str], said: str) -> None:
    shown = html(guide(plan=plan), "dashboard").replace("\u00a0", " ")
    command = "Write the evaluation of the plan: guia report institution --period 2026"
    assert (command in shown) == bool(said)
    assert said in shown


def test_of_what_was_measured_long_ago_it_is_said_since_when_nothing_is_known() -> None:
    shown = html(guide(rows(("2026-04-30", 3900))), "indicators")
    assert "No data since 30 April 2026" in shown
    assert "On track" not in shown


@pytest.mark.parametrize(("day", "peers"), [("2026-06-30", ["A", "B"]), ("2026-01-31", ["A"]), ("2025-01-01", [])])
def test_of_each_of_the_others_the_latest_figure_of_a_day_counts(day: str, peers: list[str]) -> None:
    given = [("A", 3, "2026-06-30"), ("A", 2, "2026-01-31"), ("B", 5, "2026-06-01"), ("A", 1, "2025-12-31")]
    made = [
        Peer.model_construct(
            name=name, names=None, value=value, date=date.fromisoformat(when), source="https://a.example"
        )
        for name, value, when in given
    ]
    found = latest_peers(Indicator.model_construct(peers=made), date.fromisoformat(day))
    assert [one.name for one in found] == peers
    assert {one.value for one in found if one.name == "A"} <= {3 if day == "2026-06-30" else 2}


def test_others_are_beside_what_was_ours_on_that_day() -> None:
    peers = "    frequency: quarterly\n    peers: [{name: Vila, value: 900, date: 2026-07-15, source: 'https://a.example'}]\n"
    of = guide(STEADY, {"    frequency: quarterly\n": peers})
    shown = html(of, "indicators")
    assert "Compared with other institutions" in shown
    assert re.search(r'href="https://a.example"[^>]*>Vila<', shown)
    assert re.search(r"900.*15\u00a0Jul\u00a02026.*3,350.*30\u00a0Jun\u00a02026", shown, re.DOTALL)
    assert "Followers,Vila,900,,2026-07-15,https://a.example\r\n" in str(
        dict(exported(of, "en"))["en/plans/institution/peers.csv"]
    )


# Exports.


def test_every_table_of_a_plan_is_a_file_and_all_are_a_workbook() -> None:
    made = dict(exported(guide(STEADY), "en"))
    beside = [path for path in made if path.startswith("en/plans/institution/")]
    names = ["objectives", "audiences", "networks", "indicators", "measures", "calendar", "resources", "risks"]
    wanted = [*(f"{one}.csv" for one in names), "institution.xlsx"]
    assert beside == [f"en/plans/institution/{name}" for name in wanted]
    measures = made["en/plans/institution/measures.csv"]
    assert isinstance(measures, str)
    assert "2026-09-30,Followers,,3584,,,,followers\r\n" in measures
    workbook = made["en/plans/institution/institution.xlsx"]
    assert isinstance(workbook, bytes)
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        assert sum(name.startswith("xl/worksheets/sheet") for name in parts.namelist()) == len(names)
    assert dict(exported(guide(STEADY), "en")) == made


def test_a_workbook_says_where_objectives_stand_first_and_shares_in_per_cent() -> None:
    made = dict(exported(guide(STEADY + rows(("2026-10-31", 79), indicator="answered-in-time")), "en"))
    book = load_workbook(io.BytesIO(bytes(made["en/plans/institution/institution.xlsx"])))
    assert book.properties.title == "Plan of the institution"
    objective = [str(cell.value).replace("\u00a0", " ") for cell in book.worksheets[0][5]]
    deciding = "Followers: 3,584 (30 Sept 2026) → 4,000 (31 Dec 2027)"
    assert objective[:3] == ["Answer in time.", "On track", deciding]
    indicators = {cell.value: cell for cell in book["Indicators"][4]}
    done = book["Indicators"].cell(5, indicators["Way done"].column)
    assert (done.value, done.number_format) == (0.621, "0%")


def test_a_text_that_looks_like_a_formula_is_not_calculated() -> None:
    sheet = Sheet("any", ("Name", "Value"), (('=HYPERLINK("x")', -3.0), ("a,b", 2.5)))
    assert csv_of(sheet) == '\ufeffName,Value\r\n"\'=HYPERLINK(""x"")",-3\r\n"a,b",2.5\r\n'
