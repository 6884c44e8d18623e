"""Blocks for whoever has a message open: situations, the decision tree, replies, crisis levels, incident steps."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Child, Shown, h, joined, link, table, to_page
from guiaviva.blocks.people import role_name
from guiaviva.facts.schema import Duration, Target

PROTOCOL = "responses/index"


def duration(shown: Shown, span: Duration | None) -> str:
    """Give a length of time in words."""
    if span is None:
        return ""
    number = "one" if span.value == 1 else "many"
    calendar = "-working" if span.calendar == "working" else ""
    return shown.word(f"{span.unit}{calendar}-{number}", "duration").format(count=span.value)


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
        action = h("strong", {}, shown.word(situation.action, "action"))
        does = [h("p", {}, action, *_measure(shown, situation.measure))]
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


def _measure(shown: Shown, measure: str | None) -> list[Child]:
    """Name the moderation measure by its heading in the participation rules, or by its usual name."""
    if measure is None:
        return []
    rules = shown.guide.shown(shown.language, "responses/participation-rules")
    section = rules.section(measure) if rules else None
    known = shown.guide.model.words["measure"]
    name = section.title if section else shown.word(measure, "measure") if measure in known else measure
    return [": ", to_page(shown, "responses/participation-rules", name, measure) if section else name.lower()]


def _to_reply(shown: Shown, key: str) -> Child:
    position = tuple(shown.guide.facts.replies).index(key) + 1 if key in shown.guide.facts.replies else 0
    page = "responses/replies" if shown.guide.shown(shown.language, "responses/replies") else PROTOCOL
    return to_page(shown, page, str(position), f"reply-{key}") if position else key


def show_decision_tree(shown: Shown) -> list[Element]:
    """The questions as a list in the order in which they are met; each answer is a link to what follows."""
    tree = shown.guide.facts.tree
    if tree is None:
        return []
    anchors = shown.anchors()
    order = _in_order(tree.record.start, {key: (q.yes, q.no) for key, q in tree.record.questions.items()})
    numbers = {key: position for position, key in enumerate(order, 1)}
    items = []
    for key in order:
        question = tree.record.questions[key]
        help_ = shown.text(question.help)
        answers = [
            h(
                "li",
                {},
                h("strong", {}, shown.word(answer, "answer").capitalize()),
                ": ",
                _target(shown, target, numbers),
            )
            for answer, target in (("yes", question.yes), ("no", question.no))
        ]
        text = h("p", {"class": "guia-question"}, shown.text(question.question))
        items.append(
            h(
                "li",
                {"id": anchors[key]},
                text,
                h("p", {"class": "guia-help"}, help_) if help_ else None,
                h("ul", {}, answers),
            )
        )
    return [h("ol", {"class": "guia-tree"}, items)]


def _in_order(start: str, answers: dict[str, tuple[Target | None, Target | None]]) -> list[str]:
    """Give the questions as one meets them from the first: what follows «no» comes before what follows «yes»."""
    order: list[str] = []
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key in answers and key not in order:
            order.append(key)
            yes, no = answers[key]
            waiting += [target.question for target in (no, yes) if target and target.question]
    return order + [key for key in answers if key not in order]


def _target(shown: Shown, target: Target | None, numbers: dict[str, int]) -> Child:
    if target and target.question:
        label = shown.word("go-to-question").format(number=numbers.get(target.question, "?"))
        return link(f"#question-{target.question}", label)
    return to_situation(shown, target.situation) if target and target.situation else "?"


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
                _only_for(shown, entry.record.networks),
            )
            for key, entry in replies
        ]
        parts.append(h("p", {"class": "guia-group"}, to_situation(shown, situation)))
        parts.append(h("ol", {}, rows))
    return [h("div", {"class": "guia-replies"}, parts)]


def _only_for(shown: Shown, networks: list[str]) -> Element | None:
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
    anchors = shown.anchors()
    steps = [
        h(
            "li",
            {"id": anchors[key]},
            h("strong", {}, shown.word("within-minutes").format(count=step.record.minutes)),
            " ",
            shown.text(step.record.action),
            h("p", {"class": "guia-help"}, role_name(shown, step.record.role)),
        )
        for key, step in shown.guide.facts.steps.items()
    ]
    return [h("ol", {"class": "guia-steps"}, steps)]


def show_style(shown: Shown) -> list[Element]:
    anchors = shown.anchors()
    rows = [
        (
            anchors[key],
            [
                shown.word(rule.record.check, "style"),
                shown.text(rule.record.prefer) or (str(rule.record.max) if rule.record.max is not None else ""),
                joined(rule.record.avoid.get(shown.language, [])),
            ],
        )
        for key, rule in shown.guide.facts.style.items()
    ]
    columns = [shown.word(key) for key in ("rule", "prefer", "avoid")]
    return [table("style", shown.word("style-rules"), columns, rows)]


def show_terms(shown: Shown) -> list[Element]:
    anchors = shown.anchors()
    items: list[Child] = []
    entries = shown.guide.facts.terms.items()
    for key, entry in sorted(entries, key=lambda pair: shown.text(pair[1].record.term).casefold()):
        others = joined(entry.record.synonyms.get(shown.language, []))
        items.append(h("dt", {"id": anchors[key]}, shown.text(entry.record.term)))
        items.append(h("dd", {}, shown.text(entry.record.definition), [" (", others, ")"] if others else None))
    return [h("dl", {"class": "guia-terms"}, items)]
