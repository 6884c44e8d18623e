"""Exports of networks, in tests/exports: each gives the right figures, or is refused with advice that works."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from xlsxwriter import Workbook

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.measures.importing import Import, Options, import_table
from guiaviva.measures.recognising import recognised
from guiaviva.reading.files import Folder
from memory import PLAIN, TODAY
from projects import require_demonstration

require_demonstration()

COMPLETE = Path(__file__).parent / "guides" / "complete"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['about']}")
    for path in sorted((Path(__file__).parent / "exports").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
# What is asked of an export, and what is done about it.
ASKED = ("refused", "unclear", "again", "edit", "says", "sheets-as-written")
# What the indicators of the exports say of several values of a month, and their unit.
INDICATORS = {
    "visits": ("sum", "visites"),
    "hours": ("sum", "hores"),
    "new-followers": ("sum", "persones"),
    "reach": (None, "persones"),
    "rate": ("mean", "%"),
    "minutes": ("mean", "min"),
}
# The guide has one account of X and of Instagram each, and these of Facebook.
ACCOUNTS = {"facebook-main": "ajuntament", "facebook-library": "biblioteca"}


def guide_with(says: dict[str, str]) -> Guide:
    """Return the complete guide with the indicators of the exports."""
    plan = "data/plans/institution.yml"
    text = (COMPLETE / plan).read_text(encoding="utf-8")
    lines = []
    for key, (aggregation, unit) in INDICATORS.items():
        name = {"visits": "Visites"}.get(key, key)
        said = f", temporal_aggregation: {one}" if (one := says.get(key, aggregation)) else ""
        texts = f'name: {{ca: "{name}", es: "{name}-es", en: "{name}-en"}}, unit: {{ca: "{unit}"}}'
        lines.append(f"  {key}: {{{texts}, type: use, objective: answer-in-time, frequency: monthly{said}}}\n")
    text = text.replace("indicators:\n  answered", f"indicators:\n{''.join(lines)}  answered", 1)
    accounts = "data/accounts.yml"
    known = (COMPLETE / accounts).read_text(encoding="utf-8")
    one = known.partition("instagram-culture:")[0].partition("\n")[2]
    for key, handle in ACCOUNTS.items():
        known += f"{key}:\n{one}".replace("network: x", "network: facebook").replace('"@riublanc"', handle)
    return load_guide(Folder(COMPLETE, {plan: text.encode(), accounts: known.encode()}), today=TODAY, store=PLAIN)


GUIDE = guide_with({})


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Return a workbook with these sheets; {percent: 0.83} is a cell that shows 83%."""
    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        percent = book.add_format({"num_format": "0.0%"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, dict):
                        sheet.write_number(at, column, cell["percent"], percent)
                    elif isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    else:
                        sheet.write(at, column, cell)
    return written.getvalue()


def content(case: dict[str, Any]) -> bytes:
    if "sheets" in case:
        return workbook(case["sheets"])
    text = case["text"]
    if "edit" in case:
        text = text.replace(*case["edit"])
    encoded: bytes = text.encode(case.get("encoding", "utf-8"))
    return encoded


def read(case: dict[str, Any], guide: Guide = GUIDE) -> Import:
    return import_table(
        guide, content(case), case.get("name", "export"), case["shape"], Options(**case.get("options", {}))
    )


def measures(made: Import) -> list[list[object]]:
    assert made.refused == ()
    return sorted([one.day, one.indicator, one.account, one.value] for one in made.added)


@pytest.mark.parametrize("case", CASES)
def test_an_export(case: dict[str, Any]) -> None:
    asked = {key: case.pop(key) for key in ASKED if key in case}
    if "unclear" in asked:
        with pytest.raises(CannotJudgeError) as caught:
            read(case)
        assert caught.value.reason == asked["unclear"]
        # What can be chosen is named as it must be written.
        chosen = set(asked["again"]["indicators"]) if asked["unclear"] == "no-figures" and "again" in asked else set()
        assert chosen <= set(caught.value.details.get("choices", ()))
    if "refused" in asked:
        assert [[one.line, one.reason] for one in read(case).refused] == asked["refused"]
    # Once what the message says has been done.
    case |= {"options": asked["again"]} if "again" in asked else {}
    case |= {"edit": asked["edit"]} if "edit" in asked else {}
    case |= {"sheets": asked["sheets-as-written"]} if "sheets-as-written" in asked else {}
    made = read(case, guide_with(asked["says"]) if "says" in asked else GUIDE)
    assert measures(made) == sorted(case["expected"])
    assert [str(one) for one in case.get("partial", [])] == list(made.partial)
    assert case.get("zones", []) == list(made.zones)
    assert case.get("moved", "") == made.moved


@pytest.mark.parametrize("case", CASES)
def test_a_shape_is_known_by_its_headings_or_not_at_all(case: dict[str, Any]) -> None:
    assert recognised(GUIDE, content(case), "export") in (case["shape"], "plain")


def test_of_thirty_exports_few_are_asked() -> None:
    every = [one.values[0] for one in CASES]
    assert len(every) >= 30
    # Of those that are asked, it is known what to do about it.
    asked = [one for one in every if "refused" in one or "unclear" in one]
    assert all(set(ASKED[2:]) & set(one) for one in asked)
