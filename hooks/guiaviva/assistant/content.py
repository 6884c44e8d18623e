"""What the script of the assistant reads, in the language of the site: tree, situations, replies, calendar, words.

A step is a question or a situation. It has the id of its place in the page, which is the address that is shared:
`question-⟨key⟩`, `situation-⟨key⟩`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiaviva.assistant.calendar import HORIZON, MINUTES, calendar_of
from guiaviva.blocks.html import Shown
from guiaviva.blocks.people import duration
from guiaviva.blocks.responses import PROTOCOL, RULES, measure_name
from guiaviva.counting import COUNTING
from guiaviva.facts.schema import Duration, Network, Question, Reply, Situation, Target
from guiaviva.guide import Guide
from guiaviva.site.writing import address

# The page on which the assistant stands.
ASSISTANT = "responses/assistant"
# Words of blocks that the assistant says too.
BLOCK_WORDS = ("situation", "what-to-do", "who", "by-when", "escalate", "replies", "network", "day")


def content(guide: Guide, language: str, addresses: Mapping[str, str], languages: Mapping[str, str]) -> dict[str, Any]:
    """Return what the script reads. Without a decision tree there is nothing to walk, and `start` is empty.

    `addresses` are those of the pages, by id, from the root of the language; `languages` the names of the languages.
    """
    shown = Shown(guide, language, ASSISTANT)
    facts = guide.facts
    tree = facts.tree.record if facts.tree else None
    questions = tree.questions if tree else {}
    return {
        "language": language,
        "start": f"question-{tree.start}" if tree else "",
        "questions": {f"question-{key}": _question(shown, question) for key, question in questions.items()},
        "situations": {
            f"situation-{key}": _situation(shown, key, entry.record, addresses)
            for key, entry in facts.situations.items()
        },
        "replies": {key: _reply(number, entry.record) for number, (key, entry) in enumerate(facts.replies.items(), 1)},
        "networks": {key: _network(shown, entry.record) for key, entry in guide.networks_in_use.items()},
        "languages": {code: languages.get(code, code) for code in guide.languages},
        "calendar": _calendar(guide),
        "counting": COUNTING,
        "months": shown.word("months").split("|"),
        "weekdays": shown.word("days").split(),
        "say": {
            **{key: shown.word(key) for key in BLOCK_WORDS},
            **{key: shown.word(key, "answer").capitalize() for key in ("yes", "no")},
            **{key: shown.word(key, "assistant") for key in guide.model.words["assistant"]},
        },
    }


def replies_of(guide: Guide, situation: str) -> tuple[str, ...]:
    """Return the keys of the ready replies of a situation: those that it names, then others that name it."""
    replies = guide.facts.replies
    named = guide.facts.situations[situation].record.replies
    others = (key for key, entry in replies.items() if entry.record.situation == situation)
    return tuple(key for key in dict.fromkeys((*named, *others)) if key in replies)


def _question(shown: Shown, question: Question) -> dict[str, Any]:
    return {
        "text": shown.text(question.question),
        "help": shown.text(question.help),
        "yes": _step(shown.guide, question.yes),
        "no": _step(shown.guide, question.no),
    }


def _step(guide: Guide, target: Target | None) -> str:
    """Return the step to which an answer leads, or "" where it leads nowhere."""
    tree = guide.facts.tree
    if target and target.question and tree and target.question in tree.record.questions:
        return f"question-{target.question}"
    return f"situation-{target.situation}" if target and target.situation in guide.facts.situations else ""


def _situation(shown: Shown, key: str, situation: Situation, addresses: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": shown.text(situation.name),
        "definition": shown.text(situation.definition),
        "action": shown.word(situation.action, "action"),
        "measure": _measure(shown, situation.measure, addresses),
        "owner": _role(shown, situation.owner, addresses),
        "within": _span(shown, situation.max_response),
        "escalate": _role(shown, situation.escalate_to, addresses),
        "address": address(addresses, f"{PROTOCOL}#situation-{key}"),
        "replies": replies_of(shown.guide, key),
    }


def _measure(shown: Shown, measure: str | None, addresses: Mapping[str, str]) -> dict[str, str] | None:
    if measure is None:
        return None
    name, announced = measure_name(shown, measure)
    return {"name": name, "address": address(addresses, f"{RULES}#{measure}") if announced else ""}


def _role(shown: Shown, key: str | None, addresses: Mapping[str, str]) -> dict[str, str] | None:
    entry = shown.guide.facts.roles.get(key or "")
    if entry is None:
        return None
    contact = entry.record.contact
    return {
        "name": shown.text(entry.record.name),
        "address": address(addresses, f"roles/{key}"),
        "phone": contact.phone or "",
        "email": contact.email or "",
    }


def _span(shown: Shown, span: Duration | None) -> dict[str, Any] | None:
    return {**span.model_dump(), "words": duration(shown, span)} if span else None


def _reply(number: int, reply: Reply) -> dict[str, Any]:
    return {"number": number, "networks": reply.networks, "texts": reply.text}


def _network(shown: Shown, network: Network) -> dict[str, Any]:
    limits = network.limits
    how = limits.counted if limits else "code-points"
    limit = limits.characters if limits else None
    return {"name": network.name, "limit": limit, "counted": how, "unit": shown.word(how, "counted")}


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
