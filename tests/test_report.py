"""`guia report`: the evaluation of a plan, from its measures to a page that is published in every language."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guiaviva.commands import main
from guiaviva.commands.report import report_pages
from guiaviva.errors import CannotJudgeError
from guiaviva.evaluation import period_of
from guiaviva.guide import Guide, load_guide
from guiaviva.judgement import judge
from guiaviva.reading.files import Folder
from guiaviva.views import all_views
from guiaviva.views.context import Context
from memory import MEMORY
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 26)
DONE = {"ca": "El servei ho ha explicat.", "es": "El servicio lo ha explicado.", "en": "The service has explained it."}
PROMPT = re.compile(r"\[(?:per completar|por completar|to be completed): [^\]]*\]")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    require_demonstration()
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "translations.yml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments, "--root", str(root), "--today", TODAY.isoformat()])


def publish(root: Path, paths: list[str]) -> None:
    for path in paths:
        text = (root / path).read_text(encoding="utf-8")
        assert "status: draft\n" in text
        (root / path).write_text(text.replace("status: draft\n", ""), encoding="utf-8")


def completed(text: str, said: str) -> str:
    """Return a page with what people write; of a note that is to be translated, its figures are kept."""
    return PROMPT.sub(lambda prompt: " ".join((said, *re.findall(r"\d+", prompt[0]))), text)


def found(root: Path) -> list[str]:
    # To answer the queries of the search takes longer than all the rest.
    guide = load_guide(Folder(root, {"data/queries.yml": None}), today=TODAY, store=MEMORY)
    return [f"{one.path} {one.rule}" for one in judge(guide, MEMORY).diagnostics("en") if one.level != "advice"]


@pytest.mark.parametrize(
    ("text", "start", "end", "before"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2025-01-01"),
        ("2026-H1", "2026-01-01", "2026-06-30", "2025-07-01"),
        ("2026-h2", "2026-07-01", "2026-12-31", "2026-01-01"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2025-10-01"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "2026-07-01"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028-01-01"),
        ("2026-12", "2026-12-01", "2026-12-31", "2026-11-01"),
    ],
)
def test_period(text: str, start: str, end: str, before: str) -> None:
    period = period_of(text)
    assert (str(period.start), str(period.end), str(period.before.start)) == (start, end, before)
    assert (period.start - period.before.end).days == 1


@pytest.mark.parametrize("text", ["", "2026-H3", "2026-Q5", "2026-13", "26", "2026-H2-x", "H2-2026"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(CannotJudgeError, match="bad-period"):
        period_of(text)


def test_a_report_is_written_refused_completed_and_published_in_every_language(root: Path) -> None:
    result = run(root, "institution", "--period", "2026-H2")
    paths = [f"docs/{language}/evaluation/institution-2026-h2.md" for language in DONE]
    assert result.stdout.split() == paths
    # The period is not over on that day.
    assert "31 de desembre de 2026" in result.stderr
    # A draft stops nothing.
    assert found(root) == []
    publish(root, paths)
    refused = found(root)
    # Nobody has read it yet, or signed the new translations off.
    to_do = ("placeholder-text", "unrecorded-translation", "page-not-reviewed")
    others = {one for one in refused if not one.endswith(to_do)}
    assert others == set()
    assert {one.split()[0] for one in refused} == set(paths)
    for language, path in zip(DONE, paths, strict=True):
        text = (root / path).read_text(encoding="utf-8")
        text = completed(text, DONE[language]).replace("\nreviewed:\n", f"\nreviewed: {TODAY}\n")
        (root / path).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["translated", "evaluation/institution-2026-h2", "--root", str(root)])
    assert done.exit_code == 0
    assert found(root) == []
    # Nothing is written over it.
    again = run(root, "institution", "--period", "2026-H2", "--lang", "en")
    assert again.exit_code == 2
    assert "already exists" in again.output


def test_figures_are_written_as_each_language_writes_them() -> None:
    pages = dict(report_pages(load_guide(ROOT, today=TODAY, store=MEMORY), "institution", "2026-H2"))
    rows = {
        path: next(line for line in text.splitlines() if "#indicator-followers" in line) for path, text in pages.items()
    }
    cells = {path.split("/")[1]: [cell.strip() for cell in row.split("|")[2:-1]] for path, row in rows.items()}
    # From 7,600 at the start to 8,410: 810 of 7,600 are 11%, as the chart says, too.
    # The day of a figure that is not of the last day is said; every date stays on one line.
    en = ["7,600", "7,922", "8,410", "+11% (since 31 Dec 2025)", "9,000 (15 Jun 2027)", "On track"]
    ca = ["7.600", "7.922", "8.410", "+11 % (des del 31 des. 2025)", "9.000 (15 juny 2027)", "Va bé"]
    assert {one: [cell.replace("\xa0", " ") for cell in cells[one]] for one in ("en", "ca")} == {"en": en, "ca": ca}
    assert ", people |" in rows["docs/en/evaluation/institution-2026-h2.md"]


def test_the_first_page_says_how_many_objectives_stand_how_and_each_with_its_figure_the_worst_first() -> None:
    pages = dict(report_pages(load_guide(ROOT, today=TODAY, store=MEMORY), "institution", "2026"))
    page = pages["docs/en/evaluation/institution-2026.md"].replace("\xa0", " ").partition("\n## ")[0]
    assert "Of 8 objectives: At risk: 3; On track: 5." in page
    states = re.findall(r"(?m)\| ([^|]+) \|$", page)[2:]
    assert states == ["At risk"] * 3 + ["On track"] * 5
    assert "36 minutes, median (30 Sept 2026) → 15 minutes, median (15 Jun 2027)" in page


def test_the_baseline_is_said_once_where_the_period_before_ends_on_its_day() -> None:
    guide = load_guide(ROOT, today=TODAY, store=MEMORY)
    heads = [
        next(
            line
            for line in dict(report_pages(guide, "institution", period))[path].splitlines()
            if "Change since" in line
        )
        for period, path in (
            ("2026", "docs/en/evaluation/institution-2026.md"),
            ("2026-H2", "docs/en/evaluation/institution-2026-h2.md"),
        )
    ]
    assert ["Baseline" in head for head in heads] == [False, True]


def begun(day: str, **files: str) -> Guide:
    """Return the demonstration with a plan that began on a day, and other files."""
    plan = (ROOT / "data/plans/institution.yml").read_text(encoding="utf-8")
    texts = {"data/plans/institution.yml": re.sub(r"(?m)^start: \S+", f"start: {day}", plan), **files}
    folder = Folder(ROOT, {path: text.encode("utf-8") for path, text in texts.items()})
    return load_guide(folder, today=TODAY, store=MEMORY)


def test_others_are_beside_what_was_ours_on_that_day() -> None:
    pages = dict(report_pages(load_guide(ROOT, today=TODAY, store=MEMORY), "institution", "2026-Q1"))
    page = pages["docs/en/evaluation/institution-2026-q1.md"]
    mean = "[County observatory, mean of twelve councils](https://observatori.example/xarxes)"
    # The figure of June came after the period.
    line = next(line for line in page.splitlines() if mean in line)
    name = "Questions and complaints answered on time"
    assert line.replace("\xa0", " ") == f"| {name} | {mean} | 71% (31 Dec 2025) | 61% (31 Dec 2025) |"


def test_the_limits_of_a_period_are_said() -> None:
    def said(guide: Guide, period: str) -> str:
        text = dict(report_pages(guide, "institution", period))[f"docs/en/evaluation/institution-{period.lower()}.md"]
        return next(line for line in text.splitlines() if line.startswith("Plan evaluated"))

    guide = begun("2026-02-01")
    assert said(guide, "2026-H1").endswith("The plan began on 1 February 2026; earlier figures are not a result of it.")
    assert said(guide, "2026-11").endswith("The period is not over: it lasts until 30 November 2026.")
    assert said(guide, "2026-Q3").endswith("Figures until 30 September 2026.")


def test_the_chart_of_a_report_stays_as_it_was() -> None:
    later = "date,indicator,account,value\n2026-11-15,answered-on-time,,99\n"
    shown = []
    for guide in (
        load_guide(ROOT, today=date(2026, 11, 1), store=MEMORY),
        begun("2026-01-01", **{"data/measures/2027.csv": later}),
    ):
        context = Context(guide, "en", "evaluation/institution-2026-q3", "indicator answered-on-time 2026-Q3")
        shown.append(all_views()["indicator"](context))
    assert shown[0] == shown[1]
    assert shown[0]
    # Written before the period is over, it ends on the day on which it was written.
    page = dict(report_pages(load_guide(ROOT, today=TODAY, store=MEMORY), "institution", "2026-H2"))
    assert "/// guide | indicator answered-on-time 2026-11-26\n" in page["docs/ca/evaluation/institution-2026-h2.md"]
    context = Context(guide, "en", "index", "indicator answered-on-time")
    assert "99%" in str(all_views()["indicator"](context))


def test_what_hinders_the_reading_is_said() -> None:
    guide = begun("2025-01-01")
    text = dict(report_pages(guide, "institution", "2025-H2"))["docs/en/evaluation/institution-2025-h2.md"]
    assert "A figure is missing between 31 July 2025 and 30 September 2025." in text
    assert "On 31 July 2025 what is counted changed" in text


def test_measures_that_cannot_be_read_do_not_pass_for_none() -> None:
    folder = Folder(ROOT / "tests/guides/minimum", {"data/measures/2026.csv": b"\xff\xfe"})
    with pytest.raises(CannotJudgeError, match="unreadable-data"):
        list(report_pages(load_guide(folder, today=TODAY), "institution", "2026-10"))


def test_a_plan_without_measures_and_a_guide_in_one_language() -> None:
    guide = load_guide(ROOT / "tests/guides/minimum", today=TODAY, store=MEMORY)
    pages = dict(report_pages(guide, "institution", "2026-10"))
    assert list(pages) == ["docs/ca/evaluation/institution-2026-10.md"]
    assert "no mesurat en aquest període" in pages["docs/ca/evaluation/institution-2026-10.md"]


@pytest.mark.parametrize(
    ("plan", "period", "reason"),
    [
        ("instituton", "2026", "no-plan-but"),
        ("plan", "2026", "no-plan"),
        ("institution", "2026-13", "bad-period"),
        ("institution", "2027", "period-not-begun"),
        ("institution", "2025-H2", "period-before-plan"),
        ("institution", "2025-12", "period-before-plan"),
    ],
)
def test_what_cannot_be_reported_is_said(plan: str, period: str, reason: str) -> None:
    with pytest.raises(CannotJudgeError, match=reason):
        list(report_pages(load_guide(ROOT, today=TODAY, store=MEMORY), plan, period))
