"""The data with which a guide begins: the demonstration's where it fits, and what the answers say."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from guiaviva import __version__
from guiaviva.facts.loading import Facts
from guiaviva.reading.documents import KeyPath
from guiaviva.starting import demonstration
from guiaviva.starting.absent import named_roles
from guiaviva.starting.answers import LEAD, Answers
from guiaviva.starting.calendar import by_year, estimated
from guiaviva.starting.demonstration import languages
from guiaviva.starting.fitting import Fit, fitting
from guiaviva.starting.helplines import helplines_of
from guiaviva.starting.pages import Prompt
from guiaviva.starting.said import Said
from guiaviva.yaml_files import dump

DEPUTY = "stand-in"
# The roles that read the mailbox of the social media team.
_TEAM = (LEAD, DEPUTY, "community-manager")
# What a small guide takes of the demonstration's data, and what is written anew in every guide.
SHORT = 80
FEW_KEYS = 3
"""A group of so few keys, and of so few characters together, is written in one line."""
_NUMBER = re.compile(r"0|-?[1-9]\d{0,15}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SMALL = ("situations", "decision-tree", "networks", "decisions")
_ANEW = ("institution", "accounts", "impersonations", "news", "periods", "helplines")
_LATE_MONTH = 10
"""From this month on, plans begin with the next year."""
# Languages in which a name within a sentence has an ending.
_INFLECTED = frozenset({"eu"})
Files = dict[str, Any]
"""Values of files of data by path, as `yaml_files` loads them."""


def data_of(answers: Answers, said: Said, invented: Sequence[str]) -> Files:
    """Return the files of data of a guide that begins. What names the `invented` institution in a list goes."""
    helplines = helplines_of(answers, said.first, said.prompt)
    files: Files = {"data/helplines.yml": helplines}
    fit = Fit(answers, set(languages()) & set(answers.languages), helplines)
    written = answers.source in fit.written
    asking = fit if written else replace(fit, prompt=said.prompt)
    # Of a language in which it is drafted there is nothing for one kind alone.
    kind = answers.kind if written else ""
    for name in demonstration.names(answers.kind):
        if name in _ANEW or (answers.small and name not in _SMALL):
            continue
        if demonstration.has_texts(answers.source, name):
            value = fitting(demonstration.data(name, kind, answers.territory), asking)
        elif name == "networks":
            value = fitting(demonstration.data(name, kind, answers.territory), fit)
        else:
            value = fitting(demonstration.brief(name, answers.territory), asking)
        if value:
            files[f"data/{name}.yml"] = _once(_unnamed(value, invented))
    for record in files.get("data/decisions.yml", {}).values():
        # Elsewhere they were confirmed; here nobody has done so.
        for field in ("confirmed_on", "confirmed_by"):
            record.pop(field, None)
    _choose_networks(files, answers)
    files["data/institution.yml"] = _institution(answers, said)
    files["data/roles.yml"] = _roles(files.get("data/roles.yml"), answers, said)
    if not answers.small:
        files["data/accounts.yml"] = _accounts(files["data/networks.yml"], answers, said)
    files["data/plans/institution.yml"] = _plan(answers, said)
    return files


def _unnamed(value: Any, names: Sequence[str]) -> Any:
    """Return a value without what has one of the names in it in its lists, such as `#RiublancJove` among hashtags."""
    if isinstance(value, dict):
        return {key: _unnamed(part, names) for key, part in value.items()}
    if isinstance(value, list):
        named = [isinstance(one, str) and any(name.lower() in one.lower() for name in names) for one in value]
        return [_unnamed(one, names) for one, has in zip(value, named, strict=True) if not has]
    return value


def _once(records: Any) -> Any:
    """Return records without those that say the same as one before, as may be where some languages are not there."""
    if not isinstance(records, dict):
        return records
    kept: dict[Any, Any] = {}
    for key, record in records.items():
        if record not in kept.values():
            kept[key] = record
    return kept


def _choose_networks(files: Files, answers: Answers) -> None:
    known = files["data/networks.yml"]
    # The use of a size has no prompt.
    unsaid = () if demonstration.has_texts(answers.source, "networks") else ("image_sizes",)
    chosen: dict[str, Any] = {}
    for key in answers.networks:
        record = known[key]
        record["status"] = "active"
        for field in ("until", "replaced_by", "monitoring_hours", *unsaid):
            record.pop(field, None)
        chosen[key] = record
    files["data/networks.yml"] = chosen


def _institution(answers: Answers, said: Said) -> Any:
    value: dict[str, Any] = {
        "name": _ordered(answers, answers.names),
        "kind": answers.kind,
        "territory": answers.territory,
        "preparing": "yes",
        "program": __version__,
        "languages": list(answers.languages),
        "profile": answers.profile,
        "contact": {"email": answers.email} if answers.email else {"hours": said.asked("contact")},
    }
    value["units"] = _units(answers)
    # What the law of the place says, such as the age of consent.
    value |= demonstration.brief("institution", answers.territory) or {}
    if answers.time_zone:
        value["time_zone"] = answers.time_zone
    if days := by_year(answers):
        value["holidays"] = days
    written = CommentedMap(value)
    notes = {"preparing": said.first["note-preparing"], **({"holidays": said.first["note-holidays"]} if days else {})}
    if moving := estimated(answers):
        notes["holidays"] += "\n" + said.first["note-estimated"].format(days=", ".join(map(str, moving)))
    for key, note in notes.items():
        written.yaml_set_comment_before_after_key(key, before=note)
    return written


def _units(answers: Answers) -> dict[str, Any]:
    """Return the units: first the institution, to which its roles and main accounts belong, then those it named."""
    named: dict[str, dict[str, str]] = {}
    for one in (answers.names, *answers.units):
        named.setdefault(one[answers.source], {}).update(_ordered(answers, one))
    return {key: {"name": names} for key, names in zip(_keys(named), named.values(), strict=True)}


def _ordered(answers: Answers, names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of something in the order of the languages."""
    return {one: names[one] for one in answers.languages if one in names}


def _roles(known: Any, answers: Answers, said: Said) -> Any:
    """Return the roles: of a small team two, else those of the demonstration that fit, without its contacts."""
    unit = next(iter(_units(answers)))
    contact = _team_contact(answers)
    if answers.small or known is None:
        return {
            LEAD: {
                "name": said.in_each("lead"),
                "unit": unit,
                "contact": contact,
                **({"deputy": DEPUTY} if answers.people > 1 else {}),
            },
            **({DEPUTY: {"name": said.in_each("deputy"), "unit": unit, "contact": contact}}
               if answers.people > 1 else {}),
        }  # fmt: skip
    for key, record in known.items():
        record["contact"] = dict(contact) if key in _TEAM else {}
        if "unit" in record:
            record["unit"] = unit
    return known


def _team_contact(answers: Answers) -> dict[str, str]:
    """Return how to reach the social media team; the mailbox is theirs alone."""
    return {"email": answers.email} if answers.email else {}


def with_named_roles(
    files: Files, answers: Answers, prompt: Prompt, texts: Iterable[str], records: dict[str, str]
) -> None:
    """Add to the roles of a guide those of the demonstration that its data or the texts of its pages name.

    `records` are the texts of those of the data that are known, as for `text_of`. In a source language in which the
    demonstration is not written, a prompt has the name in another.
    """
    roles = files["data/roles.yml"]
    known = fitting(demonstration.data("roles", answers.kind), Fit(answers, set(languages())))
    names = {key: tuple(record.get("name", {}).values()) for key, record in known.items() if key not in roles}
    written = [text_of(value, records) for value in files.values()]
    inflected = not _INFLECTED.isdisjoint(answers.languages)
    for key in named_roles((*texts, *written), {key: one for key, one in names.items() if one}, inflected=inflected):
        name = known[key]["name"]
        if answers.source not in name:
            name = {answers.source: prompt(next(iter(name.values()))), **name}
        roles[key] = {
            "name": name,
            "unit": roles[LEAD]["unit"],
            "contact": _team_contact(answers) if key in _TEAM else {},
        }


def _accounts(networks: Any, answers: Answers, said: Said) -> Any:
    return {
        f"{network}-main": {
            "network": network,
            # Which network it is of tells one account from another in a list of what is to be done.
            "handle": said.prompt(f"{said.first['handle']} ({networks[network]['name']})"),
            "url": networks[network]["url"],
            "unit": next(iter(_units(answers))),
            "owner": LEAD,
            "languages": list(answers.languages),
            "status": "active",
        }
        for network in answers.networks
    }


def _plan_start(today: date) -> date:
    """Return the first day of the next month, or of the next year from October on."""
    late = today.month >= _LATE_MONTH
    return date(today.year + 1, 1, 1) if late else date(today.year, today.month + 1, 1)


def _plan(answers: Answers, said: Said) -> Any:
    """Return a plan that has all its parts, most of them still to be written."""
    start = _plan_start(answers.today)
    end = date(start.year + 1, 12, 31)
    return {
        "name": said.in_each("plan", year=f"{start.year}-{end.year}"),
        "scope": "institution",
        "start": start,
        "end": end,
        "objectives": {
            "first": {
                "statement": said.asked("statement"),
                "serves": said.asked("serves"),
                "audiences": ["residents"],
                "deadline": end,
                "owner": LEAD,
                "indicators": ["answered-on-time", "followers"],
            }
        },
        "audiences": {
            "residents": {"name": said.asked("audience"), "networks": list(answers.networks)},
        },
        "networks": {
            one: {
                "purpose": said.asked("purpose"),
                "objectives": ["first"],
                "audiences": ["residents"],
            }
            for one in answers.networks
        },
        "indicators": {
            "answered-on-time": _indicator(said, "answered", "use", "log"),
            "followers": _indicator(said, "followers", "growth", "statistics"),
        },
    }  # fmt: skip


def _indicator(said: Said, name: str, type_: str, source: str) -> dict[str, Any]:
    return {
        "name": said.in_each(name),
        "type": type_,
        "objective": "first",
        "source": said.in_each(source),
        "frequency": "monthly",
        "responsible": LEAD,
    }


def _keys(names: Any) -> Iterator[str]:
    """Return a key for each name, of its letters without accents; no two are the same."""
    seen: set[str] = set()
    for number, name in enumerate(names, 1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or f"unit-{number}"
        key = key if key[0].isalpha() else f"unit-{key}"
        while key in seen:
            key += "-2"
        seen.add(key)
        yield key


def text_of(value: Any, known: dict[str, str] | None = None) -> str:
    """Return the text of a file of data, with what is short in one line.

    What was written before of a record is taken from `known`, and what is written now is added to it.
    """
    if not isinstance(value, dict) or isinstance(value, CommentedMap) or _in_one_line(value):
        return dump(_short(value))
    known = {} if known is None else known
    written: list[str] = []
    for key, record in value.items():
        if (name := repr((key, record))) not in known:
            # Its own group of one key is never written in one line.
            group = CommentedMap()
            group[key] = _short(record)
            known[name] = dump(group)
        written.append(known[name])
    return "".join(written)


def _short(value: Any) -> Any:
    """Return a value with lists of keys, and groups of a few words, written in one line; figures and dates plain."""
    if isinstance(value, list):
        listed = CommentedSeq(_short(one) for one in value)
        if not any(isinstance(one, dict | list) for one in value):
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, dict):
        group = value if isinstance(value, CommentedMap) else CommentedMap()
        for key, one in list(value.items()):
            group[key] = _short(one)
        if _in_one_line(value):
            group.fa.set_flow_style()
        return group
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    return date.fromisoformat(value) if isinstance(value, str) and _DATE.fullmatch(value) else value


def _in_one_line(group: Mapping[Any, Any]) -> bool:
    """Return whether a group is of a few words, or of none."""
    plain = not any(isinstance(one, dict | list) for one in group.values())
    return plain and sum(len(str(one)) for one in group.values()) < SHORT and len(group) <= FEW_KEYS


def prune(files: Files, facts: Facts) -> bool:
    """Take out of the data what refers to records that are not there; return whether anything did.

    A role that is not there is the lead. What must refer to something goes with it.
    """
    changes = []
    for entry, marked, collection in facts.references:
        if collection != "pages" and marked.value not in facts.keys.get(collection, ()):
            changes.append((entry.document.path, (*entry.path, *marked.path), collection, entry.path))
    # From the end, so that the places of what comes before in a list stay.
    for path, at, collection, record in sorted(changes, key=lambda one: (one[0], _order(one[1])), reverse=True):
        _prune_one(files[path], at, LEAD if collection == "roles" else "", record)
    tree = files.get("data/decision-tree.yml")
    return bool(changes) or (tree is not None and _shorten(tree))


_REQUIRED = {("situation",), ("network",)}


def _prune_one(value: Any, at: KeyPath, instead: str, record: KeyPath) -> None:
    parent: Any = value
    last: Any = at[-1]
    for step in at[:-1]:
        if parent is None or (isinstance(parent, dict) and step not in parent):
            return
        parent = parent[step]
    if isinstance(parent, list):
        if instead and instead not in parent:
            parent[last] = instead
        else:
            del parent[last]
            # A list of networks that names none would be one of all; another that is empty says nothing.
            if not parent:
                _remove(value, record if at[len(record) :][:-1] == ("networks",) else at[:-1])
    elif isinstance(parent, dict) and last in parent:
        if instead and not (len(at) > 1 and last == "deputy"):
            parent[last] = instead
            # Nobody passes anything on to themselves.
            if "owner" in parent and parent["owner"] == parent.get("escalate_to"):
                del parent["escalate_to"]
        elif at[len(record) :] in _REQUIRED and record:
            _remove(value, record)
        else:
            del parent[last]


def _order(path: KeyPath) -> tuple[str, ...]:
    """Return a path so that the places in a list sort as numbers."""
    return tuple(f"{step:09}" if isinstance(step, int) else step for step in path)


def _remove(value: Any, record: KeyPath) -> None:
    last: Any = record[-1]
    for step in record[:-1]:
        value = value[step]
    if isinstance(value, list) or last in value:
        del value[last]


def _shorten(tree: Any) -> bool:
    """Take out of a decision tree the questions of which one answer leads nowhere; return whether there was any."""
    questions = tree["questions"]
    for key, question in questions.items():
        answers = {one: question.get(one) for one in ("yes", "no")}
        leading = [one for one in answers.values() if one and _leads(one, questions)]
        if len(leading) == 2:
            continue
        del questions[key]
        for other in questions.values():
            for one in ("yes", "no"):
                if (other.get(one) or {}).get("question") == key:
                    if leading:
                        other[one] = leading[0]
                    else:
                        del other[one]
        if tree["start"] == key and leading and "question" in leading[0]:
            tree["start"] = leading[0]["question"]
        return True
    return False


def _leads(target: Any, questions: Any) -> bool:
    return bool(target.get("situation")) or target.get("question") in questions


def without_pages(files: Files, lost: Iterable[tuple[str, KeyPath, KeyPath]]) -> None:
    """Take what leads to pages that are not there out of the data: by file, path of the record, and path in that.

    Where a list leads to others too, these stay; else the whole record goes.
    """
    records = set()
    for path, record, place in sorted(lost, key=lambda one: (one[0], _order((*one[1], *one[2]))), reverse=True):
        parent: Any = files[path]
        last: Any = place[-1]
        for step in (*record, *place[:-1]):
            parent = parent[step]
        if isinstance(parent, list) and len(parent) > 1:
            del parent[last]
        else:
            records.add((path, record))
    without_records(files, records)


def without_records(files: Files, records: Iterable[tuple[str, KeyPath]]) -> None:
    """Take records out of the data, by file and path in it."""
    # From the end, so that the places of what comes before in a list stay.
    for path, record in sorted(records, key=lambda one: (one[0], _order(one[1])), reverse=True):
        _remove(files[path], record)
