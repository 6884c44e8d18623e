"""The response assistant as it is without a script: the decision tree as questions that open one another.

It has all that the script shows but what depends on the moment: the deadline is in words, and gaps are filled by hand.
"""

from guiaviva.facts.schema import DecisionTree, Target
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.people import whom
from guiaviva.views.responses import (
    action,
    by_when,
    contacts,
    escalation,
    offered,
    procedure,
    replies_of,
    reply_numbers,
    reply_view,
    to_situation,
)

# How deep questions may be within one another; what is deeper follows at the end, reached by a link.
DEEPEST = 10


def view_assistant(context: Context) -> list[v.View]:
    """The questions, each with what its answers lead to. What was met before is a link to it."""
    entry = context.guide.facts.tree
    if entry is None:
        return []
    tree, seen = entry.record, set[str]()
    questions: list[v.Question] = []
    for key in (tree.start, *tree.questions):
        if key in tree.questions and f"question-{key}" not in seen:
            questions.append(_question(context, tree, key, seen))
    return [v.Assistant(context.file("assistant.json"), tuple(questions))]


def _question(context: Context, tree: DecisionTree, key: str, seen: set[str], depth: int = 1) -> v.Question:
    """Return a question with all that is within it, whose ids are added to `seen`."""
    anchor = f"question-{key}"
    seen.add(anchor)
    question = tree.questions[key]
    answers = tuple(
        v.Answer(name, context.word(name, "answer").capitalize(), _lead(context, tree, target, seen, depth))
        for name, target in (("yes", question.yes), ("no", question.no))
    )
    return v.Question(anchor, context.text(question.question), context.text(question.help), answers)


def _lead(context: Context, tree: DecisionTree, target: Target | None, seen: set[str], depth: int) -> v.Lead:
    """Return what an answer leads to: a question or a situation, or a link to it where it is elsewhere."""
    key = (target.question or target.situation if target else None) or "?"
    if target and target.question in tree.questions:
        if f"question-{key}" not in seen and depth < DEEPEST:
            return _question(context, tree, key, seen, depth + 1)
        return v.Jump(v.PageLink(context.text(tree.questions[key].question), "", f"question-{key}"))
    situations = context.guide.facts.situations
    if target and target.situation in situations:
        if f"situation-{key}" not in seen:
            seen.add(f"situation-{key}")
            return situation_guide(context, key)
        return v.Jump(v.PageLink(context.text(situations[key].record.name), "", f"situation-{key}"))
    return key


def situation_guide(context: Context, key: str) -> v.SituationGuide:
    """Return a situation with all that whoever answers needs. Raises KeyError where there is no such situation."""
    anchor = f"situation-{key}"
    situation = context.guide.facts.situations[key].record
    facts: list[tuple[str, v.Content]] = [
        (context.word("what-to-do"), action(context, situation)),
        (context.word("who"), whom(context, situation.owner)),
        (context.word("by-when"), by_when(context, situation)),
        escalation(context, situation),
        (context.word("offer"), offered(context, situation)),
    ]
    numbers = reply_numbers(context.guide)
    label = context.word("reply", "assistant")
    replies = tuple(
        (label.format(number=numbers[reply]), reply_view(context, reply, numbers[reply]))
        for reply in replies_of(context.guide, key)
    )
    return v.SituationGuide(
        anchor,
        to_situation(context, key),
        context.text(situation.definition),
        v.flat(procedure(context, situation), contacts(context, situation)),
        v.card("situation", context.text(situation.name), facts),
        context.word("replies") if replies else context.word("no-replies", "assistant"),
        replies,
    )
