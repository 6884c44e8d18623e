"""What the script of the assistant reads, in the language of the site: tree, situations, replies, calendar, words.

A step is a question or a situation. It has the id of its place in the page, which is the address that is shared:
`question-⟨key⟩`, `situation-⟨key⟩`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from guiaviva.assistant.calendar import HORIZON, MINUTES, calendar_of
from guiaviva.counting import COUNTING
from guiaviva.facts.schema import Duration, Network, Question, Reply, Situation, Target, Writer
from guiaviva.guide import MEASURES, Guide
from guiaviva.guide.placeholders import names_of
from guiaviva.site.writing import address
from guiaviva.views.context import Context
from guiaviva.views.parts import Call, Order
from guiaviva.views.people import duration
from guiaviva.views.responses import (
    PASSED_ON,
    PROTOCOL,
    about_helpline,
    gravity,
    measure_name,
    procedure,
    replies_of,
    reply_numbers,
)

# The page on which the assistant is.
ASSISTANT = "responses/assistant"
# Words of blocks that the assistant says too.
BLOCK_WORDS = (
    "in-private",
    "situation",
    "what-to-do",
    "who",
    "by-when",
    "escalate",
    "offer",
    "replies",
    "network",
    "day",
)


def content(guide: Guide, language: str, addresses: Mapping[str, str], languages: Mapping[str, str]) -> dict[str, Any]:
    """Return what the script reads. Without a decision tree there is nothing to walk, and `start` is empty.

    `addresses` are those of the pages, by id, from the root of the language; `languages` the names of the languages.
    """
    context = Context(guide, language, ASSISTANT)
    facts = guide.facts
    tree = facts.tree.record if facts.tree else None
    questions = tree.questions if tree else {}
    return {
        "language": language,
        "start": f"question-{tree.start}" if tree else "",
        "questions": {f"question-{key}": _question(context, question) for key, question in questions.items()},
        "situations": {
            f"situation-{key}": _situation(context, key, entry.record, addresses)
            for key, entry in facts.situations.items()
        },
        "replies": {
            key: _reply(context, number, facts.replies[key].record) for key, number in reply_numbers(guide).items()
        },
        "placeholders": _placeholders(guide),
        "networks": {key: _network(context, entry.record) for key, entry in guide.networks_in_use.items()},
        "writers": {key: context.word(key, "writer") for key in get_args(Writer)},
        "languages": {code: languages.get(code, code) for code in guide.languages},
        "calendar": _calendar(guide),
        "counting": COUNTING,
        "dates": asdict(context.dates()),
        "locale": context.locale,
        "voice": context.voice("assistant"),
        "weekdays": context.word("days").split(),
        "say": {
            **{key: context.word(key) for key in BLOCK_WORDS},
            **{key: context.word(key, "answer").capitalize() for key in ("yes", "no")},
            **{key: context.word(key, "assistant") for key in guide.model.words["assistant"]},
        },
    }


def _question(context: Context, question: Question) -> dict[str, Any]:
    return {
        "text": context.text(question.question),
        "help": context.text(question.help),
        "yes": _step(context.guide, question.yes),
        "no": _step(context.guide, question.no),
    }


def _step(guide: Guide, target: Target | None) -> str:
    """Return the step to which an answer leads, or "" where it leads nowhere."""
    tree = guide.facts.tree
    if target and target.question and tree and target.question in tree.record.questions:
        return f"question-{target.question}"
    return f"situation-{target.situation}" if target and target.situation in guide.facts.situations else ""


def _situation(context: Context, key: str, situation: Situation, addresses: Mapping[str, str]) -> dict[str, Any]:
    first = procedure(context, situation)
    return {
        "name": context.text(situation.name),
        "definition": context.text(situation.definition),
        "gravity": {"level": situation.level, "word": grave.text} if (grave := gravity(context, situation)) else None,
        "calls": [
            {"name": one.name, "phone": one.phone.number, "serves": one.serves}
            for one in first
            if isinstance(one, Call)
        ],
        "offer": [_helpline(context, key) for key in situation.offer if key in context.guide.facts.helplines],
        "steps": [step for one in first if isinstance(one, Order) for step in one.items],
        "action": context.word(situation.action, "action"),
        "passed": situation.action == PASSED_ON,
        "measure": _measure(context, situation.measure, addresses),
        "owner": _role(context, situation.owner, addresses),
        "within": _span(context, situation.max_response),
        "from": situation.counted_from,
        "escalate": _role(context, situation.escalate_to, addresses),
        "address": address(addresses, f"{PROTOCOL}#situation-{key}"),
        "replies": replies_of(context.guide, key),
    }


def _helpline(context: Context, key: str) -> dict[str, str]:
    line = context.guide.facts.helplines[key].record
    return {"phone": line.phone, "name": context.text(line.name), "about": about_helpline(context, line)}


def _measure(context: Context, measure: str | None, addresses: Mapping[str, str]) -> dict[str, str] | None:
    if measure is None:
        return None
    name, announced = measure_name(context, measure)
    return {"name": name, "address": address(addresses, f"{MEASURES}#{measure}") if announced else ""}


def _role(context: Context, key: str | None, addresses: Mapping[str, str]) -> dict[str, str] | None:
    entry = context.guide.facts.roles.get(key or "")
    if entry is None:
        return None
    contact = entry.record.contact
    return {
        "name": context.text(entry.record.name),
        "address": address(addresses, f"roles/{key}"),
        "phone": contact.phone or "",
        "email": contact.email or "",
    }


def _span(context: Context, span: Duration | None) -> dict[str, Any] | None:
    return {**span.model_dump(), "words": duration(context, span)} if span else None


def _reply(context: Context, number: int, reply: Reply) -> dict[str, Any]:
    return {
        "number": number,
        "name": context.text(reply.name),
        "when": context.text(reply.when),
        "networks": reply.networks,
        "writers": reply.writers,
        "private": reply.private,
        "texts": reply.text,
    }


def _placeholders(guide: Guide) -> dict[str, dict[str, str]]:
    """Return by language what the names of blanks stand for; a name that stands for several is left out."""
    return {
        language: {name: key for name, keys in names.items() if len(keys) == 1 for key in keys}
        for language, names in names_of(guide).items()
    }


def _network(context: Context, network: Network) -> dict[str, Any]:
    limits = network.limits
    how = limits.counted if limits else "code-points"
    limit = limits.characters if limits else None
    return {
        "name": network.called(context.language),
        "limit": limit,
        "counted": how,
        "unit": context.word(how, "counted"),
        "private": network.private_messages,
    }


def _calendar(guide: Guide) -> dict[str, Any]:
    calendar = calendar_of(guide.institution)
    return {
        "zone": calendar.zone,
        "week": calendar.week,
        "holidays": [day.isoformat() for day in sorted(calendar.holidays)],
        "years": sorted(calendar.years),
        "horizon": HORIZON,
        "minutes": MINUTES,
    }
