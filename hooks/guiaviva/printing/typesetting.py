"""Typst makes a PDF of a document, in a folder that holds nothing but the templates, the data and its pictures.

No text of a guide is ever read as Typst: it comes as JSON, and a template shows strings.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from importlib.metadata import requires
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from packaging.requirements import Requirement

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.printing.document import Document
from guiaviva.printing.letters import FOLDER, OWN, lacking, replaced

TEMPLATES = Path(__file__).with_name("templates")
STANDARDS = ["ua-1", "a-2a"]
_EXTRA = "print"
_LETTERS = (".ttf", ".otf", ".ttc")
# What `sheets.typ` says of a sheet that is too long.
_TOO_LONG = re.compile(r"too long: (.*?) :end")


def required() -> Any:
    """Return Typst. Raises CannotJudgeError where it is not installed."""
    try:
        return importlib.import_module("typst")
    except ImportError:
        needs = (Requirement(one) for one in requires("guiaviva") or ())
        named = [one for one in needs if one.marker and "extra" in str(one.marker) and one.name == "typst"]
        packages = [f'"{one.name}{one.specifier}"' for one in named] or ["typst"]
        raise CannotJudgeError("print-extra", packages=" ".join(packages)) from None


def pdf(guide: Guide, made: Document, template: str) -> bytes:
    """Return a document as PDF/UA-1 and PDF/A-2a; the same document gives the same bytes, on any machine and any day.

    `template` is the name of a file of Typst. Raises CannotJudgeError where Typst is not installed, or its letters lack
    those of the text, or a picture cannot be read.
    """
    typst = required()
    with TemporaryDirectory(prefix="guia-print-") as folder:
        place = Path(folder)
        _bring(place, made, guide)
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(place / "fonts")])
        own = [one for one in fonts.families() if one not in OWN and "Math" not in one]
        families = [*dict.fromkeys([*(own if any((place / "fonts").iterdir()) else []), *OWN])]
        text = "".join(set(_texts(made.data)))
        data = replaced(made.data, lacking(typst, text, families, fonts), str(made.data["lang"]))
        data["fonts"] = families
        (place / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        try:
            return bytes(
                typst.compile(
                    str(place / template),
                    root=str(place),
                    font_paths=fonts,
                    pdf_standards=STANDARDS,
                    timestamp=_moment(guide.today),
                    package_path=str(place / "packages"),
                    package_cache_path=str(place / "packages"),
                )
            )
        except typst.TypstError as error:
            raise _explained(error, made) from error


def _bring(place: Path, made: Document, guide: Guide) -> None:
    """Write into a folder all that Typst may read."""
    for template in TEMPLATES.glob("*.typ"):
        (place / template.name).write_bytes(template.read_bytes())
    for name, data in made.pictures.items():
        (place / name).write_bytes(data)
    (place / "fonts").mkdir()
    for number, path in enumerate(guide.folder.list(FOLDER).files if guide.folder.exists(FOLDER) else ()):
        if path.lower().endswith(_LETTERS):
            (place / "fonts" / f"{number}{path[-4:]}").write_bytes(guide.folder.read(path))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for name, one in value.items() if name != "svg" for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))


def _explained(error: Any, made: Document) -> CannotJudgeError:
    """Return why Typst made nothing: a sheet that is too long, or most often a picture that is none."""
    if long := _TOO_LONG.search(str(error.message)):
        return CannotJudgeError("print-too-long", found=long[1])
    said = " ".join(str(error.message).split())
    picture = next((name for name in made.pictures if name in str(error.diagnostic)), "")
    return CannotJudgeError("print-failed", reason=said, found=picture)
