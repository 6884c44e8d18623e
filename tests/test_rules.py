"""Every rule, on small guides: tests/rules/⟨rule⟩.yml says what is changed in a guide and what is then reported.

Each file is a list of cases:

- case: a sentence that says what is wrong
  base: minimum or complete       the guide of tests/guides that is changed
  profile: complete               instead of the guide's own
  write: {path: text}             files that take the place of those of the base; bytes are written with `latin1: {…}`
  replace: {path: {old: new}}     text that is replaced, once; it must be there
  repeat: {path: {text: times}}   text that is added at the end, so many times
  delete: [path]                  files or folders that are deleted
  folder: [path]                  empty folders that are made, after that
  link: {path: target}            links to files or folders, the target as seen from the link
  expect: [path:line rule level]  every diagnostic, advice only with `advice: yes`
  variant: nearest                the wording that the first of them must have
  texts: [message and fix]        what the diagnostics say in Catalan
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TESTS, TODAY
from guiaviva.contentmodel import ENGINE, load_model
from guiaviva.diagnostics import Finding
from guiaviva.guide import load_guide
from guiaviva.wording import Speaker, placeholders, wording
from memory import judged
from projects import demonstration_languages

FILES = sorted((TESTS / "rules").glob("*.yml"))
MODEL = load_model(ENGINE)
# They compare translations. Most cases change one language alone, so these are shown only where one expects them.
COMPARING = frozenset({"passage-mismatch", "figure-mismatch", "link-mismatch"})


def cases() -> Iterator[Any]:
    for file in FILES:
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield pytest.param(file.stem, case, id=f"{file.stem}-{number}")


@cache
def findings_of_cases() -> dict[str, set[tuple[str, str]]]:
    """Return the rules and variants that the cases of each file expect."""
    expected: dict[str, set[tuple[str, str]]] = {}
    for param in cases():
        rule, case = param.values
        expected.setdefault(rule, set()).add((rule, case.get("variant", "")))
    return expected


def change(root: Path, case: dict[str, Any]) -> None:
    for path, text in case.get("write", {}).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    for path, text in case.get("latin1", {}).items():
        (root / path).write_bytes(text.encode("latin-1"))
    for path, changes in case.get("replace", {}).items():
        text = (root / path).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text, f"{old!r} is not in {path}"
            text = text.replace(old, new, 1)
        (root / path).write_text(text, encoding="utf-8", newline="")
    for path in case.get("delete", []):
        target = root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
    for path, texts in case.get("repeat", {}).items():
        with (root / path).open("a", encoding="utf-8", newline="") as file:
            file.writelines(text * times for text, times in texts.items())
    for path in case.get("folder", []):
        (root / path).mkdir(parents=True)
    for path, target in case.get("link", {}).items():
        (root / path).symlink_to(target)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of each guide, which is put back after each case."""
    return Path(shutil.copytree(TESTS / "guides", tmp_path_factory.mktemp("shared") / "guides"))


def touched(case: dict[str, Any]) -> set[str]:
    """Return the files that a case changes."""
    named = (case.get(key, ()) for key in ("write", "replace", "repeat", "delete", "latin1", "folder", "link"))
    return {path for paths in named for path in paths}


@contextmanager
def changed(shared: Path, case: dict[str, Any], copy: Callable[[str], Path]) -> Iterator[Path]:
    """Return the folder of a guide that is changed as the case says.

    A case that takes files away or makes what is no file has a copy of its own.
    """
    if case.keys() & {"delete", "latin1", "folder", "link"}:
        root = copy(case["base"])
        change(root, case)
        yield root
        return
    base, root = TESTS / "guides" / case["base"], shared / case["base"]
    try:
        change(root, case)
        yield root
    finally:
        for path in touched(case):
            put_back(base / path, root / path)


def put_back(original: Path, copy: Path) -> None:
    """Make a file that was changed what it was: the same text, or not there, nor the folders made for it."""
    if original.exists():
        shutil.copyfile(original, copy)
        return
    copy.unlink(missing_ok=True)
    for folder, made in zip(original.parents, copy.parents, strict=False):
        if folder.exists() or any(made.iterdir()):
            return
        made.rmdir()


@pytest.mark.parametrize(("rule", "case"), list(cases()))
def test_rule(rule: str, case: dict[str, Any], shared: Path, guide_folder: Callable[[str], Path]) -> None:
    with changed(shared, case, guide_folder) as root:
        judgement = judged(root, case.get("profile"))
        found = judgement.findings
        reported = [one for one in judgement.diagnostics("ca") if case.get("advice") or one.level != "advice"]
        if rule not in COMPARING and not any(name in line for name in COMPARING for line in case["expect"]):
            reported = [one for one in reported if one.rule not in COMPARING]
        shown = [f"{one.path}:{one.line} {one.rule} {one.level}" for one in reported]
    assert shown == case["expect"]
    if "texts" in case:
        assert [f"{one.message} {one.fix}" for one in reported] == case["texts"]
    variants = {finding.variant for finding in found if finding.rule == rule}
    assert case.get("variant", "") in variants or not case["expect"]


@pytest.mark.parametrize("rule", sorted(MODEL.rules))
def test_every_rule_and_variant_has_a_test_guide(rule: str) -> None:
    spec = MODEL.rules[rule]
    # A case cannot write a file that may not be read; test_cli makes reading fail.
    wanted = {(rule, variant) for variant in spec.variants if variant != "unreadable"}
    # Where every finding has a variant, the rule's own words are not used.
    if not spec.variants or any(variant == "" for _, variant in findings_of_cases().get(rule, ())):
        wanted.add((rule, ""))
    assert wanted <= findings_of_cases().get(rule, set()), f"tests/rules/{rule}.yml"


@pytest.mark.parametrize("rule", sorted(MODEL.rules))
@pytest.mark.parametrize("part", ["message", "fix"])
def test_every_rule_has_words_with_the_same_placeholders_in_every_language(rule: str, part: str) -> None:
    for variant in ("", *MODEL.rules[rule].variants):
        texts = wording(MODEL.rules, rule, variant, part)
        assert set(texts) == set(MODEL.languages), (rule, variant)
        assert len({names for _, names in placeholders(texts)}) == 1, (rule, variant, part)


def test_the_program_speaks_every_language_of_the_demonstration() -> None:
    assert set(demonstration_languages()) <= set(MODEL.languages)


def test_words_have_every_language_and_the_same_placeholders() -> None:
    for group, entries in MODEL.words.items():
        for key, texts in entries.items():
            assert set(texts) == set(MODEL.languages), (group, key)
            assert len({names for _, names in placeholders(texts)}) == 1, (group, key)


def test_rules_name_only_rules_that_exist() -> None:
    """A finding of a rule that has no words would end in a traceback."""
    names = {rule for rule, _ in set().union(*findings_of_cases().values())}
    assert names <= set(MODEL.rules)


def test_missing_words_fall_back_to_english() -> None:
    words = {"report": {"clean": {"en": "All is well", "ca": "Tot en ordre"}}}
    speaker = Speaker(MODEL.rules, words, "gl")
    assert speaker.pick(words["report"]["clean"]) == "All is well"
    assert speaker.value((1, "b")) == "«1», «b»"
    problem = Finding("unclosed-block", MODEL_PLACE, {"found": "/// guide | x"})
    assert "/// guide | x" in speaker.sentence(problem, "message")


MODEL_PLACE = load_guide(TESTS / "guides" / "minimum", today=TODAY).facts.institution.place()
