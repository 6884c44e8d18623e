"""Blocks for whoever has a message open: situations, the decision tree, replies, crisis levels, incident steps."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Child, Shown, h, joined, table, to_page
from guiaviva.blocks.people import duration, role_name
from guiaviva.facts.schema import DecisionTree, Duration, Question, Situation, Target

PROTOCOL, RULES = "responses/index", "responses/participation-rules"
# How deep questions may stand within one another; what is deeper follows in a list of its own, reached by a link.
DEEPEST = 6


def to_situation(shown: Shown, key: str) -> Child:
    """Give a situation's name, as a link to its row."""
    situation = shown.guide.facts.situations.get(key)
    name = shown.text(situation.record.name) if situation else key
    return to_page(shown, PROTOCOL, name, f"situation-{key}") if situation else name


def show_situations(shown: Shown) -> list[Element]:
    anchors = shown.anchors()
    rows = []
    for key, entry in shown.guide.facts.situations.items():
        situation = entry.record
        example = shown.text(situation.example)
        what: Child = [
            h("p", {}, shown.text(situation.definition)),
            h("p", {"class": "guia-example"}, f"«{example}»") if example else None,
        ]
        does = [h("p", {}, what_to_do(shown, situation))]
        if replies := [_to_reply(shown, reply) for reply in situation.replies]:
            does.append(h("p", {}, shown.word("replies") + ": ", joined(replies)))
        cells: list[Child] = [
            shown.text(situation.name),
            what,
            does,
            role_name(shown, situation.owner),
            duration(shown, situation.max_response),
            role_name(shown, situation.escalate_to),
        ]
        rows.append((anchors[key], cells))
    columns = [shown.word(key) for key in ("situation", "how-to-recognise", "what-to-do", "who", "by-when", "escalate")]
    return [table("situations", shown.word("situations"), columns, rows)]


def what_to_do(shown: Shown, situation: Situation) -> list[Child]:
    """Name the action, and the moderation measure, which is a link where the participation rules announce it."""
    action = h("strong", {}, shown.word(situation.action, "action"))
    if situation.measure is None:
        return [action]
    name, announced = measure_name(shown, situation.measure)
    return [action, ": ", to_page(shown, RULES, name, situation.measure) if announced else name]


def measure_name(shown: Shown, measure: str) -> tuple[str, bool]:
    """Name a moderation measure by its heading in the participation rules, or by its usual name where it has none."""
    rules = shown.guide.shown(shown.language, RULES)
    if section := rules.section(measure) if rules else None:
        return section.title, True
    known = shown.guide.model.words["measure"]
    return (shown.word(measure, "measure") if measure in known else measure).lower(), False


def _to_reply(shown: Shown, key: str) -> Child:
    position = tuple(shown.guide.facts.replies).index(key) + 1 if key in shown.guide.facts.replies else 0
    page = "responses/replies" if shown.guide.shown(shown.language, "responses/replies") else PROTOCOL
    return to_page(shown, page, str(position), f"reply-{key}") if position else key


def show_decision_tree(shown: Shown) -> list[Element]:
    """The questions as nested lists.

    One list is the trunk: each question follows from an answer to the one before. What the other answer leads to, a
    situation or a list of further questions, stands within its item. A question that was met before is a link.
    """
    entry = shown.guide.facts.tree
    if entry is None:
        return []
    tree = entry.record
    order: list[str] = []
    for key in (tree.start, *tree.questions):
        _number(tree, key, order)
    numbers = {key: position for position, key in enumerate(order, 1)}
    lists: list[Element] = []
    told: set[str] = set()
    for key in order:
        if key not in told:
            lists.append(_trunk(shown, tree, key, numbers, told))
    for one in lists:
        one.set("class", "guia-tree")
    return lists


def _number(tree: DecisionTree, key: str, order: list[str], depth: int = 1) -> None:
    """Add the questions of a trunk to `order` as they are read: a branch comes before what follows on the trunk."""
    follows: str | None = key
    while follows in tree.questions and follows not in order:
        order.append(follows)
        follows, branch = _ways(tree.questions[follows])
        if branch and depth < DEEPEST:
            _number(tree, branch, order, depth + 1)


def _ways(question: Question) -> tuple[str | None, str | None]:
    """Give the question that follows on the trunk and the one that branches off: «no» leads on, «yes» leads aside."""
    yes, no = (target.question if target else None for target in (question.yes, question.no))
    return (no, yes) if no else (yes, None)


def _trunk(
    shown: Shown, tree: DecisionTree, key: str, numbers: Mapping[str, int], told: set[str], depth: int = 1
) -> Element:
    items = []
    follows: str | None = key
    while follows in tree.questions and follows not in told:
        told.add(follows)
        question = tree.questions[follows]
        help_ = shown.text(question.help)
        text: Child = [h("span", {"class": "guia-number"}, f"{numbers[follows]}."), " ", shown.text(question.question)]
        branch = _ways(question)[1] if depth < DEEPEST else None
        answers = [
            _answer(shown, tree, name, target, branch, numbers, told, depth)
            for name, target in (("yes", question.yes), ("no", question.no))
        ]
        items.append(
            h(
                "li",
                {"id": f"{shown.guide.model.blocks.guide['decision-tree'].anchor}-{follows}"},
                h("p", {"class": "guia-question"}, text),
                h("p", {"class": "guia-help"}, help_) if help_ else None,
                h("ul", {"class": "guia-answers"}, answers),
            )
        )
        follows = _ways(question)[0]
    return h("ol", {}, items)


def _answer(
    shown: Shown,
    tree: DecisionTree,
    name: str,
    target: Target | None,
    branch: str | None,
    numbers: Mapping[str, int],
    told: set[str],
    depth: int,
) -> Element:
    label = h("strong", {"class": "guia-answer"}, shown.word(name, "answer").capitalize())
    leads: list[Child]
    if target and target.question and target.question == branch and branch in tree.questions and branch not in told:
        leads = [_trunk(shown, tree, branch, numbers, told, depth + 1)]
    elif target and target.question:
        text = shown.word("question-number").format(number=numbers.get(target.question, "?"))
        leads = [h("a", {"href": f"#question-{target.question}", "class": "guia-on"}, text)]
    else:
        leads = [_outcome(shown, target.situation if target else None)]
    return h("li", {"class": f"guia-{name}"}, label, " ", leads)


def _outcome(shown: Shown, key: str | None) -> Element:
    """Give a situation with what is done and by when."""
    entry = shown.guide.facts.situations.get(key or "")
    if entry is None or key is None:
        return h("span", {"class": "guia-outcome"}, key or "?")
    situation = entry.record
    does = [shown.word(situation.action, "action"), duration(shown, situation.max_response)]
    summary = h("span", {"class": "guia-help"}, " · ".join(part for part in does if part))
    return h("span", {"class": "guia-outcome"}, to_situation(shown, key), " ", summary)


def show_replies(shown: Shown) -> list[Element]:
    """The ready replies, by situation."""
    anchors, facts = shown.anchors(), shown.guide.facts
    parts: list[Child] = []
    for situation in facts.situations:
        replies = [(key, entry) for key, entry in facts.replies.items() if entry.record.situation == situation]
        if not replies:
            continue
        numbers = {key: position for position, key in enumerate(facts.replies, 1)}
        rows = [
            h(
                "li",
                {"id": anchors[key], "value": str(numbers[key])},
                h("blockquote", {}, h("p", {}, shown.text(entry.record.text))),
                only_for(shown, entry.record.networks),
            )
            for key, entry in replies
        ]
        parts.append(h("p", {"class": "guia-group"}, to_situation(shown, situation)))
        parts.append(h("ol", {}, rows))
    return [h("div", {"class": "guia-replies"}, parts)]


def only_for(shown: Shown, networks: list[str]) -> Element | None:
    """Name the networks that a reply is for, where it is not for all."""
    names = [shown.guide.facts.networks[key].record.name for key in networks if key in shown.guide.facts.networks]
    return h("p", {"class": "guia-help"}, shown.word("only-for") + " " + ", ".join(names)) if names else None


def show_crisis_levels(shown: Shown) -> list[Element]:
    anchors = shown.anchors()
    rows = [
        (
            anchors[key],
            [
                shown.text(level.record.name),
                shown.text(level.record.trigger),
                role_name(shown, level.record.owner),
                role_name(shown, level.record.spokesperson),
                duration(shown, level.record.first_message),
                duration(shown, level.record.update_every),
            ],
        )
        for key, level in shown.guide.facts.levels.items()
    ]
    keys = ("level", "trigger", "declared-by", "spokesperson", "first-message", "update-every")
    return [table("crisis-levels", shown.word("crisis-levels"), [shown.word(key) for key in keys], rows)]


def show_incident_steps(shown: Shown) -> list[Element]:
    """The steps as a list to tick off, on the screen or on paper."""
    anchors = shown.anchors()
    steps = []
    for key, entry in shown.guide.facts.steps.items():
        step = entry.record
        how = shown.text(step.how)
        by = shown.word("within").format(time=_minutes(shown, step.minutes)) if step.minutes else shown.word("at-once")
        tick = h("input", {"type": "checkbox"})
        steps.append(
            h(
                "li",
                {"id": anchors[key]},
                h("label", {}, tick, " ", h("strong", {}, shown.text(step.action))),
                h("p", {}, how) if how else None,
                h("p", {"class": "guia-help"}, h("span", {"class": "guia-time"}, by), " ", role_name(shown, step.role)),
            )
        )
    return [h("ol", {"class": "guia-steps"}, steps)]


def _minutes(shown: Shown, count: int) -> str:
    """Give a number of minutes as people say it: in hours from two hours, in days from beyond three days."""
    for unit, size, least in (("days", 24 * 60, 4), ("hours", 60, 2)):
        if count % size == 0 and count >= least * size:
            return duration(shown, Duration.model_validate({"value": str(count // size), "unit": unit}))
    return duration(shown, Duration.model_validate({"value": str(count), "unit": "minutes"}))


def show_style(shown: Shown) -> list[Element]:
    """The rules that a post can be checked against."""
    anchors = shown.anchors()
    rows = []
    for key, entry in shown.guide.facts.style.items():
        rule = entry.record
        page, _, section = rule.explained_in.partition("#")
        names = [shown.guide.facts.networks[one].record.name for one in rule.networks]
        prefer: list[Child] = [shown.text(rule.prefer)]
        if rule.max is not None:
            prefer = [shown.word("at-most").format(count=rule.max), " " if rule.prefer else None, *prefer]
        if names:
            prefer += [h("p", {"class": "guia-help"}, shown.word("only-for") + " " + ", ".join(names))]
        name = to_page(shown, page, shown.text(rule.name), section)
        avoid = [*rule.avoid.get(shown.language, []), *rule.replacements.get(shown.language, {})]
        rows.append((anchors[key], [name, prefer, joined(avoid)]))
    columns = [shown.word(key) for key in ("rule", "prefer", "avoid")]
    return [table("style", shown.word("style-rules"), columns, rows)]
