"""The response assistant as it is without a script: the decision tree as questions that open one another.

It has all that the script shows but what depends on the moment: the deadline is in words, and gaps are filled by hand.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guiaviva.assistant.content import replies_of
from guiaviva.blocks.html import Child, Shown, facts, h, link
from guiaviva.blocks.people import duration, reach, role_name
from guiaviva.blocks.responses import only_for, to_situation, what_to_do
from guiaviva.facts.schema import DecisionTree, Target

# How deep questions may stand within one another; what is deeper follows at the end, reached by a link.
DEEPEST = 10


def show_assistant(shown: Shown) -> list[Element]:
    """The questions, each with what its answers lead to. What was met before is a link to it."""
    entry = shown.guide.facts.tree
    if entry is None:
        return []
    tree, told = entry.record, set[str]()
    parts = []
    for key in (tree.start, *tree.questions):
        if key in tree.questions and f"question-{key}" not in told:
            parts.append(_question(shown, tree, key, told))
    # Where the script finds its own file, from the top of the site.
    folder = "" if shown.language == shown.guide.source_language else f"{shown.language}/"
    return [h("div", {"class": "guia-assistant", "data-guia-assistant": f"{folder}assistant.json"}, parts)]


def _question(shown: Shown, tree: DecisionTree, key: str, told: set[str], depth: int = 1) -> Element:
    told.add(f"question-{key}")
    question = tree.questions[key]
    help_ = shown.text(question.help)
    answers = [
        h(
            "details",
            # One of two: to open an answer closes the other.
            {"name": f"question-{key}"},
            h("summary", {}, shown.word(name, "answer").capitalize()),
            _lead(shown, tree, target, told, depth),
        )
        for name, target in (("yes", question.yes), ("no", question.no))
    ]
    return h(
        "div",
        {"class": "guia-ask", "id": f"question-{key}"},
        h("p", {"class": "guia-question"}, shown.text(question.question)),
        h("p", {"class": "guia-help"}, help_) if help_ else None,
        answers,
    )


def _lead(shown: Shown, tree: DecisionTree, target: Target | None, told: set[str], depth: int) -> Element:
    """Give what an answer leads to: a question or a situation, or a link to it where it stands elsewhere."""
    key = (target.question or target.situation if target else None) or "?"
    if target and target.question in tree.questions:
        if f"question-{key}" not in told and depth < DEEPEST:
            return _question(shown, tree, key, told, depth + 1)
        return h("p", {}, link(f"#question-{key}", shown.text(tree.questions[key].question)))
    if target and target.situation in shown.guide.facts.situations:
        if f"situation-{key}" not in told:
            return _situation(shown, key, told)
        return h("p", {}, link(f"#situation-{key}", shown.text(shown.guide.facts.situations[key].record.name)))
    return h("p", {}, key)


def _situation(shown: Shown, key: str, told: set[str]) -> Element:
    told.add(f"situation-{key}")
    situation = shown.guide.facts.situations[key].record
    pairs: list[tuple[str, Child]] = [
        (shown.word("what-to-do"), what_to_do(shown, situation)),
        (shown.word("who"), _whom(shown, situation.owner)),
        (shown.word("by-when"), duration(shown, situation.max_response)),
        (shown.word("escalate"), _whom(shown, situation.escalate_to)),
    ]
    return h(
        "div",
        {"class": "guia-situation", "id": f"situation-{key}"},
        h("p", {"class": "guia-question"}, to_situation(shown, key)),
        h("p", {}, shown.text(situation.definition)) if situation.definition else None,
        facts("situation", shown.text(situation.name), pairs),
        _replies(shown, key),
    )


def _whom(shown: Shown, key: str | None) -> list[Child]:
    """Name a role, and how to reach it."""
    role = shown.guide.facts.roles.get(key or "")
    if role is None:
        return []
    return [h("div", {}, role_name(shown, key)), h("div", {}, reach(role.record.contact))]


def _replies(shown: Shown, situation: str) -> list[Element]:
    replies = shown.guide.facts.replies
    numbers = {key: position for position, key in enumerate(replies, 1)}
    items = [
        h(
            "li",
            {},
            h("p", {"class": "guia-help"}, shown.word("reply", "assistant").format(number=numbers[key])),
            h("blockquote", {}, h("p", {}, shown.text(replies[key].record.text))),
            only_for(shown, replies[key].record.networks),
        )
        for key in replies_of(shown.guide, situation)
    ]
    if not items:
        return [h("p", {"class": "guia-help"}, shown.word("no-replies", "assistant"))]
    return [h("p", {"class": "guia-group"}, shown.word("replies")), h("ol", {"class": "guia-ready"}, items)]
