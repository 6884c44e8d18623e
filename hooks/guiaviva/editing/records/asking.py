"""Which fields of a record the check asks for: the rules look at the record with each of them, and without."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

from guiaviva.diagnostics import Finding, Place
from guiaviva.editing.records.checking import path_of
from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.kinds import Found, document_of, field_of_file, value_at
from guiaviva.editing.records.layout import pair
from guiaviva.editing.records.writing import normal
from guiaviva.facts.loading import load_facts
from guiaviva.guide import Guide
from guiaviva.judgement import judge_file
from guiaviva.levels import level_of
from guiaviva.reading.documents import KeyPath, read_document
from guiaviva.reading.files import Source
from guiaviva.references import References, shown_facts

_RULE = "invalid-data"
# No key of a guide ends so.
_END = "-is-tried"
_KEY = re.compile(rf"[0-9]+{_END}")


def asked(guide: Guide, found: Found) -> dict[str, str]:
    """Return the field that each rule asks for which misses one in a record, by the id of the rule.

    Of a field that the record lacks the value is taken that most of its kind have. What is not one of several records
    by key is not looked at.
    """
    if not found.path or not isinstance(found.path[-1], str):
        return {}
    above = normal(value_at(document_of(guide, found.file).value, found.path[:-1])) or {}
    tried = _tried(found, above)
    missed = _missed(guide, found, tried)
    lost: dict[str, Set[str]] = {}
    for name, (with_it, without) in _pairs(found.field, tried, _record(found, above)).items():
        lost[name] = missed[without] - missed[with_it]
    owners: dict[str, str] = {}
    # A field that answers several demands at once, such as that the account is closed, is not what they ask for.
    for name in sorted(lost, key=lambda one: len(lost[one]), reverse=True):
        owners |= dict.fromkeys(lost[name], name)
    return owners


def _record(found: Found, above: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record says; what it has to say and does not yet is said as the first of its kind does."""
    first: Mapping[str, Any] = next(iter(above.values()), {})
    has_to = {one.name: first[one.name] for one in found.field.fields if one.required and one.name in first}
    return has_to | dict(normal(found.value) or {})


def _tried(found: Found, above: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the record as it is, by "", and by the name of each field the record with it, or without."""
    record = _record(found, above)
    tried = {"": record}
    for field in found.field.fields:
        if field.required or field.is_of_records:
            continue
        if field.name in record:
            tried[field.name] = {name: one for name, one in record.items() if name != field.name}
        elif said := [one[field.name] for one in above.values() if field.name in one]:
            most = Counter(map(repr, said)).most_common(1)[0][0]
            tried[field.name] = record | {field.name: next(one for one in said if repr(one) == most)}
    return tried


def _pairs(field: Field, tried: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    names = [one.name for one in field.fields if one.name in tried]
    return {name: ("", name) if name in record else (name, "") for name in names}


def _missed(guide: Guide, found: Found, tried: Mapping[str, dict[str, Any]]) -> Mapping[str, Set[str]]:
    """Return the rules that find something in each of the records that are tried."""
    keys = {f"{number}{_END}": name for number, name in enumerate(tried)}
    text = _text(guide, found, {key: tried[name] for key, name in keys.items()})
    folder = replace(guide.folder, overlay={**guide.folder.overlay, found.file: text.encode()})
    facts = load_facts(folder, guide.languages, former=guide.facts)
    other = replace(guide, folder=folder, facts=shown_facts(References(facts, guide.model.words)))
    document = read_document(Source(found.file, text), _RULE)
    missed: dict[str, set[str]] = defaultdict(set)
    for one in judge_file(other, found.file):
        for place in _places(one) if level_of(one, guide) != "advice" else ():
            at = path_of(document, place) or ()
            is_below = at[: len(found.path) - 1] == found.path[:-1] and len(at) >= len(found.path)
            if is_below and not _compares(one):
                missed[keys.get(str(at[len(found.path) - 1]), "?")].add(one.rule)
    return missed


def _compares(one: Finding) -> bool:
    """Return whether a finding is about two of the records that are tried, of which there is but one."""
    return len({key for value in one.values.values() for key in _KEY.findall(str(value))}) > 1


def _places(one: Finding) -> list[Place]:
    return [one.place, *one.others]


def _text(guide: Guide, found: Found, records: Mapping[str, Any]) -> str:
    """Return a file of data that has these records, and nothing else of their kind."""
    whole = normal(document_of(guide, found.file).value) if found.path[1:] else {}
    above, field = _within(whole or {}, found.path[:-1], records), field_of_file(found.file)
    return "\n".join(pair(key, one, "", field.below(key) if field else None) for key, one in above.items()) + "\n"


def _within(whole: Mapping[str, Any], path: KeyPath, records: Mapping[str, Any]) -> Mapping[str, Any]:
    if not path:
        return records
    step = str(path[0])
    return {**whole, step: _within(whole.get(step) or {}, path[1:], records)}
