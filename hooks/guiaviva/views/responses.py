"""Blocks for whoever has a message open: situations, the decision tree, replies, crisis levels, incident steps."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from guiaviva.facts import schema
from guiaviva.guide import MEASURES, Guide
from guiaviva.language import like
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.networks import only_for
from guiaviva.views.people import duration, reached, role_name, whom

PROTOCOL, REPLIES = "responses/index", "responses/replies"
"""The pages on which situations, ready replies and moderation measures are."""
LEVELS: tuple[str, ...] = get_args(schema.Situation.model_fields["level"].annotation)
"""How grave a situation may be, the gravest first."""
PASSED_ON = "escalate"
"""The action of a situation that others deal with: whom it is escalated to is told at once, and not only if need be."""
# How deep questions may be within one another; what is deeper follows in a list of its own, reached by a link.
DEEPEST = 6
# A reply without a name is called by its first sentence of so many words or more, and by so many words of it at most.
LEAST, MOST = 4, 6
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def to_situation(context: Context, key: str) -> v.PageLink | str:
    """Return a situation's name, as a link to its row."""
    situation = context.guide.facts.situations.get(key)
    if situation is None:
        return key
    return context.to_page(PROTOCOL, context.text(situation.record.name), f"situation-{key}")


def by_gravity(guide: Guide) -> tuple[str, ...]:
    """Return the keys of the situations, the gravest first; otherwise in the order in which they are written."""
    situations = guide.facts.situations
    return tuple(sorted(situations, key=lambda key: LEVELS.index(situations[key].record.level)))


def gravity(context: Context, situation: schema.Situation) -> v.State | None:
    """Return how grave a situation is; nothing of one that is like most."""
    return grave_as(context, situation.level)


def grave_as(context: Context, level: str) -> v.State | None:
    """Return a level in words; nothing of the last, which is that of most situations."""
    return None if level == LEVELS[-1] else v.State(level, context.word(level, "gravity"))


def procedure(context: Context, situation: schema.Situation) -> v.Parts:
    """Return whom to call and what to do in a situation, in this order; nothing where it asks for neither."""
    helplines, roles = context.guide.facts.helplines, context.guide.facts.roles
    calls = [
        v.Call(context.text(line.record.name), v.PhoneLink(line.record.phone), context.text(line.record.serves))
        for key in situation.call
        if (line := helplines.get(key))
    ]
    role = roles.get(situation.escalate_to or "") if situation.level == "danger" else None
    if role and (contact := role.record.contact).phone:
        calls.append(v.Call(context.text(role.record.name), v.PhoneLink(contact.phone), context.text(contact.hours)))
    steps = v.Order(tuple(context.text(step) for step in situation.steps)) if situation.steps else None
    return v.flat(calls, steps)


def contacts(context: Context, situation: schema.Situation) -> list[v.Line]:
    """Return how to reach whom it is passed on to, and the roles that its steps name, where no call says it."""
    at_once = situation.level == "danger" or situation.action == PASSED_ON
    role = context.guide.facts.roles.get(situation.escalate_to or "") if at_once else None
    is_called = situation.level == "danger" and role and role.record.contact.phone
    # Whom a danger is escalated to is called first of all, or else written to.
    others = [context.text(role.record.name)] if role and not is_called else []
    called = [str(situation.escalate_to)] if role and not others else []
    return reached(context, [*others, *(context.text(step) for step in situation.steps)], called)


def offered(context: Context, situation: schema.Situation) -> tuple[v.Line, ...]:
    """Return the helplines that whoever writes may be given: number, name, whom each serves, when and how else."""
    lines = [line.record for key in situation.offer if (line := context.guide.facts.helplines.get(key))]
    return tuple(
        v.Line(v.flat([v.Strong(one.phone), f" {context.text(one.name)}"], v.Note((about_helpline(context, one),))))
        for one in lines
    )


def about_helpline(context: Context, line: schema.Helpline) -> str:
    """Return whom a helpline serves, when, and how else it is reached, as sentences."""
    whatsapp = f"WhatsApp: {line.whatsapp}" if line.whatsapp else ""
    said = (context.text(line.serves), context.text(line.hours), whatsapp, context.text(line.also))
    return " ".join(f"{one}." for one in said if one)


def view_situation(context: Context) -> list[v.View]:
    """What to do first in one situation: whom to call, then the steps."""
    situation = context.guide.facts.situations[context.key].record
    parts = v.flat(procedure(context, situation), contacts(context, situation))
    return [v.Procedure(context.text(situation.name), parts)] if parts else []


def view_situations(context: Context) -> list[v.View]:
    """The situations, the gravest first: how to recognise each, what to do, who and by when.

    Each that is a danger is by itself above the others, with its calls and steps.
    """
    columns: v.Columns[schema.Situation] = (
        v.Column(context.word("situation"), lambda one: named_with_gravity(context, one)),
        v.Column(
            context.word("how-to-recognise"),
            lambda one: [
                v.Paragraph(v.flat(context.text(one.definition))),
                v.Quote(context.text(one.example)) if one.example else None,
            ],
        ),
        v.Column(context.word("what-to-do"), lambda one: _what_to_do(context, one)),
        v.Column(context.word("who"), lambda one: role_name(context, one.owner)),
        v.Column(context.word("by-when"), lambda one: by_when(context, one)),
        v.Column(context.word("escalate"), lambda one: whom(context, if_unresolved(one))),
    )
    situations = context.guide.facts.situations
    ordered = {key: situations[key] for key in by_gravity(context.guide)}
    rows = context.records(ordered)
    dangers = [_danger(context, anchor, one) for anchor, one in rows if one.level == "danger"]
    levels = {one.level for _, one in rows}
    return [*dangers, *(_of_level(context, level, columns, rows) for level in LEVELS[1:] if level in levels)]


def _of_level(
    context: Context, level: str, columns: v.Columns[schema.Situation], rows: list[tuple[str, schema.Situation]]
) -> v.Fold:
    """Return the situations that are of a level, to be opened by their names."""
    own = [(anchor, one) for anchor, one in rows if one.level == level]
    title = context.word(level, "gravity")
    found = v.table("situations", title, columns, own, brief=lambda one: by_when(context, one))
    return v.Fold(title, (), (found,), tuple(context.text(one.name) for _, one in own))


def _danger(context: Context, anchor: str, situation: schema.Situation) -> v.Procedure:
    """Return all of a dangerous situation: its calls and steps first, then how it is recognised and the rest."""
    name = context.text(situation.name)
    content: list[v.Content] = [
        procedure(context, situation),
        contacts(context, situation),
        v.Paragraph(v.flat(context.text(situation.definition))),
        v.Quote(context.text(situation.example)) if situation.example else None,
        _offers(context, situation),
        _replies_to(context, situation),
        v.Note(
            v.joined(
                [
                    by_when(context, situation),
                    role_name(context, situation.owner),
                    action(context, situation),
                ],
                " · ",
            )
        ),
    ]
    title = v.flat(name, " ", gravity(context, situation))
    return v.Procedure(name, v.flat(content), anchor, title, v.flat(by_when(context, situation)))


def named_with_gravity(context: Context, situation: schema.Situation) -> v.Content:
    """Return a situation's name, and how grave it is."""
    grave = gravity(context, situation)
    return [context.text(situation.name), [" ", grave] if grave else None]


def by_when(context: Context, situation: schema.Situation) -> str:
    """Return the response time in words, and what it counts from where that is not the message itself."""
    time = duration(context, situation.max_response)
    return context.word("from-seen").format(time=time) if time and situation.counted_from == "seen" else time


def _what_to_do(context: Context, situation: schema.Situation) -> Iterator[v.Content]:
    """Return whom to call and the steps, the action, and the ready replies."""
    yield procedure(context, situation)
    yield contacts(context, situation)
    yield v.Paragraph(action(context, situation))
    yield _offers(context, situation)
    yield _replies_to(context, situation)


def _offers(context: Context, situation: schema.Situation) -> v.Content:
    lines = offered(context, situation)
    return [v.Paragraph((context.word("offer") + ":",)), *lines] if lines else None


def _replies_to(context: Context, situation: schema.Situation) -> v.Content:
    """Return the ready replies of a situation as links."""
    if not situation.replies:
        return None
    replies = v.joined((_to_reply(context, reply) for reply in situation.replies), context.comma)
    return v.Paragraph((context.word("replies") + ": ", *replies))


def if_unresolved(situation: schema.Situation) -> str | None:
    """Return the role to which a situation is escalated if need be: nobody where it is passed on in any case."""
    return None if situation.action == PASSED_ON else situation.escalate_to


def escalation(context: Context, situation: schema.Situation) -> tuple[str, v.Content]:
    """Return to whom a situation is escalated, and how to reach them, after what says whether that is in any case."""
    passed = situation.action == PASSED_ON
    label = context.word(PASSED_ON, "action") if passed else context.word("escalate")
    return label, whom(context, situation.escalate_to)


def action(context: Context, situation: schema.Situation) -> v.Parts:
    """Return the action, and the moderation measure, which is a link where the participation rules announce it.

    Of what is passed on it says to whom.
    """
    name = v.Strong(context.word(situation.action, "action"))
    if situation.action == PASSED_ON:
        to = v.joined(_passed_on_to(context, situation), context.comma)
        return (name, ": ", *to) if to else (name,)
    if situation.measure is None:
        return (name,)
    measure, announced = measure_name(context, situation.measure)
    return (name, ": ", context.to_page(MEASURES, measure, situation.measure) if announced else measure)


def _passed_on_to(context: Context, situation: schema.Situation) -> Iterator[v.Content]:
    helplines = context.guide.facts.helplines
    yield from (context.text(helplines[key].record.name) for key in situation.call if key in helplines)
    if role := role_name(context, situation.escalate_to):
        yield role


def measure_name(context: Context, measure: str) -> tuple[str, bool]:
    """Return the name of a moderation measure, and whether the participation rules announce it.

    It is the heading that they give it, or its usual name where they have none.
    """
    rules = context.guide.shown(context.language, MEASURES)
    if section := rules.section(measure) if rules else None:
        return section.title, True
    known = context.guide.model.words["measure"]
    return (context.word(measure, "measure") if measure in known else measure).lower(), False


def _to_reply(context: Context, key: str) -> v.PageLink | str:
    if key not in context.guide.facts.replies:
        return key
    page = REPLIES if context.guide.shown(context.language, REPLIES) else PROTOCOL
    record = context.guide.facts.replies[key].record
    return context.to_page(page, _called(context, record), f"reply-{key}")


def _called(context: Context, reply: schema.Reply) -> str:
    return context.text(reply.name) or _begins(context.text(reply.text))


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


def reply_view(context: Context, key: str, number: int, anchor: str = "") -> v.Reply:
    """Return a ready reply."""
    record = context.guide.facts.replies[key].record
    only = [
        *(context.word(writer, "writer") for writer in record.writers),
        only_for(context, record.networks),
        context.word("in-private") if record.private else "",
    ]
    return v.Reply(
        anchor,
        number,
        context.text(record.name),
        context.text(record.when),
        context.text(record.text),
        " · ".join(filter(None, only)),
        _called(context, record),
    )


def view_decision_tree(context: Context) -> list[v.View]:
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
    trunks: list[v.Trunk] = []
    seen: set[str] = set()
    for key in order:
        if key not in seen:
            trunks.append(_trunk(_Branching(context, tree, numbers, seen), key))
    return [v.Tree(tuple(trunks))]


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


class _Branching(NamedTuple):
    """A decision tree that becomes trunks: the numbers of its questions, and those that were `seen` in one."""

    context: Context
    tree: schema.DecisionTree
    numbers: Mapping[str, int]
    seen: set[str]


def _trunk(branching: _Branching, key: str, depth: int = 1) -> v.Trunk:
    """Return the questions that follow one another from `key`, and add all that are in it to what was seen."""
    context, tree, numbers, seen = branching
    questions: list[v.Question] = []
    follows: str | None = key
    while follows in tree.questions and follows not in seen:
        seen.add(follows)
        question = tree.questions[follows]
        follows_next, branch = _ways(question)
        branch = branch if depth < DEEPEST else None
        answers = tuple(
            v.Answer(
                name,
                context.word(name, "answer").capitalize(),
                _trunk(branching, branch, depth + 1)
                if target and branch and target.question == branch and branch in tree.questions and branch not in seen
                else _lead(context, target, numbers),
            )
            for name, target in (("yes", question.yes), ("no", question.no))
        )
        anchor = f"{context.guide.model.blocks.guide['decision-tree'].anchor}-{follows}"
        text, help_ = context.text(question.question), context.text(question.help)
        questions.append(v.Question(anchor, text, help_, answers, numbers[follows]))
        follows = follows_next
    return v.Trunk(tuple(questions))


def _lead(context: Context, target: schema.Target | None, numbers: Mapping[str, int]) -> v.Lead:
    """Return what an answer leads to: a question that is elsewhere, or a situation with what is done by when."""
    if target and target.question:
        text = context.word("question-number").format(number=numbers.get(target.question, "?"))
        return v.Jump(v.PageLink(text, "", f"question-{target.question}"))
    key = target.situation if target else None
    entry = context.guide.facts.situations.get(key or "")
    if entry is None or key is None:
        return v.Outcome(key or "?", "")
    situation = entry.record
    done = (context.word(situation.action, "action"), by_when(context, situation))
    return v.Outcome(to_situation(context, key), " · ".join(filter(None, done)), gravity(context, situation))


def view_replies(context: Context) -> list[v.View]:
    """The ready replies, by situation."""
    anchors, numbers, facts = context.anchors(), reply_numbers(context.guide), context.guide.facts
    groups = []
    for situation in facts.situations:
        keys = [key for key, entry in facts.replies.items() if entry.record.situation == situation]
        replies = tuple(reply_view(context, key, numbers[key], anchors[key]) for key in keys)
        if replies:
            groups.append(v.ReplyGroup(to_situation(context, situation), replies))
    return [v.Replies(tuple(groups))]


def view_crisis_levels(context: Context) -> list[v.View]:
    """The levels of a crisis: what begins each, who declares it and who speaks, and how often."""
    columns: v.Columns[schema.CrisisLevel] = (
        v.Column(context.word("level"), lambda level: context.text(level.name)),
        v.Column(context.word("trigger"), lambda level: context.text(level.trigger)),
        v.Column(context.word("declared-by"), lambda level: role_name(context, level.owner)),
        v.Column(context.word("spokesperson"), lambda level: role_name(context, level.spokesperson)),
        v.Column(context.word("first-message"), lambda level: duration(context, level.first_message)),
        v.Column(context.word("update-every"), lambda level: duration(context, level.update_every)),
    )
    return [
        v.table("crisis-levels", context.word("crisis-levels"), columns, context.records(context.guide.facts.levels))
    ]


def view_incident_steps(context: Context) -> list[v.View]:
    """The steps as a list to tick off, on the screen or on paper."""
    return [
        v.Steps(
            tuple(
                v.Step(
                    anchor,
                    context.text(step.action),
                    context.text(step.how),
                    context.word("within").format(time=_minutes(context, step.minutes))
                    if step.minutes
                    else context.word("at-once"),
                    v.flat(role_name(context, step.role)),
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


def view_style(context: Context) -> list[v.View]:
    """The rules that a post can be checked against."""
    columns: v.Columns[schema.StyleRule] = (
        v.Column(context.word("rule"), lambda rule: context.to_place(rule.explained_in, context.text(rule.name))),
        v.Column(context.word("prefer"), lambda rule: _preferred(context, rule)),
        v.Column(
            context.word("avoid"),
            lambda rule: v.joined(
                [*rule.avoid.get(context.language, ()), *rule.replacements.get(context.language, {})], context.comma
            ),
        ),
    )
    rules = v.table(
        "style",
        context.word("style-rules"),
        columns,
        context.records(context.guide.facts.style),
        brief=lambda rule: context.text(rule.prefer),
    )
    names = (context.text(entry.record.name) for entry in context.guide.facts.style.values())
    return [v.Fold(context.word("style-rules"), (), (rules,), tuple(names))]


def _preferred(context: Context, rule: schema.StyleRule) -> v.Content:
    """Return what a rule asks for, and on which networks or in which periods where it does not always hold."""
    most = context.word("at-most").format(count=rule.max) if rule.max is not None else ""
    networks = only_for(context, rule.networks)
    during = context.word("only-during")
    period = like(during, f"{during}: {context.word(rule.period, 'period')}") if rule.period else ""
    notes = [v.Note((note,)) for note in (networks, period) if note]
    return [v.joined(filter(None, (most, context.text(rule.prefer))), " "), notes]
