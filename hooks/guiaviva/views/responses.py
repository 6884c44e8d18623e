"""Blocks for whoever has a message open: situations, the decision tree, replies, crisis levels, incident steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from guiaviva.facts import schema
from guiaviva.guide import MEASURES, Guide
from guiaviva.language import like
from guiaviva.views.context import Context
from guiaviva.views.networks import only_for
from guiaviva.views.parts import (
    Answer,
    Call,
    Column,
    Columns,
    Content,
    Jump,
    Lead,
    Note,
    Order,
    Outcome,
    PageLink,
    Paragraph,
    Parts,
    PhoneLink,
    Procedure,
    Question,
    Quote,
    Replies,
    Reply,
    ReplyGroup,
    State,
    Step,
    Steps,
    Strong,
    Tree,
    Trunk,
    View,
    card,
    flat,
    joined,
    table,
)
from guiaviva.views.people import duration, role_name

PROTOCOL, REPLIES = "responses/index", "responses/replies"
"""The pages on which situations, ready replies and moderation measures are."""
LEVELS: tuple[str, ...] = get_args(schema.Situation.model_fields["level"].annotation)
"""How grave a situation may be, the gravest first."""
# How deep questions may be within one another; what is deeper follows in a list of its own, reached by a link.
DEEPEST = 6
# A reply without a name is called by its first sentence of so many words or more, and by so many words of it at most.
LEAST, MOST = 4, 6
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def to_situation(context: Context, key: str) -> PageLink | str:
    """Return a situation's name, as a link to its row."""
    situation = context.guide.facts.situations.get(key)
    if situation is None:
        return key
    return context.to_page(PROTOCOL, context.text(situation.record.name), f"situation-{key}")


def by_gravity(guide: Guide) -> tuple[str, ...]:
    """Return the keys of the situations, the gravest first; otherwise in the order in which they are written."""
    situations = guide.facts.situations
    return tuple(sorted(situations, key=lambda key: LEVELS.index(situations[key].record.level)))


def gravity(context: Context, situation: schema.Situation) -> State | None:
    """Return how grave a situation is; nothing of one that is like most."""
    return grave_as(context, situation.level)


def grave_as(context: Context, level: str) -> State | None:
    """Return a level in words; nothing of the last, which is that of most situations."""
    return None if level == LEVELS[-1] else State(level, context.word(level, "gravity"))


def procedure(context: Context, situation: schema.Situation) -> Parts:
    """Return whom to call and what to do in a situation, in this order; nothing where it asks for neither."""
    helplines, roles = context.guide.facts.helplines, context.guide.facts.roles
    calls = [
        Call(context.text(line.record.name), PhoneLink(line.record.phone), context.text(line.record.serves))
        for key in situation.call
        if (line := helplines.get(key))
    ]
    role = roles.get(situation.escalate_to or "") if situation.level == "danger" else None
    if role and (contact := role.record.contact).phone:
        calls.append(Call(context.text(role.record.name), PhoneLink(contact.phone), context.text(contact.hours)))
    steps = Order(tuple(context.text(step) for step in situation.steps)) if situation.steps else None
    return flat(calls, steps)


def view_situation(context: Context) -> list[View]:
    """What to do first in one situation: whom to call, then the steps."""
    situation = context.guide.facts.situations[context.key].record
    parts = procedure(context, situation)
    return [Procedure(context.text(situation.name), parts)] if parts else []


def view_situations(context: Context) -> list[View]:
    """The situations, the gravest first: how to recognise each, what to do, who and by when.

    Each that is a danger is by itself above the others, with its calls and steps.
    """
    columns: Columns[schema.Situation] = (
        Column(context.word("situation"), lambda one: _named(context, one)),
        Column(
            context.word("how-to-recognise"),
            lambda one: [
                Paragraph(flat(context.text(one.definition))),
                Quote(context.text(one.example)) if one.example else None,
            ],
        ),
        Column(context.word("what-to-do"), lambda one: _what_to_do(context, one)),
        Column(context.word("who"), lambda one: role_name(context, one.owner)),
        Column(context.word("by-when"), lambda one: by_when(context, one)),
        Column(context.word("escalate"), lambda one: role_name(context, one.escalate_to)),
    )
    situations = context.guide.facts.situations
    ordered = {key: situations[key] for key in by_gravity(context.guide)}
    rows = context.records(ordered)
    dangers = [_danger(context, anchor, one) for anchor, one in rows if one.level == "danger"]
    others = [(anchor, one) for anchor, one in rows if one.level != "danger"]
    return [
        *dangers,
        table("situations", context.word("situations"), columns, others, brief=lambda one: by_when(context, one)),
    ]


def view_sheet(context: Context) -> list[View]:
    """What fits a sheet on the wall: whom to call, the dangers with their steps, every situation."""
    facts = context.guide.facts
    phones: list[tuple[str, Content]] = [
        (context.text(line.record.name), PhoneLink(line.record.phone)) for line in facts.helplines.values()
    ]
    emergency = context.guide.institution.emergency
    if emergency and emergency.phone:
        phones.insert(0, (context.word("call-now"), PhoneLink(emergency.phone)))
    situations = [facts.situations[key].record for key in by_gravity(context.guide)]
    first: Columns[schema.Situation] = (
        Column(context.word("situation"), lambda one: _named(context, one)),
        Column(context.word("what-to-do"), lambda one: [_numbers(context, one), _steps(context, one)]),
        Column(context.word("by-when"), lambda one: by_when(context, one)),
    )
    rest: Columns[schema.Situation] = (
        Column(context.word("situation"), lambda one: _named(context, one)),
        Column(context.word("what-to-do"), lambda one: action(context, one)),
        Column(context.word("who"), lambda one: role_name(context, one.owner)),
        Column(context.word("by-when"), lambda one: by_when(context, one)),
        Column(context.word("escalate"), lambda one: role_name(context, one.escalate_to)),
    )
    dangers = [("", one) for one in situations if one.level == "danger"]
    others = [("", one) for one in situations if one.level != "danger"]
    views: list[View] = [card("phones", context.word("call-now"), phones)] if phones else []
    if dangers:
        views.append(table("sheet-dangers", context.word("danger", "gravity"), first, dangers))
    return [*views, table("sheet", context.word("situations"), rest, others)]


def _numbers(context: Context, situation: schema.Situation) -> Content:
    """Return whom to call in a situation, in one line."""
    calls = [one for one in procedure(context, situation) if isinstance(one, Call)]
    numbers: list[Content] = [[Strong(one.phone.number), f" {one.name}"] for one in calls]
    return Paragraph(joined(numbers, " · ")) if numbers else None


def _steps(context: Context, situation: schema.Situation) -> Content:
    return Order(tuple(context.text(step) for step in situation.steps)) if situation.steps else None


def _danger(context: Context, anchor: str, situation: schema.Situation) -> Procedure:
    """Return all of a dangerous situation: its calls and steps first, then how it is recognised and the rest."""
    name = context.text(situation.name)
    content: list[Content] = [
        procedure(context, situation),
        Paragraph(flat(context.text(situation.definition))),
        Quote(context.text(situation.example)) if situation.example else None,
        _replies_to(context, situation),
        Note(
            joined(
                [
                    by_when(context, situation),
                    role_name(context, situation.owner),
                    action(context, situation),
                ],
                " · ",
            )
        ),
    ]
    title = flat(name, " ", gravity(context, situation))
    return Procedure(name, flat(content), anchor, title, flat(by_when(context, situation)))


def _named(context: Context, situation: schema.Situation) -> Content:
    """Return a situation's name, and how grave it is."""
    grave = gravity(context, situation)
    return [context.text(situation.name), [" ", grave] if grave else None]


def by_when(context: Context, situation: schema.Situation) -> str:
    """Return the response time in words, and what it counts from where that is not the message itself."""
    time = duration(context, situation.max_response)
    return context.word("from-seen").format(time=time) if time and situation.counted_from == "seen" else time


def _what_to_do(context: Context, situation: schema.Situation) -> Iterator[Content]:
    """Return whom to call and the steps, the action, and the ready replies."""
    yield procedure(context, situation)
    yield Paragraph(action(context, situation))
    yield _replies_to(context, situation)


def _replies_to(context: Context, situation: schema.Situation) -> Content:
    """Return the ready replies of a situation as links."""
    if not situation.replies:
        return None
    replies = joined(_to_reply(context, reply) for reply in situation.replies)
    return Paragraph((context.word("replies") + ": ", *replies))


def action(context: Context, situation: schema.Situation) -> Parts:
    """Return the action, and the moderation measure, which is a link where the participation rules announce it."""
    name = Strong(context.word(situation.action, "action"))
    if situation.measure is None:
        return (name,)
    measure, announced = measure_name(context, situation.measure)
    return (name, ": ", context.to_page(MEASURES, measure, situation.measure) if announced else measure)


def measure_name(context: Context, measure: str) -> tuple[str, bool]:
    """Return the name of a moderation measure, and whether the participation rules announce it.

    It is the heading that they give it, or its usual name where they have none.
    """
    rules = context.guide.shown(context.language, MEASURES)
    if section := rules.section(measure) if rules else None:
        return section.title, True
    known = context.guide.model.words["measure"]
    return (context.word(measure, "measure") if measure in known else measure).lower(), False


def _to_reply(context: Context, key: str) -> PageLink | str:
    if key not in context.guide.facts.replies:
        return key
    page = REPLIES if context.guide.shown(context.language, REPLIES) else PROTOCOL
    record = context.guide.facts.replies[key].record
    return context.to_page(page, context.text(record.name) or _begins(context.text(record.text)), f"reply-{key}")


def _begins(text: str) -> str:
    """Return the first words of a reply by which it is known from others: a greeting is like all others."""
    sentences = _SENTENCE_END.split(text.strip())
    first = next((one for one in sentences if len(one.split()) >= LEAST), text)
    words = first.split()
    return f"«{' '.join(words[:MOST]).rstrip('.,;:')}{'…' if len(words) > MOST else ''}»"


def reply_numbers(guide: Guide) -> Mapping[str, int]:
    """Return the number of each ready reply by its key, from 1."""
    return {key: number for number, key in enumerate(guide.facts.replies, 1)}


def replies_of(guide: Guide, situation: str) -> tuple[str, ...]:
    """Return the keys of the ready replies of a situation: those that it names, then others that name it."""
    replies = guide.facts.replies
    named = guide.facts.situations[situation].record.replies
    others = (key for key, entry in replies.items() if entry.record.situation == situation)
    return tuple(key for key in dict.fromkeys((*named, *others)) if key in replies)


def reply_view(context: Context, key: str, number: int, anchor: str = "") -> Reply:
    """Return a ready reply."""
    record = context.guide.facts.replies[key].record
    only = [only_for(context, record.networks), context.word("in-private") if record.private else ""]
    return Reply(
        anchor,
        number,
        context.text(record.name),
        context.text(record.when),
        context.text(record.text),
        " · ".join(filter(None, only)),
    )


def view_decision_tree(context: Context) -> list[View]:
    """The questions as nested lists.

    One list is the trunk: each question follows from an answer to the one before. What the other answer leads to, a
    situation or a list of further questions, is within its item. A question that was met before is a link.
    """
    entry = context.guide.facts.tree
    if entry is None:
        return []
    tree = entry.record
    order: list[str] = []
    for key in (tree.start, *tree.questions):
        _number(tree, key, order)
    numbers = {key: position for position, key in enumerate(order, 1)}
    trunks: list[Trunk] = []
    seen: set[str] = set()
    for key in order:
        if key not in seen:
            trunks.append(_trunk(context, tree, key, numbers, seen))
    return [Tree(tuple(trunks))]


def _number(tree: schema.DecisionTree, key: str, order: list[str], depth: int = 1) -> None:
    """Add the questions of a trunk to `order` as they are read: a branch comes before what follows on the trunk."""
    follows: str | None = key
    while follows in tree.questions and follows not in order:
        order.append(follows)
        follows, branch = _ways(tree.questions[follows])
        if branch and depth < DEEPEST:
            _number(tree, branch, order, depth + 1)


def _ways(question: schema.Question) -> tuple[str | None, str | None]:
    """Return the question that follows on the trunk and the one that branches off.

    «No» leads on, «yes» leads aside.
    """
    yes, no = (target.question if target else None for target in (question.yes, question.no))
    return (no, yes) if no else (yes, None)


def _trunk(
    context: Context, tree: schema.DecisionTree, key: str, numbers: Mapping[str, int], seen: set[str], depth: int = 1
) -> Trunk:
    """Return the questions that follow one another from `key`, and add all that are in it to `seen`."""
    questions: list[Question] = []
    follows: str | None = key
    while follows in tree.questions and follows not in seen:
        seen.add(follows)
        question = tree.questions[follows]
        follows_next, branch = _ways(question)
        branch = branch if depth < DEEPEST else None
        answers = tuple(
            Answer(
                name,
                context.word(name, "answer").capitalize(),
                _trunk(context, tree, branch, numbers, seen, depth + 1)
                if target and branch and target.question == branch and branch in tree.questions and branch not in seen
                else _lead(context, target, numbers),
            )
            for name, target in (("yes", question.yes), ("no", question.no))
        )
        anchor = f"{context.guide.model.blocks.guide['decision-tree'].anchor}-{follows}"
        text, help_ = context.text(question.question), context.text(question.help)
        questions.append(Question(anchor, text, help_, answers, numbers[follows]))
        follows = follows_next
    return Trunk(tuple(questions))


def _lead(context: Context, target: schema.Target | None, numbers: Mapping[str, int]) -> Lead:
    """Return what an answer leads to: a question that is elsewhere, or a situation with what is done by when."""
    if target and target.question:
        text = context.word("question-number").format(number=numbers.get(target.question, "?"))
        return Jump(PageLink(text, "", f"question-{target.question}"))
    key = target.situation if target else None
    entry = context.guide.facts.situations.get(key or "")
    if entry is None or key is None:
        return Outcome(key or "?", "")
    situation = entry.record
    done = (context.word(situation.action, "action"), by_when(context, situation))
    return Outcome(to_situation(context, key), " · ".join(filter(None, done)), gravity(context, situation))


def view_replies(context: Context) -> list[View]:
    """The ready replies, by situation."""
    anchors, numbers, facts = context.anchors(), reply_numbers(context.guide), context.guide.facts
    groups = []
    for situation in facts.situations:
        keys = [key for key, entry in facts.replies.items() if entry.record.situation == situation]
        replies = tuple(reply_view(context, key, numbers[key], anchors[key]) for key in keys)
        if replies:
            groups.append(ReplyGroup(to_situation(context, situation), replies))
    return [Replies(tuple(groups))]


def view_crisis_levels(context: Context) -> list[View]:
    """The levels of a crisis: what begins each, who declares it and who speaks, and how often."""
    columns: Columns[schema.CrisisLevel] = (
        Column(context.word("level"), lambda level: context.text(level.name)),
        Column(context.word("trigger"), lambda level: context.text(level.trigger)),
        Column(context.word("declared-by"), lambda level: role_name(context, level.owner)),
        Column(context.word("spokesperson"), lambda level: role_name(context, level.spokesperson)),
        Column(context.word("first-message"), lambda level: duration(context, level.first_message)),
        Column(context.word("update-every"), lambda level: duration(context, level.update_every)),
    )
    return [table("crisis-levels", context.word("crisis-levels"), columns, context.records(context.guide.facts.levels))]


def view_incident_steps(context: Context) -> list[View]:
    """The steps as a list to tick off, on the screen or on paper."""
    return [
        Steps(
            tuple(
                Step(
                    anchor,
                    context.text(step.action),
                    context.text(step.how),
                    context.word("within").format(time=_minutes(context, step.minutes))
                    if step.minutes
                    else context.word("at-once"),
                    flat(role_name(context, step.role)),
                )
                for anchor, step in context.records(context.guide.facts.steps)
            )
        )
    ]


def _minutes(context: Context, count: int) -> str:
    """Return a number of minutes as people say it: in hours from two hours, in days from beyond three days."""
    for unit, size, least in (("days", 24 * 60, 4), ("hours", 60, 2)):
        if count % size == 0 and count >= least * size:
            return duration(context, schema.Duration.model_validate({"value": str(count // size), "unit": unit}))
    return duration(context, schema.Duration.model_validate({"value": str(count), "unit": "minutes"}))


def view_style(context: Context) -> list[View]:
    """The rules that a post can be checked against."""
    columns: Columns[schema.StyleRule] = (
        Column(context.word("rule"), lambda rule: context.to_place(rule.explained_in, context.text(rule.name))),
        Column(context.word("prefer"), lambda rule: _preferred(context, rule)),
        Column(
            context.word("avoid"),
            lambda rule: joined([*rule.avoid.get(context.language, ()), *rule.replacements.get(context.language, {})]),
        ),
    )
    return [table("style", context.word("style-rules"), columns, context.records(context.guide.facts.style))]


def _preferred(context: Context, rule: schema.StyleRule) -> Content:
    """Return what a rule asks for, and on which networks or in which periods where it does not always hold."""
    most = context.word("at-most").format(count=rule.max) if rule.max is not None else ""
    networks = only_for(context, rule.networks)
    during = context.word("only-during")
    period = like(during, f"{during}: {context.word(rule.period, 'period')}") if rule.period else ""
    notes = [Note((note,)) for note in (networks, period) if note]
    return [joined(filter(None, (most, context.text(rule.prefer))), " "), notes]
