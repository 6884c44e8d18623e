"""The battery: everything that the model requires is taken away once, and every key that refers to another is misspelt.

The cases are made from the model and the schemas, not written down. Each must report what is missing, with file and
line; whatever else is reported must concern the same thing, and the exit code must be right.

Of what the model or a schema says once, one case is tried: the sections of a kind in one of its pages, the fields of
a type in one of its records. The same is tried in one page or a few in another language than the source.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from itertools import cycle
from typing import Any, TypeVar, get_origin

import pytest
import yaml
from pydantic import BaseModel

import complete_guide
from conftest import TODAY
from guiaviva.diagnostics import Diagnostic
from guiaviva.facts import loading, schema
from guiaviva.facts.types import Refers
from guiaviva.facts.walk import walk
from guiaviva.guide import load_guide
from guiaviva.reading.documents import KeyPath, Loader, read_document
from guiaviva.reading.files import Source
from guiaviva.reading.validation import step
from guiaviva.reporting import exit_code
from memory import MEMORY, Folder, signed
from projects import MODEL
from test_rules import OF_RECORDS

T = TypeVar("T")

LANGUAGES = complete_guide.LANGUAGES
SOURCE, FIRST, LAST = LANGUAGES[0], LANGUAGES[1], LANGUAGES[-1]

# What the schema leaves open and a rule demands: the rule, by type and field.
DEMANDED: dict[tuple[type[BaseModel], str], str] = {
    (schema.Account, "owner"): "account-without-owner",
    (schema.Account, "deputy"): "account-without-deputy",
    (schema.Account, "two_factor"): "account-without-two-factor",
    (schema.Account, "rules_url"): "account-without-rules-link",
    (schema.Situation, "owner"): "situation-without-owner",
    (schema.Situation, "max_response"): "situation-without-time",
    (schema.Situation, "definition"): "situation-without-definition",
    (schema.Question, "yes"): "tree-dead-end",
    (schema.Question, "no"): "tree-dead-end",
    (schema.Objective, "serves"): "objective-without-service",
    (schema.Objective, "audiences"): "orphan-objective",
    (schema.PlanNetwork, "objectives"): "orphan-network",
    (schema.Indicator, "target"): "indicator-without-target",
    (schema.Indicator, "source"): "indicator-without-source",
    (schema.Indicator, "responsible"): "indicator-without-responsible",
    (schema.Plan, "objectives"): "plan-without-objective",
    (schema.Plan, "audiences"): "plan-without-audience",
    (schema.Plan, "networks"): "plan-without-network",
    (schema.Plan, "indicators"): "plan-without-evaluation",
    (schema.Institution, "holidays"): "calendar-out-of-date",
    (schema.Network, "checked_on"): "limits-unchecked",
}


class Complete(Folder):
    """The complete guide, whose translations are signed off: that what is changed is not, is not looked at here."""

    def judged(self, path: str, text: str | None) -> tuple[Diagnostic, ...]:
        """Judge the guide with another text of a file, in English."""
        return tuple(one for one in super().judged(path, text) if one.rule not in OF_RECORDS)


GUIDE = Complete(complete_guide.FOLDER, signed("complete"))
# What one record is called, where it is not the name of its collection without s.
ONE = {"replies": "reply"}


def assert_reported(reported: tuple[Diagnostic, ...], rule: str, path: str, line: int, names: tuple[str, ...]) -> None:
    """The expected diagnostic is there, all others speak of one of the names, and the exit code is right."""
    expected = [one for one in reported if (one.rule, one.path, one.line) == (rule, path, line)]
    assert expected, f"{rule} at {path}:{line} is missing; reported: {shown(reported)}"
    for one in reported:
        text = f"{one.path} {one.message} {one.fix}"
        assert one in expected or any(name in text for name in names), f"{shown([one])} does not speak of {names}"
    errors = [one for one in reported if one.level == "error"]
    assert exit_code(reported, strict=False) == (1 if errors else 0)
    assert exit_code(reported, strict=True) == (1 if any(one.level != "advice" for one in reported) else 0)
    assert len(reported) == len({(one.rule, one.path, one.line, one.message) for one in reported})


def shown(reported: Any) -> list[str]:
    return [f"{one.path}:{one.line} {one.rule}: {one.message}" for one in reported]


def of_each(named: Iterable[tuple[Hashable, T]]) -> list[T]:
    """Return the first of those that have the same name."""
    first: dict[Hashable, T] = {}
    for name, one in named:
        first.setdefault(name, one)
    return list(first.values())


def in_turn(first: Sequence[tuple[str, str]], last: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return the first cases with the source language, and every other one of the last with another one in turn."""
    return [(*case, SOURCE) for case in first] + [
        (*case, language) for case, language in zip(last[::2], cycle(LANGUAGES[1:]), strict=False)
    ]


def pages() -> list[tuple[str, str]]:
    """Return the first and the last page of each kind, as (kind, id)."""
    all_ = [(kind.id, (kind.id, id)) for id, kind, _ in complete_guide.pages(MODEL)]
    return [*dict.fromkeys((*of_each(all_), *of_each(reversed(all_))))]


@pytest.mark.parametrize(
    ("kind", "id", "language"), in_turn(pages(), of_each((kind, (kind, id)) for kind, id in pages()))
)
def test_every_kind_of_page(kind: str, id: str, language: str) -> None:
    path = f"docs/{language}/{id}.md"
    reported = GUIDE.judged(path, None)
    rule, place, line = ("missing-page", path, 1)
    demanded = {page for kind in MODEL.kinds.values() for page, _, _ in kind.pages(frozenset({"several-accounts"}))}
    folder, _, name = id.rpartition("/")
    if language != SOURCE:
        rule = "missing-translation"
    elif id not in demanded and folder == "networks" and name in ("x", "instagram"):
        rule, place = "network-without-policy", "data/networks.yml"
        line = key_line(place, (name,))
    elif id not in demanded and folder == "plans":
        rule, place = "plan-without-page", f"data/plans/{name}.yml"
    elif id not in demanded:
        # Nothing asks for this page; what is reported is that its translations have lost their source.
        rule, place = "missing-translation", f"docs/{FIRST}/{id}.md"
    assert_reported(reported, rule, place, line, (id, name))


def key_line(path: str, key: KeyPath) -> int:
    text = GUIDE.text(path)
    return read_document(Source(path, text), "invalid-data").place(*key).line


def sections() -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the id of each page and section, after those of the kind and section."""
    found = []
    for id, kind, _ in complete_guide.pages(MODEL):
        conditions = frozenset({"specific-plan"}) if id == "plans/culture" else frozenset[str]()
        found += [((kind.id, one.id), (id, one.id)) for one in kind.sections(conditions)]  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(("id", "section", "language"), in_turn(of_each(sections()), of_each(reversed(sections()))))
def test_every_section_of_a_kind(id: str, section: str, language: str) -> None:
    path = f"docs/{language}/{id}.md"
    text = GUIDE.text(path)
    heading = re.search(rf"^## .*\{{#{section}\}}\n", text, re.MULTILINE)
    assert heading
    following = re.compile(r"^## ", re.MULTILINE).search(text, heading.end())
    before = text[: heading.start()]
    earlier = list(re.finditer(r"^## .*\{#([\w-]+)\}$", before, re.MULTILINE))
    # It is reported at the section after which it belongs, or at the top of the page.
    line = before.count("\n", 0, earlier[-1].start()) + 1 if earlier else 1
    reported = GUIDE.judged(path, before + (text[following.start() :] if following else ""))
    assert_reported(reported, "missing-section", path, line, (section,))

    emptied = before + heading[0] + "\n" + (text[following.start() :] if following else "")
    if (id, section) != ("responses/participation-rules", "consequences"):
        reported = GUIDE.judged(path, emptied)
        assert_reported(
            reported, "empty-section", path, before.count("\n") + 1, (section, heading[0].strip("# \n").split(" {")[0])
        )


def blocks() -> list[tuple[str, str]]:
    """Return each block that a page must have, with the id of the section that it belongs to, or ""."""
    found = []
    for id, kind, _ in complete_guide.pages(MODEL):
        wanted = kind.block(id)
        # Of roles that data does not know, no block shows anything.
        if wanted and (kind.id != "role" or id == "roles/digital-content-lead"):
            found.append((id, ""))
        found += [(id, one.id) for one in kind.sections(frozenset()) if one.block]
    return found


@pytest.mark.parametrize(("id", "section", "language"), in_turn(blocks(), blocks()))
def test_every_block(id: str, section: str, language: str) -> None:
    """It is reported once, at its section or at the title of the page, where words are in its place."""
    path = f"docs/{language}/{id}.md"
    text = GUIDE.text(path)
    kind = MODEL.kind_of(id)
    assert kind
    wanted = next((one.block for one in kind.sections(frozenset()) if one.id == section), "")
    name = wanted or (kind.block(id) or pytest.fail(id)).name
    shown = re.search(rf"^/// guide \| {name}\b.*\n///\n", text, re.MULTILINE)
    assert shown
    words = complete_guide.TEXT[language].format(section=section or id, page=id)
    head = re.search(rf"^## .*{{#{section}}}$" if section else r"^# ", text, re.MULTILINE)
    assert head
    line = text.count("\n", 0, head.start()) + 1
    reported = GUIDE.judged(path, f"{text[: shown.start()]}{words}\n{text[shown.end() :]}")
    assert_reported(reported, "missing-block", path, line, (f"{path}:{line}",))
    assert [one.rule for one in reported] == ["missing-block"]


def test_the_page_of_a_role_that_data_does_not_know_has_nothing_to_show() -> None:
    text = GUIDE.text(f"docs/{SOURCE}/roles/digital-content-lead.md").replace(
        "/// guide | role digital-content-lead", ""
    )
    reported = GUIDE.judged(f"docs/{SOURCE}/roles/guest.md", text.replace("\n///\n", "\n"))
    assert "missing-block" not in {one.rule for one in reported}


def front_matter() -> list[tuple[str, str, bool]]:
    """Return the fields of one page of each kind, taken out and misspelt in turn."""
    cases = of_each((kind.id, (id, kind.front_matter)) for id, kind, _ in complete_guide.pages(MODEL))
    return [
        (id, field, bool((row + column) % 2))
        for row, (id, some) in enumerate(cases)
        for column, field in enumerate(some)
    ]


@pytest.mark.parametrize(("id", "field", "misspelt"), front_matter())
def test_every_front_matter_field_of_a_kind(id: str, field: str, misspelt: bool) -> None:
    path = f"docs/{SOURCE}/{id}.md"
    text = GUIDE.text(path)
    if misspelt:
        reported = GUIDE.judged(path, re.sub(rf"(?m)^{field}: ", f"{field}z: ", text, count=1))
        line = text[: text.index(f"{field}: ")].count("\n") + 1
        assert_reported(reported, "invalid-front-matter", path, line, (field, "responsible"))
    else:
        reported = GUIDE.judged(path, re.sub(rf"(?m)^{field}: .*\n", "", text, count=1))
        rule = "owner-missing" if field == "owner" else "invalid-front-matter"
        assert_reported(reported, rule, path, 1, (field,))


# Data: every file as a value, with the type of its top.
TYPES: dict[str, Any] = {
    # The small guide cites nothing.
    **{
        f"data/{name}.yml": dict[str, type_]  # type: ignore[valid-type]
        for name, type_ in loading.COLLECTIONS.items()
        if name in complete_guide.DATA
    },
    **{f"data/{name}.yml": type_ for name, type_ in loading.SINGLE.items()},
    "data/queries.yml": list[schema.Query],
    "data/plans/institution.yml": schema.Plan,
    "data/plans/culture.yml": schema.Plan,
}


@cache
def value_of(path: str) -> Any:
    """Return the value of a file of the guide, which is not to be changed."""
    return yaml.load(complete_guide.DATA[path.removeprefix("data/").removesuffix(".yml")], Loader=Loader)


def at(value: Any, path: KeyPath) -> Any:
    for part in path:
        value = value[part]
    return value


def dumped(path: str, change: Any) -> str:
    """Return the file's text after a change to its value."""
    value = deepcopy(value_of(path))
    change(value)
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def records(value: Any, type_: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, type[BaseModel]]]:
    """Return the path and the type of every record that a file holds."""
    yield from (
        (path, candidate)
        for candidate in step(type_, path)
        if issubclass(get_origin(candidate) or candidate, BaseModel)
    )
    part = at(value, path)
    keys = part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    for key in keys:
        yield from records(value, type_, (*path, key))


def required_keys() -> list[Any]:
    """Return file, path and rule of each key that a type requires, in its first record."""
    cases: list[tuple[Hashable, Any]] = []
    for file, type_ in TYPES.items():
        for path, record in records(value_of(file), type_):
            for name, info in record.model_fields.items():
                rule = "invalid-data" if info.is_required() else DEMANDED.get((record, name))
                if rule and name in at(value_of(file), path):
                    case = pytest.param(file, (*path, name), rule, id=f"{file}:{'.'.join(map(str, (*path, name)))}")
                    cases.append(((record, name), case))
    return of_each(cases)


@pytest.mark.parametrize(("file", "path", "rule"), required_keys())
def test_every_required_key_of_data(file: str, path: KeyPath, rule: str) -> None:
    text = dumped(file, lambda value: at(value, path[:-1]).pop(path[-1]))
    document = read_document(Source(file, text), "invalid-data")
    reported = GUIDE.judged(file, text)
    line = document.place(*path[:-1]).line
    if rule == "limits-unchecked":
        line = document.place(*path[:-1], "limits").line
    assert_reported(reported, rule, file, line, tuple(str(part) for part in path if isinstance(part, str)))


def test_every_demand_was_tried() -> None:
    tried = {param.values[2] for param in required_keys()}
    assert set(DEMANDED.values()) <= tried


def references() -> list[Any]:
    """Return file, path and collection of what refers to something by its key: one of each field of each type."""
    cases: list[tuple[Hashable, Any]] = []
    guide = load_guide(complete_guide.FOLDER, today=TODAY, store=MEMORY)
    for entry in guide.facts.entries():
        if not entry.document.path.endswith(".yml"):
            continue
        for marked in walk(type(entry.record), entry.record, ()):
            if isinstance(marked.mark, Refers):
                path = (*entry.path, *marked.path)
                name = f"{entry.document.path}:{'.'.join(map(str, path))}"
                case = pytest.param(entry.document.path, path, marked.mark.to, id=name)
                field = [part for part in marked.path if isinstance(part, str)][-1:]
                cases.append(((type(entry.record), *field, marked.mark.to), case))
    return of_each(cases)


@pytest.mark.parametrize(("file", "path", "collection"), references())
def test_every_reference_misspelt(file: str, path: KeyPath, collection: str) -> None:
    right = at(value_of(file), path)
    wrong = f"{right}zz"

    def misspell(value: Any) -> None:
        at(value, path[:-1])[path[-1]] = wrong

    text = dumped(file, misspell)
    line = read_document(Source(file, text), "invalid-data").value_place(*path).line
    rule = (
        f"unknown-{ONE.get(collection, collection.removesuffix('s'))}"
        if collection != "pages"
        else "broken-anchor"
        if "#" in right
        else "broken-link"
    )
    reported = GUIDE.judged(file, text)
    assert_reported(reported, rule, file, line, (wrong, right))
    expected = next(one for one in reported if one.rule == rule)
    # The nearest right value is there to be copied.
    assert right.partition("#")[2] in expected.fix if "#" in right else right in expected.fix, expected.fix


def test_the_generated_guide_is_the_committed_one() -> None:
    made = dict(complete_guide.files(MODEL))
    committed = {
        path.relative_to(complete_guide.FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in complete_guide.FOLDER.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }
    assert committed == made, "run: python tests/complete_guide.py"
