"""Does what a new guide still has to be done, as its editors would: writes what prompts ask for, and translates.

Where nobody here speaks a language, its text is the source's with other letters: as a text in a language of its own it
has the same passages, figures and links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from guiaviva.cache import Cache
from guiaviva.diagnostics import Finding
from guiaviva.forms import forms
from guiaviva.guide import Guide, load_guide, signing
from guiaviva.guide.demands import demands_of
from guiaviva.guide.scaffold import scaffold
from guiaviva.judgement import Judgement, judge
from guiaviva.progress import left
from guiaviva.reading.documents import Loader
from guiaviva.rules.search.not_found import FIRST
from guiaviva.search.query import grouped, search
from guiaviva.starting.answers import Answers
from guiaviva.yaml_files import dump, load
from projects import TODAY

COUNCIL = Answers(
    names={"ca": "Ajuntament de Prova"},
    kind="municipality",
    territory="ES-CT",
    languages=("ca",),
    networks=("instagram",),
    units=(),
    people=2,
    profile="minimum",
    address="",
    email="",
    today=date.fromisoformat(TODAY),
)
"""What two people of a council answer who begin a small guide."""

# Each letter by another of its sort, so that what is written can be read aloud.
_LETTERS = str.maketrans("aeiouAEIOUbcdfglmnprstvBCDFGLMNPRSTV", "eioauEIOAUdfgklbnrzktxpDFGKLBNRZKTXP")
# By chance a short word would be a number in the language for which it stands.
_SHORT = re.compile(r"\b([^\W\d_]{1,5})[^\W\d_]\b")
_KEPT = re.compile(
    r"(\]\([^)]*\)|\{\{[^{}]*\}\}|`[^`]*`|\{[#.:][^}]*\}|<[^>]*>|^///.*$|^ *(?:!!!|\?\?\?\+?|===) \w*|https?://\S+|\b[\w.+-]+@[\w.-]+|[#@]\w+|\b(?:Instagram|YouTube|LinkedIn|Facebook|TikTok|Threads|Bluesky|Mastodon|Telegram|WhatsApp)\b)",
    re.MULTILINE,
)
_ROUNDS = 6
_SPOKEN = ("ca", "es", "en")
_PROMPT = re.compile(r"(?i)\[[^\]\n:]{3,40}: [^\]\n]*\]|\[(?:p[eo]r confirmar|to be confirmed)[^\]\n]*\]")
_OF_TELEPHONE = re.compile(r"(?i)tel[eèé]f|phone|helpline|number|num[eé]ro")
_TELEPHONE = "900 100 200"
_HOURS = {day: ["8:00-20:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
SENTENCE = {
    "ca": "Ho fa l'equip de comunicació, que ho revisa cada trimestre i ho explica a la direcció.",
    "es": "Lo hace el equipo de comunicación, que lo revisa cada trimestre y lo explica a la dirección.",
    "en": "The communication team does it, reviews it every quarter and explains it to the management.",
    "fr": "L'équipe de communication s'en charge, le revoit chaque trimestre et l'explique à la direction.",
    "eu": "Komunikazio-taldeak egiten du, hiruhilekoro berrikusten du eta zuzendaritzari azaltzen dio.",
}
"""What an editor writes where something is asked for, in the languages of the walks."""


def judged(root: Path, today: date, *, search: bool = True) -> Judgement:
    """Return the judgement of a guide, with what its own store keeps of the last one."""
    store = Cache(root)
    return judge(load_guide(root, today=today, store=store), store, search=search)


def finish(root: Path, today: date) -> Judgement:
    """Do what is left to do in a guide, and say that it is no longer being prepared; return its judgement."""
    path = root / "data/institution.yml"
    _add_facts(root, today)
    for _ in range(_ROUNDS):
        # What the search finds is asked in the end: nothing that is written here is about that.
        judgement = judged(root, today, search=False)
        found = left(judgement)
        if not found:
            break
        _write_what_is_asked(judgement.guide, found)
        _write_missing_pages(judgement.guide, found)
        _translate(load_guide(root, today=today, store=judgement.store))
    path.write_text(re.sub(r"(?m)^preparing: .*\n", "", path.read_text("utf-8")), encoding="utf-8")
    for name, data in signing.everything(load_guide(root, today=today)).items():
        (root / name).write_bytes(data)
    return judged(root, today)


def sentence(language: str) -> str:
    return SENTENCE.get(language) or altered(SENTENCE["es"])


def altered(text: str) -> str:
    """Return a text in a language of its own; links, code, blocks, ids, marks and HTML stay."""
    text = re.sub(r"<!-- allow .*?-->\n*", "", text)
    parts = enumerate(_KEPT.split(text))
    return "".join(part if index % 2 else _SHORT.sub(r"\1k", part.translate(_LETTERS)) for index, part in parts)


def _write_what_is_asked(guide: Guide, found: tuple[Finding, ...]) -> None:
    for path in sorted({place.path for one in found for place in (one.place, *one.others) if place.path}):
        file = guide.folder.root / path
        if not file.is_file():
            continue
        language = path.split("/")[1] if path.startswith("docs/") else guide.source_language
        text = file.read_text("utf-8")
        if path.endswith(".yml"):
            file.write_text(dump(_answered(load(text), language, guide.languages), text), encoding="utf-8")
            continue
        text = _PROMPT.sub(partial(_answer, language), text)
        for kind in guide.model.kinds.values():
            for heading in kind.headings.values():
                for one in heading.write.values():
                    text = text.replace(f"\n{one}\n", f"\n{sentence(language)}\n")
        file.write_text(text, encoding="utf-8")


def _answer(language: str, prompt: re.Match[str]) -> str:
    """Return what somebody writes in place of a prompt: a telephone where one is asked for, else a sentence."""
    return _TELEPHONE if _OF_TELEPHONE.search(prompt[0]) else sentence(language).rstrip(".")


def _answered(value: Any, language: str, languages: Sequence[str]) -> Any:
    """Return a value of data with a sentence in place of each prompt, in the language of its key where it has one."""
    if isinstance(value, str):
        return _PROMPT.sub(partial(_answer, language), value)
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        value[key] = _answered(value[key], str(key) if str(key) in languages else language, languages)
    return value


def _write_missing_pages(guide: Guide, found: tuple[Finding, ...]) -> None:
    missing = {one.place.path for one in found if one.rule == "missing-page"}
    for id in demands_of(guide).pages:
        kind = guide.model.kind_of(id)
        if kind and guide.path(id) in missing:
            path = guide.folder.root / guide.path(id)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(scaffold(guide, id, guide.source_language), encoding="utf-8")


def _translate(guide: Guide) -> None:
    sources = {page.id: page for page in guide.source_pages}
    for language in guide.languages[1:]:
        for id, source in sources.items():
            path = guide.folder.root / guide.path(id, language)
            if not path.is_file():
                body = source.source.text if language not in _SPOKEN else _written_anew(guide, id, language)
                body = re.sub(r"\A---\n.*?\n---\n", "", body, flags=re.S)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(body if language in _SPOKEN else altered(body), encoding="utf-8")
    for file in sorted((guide.folder.root / "data").rglob("*.yml")):
        text = file.read_text("utf-8")
        # To read a file so that it can be written again takes long, and most lack nothing.
        if _complete(yaml.load(text, Loader), list(guide.languages)):
            value = load(text)
            _complete(value, list(guide.languages))
            file.write_text(dump(value, text), encoding="utf-8")
    again = load_guide(guide.folder.root, today=guide.today, store=Cache(guide.folder.root))
    for name, text in forms(again):
        (guide.folder.root / name).write_text(text, encoding="ascii")
    for name, data in signing.everything(again).items():
        (guide.folder.root / name).write_bytes(data)


def _said(language: str, original: str) -> str:
    """Return a text in a language that has the figures of the original."""
    return " ".join([SENTENCE[language].rstrip("."), *re.findall(r"\d+", original)])


def _written_anew(guide: Guide, id: str, language: str) -> str:
    """Return a page with what the model asks for in a language, where the source has been written in the same way."""
    kind = guide.model.kind_of(id)
    assert kind is not None
    text = scaffold(guide, id, language)
    for heading in kind.headings.values():
        text = text.replace(f"\n{heading.write[language]}\n", f"\n{sentence(language)}\n")
    return text


def _complete(value: Any, languages: list[str]) -> bool:
    """Give each text of data the languages that it lacks; return whether any was missing."""
    changed = False
    if isinstance(value, dict) and value and set(value) < set(languages):
        original = next(iter(value.values()))
        for language in languages:
            if language not in value and isinstance(original, str):
                # In the languages of the demonstration people write; the others are altered.
                value[language] = _said(language, original) if language in _SPOKEN else altered(original)
                changed = True
        return changed
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        changed = _complete(part, languages) or changed
    return changed


def _add_facts(root: Path, today: date) -> None:
    """Write the facts that nobody but the institution knows: accounts, targets, who approved."""
    changes = {
        "plans/institution": _targets,
        "accounts": _accounts,
        "decisions": _confirmed,
        "roles": _reached,
        "networks": _watched,
    }
    for path, change in ((f"data/{name}.yml", change) for name, change in changes.items()):
        file = root / path
        if file.is_file():
            value = load(file.read_text("utf-8"))
            change(value, today)
            file.write_text(dump(value), encoding="utf-8")
    file = root / "data/institution.yml"
    value = load(file.read_text("utf-8"))
    source = value["languages"][0]
    value["approval"] = {"body": {source: sentence(source).rstrip(".")}, "date": today.isoformat()}
    value["approval"] |= {"force": "instruction", "published": "https://prova.example/guia"}
    value["elections"] = "no"
    value["service_hours"] = dict(_HOURS)
    value["emergency"] = {"phone": _TELEPHONE}
    value["on_call"] = "digital-content-lead"
    file.write_text(dump(value), encoding="utf-8")
    for page in sorted((root / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        page.write_text(text.replace("\nreviewed:\n", f"\nreviewed: {today.isoformat()}\n", 1), encoding="utf-8")


def _targets(plan: Any, today: date) -> None:
    source = next(iter(plan["name"]))
    watch = {"name": {source: sentence(source)}, "role": "digital-content-lead", "weekly_hours": 70, "watches": "yes"}
    plan["resources"] = [watch]
    for number, indicator in enumerate(plan["indicators"].values(), 1):
        # What is said of each in another language has its figures, and so another name.
        indicator["name"] = {language: f"{text} {number}" for language, text in indicator["name"].items()}
        indicator["baseline"] = {"value": 10 * number, "date": today.isoformat()}
        indicator["target"] = {"value": 80 * number, "date": plan["end"]}


def _confirmed(decisions: Any, today: date) -> None:
    for decision in decisions.values():
        decision["confirmed_on"] = today.isoformat()


def _reached(roles: Any, _: date) -> None:
    for number, role in enumerate(roles.values()):
        role["contact"] = role["contact"] or {"email": f"bustia{number}@prova.example"}


def _watched(networks: Any, _: date) -> None:
    for network in networks.values():
        network["monitoring_hours"] = dict(_HOURS)


def _accounts(accounts: Any, today: date) -> None:
    for key, account in accounts.items():
        account["handle"] = f"@prova-{key}"
        account["url"] = f"{account['url'].rstrip('/')}/prova-{key}"
        account |= {"deputy": "community-manager", "two_factor": "yes", "rules_url": "https://prova.example/normes"}
        account |= {"mailbox": "xarxes@prova.example", "last_reviewed": today.isoformat()}


def not_found(judgement: Judgement) -> Iterator[str]:
    """Return the pages that are not among the first that the search finds by their titles."""
    for page in judgement.guide.pages.values():
        index = judgement.index(page.language)
        results = grouped(index, search(index, page.sections[0].title).results)
        if page.id not in {index.records[one[0].record].page for one in results[:FIRST]}:
            yield page.path


def problems(judgement: Judgement) -> Iterator[str]:
    """Return what a strict build would stop at, one line each."""
    for one in judgement.diagnostics("en"):
        if one.level != "advice":
            yield f"{one.path}:{one.line} {one.rule} {one.message}"
