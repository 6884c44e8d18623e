"""Every rule, on small guides: tests/rules/⟨rule⟩.yml says what is changed in a guide and what is then reported.

Each file is a list of cases:

- case: a sentence that says what is wrong
  base: minimum or complete       the guide of tests/guides that is changed
  profile: complete               instead of the guide's own
  write: {path: text}             files that take the place of those of the base; bytes are written with `latin1: {…}`
  copy: {path: path}             files that take the place of others, or are new, as copies of those of the base
  replace: {path: {old: new}}     text that is replaced, once; it must be there
  repeat: {path: {text: times}}   text that is added at the end, so many times
  delete: [path]                  files or folders that are deleted
  folder: [path]                  empty folders that are made, after that
  link: {path: target}            links to files or folders, the target as seen from the link
  committed: yes                  the guide is in a Git repository that has it as it was before all of that
  expect: [path:line rule level]  every diagnostic, advice only with `advice: yes`
  message: text                   what the message of one of the diagnostics of the rule must say, in Catalan or English
  fix: text                       what the fix of one must say
  variant: nearest                the wording that the first of them must have
  texts: [message and fix]        what the diagnostics say in Catalan

"""

from __future__ import annotations

import os
import shutil
import string
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TESTS, TODAY
from guiaviva.diagnostics import Finding
from guiaviva.guide import load_guide
from guiaviva.judgement import Judgement
from guiaviva.language import FALLBACK
from guiaviva.reading import files
from guiaviva.wording import Speaker, wording
from memory import MEMORY, judged, signed
from projects import MODEL, demonstration_languages

FILES = sorted((TESTS / "rules").glob("*.yml"))

# So many cases of each rule are tried between edits where a case takes long: where data changes, and all pages are
# judged again.
QUICK = 2
BASE = TESTS / "guides/complete"
UNSIGNED = "unrecorded-translation"
OF_RECORDS = {"stale-translation", "translation-changed", "translation-mismatch", UNSIGNED}
# These have every word of the program; others fall back to English, and `guia words` lists what they lack.
SPOKEN = {"ca", "en", "es"}


@cache
def cases() -> tuple[Any, ...]:
    """Return every case, with the name of its rule."""
    found = []
    for file in FILES:
        heavy = 0
        for number, case in enumerate(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)):
            heavy += (is_heavy := case["base"] == "complete" and changes_data(case))
            marks = [pytest.mark.slow] if is_heavy and heavy > QUICK else []
            found.append(pytest.param(file.stem, case, id=f"{file.stem}-{number}", marks=marks))
    return tuple(found)


def changes_data(case: dict[str, Any]) -> bool:
    """Return whether a case changes something but pages."""
    kinds = ("copy", "write", "replace", "repeat", "delete", "latin1")
    return any(not path.startswith("docs/") for kind in kinds for path in case.get(kind, ()))


@cache
def findings_of_cases() -> dict[str, set[tuple[str, str]]]:
    """Return the rules and variants that the cases of each file expect."""
    expected: dict[str, set[tuple[str, str]]] = {}
    for param in cases():
        rule, case = param.values
        expected.setdefault(rule, set()).add((rule, case.get("variant", "")))
    return expected


def changed(case: dict[str, Any], copy: Callable[[str], Path]) -> files.Folder:
    """Return the folder of a guide as a case changes it: in memory, where no folder comes or goes."""
    base, written = TESTS / "guides" / case["base"], overlay(case)
    folders = any((base / path).is_dir() for path in case.get("delete", ()))
    if (
        folders
        or case.keys() & {"folder", "link", "pipe", "committed"}
        or not all((base / path).parent.is_dir() for path in written)
    ):
        root = copy(case["base"])
        if "committed" in case:
            commit(root)
        change(root, case, written)
        return files.Folder(root)
    return files.Folder(base, written)


def overlay(case: dict[str, Any]) -> dict[str, bytes | None]:
    """Return what a case writes into files, and None for those that it deletes."""
    base = TESTS / "guides" / case["base"]
    written: dict[str, bytes | None] = dict.fromkeys(case.get("delete", ()))
    written |= {path: (base / origin).read_bytes() for path, origin in case.get("copy", {}).items()}
    written |= {path: text.encode("utf-8") for path, text in case.get("write", {}).items()}
    written |= {path: text.encode("latin-1") for path, text in case.get("latin1", {}).items()}
    for path, changes in case.get("replace", {}).items():
        text = (base / path).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text, f"{old!r} is not in {path}"
            text = text.replace(old, new, 1)
        written[path] = text.encode("utf-8")
    for path, texts in case.get("repeat", {}).items():
        added = "".join(text * times for text, times in texts.items())
        written[path] = (written.get(path) or (base / path).read_bytes()) + added.encode("utf-8")
    return written


def change(root: Path, case: dict[str, Any], written: Mapping[str, bytes | None]) -> None:
    """Change a copy of a guide as a case says."""
    for path, data in written.items():
        target = root / path
        if data is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        elif target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
    for path in case.get("folder", []):
        (root / path).mkdir(parents=True)
    for path in case.get("pipe", []):
        os.mkfifo(root / path)
    for path, target in case.get("link", {}).items():
        (root / path).symlink_to(target)


def commit(folder: Path) -> None:
    """Commit all of a folder, which becomes a Git repository where it is none."""
    name = ("-c", "user.name=guide", "-c", "user.email=guide@example.org", "-c", "commit.gpgsign=false")
    for command in (["init", "--quiet"], ["add", "--all"], [*name, "commit", "--quiet", "--message", "Change"]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


def signed_off(rule: str, case: dict[str, Any], folder: files.Folder) -> files.Folder:
    """Return the guide of a case with its translations signed off, where the rule does not look at that."""
    if case["base"] != "complete" or rule in OF_RECORDS:
        return folder
    # What is signed off has other lines.
    gone = {path for path in signed("complete") if (BASE / path).is_file() and not (folder.root / path).is_file()}
    there = {path: data for path, data in signed("complete").items() if path not in gone}
    besides = {path: data for path, data in there.items() if f"{path}:" not in " ".join(case["expect"])}
    return replace(folder, overlay={**besides, **folder.overlay})


def assert_reported(rule: str, case: dict[str, Any], folder: files.Folder) -> Judgement:
    """What is reported of a guide, whose judgement is returned, is what the case expects, no more and no less."""
    judgement = judged(signed_off(rule, case, folder), case.get("profile"))
    reported = [one for one in judgement.diagnostics("ca") if case.get("advice") or one.level != "advice"]
    # Nobody signed off the translations of these small guides, of which most cases change one language.
    ignored = {UNSIGNED} if rule in OF_RECORDS else OF_RECORDS
    reported = [one for one in reported if one.rule == rule or one.rule not in ignored]
    shown = [f"{one.path}:{one.line} {one.rule} {one.level}" for one in reported]
    assert sorted(shown) == sorted(case["expect"])
    if "texts" in case:
        assert [f"{one.message} {one.fix}" for one in reported] == case["texts"]
    spoken = [one for language in ("ca", "en") for one in judgement.diagnostics(language) if one.rule == rule]
    for part in ("message", "fix"):
        assert part not in case or any(case[part] in getattr(one, part) for one in spoken)
    variants = {finding.variant for finding in judgement.findings if finding.rule == rule}
    assert case.get("variant", "") in variants or not case["expect"]
    return judgement


QUERIES = "data/queries.yml"


def asks(case: dict[str, Any]) -> bool:
    """Return whether a case is about queries: to answer one takes longer than to judge all the rest of a guide."""
    return any(QUERIES in case.get(key, ()) for key in ("write", "replace", "repeat", "delete", "latin1", "link"))


@pytest.mark.parametrize(("rule", "case"), cases())
def test_rule(rule: str, case: dict[str, Any], guide_folder: Callable[[str], Path]) -> None:
    folder = changed(case, guide_folder)
    without = folder if asks(case) else replace(folder, overlay={**folder.overlay, QUERIES: None})
    assert_reported(rule, case, without)


def answered() -> list[Any]:
    """Return a case of each rule in which the queries of the guide are answered: none expects an error."""
    some: dict[str, list[Any]] = {}
    for one in cases():
        rule, case = one.values
        errors = any(line.endswith(" error") for line in case["expect"])
        if case["base"] == "complete" and not errors and not asks(case):
            some.setdefault(rule, []).append(one)
    return [few[0] for few in some.values()]


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "case"), answered())
def test_rule_in_a_guide_with_queries(rule: str, case: dict[str, Any], guide_folder: Callable[[str], Path]) -> None:
    """What is changed does not make another rule speak of the queries of the guide."""
    assert_reported(rule, case, changed(case, guide_folder))


# That a rule fails is injected in test_causes.
@pytest.mark.parametrize("rule", sorted(MODEL.rules.keys() - {"rule-failed"}))
def test_every_rule_and_variant_has_a_test_guide(rule: str) -> None:
    spec = MODEL.rules[rule]
    # A case cannot write a file that may not be read; test_cli makes reading fail.
    wanted = {(rule, variant) for variant in spec.variants if variant != "unreadable"}
    # Where every finding has a variant, the rule's own words are not used.
    if not spec.variants or any(variant == "" for _, variant in findings_of_cases().get(rule, ())):
        wanted.add((rule, ""))
    assert wanted <= findings_of_cases().get(rule, set()), f"tests/rules/{rule}.yml"


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("part", ["message", "fix"])
def test_every_rule_has_words_with_the_same_placeholders_in_every_language(part: str) -> None:
    for rule in MODEL.rules:
        for variant in ("", *MODEL.rules[rule].variants):
            texts = wording(MODEL.rules, rule, variant, part)
            assert set(texts) >= SPOKEN, (rule, variant)
            assert len(set(map(placeholders, texts.values()))) == 1, (rule, variant, part)


def test_the_program_speaks_every_language_of_the_demonstration() -> None:
    assert set(demonstration_languages()) <= set(MODEL.languages)


def test_words_have_every_language_and_the_same_placeholders() -> None:
    for group, entries in MODEL.words.items():
        for key, texts in entries.items():
            # Only some languages write days and years otherwise than in figures.
            if group == "writing" and FALLBACK not in texts:
                continue
            assert set(texts) >= SPOKEN, (group, key)
            assert len(set(map(placeholders, texts.values()))) == 1, (group, key)


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


MODEL_PLACE = load_guide(TESTS / "guides" / "minimum", today=TODAY, store=MEMORY).facts.institution.place()
