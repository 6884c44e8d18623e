"""Records of data as forms: what is changed is written, and every byte that says something else stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import ndiff
from functools import cache
from string import Formatter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guiaviva.contentmodel import load_words
from guiaviva.diagnostics import Place
from guiaviva.editing.changes import rewritten, shown
from guiaviva.editing.records import checking, forms
from guiaviva.editing.records.applying import Change, ClashError, SignError, applied, removed
from guiaviva.editing.records.asking import asked
from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.figures import entered, files, number_of, taken, to_enter
from guiaviva.editing.records.kinds import document_of, field_at, field_of_file, kind_of, records_in, title
from guiaviva.editing.records.naming import shown_by, shown_on, used
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.records.writing import normal, value_of, with_value
from guiaviva.facts.describing import docstrings
from guiaviva.guide import Guide
from guiaviva.reading.cutting import all_parts
from guiaviva.reading.documents import KeyPath, Loader
from guiaviva.site.preview.editor.meant import use_of
from projects import ROOT, demonstration

FILES = [
    name for path in sorted((ROOT / "data").rglob("*.yml")) if field_of_file(name := path.relative_to(ROOT).as_posix())
]
WORDS = load_words(languages=["ca", "es", "en"], name="records")
HOSTILE = [
    *("a: b", "# x", "x # y", "'q'", '"d"', " lead", "trail ", "a\nb", "a\n\nb\n", "\n", "😀", "{{ networks.x.name }}"),
    *(
        "yes",
        "null",
        "~",
        "2026-01-01",
        "12",
        "1e3",
        "0o7",
        "- a",
        "? b",
        "[x",
        "{y",
        "&a",
        "*a",
        "!t",
        "|",
        "> x",
        "%a",
    ),
    *("@a", "`", "\\n", "a, b", "]", "}", "a:", "\tt", "e\u0301", "...", "---", "=======", "<<", "it's", "x" * 300),
]
TEXTS = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"), min_size=1
)
# One record of each layout that people write.
SAMPLE = """\
# Above all.

plain:   # beside
  x-note: kept
  name: {ca: U, es: "Dos: tres"}   # of the name
  definition:
    ca: 'It''s'
    # between
    es: >-
      folded
      text
    en: |
      a block
      of lines
  action: reply
  replies: [a, b,
    c]   # the list
  steps:
    - {ca: Un}
    - ca: Dos
      es: Dos
  search_words:
    ca: [un, "dos, tres"]
# Below.

other: {name: {ca: Altre}, action: watch}
"""
FILE = "data/situations.yml"
SITUATIONS = field_of_file(FILE)
assert SITUATIONS is not None


def field(file: str) -> Field:
    found = field_of_file(file)
    assert found is not None
    return found


def scalars(text: str) -> dict[KeyPath, tuple[int, int]]:
    """Return the first and last line of each scalar of a text."""
    parts = all_parts(text, yaml.compose(text, Loader=Loader), ())
    return {
        part.path: (text.count("\n", 0, part.value.start_mark.index), text.count("\n", 0, part.end))
        for part in parts
        if isinstance(part.value, yaml.ScalarNode) and part.value.value
    }


def at(value: Any, path: KeyPath) -> Any:
    for step in path:
        value = value[step]
    return value


def assert_changed_alone(before: str, after: str, lines: tuple[int, int]) -> None:
    """Assert that of two texts all lines are the same, but for some of the first."""
    old, new = before.split("\n"), after.split("\n")
    first, last = lines[0], len(old) - lines[1] - 1
    assert new[:first] == old[:first]
    assert new[len(new) - last :] == old[len(old) - last :]


@pytest.mark.parametrize("file", FILES)
def test_what_nobody_changed_is_written_as_it_was(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert with_value(text, (), value_of(text), field(file)) == text
    assert applied(text, file, (), value_of(text), []) == (text, ())


@pytest.mark.parametrize("file", FILES)
def test_a_changed_text_changes_its_lines_alone(file: str) -> None:
    data = (ROOT / file).read_bytes()
    text = shown(data)
    values, chance = scalars(text), random.Random(file)
    path = chance.choice([one for one in values if isinstance(one[-1], str) and one[-1][:2] != "x-"])
    after = with_value(text, path, new := chance.choice(HOSTILE), field(file))
    assert_changed_alone(text, after, values[path])
    assert at(value_of(after), path) == normal(new)
    assert rewritten(data, after).decode() == after


@given(st.sampled_from(sorted(scalars(SAMPLE), key=repr)), TEXTS)
def test_any_text_reads_back_in_any_layout(path: KeyPath, text: str) -> None:
    after = with_value(SAMPLE, path, text, SITUATIONS)
    assert at(value_of(after), path) == normal(text)
    assert_changed_alone(SAMPLE, after, scalars(SAMPLE)[path])
    assert with_value(after, path, at(value_of(SAMPLE), path), SITUATIONS).count("\n") >= SAMPLE.count("\n") - 4


@given(st.sampled_from(["replies", "steps"]), st.data())
def test_any_list_reads_back(name: str, data: st.DataObject) -> None:
    items = TEXTS if name == "replies" else st.dictionaries(st.sampled_from(["ca", "es", "en"]), TEXTS, min_size=1)
    before = value_of(SAMPLE)["plain"][name]
    wanted = data.draw(st.lists(st.sampled_from(before) | items, min_size=1, max_size=6))
    after = with_value(SAMPLE, ("plain", name), wanted, SITUATIONS)
    assert value_of(after) == {**value_of(SAMPLE), "plain": {**value_of(SAMPLE)["plain"], name: normal(wanted)}}
    for comment in ("# Above all.", "# beside", "# of the name", "# between", "# the list", "# Below."):
        assert comment in after


@given(TEXTS)
def test_what_is_added_stands_where_the_schema_has_it(text: str) -> None:
    after = with_value(SAMPLE, ("plain", "example"), {"ca": text}, SITUATIONS)
    assert [*value_of(after)["plain"]] == [
        *("x-note", "name", "definition", "example", "action", "replies", "steps", "search_words")
    ]
    # What was added is taken out again with its lines.
    assert with_value(after, ("plain", "example"), None, SITUATIONS) == SAMPLE


def test_a_language_stands_in_the_order_of_those_that_are_there() -> None:
    after = with_value(SAMPLE, ("plain", "name", "en"), "One", SITUATIONS)
    assert '  name: {ca: U, es: "Dos: tres", en: One}   # of the name\n' in after


def test_line_ends_and_the_mark_of_a_file_stay() -> None:
    data = b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode()
    after = rewritten(data, with_value(shown(data), ("plain", "action"), "refer", SITUATIONS))
    assert after == data.replace(b"action: reply", b"action: refer")


def test_a_new_record_comes_last_and_looks_like_the_others() -> None:
    file = "data/accounts.yml"
    text = (ROOT / file).read_text(encoding="utf-8")
    values = {"network": "x", "handle": "@new", "url": "https://x.com/new", "languages": ["ca", "es"]}
    changes = [Change((name,), value) for name, value in values.items()]
    after, path = applied(text, file, ("x-new",), None, changes)
    assert (
        after
        == f"""{text}x-new:
  network: x
  handle: "@new"
  url: https://x.com/new
  languages: [ca, es]
"""
    )
    assert removed(after, file, path, value_of(after)["x-new"]) == text
    # What is short stands in lines too, where it may grow.
    short, _ = applied(text, file, ("x-short",), None, changes[:2])
    assert short == f'{text}x-short:\n  network: x\n  handle: "@new"\n'
    with pytest.raises(ClashError):
        applied(after, file, path, None, changes)


def test_a_network_is_closed_in_two_lines() -> None:
    file = "data/networks.yml"
    text = (ROOT / file).read_text(encoding="utf-8")
    base = value_of(text)["linkedin"]
    changes = [Change(("status",), "closed"), Change(("until",), "2026-12-31")]
    after, _ = applied(text, file, ("linkedin",), base, changes)
    gone, come = ([one for one in ndiff(text.split("\n"), after.split("\n")) if one[0] == sign] for sign in "-+")
    assert (gone, come) == (["-   status: active"], ["+   status: closed", "+   until: 2026-12-31"])
    assert value_of(after)["linkedin"] == {**base, "status": "closed", "until": "2026-12-31"}


def test_two_people_on_one_record_lose_nothing() -> None:
    base = value_of(SAMPLE)["plain"]
    first, _ = applied(SAMPLE, FILE, ("plain",), base, [Change(("name", "ca"), "Mine")])
    # What another one changes elsewhere in the record is written to what the first wrote.
    both, _ = applied(first, FILE, ("plain",), base, [Change(("name", "es"), "Theirs"), Change(("action",), "refer")])
    assert value_of(both)["plain"]["name"] == {"ca": "Mine", "es": "Theirs"}
    # Where both changed the same, nothing is written, and what is there is said.
    with pytest.raises(ClashError) as raised:
        applied(both, FILE, ("plain",), base, [Change(("name", "ca"), "Other"), Change(("action",), "watch")])
    assert [(one.path, one.theirs) for one in raised.value.clashes] == [
        (("name", "ca"), "Mine"),
        (("action",), "refer"),
    ]
    # The same change twice is no clash, and a record that is gone is.
    assert applied(both, FILE, ("plain",), base, [Change(("action",), "refer")])[0] == both
    with pytest.raises(ClashError):
        applied("other: {action: reply}\n", FILE, ("plain",), base, [Change(("action",), "watch")])


def test_an_item_of_a_list_is_found_where_it_is_now() -> None:
    file = "data/queries.yml"
    one, two = "- language: ca\n  words: un\n  answers: [tone]\n", "- language: ca\n  words: dos\n  answers: [tone]\n"
    base = {"language": "ca", "words": "dos", "answers": ["tone"]}
    after, path = applied(one + one.replace("un", "abans") + two, file, (1,), base, [Change(("words",), "tres")])
    assert (value_of(after)[2]["words"], path) == ("tres", (2,))
    after, path = applied(one, file, (0,), None, [Change((name,), value) for name, value in base.items()])
    assert (after, path) == (one + two, (1,))


def test_a_sign_that_data_may_not_have_is_not_written() -> None:
    for text in ("a\0b", "a\u2028b", "\ud800"):
        with pytest.raises(SignError):
            applied(SAMPLE, FILE, ("plain",), value_of(SAMPLE)["plain"], [Change(("name", "ca"), text)])


def test_what_the_schema_does_not_allow_is_beside_its_field() -> None:
    file = "data/networks.yml"
    text = (ROOT / file).read_text(encoding="utf-8")
    base = value_of(text)["x"]
    changes = [Change(("limits", "characters"), "many"), Change(("source",), "x.com"), Change(("name",), None)]
    after, path = applied(text, file, ("x",), base, changes)
    found = next(one for one in records_in(file, value_of(after)) if one.path == path)
    assert sorted(path for path, _ in checking.problems(after, found)) == [(), ("limits", "characters"), ("source",)]
    assert checking.problems(text, found) == []


def test_a_text_is_as_long_as_each_network_counts() -> None:
    lengths = checking.lengths(
        demonstration(), ["x", "bluesky"], {"ca": "Hola 😀 https://www.example.org/una-adreca-llarga"}
    )
    assert [(one.network, one.length) for one in lengths["ca"]] == [("X", 31), ("Bluesky", 48)]


# The forms.


def every_field() -> Iterator[Field]:
    for file in FILES:
        for one in field(file).walk():
            yield from one.fields if one.control == "record" else ()


@pytest.mark.parametrize("language", ["ca", "es", "en"])
def test_each_field_has_a_name_and_each_choice_too(language: str) -> None:
    labels = Labels(WORDS, language)
    shown = {kind_of(file, ()) for file in FILES} & set(labels.kinds)
    assert {"accounts", "networks", "roles", "situations", "replies", "terms", "queries", "periods", "plans"} <= shown
    for one in every_field():
        if one.owner in ("Shape", "ShapeColumn"):
            continue
        names = (f"{one.owner}.{one.name}", one.name)
        assert any(language in WORDS["fields"].get(name, {}) for name in names), names
        for field in one.walk():
            # What the checks of style are called is what their rules say.
            for choice in field.choices if field.name != "check" else ():
                known = (f"{field.owner}.{field.name}.{choice}", choice)
                assert choice.endswith("day") or any(language in WORDS["choices"].get(key, {}) for key in known), choice
        if language != "en" and one.owner != "StyleRule" and one.name in docstrings(_class(one.owner)):
            assert language in WORDS["help"].get(names[0], {}), names


def _class(name: str) -> type:
    from guiaviva.facts import schema

    found: type = getattr(schema, name)
    return found


def guide() -> Guide:
    return demonstration()


@pytest.mark.parametrize("language", ["ca", "es", "en"])
def test_every_record_has_a_form(language: str) -> None:
    labels = Labels(WORDS, language)
    listed = {kind["kind"]: len(kind["records"]) for kind in forms.listed(guide(), labels)}
    facts = guide().facts
    assert listed["accounts"] == len(facts.accounts)
    assert listed["queries"] == len(facts.queries)
    assert listed["plans.indicators"] == sum(len(plan.indicators) for plan in facts.plans.values())
    for kind in forms.listed(guide(), labels):
        for one in kind["records"][:2]:
            found = forms.found_at(guide(), one["file"], tuple(one["path"]))
            assert found is not None
            made = forms.form(guide(), found, labels)
            assert made["title"] == one["name"]
            # A reference can be chosen by name.
            assert all(choices for choices in made["choices"].values()), (one, made["choices"].keys())


def test_records_are_called_as_people_call_them() -> None:
    def called(file: str, *path: str) -> str:
        found = forms.found_at(guide(), file, path)
        assert found is not None
        return title(guide(), found, "en")

    assert called("data/accounts.yml", "x-main") == "@ajriublanc (X)"
    assert called("data/replies.yml", "question-answered") == "When you have the answer (Question)"
    assert called("data/plans/institution.yml", "networks", "threads") == "Threads"
    assert called("data/plans/youth.yml") == "Youth social media plan 2027"


def test_what_has_no_form_has_no_field() -> None:
    assert field_at("data/accounts.yml", ()) is None
    assert field_at("data/accounts.yml", ("x-main", "network")) is None
    assert field_at("data/networks.yml", ("x", "limits")) is None
    assert field_at("data/networks.yml", ("x", "image_sizes", "header")) is not None
    assert field_at("data/nothing.yml", ("x",)) is None


def test_a_page_leads_to_its_records_and_a_record_to_what_names_it() -> None:
    found = shown_by(guide(), "docs/ca/networks/x.md")
    assert (found[0].file, found[0].path) == ("data/networks.yml", ("x",))
    [role] = [one for one in shown_by(guide(), "docs/ca/roles/digital-content-lead.md") if one.kind == "roles"][:1]
    assert any(place.path == "data/accounts.yml" for place in used(guide(), role))
    assert shown_by(guide(), "docs/ca/nothing.md") == []
    # However many a page lists, none is left out.
    listed = {one.path for one in shown_by(guide(), "docs/ca/responses/replies.md") if one.kind == "replies"}
    assert listed == {(key,) for key in guide().facts.replies}
    assert shown_on(guide(), "data/networks.yml", ("x",), "en") == "docs/en/networks/x.md"
    assert shown_on(guide(), "data/situations.yml", ("insult",), "en")


def test_what_names_a_network_does_not_name_its_entry_in_a_plan() -> None:
    entry = forms.found_at(guide(), "data/plans/institution.yml", ("networks", "threads"))
    network = forms.found_at(guide(), "data/networks.yml", ("threads",))
    assert entry
    assert used(guide(), entry) == []
    assert network
    assert any(place.path == "data/accounts.yml" for place in used(guide(), network))


def test_the_check_asks_for_fields_that_nothing_demands() -> None:
    new = forms.found_at(guide(), "data/accounts.yml", ("",))
    assert new
    assert {"deputy", "two_factor", "rules_url", "owner"} == {*asked(guide(), new).values()}
    begun = replace(new, value={"network": "instagram"})
    assert asked(guide(), begun) == asked(guide(), new)
    network = forms.found_at(guide(), "data/networks.yml", ("x",))
    assert network
    assert "until" not in asked(guide(), network).values()
    retiring = replace(network, value={**network.value, "status": "retiring"})
    assert asked(guide(), retiring)["network-end"] == "until"


# The figures of a month.


@cache
def december() -> Guide:
    """Return the demonstration on a day on which figures of November are due."""
    return replace(guide(), today=date(2026, 12, 2))


def test_figures_of_a_month_are_added_and_corrected_and_nothing_else() -> None:
    first, path = date(2026, 11, 1), "data/measures/2026.csv"
    before = december().folder.read(path)
    (_, [new, *_]), *_ = to_enter(december(), first, "ca")
    made = taken(december(), [replace(new.figure, value="4", note="From the site")], jumps=True)
    assert made.refused == ()
    [(written, data)] = files(december(), made).items()
    assert (written, data[: len(before)]) == (path, before)
    assert data[len(before) :].decode().startswith(f"{new.figure.date},{new.figure.indicator},{new.figure.account},4,")
    [old, *_] = entered(december(), date(2026, 1, 1), "ca")
    made = taken(december(), [replace(old.figure, value="28")])
    [(_, data)] = files(december(), made).items()
    lines = [one for one in ndiff(before.decode().splitlines(), data.decode().splitlines()) if one[0] in "-+"]
    assert len(lines) == 2
    assert f",{old.figure.value}," in lines[0]
    assert ",28," in lines[1]


def test_a_figure_that_cannot_be_is_refused_in_its_row() -> None:
    (_, [new, *_]), *_ = to_enter(december(), date(2026, 11, 1), "ca")
    made = taken(december(), [replace(new.figure, value="4"), replace(new.figure, account="nobody", value="many")])
    assert {number_of(one.line) for one in made.refused} == {1}


@pytest.mark.parametrize("language", ["ca", "es"])
def test_sentences_have_the_gaps_of_english(language: str) -> None:
    for key, texts in WORDS["form"].items():
        gaps = [sorted(name for _, name, _, _ in Formatter().parse(texts[one]) if name) for one in ("en", language)]
        assert gaps[0] == gaps[1], key


def test_a_text_of_data_that_is_to_be_sent_is_told_from_the_same_in_another_language() -> None:
    file, labels = "data/replies.yml", Labels(WORDS, "ca")
    values = document_of(guide(), file).values
    key = next(path[0] for path in values if path[1:] == ("text", "es"))
    names = [
        use_of(guide(), Place(file, at.line, at.column), labels, text=True)["name"]
        for at in (values[key, "text", language] for language in guide().languages)
    ]
    assert [name.rpartition(" (")[2] for name in names] == ["català)", "espanyol)", "anglès)"]
