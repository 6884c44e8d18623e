"""`guia remove`: a record is taken out of data with what refers to it, and what texts still say of it is listed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import TESTS, TODAY
from guiaviva.commands.remove import command as remove
from guiaviva.guide import load_guide, signing
from guiaviva.judgement import judge
from guiaviva.levels import level_of
from guiaviva.reading.cutting import without
from memory import MEMORY

ELSEWHERE = """\
announcement:
  term: {ca: anunci, es: anuncio, en: announcement}
  definition:
    ca: Un tuit.
    es: Un tuit.
    en: A tweet.
    x-only: x
    x-elsewhere:
      ca: Un text.
      es: Un texto.
      en: A text.
tweet:
  x-only: x instagram
  term: {ca: tuit, es: tuit, en: tweet}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    shutil.copytree(TESTS / "guides" / "complete", folder)
    plan = folder / "data/plans/institution.yml"
    purpose = "{purpose: {ca: Fotos., es: Fotos., en: Photos.}, objectives: [answer-in-time], audiences: [residents]}"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("networks:\n  x:", f"networks:\n  instagram: {purpose}\n  x:"), encoding="utf-8")
    return folder


def run(*arguments: str, root: Path, code: int = 0) -> str:
    done = CliRunner().invoke(remove, [*arguments, "--lang", "en", "--root", str(root)])
    assert done.exit_code == code, done.output
    return done.output


def texts(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in str(path))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def add(root: Path, path: str, text: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def in_data(root: Path) -> set[str]:
    """Return the rules that find an error in data."""
    guide = load_guide(root, today=TODAY, store=MEMORY)
    found = [one for one in judge(guide, search=False).findings if level_of(one, guide) == "error"]
    return {f"{one.place.path} {one.rule}" for one in found if one.place.path.startswith("data/")}


def test_a_network_goes_with_all_that_data_says_of_it(root: Path) -> None:
    add(root, "data/queries.yml", "- {language: ca, words: hores a x, answers: [tone, networks/x]}\n")
    add(root, "docs/ca/tone.md", "\nA X es respon. [La fitxa](networks/x.md)\n")
    before = in_data(root)
    said = run("network", "x", "--with-dependents", root=root)
    assert in_data(root) <= before
    data = {path: text.decode() for path, text in texts(root).items()}
    assert not re.search(
        r"(?m)^x:|network: x$|\bx-main\b", "".join(data[f"data/{one}.yml"] for one in ("networks", "accounts"))
    )
    assert "answers: [tone]" in data["data/queries.yml"]
    assert not [path for path in data if path.startswith("docs/") and path.endswith("networks/x.md")]
    line = len(data["docs/ca/tone.md"].splitlines())
    assert f"docs/ca/tone.md:{line}: A X es respon. [La fitxa](networks/x.md)" in said
    # What went is kept.
    assert {"removed/networks.x/docs/ca/networks/x.md", "removed/networks.x/data/networks.yml"} <= {*data}
    assert "handle:" in data["removed/networks.x/data/accounts.yml"]


def test_what_cannot_be_without_it_is_listed_and_goes_only_where_that_is_said(root: Path) -> None:
    before = texts(root)
    said = run("network", "x", root=root, code=1)
    assert "data/accounts.yml:1: accounts.x-main" in said
    assert "--with-dependents" in said
    assert texts(root) == before


def test_a_dry_run_shows_all_and_changes_nothing(root: Path) -> None:
    before = texts(root)
    said = run("account", "x-main", "--dry-run", root=root)
    assert "~ data/accounts.yml" in said
    assert texts(root) == before


def test_who_takes_the_place_of_a_role_is_not_guessed(root: Path) -> None:
    before = texts(root)
    said = run("role", "editor", root=root, code=1)
    assert "data/situations.yml:8: escalate_to: editor" in said
    assert "--instead" in said
    assert texts(root) == before


def test_another_role_takes_its_place_in_data_front_matter_and_blocks(root: Path) -> None:
    page = root / "docs/ca/tone.md"
    page.write_text("---\nowner: editor\n---\n# To\n\n/// guide | role editor\n///\n", encoding="utf-8")
    (root / "docs/es/tone.md").write_text("# Tono\n\n/// guide | role editor\n///\n", encoding="utf-8")
    for path, data in signing.everything(load_guide(root, today=TODAY)).items():
        (root / path).write_bytes(data)
    before = in_data(root)
    run(
        "role",
        "editor",
        "--instead",
        "digital-content-lead",
        "--instead",
        "press-office",
        "--with-dependents",
        root=root,
    )
    assert in_data(root) <= before
    assert page.read_text(encoding="utf-8") == (
        "---\nowner: digital-content-lead\n---\n# To\n\n/// guide | role digital-content-lead\n///\n"
    )
    accounts = (root / "data/accounts.yml").read_text(encoding="utf-8")
    # Nobody stands in for themselves: of the two, it is the one that is not there.
    assert "owner: digital-content-lead\n  deputy: press-office" in accounts
    assert "drafts: [digital-content-lead]" in (root / "data/approval.yml").read_text(encoding="utf-8")
    after = judge(load_guide(root, today=TODAY), search=False)
    assert not [one for one in after.findings if one.rule == "stale-translation"]


def test_nothing_goes_that_would_leave_data_wrong(root: Path) -> None:
    crisis = root / "data/crisis.yml"
    text = crisis.read_text(encoding="utf-8")
    crisis.write_text(text.replace("spokesperson: editor", "spokesperson: press-office"), encoding="utf-8")
    before = texts(root)
    said = run("role", "editor", "--instead", "digital-content-lead", root=root, code=1)
    assert "data/accounts.yml:1: The account «@riublanc» has no deputy" in said
    assert texts(root) == before


def test_a_unit_goes_from_the_lists_of_pages(root: Path) -> None:
    page = root / "docs/ca/tone.md"
    page.write_text("---\napplies_to: [culture, communications]\n---\n# To\n", encoding="utf-8")
    run("unit", "culture", root=root)
    assert "applies_to: [communications]" in page.read_text(encoding="utf-8")
    assert "culture:" not in (root / "data/institution.yml").read_text(encoding="utf-8")
    assert "unit: culture" not in (root / "data/accounts.yml").read_text(encoding="utf-8")


def test_measures_of_an_account_go_with_it(root: Path) -> None:
    table = root / "data/measures/2026.csv"
    head = table.read_text(encoding="utf-8").splitlines()[0]
    names = head.split(",")
    row = ",".join(
        {"date": "2026-02-28", "indicator": "followers", "account": "x-main", "value": "7"}.get(one, "")
        for one in names
    )
    add(root, "data/measures/2026.csv", f"{row}\n")
    rest = table.read_bytes()
    run("account", "x-main", root=root)
    assert table.read_bytes() != rest
    assert b"x-main" not in table.read_bytes()
    assert table.read_text(encoding="utf-8").startswith(head)


def test_what_refers_to_a_role_refers_to_the_other(root: Path) -> None:
    add(root, "docs/ca/tone.md", "\nHo fa {{ roles.editor.name }} ({{roles.editor.name}}).\n")
    add(
        root,
        "data/terms.yml",
        'e: {term: {ca: e, es: e, en: e}, definition: {ca: "{{ roles.editor.name }}", es: e, en: e}}\n',
    )
    run("role", "editor", "--instead", "press-office", "--with-dependents", root=root)
    text = (root / "docs/ca/tone.md").read_text(encoding="utf-8")
    assert "Ho fa {{ roles.press-office.name }} ({{roles.press-office.name}})." in text
    after = judge(load_guide(root, today=TODAY), search=False)
    assert not [one for one in after.findings if one.rule in ("undefined-reference", "invalid-data")]


@pytest.mark.parametrize("former", ["", "  former_names: [Comunicació digital]\n"])
def test_lines_that_say_the_name_of_a_role_that_is_gone_are_found_until_they_are_mended(
    root: Path, former: str
) -> None:
    roles = root / "data/roles.yml"
    text = roles.read_text(encoding="utf-8")
    roles.write_text(text.replace("  unit: communications\n", f"{former}  unit: communications\n", 1), encoding="utf-8")
    add(root, "docs/ca/tone.md", "\nHo decideix la redacció de cultura.\n")
    run("role", "editor", "--instead", "digital-content-lead", "--instead", "press-office", root=root)
    judged = judge(load_guide(root, today=TODAY), search=False).findings
    line = len((root / "docs/ca/tone.md").read_text(encoding="utf-8").splitlines())
    found = {(one.place.path, one.place.line) for one in judged if one.rule == "former-name"}
    assert ("docs/ca/tone.md", line) in found
    names = "former_names: [Comunicació digital, " if former else "former_names: ["
    assert f"{names}Redacció de cultura, Redacción de cultura, Culture editor]" in roles.read_text(encoding="utf-8")


def test_a_line_that_says_who_stands_in_is_listed_where_nobody_does_any_more(root: Path) -> None:
    roles = root / "data/roles.yml"
    text = roles.read_text(encoding="utf-8")
    head, _, last = text.rpartition("deputy: digital-content-lead")
    name = "{ca: Guàrdia, es: Guardia, en: On call}"
    roles.write_text(f"{head}deputy: stand-in{last}stand-in:\n  name: {name}\n  contact: {{}}\n", encoding="utf-8")
    add(root, "docs/ca/tone.md", "\nLa cobreix: {{ roles.press-office.deputy.name }}.\n")
    said = run("role", "stand-in", "--instead", "press-office", root=root)
    line = len((root / "docs/ca/tone.md").read_text(encoding="utf-8").splitlines())
    assert f"docs/ca/tone.md:{line}: La cobreix: {{{{ roles.press-office.deputy.name }}}}." in said


def test_a_block_that_shows_what_is_gone_goes_from_its_page_and_is_kept(root: Path) -> None:
    page = root / "docs/ca/tone.md"
    before = page.read_text(encoding="utf-8")
    block = "/// guide | post x\nObrim a les 9.\n///\n"
    add(root, "docs/ca/tone.md", f"\nAixí:\n\n{block}\nI prou.\n")
    run("network", "x", "--with-dependents", root=root)
    assert page.read_text(encoding="utf-8") == f"{before}\nAixí:\n\nI prou.\n"
    assert (root / "removed/networks.x/docs/ca/tone.md").read_text(encoding="utf-8") == block
    after = judge(load_guide(root, today=TODAY), search=False)
    assert not [one for one in after.findings if one.place.path == "docs/ca/tone.md" and one.rule.startswith("unknown")]


def test_a_reply_for_one_network_goes_and_one_for_several_stays(root: Path) -> None:
    text = "  situation: complaint\n  text: {ca: Gràcies., es: Gracias., en: Thanks.}\n"
    add(root, "data/replies.yml", f"only-x:\n{text}  networks: [x]\nboth:\n{text}  networks: [x, instagram]\n")
    run("network", "x", "--with-dependents", root=root)
    replies = (root / "data/replies.yml").read_text(encoding="utf-8")
    assert "only-x" not in replies
    assert "networks: [instagram]" in replies


def test_what_holds_only_with_a_network_is_as_elsewhere_without_it(root: Path) -> None:
    add(root, "data/terms.yml", ELSEWHERE)
    run("network", "x", "--with-dependents", root=root)
    terms = (root / "data/terms.yml").read_text(encoding="utf-8")
    assert "  definition:\n    ca: Un text.\n    es: Un texto.\n    en: A text.\ntweet:\n  x-only: instagram\n" in terms


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("network", "instagrm"), "Did you mean «networks.instagram»?"),
        (("netwrk", "x"), "nothing called"),
        (("networks.x.limits",), "neither renamed nor removed"),
        (("plan", "institution"), "must have the page plans/institution"),
        (("role", "editor", "--instead", "nobody"), "nothing called «roles.nobody»"),
    ],
)
def test_what_cannot_be_removed_is_left_alone(root: Path, words: tuple[str, ...], reason: str) -> None:
    before = texts(root)
    assert reason in run(*words, root=root, code=2)
    assert texts(root) == before


def test_a_file_of_data_that_has_nothing_left_goes(root: Path) -> None:
    run("way", "complaint", root=root)
    whole = root / "data/ways.yml"
    while whole.exists():
        run("ways", whole.read_text(encoding="utf-8").partition(":")[0], root=root)
    assert not load_guide(root, today=TODAY, store=MEMORY).facts.problems


def test_comments_line_ends_and_layout_stay(root: Path) -> None:
    path = root / "data/roles.yml"
    data = (
        path.read_bytes() + b"\n# One more\nextra:  # here\n  name: {ca: Extra, es: Extra, en: Extra}\n  contact: {}\n"
    )
    data = data.replace(b"\n", b"\r\n")
    path.write_bytes(data)
    run("roles.extra", root=root)
    assert path.read_bytes() == data[: data.index(b"extra:")]


@pytest.mark.parametrize(
    ("cut", "left"),
    [
        ([("a", 0)], "a: [c]  # why\nb:\n  - d\n  # of e\n  - e: 1\n    f: 2\n"),
        ([("a", 1)], "a: [b]  # why\nb:\n  - d\n  # of e\n  - e: 1\n    f: 2\n"),
        ([("a", 0), ("a", 1)], "b:\n  - d\n  # of e\n  - e: 1\n    f: 2\n"),
        ([("b", 1, "e")], "a: [b,\n  c]  # why\nb:\n  - d\n  # of e\n  - f: 2\n"),
        ([("b", 0), ("b", 1)], "a: [b,\n  c]  # why\n"),
    ],
)
def test_parts_are_cut_out_of_lists_and_maps_of_any_form(cut: list[tuple[str | int, ...]], left: str) -> None:
    assert without("a: [b,\n  c]  # why\nb:\n  - d\n  # of e\n  - e: 1\n    f: 2\n", cut) == left


def test_the_page_of_what_takes_its_place_says_that_it_is_there_now(root: Path) -> None:
    run("network", "facebook", "--instead", "instagram", "--with-dependents", root=root)
    for language, former in (("ca", True), ("es", False)):
        text = (root / f"docs/{language}/networks/instagram.md").read_text(encoding="utf-8")
        assert ("\nformer: [networks/facebook]\n---\n" in text) == former


def test_the_row_of_what_takes_its_place_is_where_that_of_the_record_leads(root: Path) -> None:
    run("account", "instagram-culture", "--instead", "x-main", "--with-dependents", root=root)
    text = (root / "docs/ca/accounts/index.md").read_text(encoding="utf-8")
    assert "\nformer_sections: {account-x-main: [account-instagram-culture]}\n---\n" in text
