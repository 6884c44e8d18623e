"""Views as HTML.

Tables have a caption and scopes; each cell carries the name of its column, which the style sheet shows where it turns
rows into cards on a narrow screen. Text is text: nothing in it is taken for Markdown. No view becomes a heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import TypeAlias, assert_never
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from guiaviva.views import parts as v

Child: TypeAlias = "str | Element | Iterable[Child] | None"


def h(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """Return an element. Its texts are atomic: Markdown leaves them as they are."""
    element = Element(tag, dict(attributes or {}))
    for child in _flat(children):
        if isinstance(child, Element):
            element.append(child)
        elif len(element):
            element[-1].tail = AtomicString((element[-1].tail or "") + child)
        else:
            element.text = AtomicString((element.text or "") + child)
    return element


def _flat(children: Iterable[Child]) -> Iterable[str | Element]:
    """Return the texts and elements one by one; an empty text is nothing."""
    for child in children:
        if isinstance(child, Element) or (isinstance(child, str) and child):
            yield child
        elif child is not None and not isinstance(child, str):
            yield from _flat(child)


def elements(view: v.View) -> list[Element]:
    """Return the elements that show a view, which are beside one another."""
    match view:
        case v.Table():
            return [_table(view)]
        case v.Card():
            return [_card(view)]
        case v.Ways():
            return _ways(view)
        case v.Tasks():
            return [h("ul", {"class": "guia-tasks"}, [_task(task) for task in view.tasks])]
        case v.Index():
            return [h("div", {"class": "guia-index"}, [_group(group) for group in view.groups])]
        case v.SearchField():
            field = {"href": _target(view.link), "class": "guia-ask", "data-guia-open": ""}
            return [h("p", {}, h("a", field, view.link.text))]
        case v.Emergency():
            return [_emergency(view)]
        case v.News():
            items = [h("li", {}, _help("span", one.day), " ", part(one.text)) for one in view.items]
            return [h("ul", {"class": "guia-news"}, items)]
        case v.Terms():
            return [h("dl", {"class": "guia-terms"}, [_definition(one) for one in view.definitions])]
        case v.Tree():
            return [_trunk(trunk, {"class": "guia-tree"}) for trunk in view.trunks]
        case v.Assistant():
            attributes = {"class": "guia-assistant", "data-guia-assistant": view.file}
            return [h("div", attributes, [_question(question) for question in view.questions])]
        case v.Replies():
            return [h("div", {"class": "guia-replies"}, [_reply_group(group) for group in view.groups])]
        case v.Steps():
            return [h("ol", {"class": "guia-steps"}, [_step(step) for step in view.steps])]
        case v.Procedure():
            attributes = {"class": "guia-procedure", "role": "group", "aria-label": view.label}
            if not view.title:
                return [h("div", attributes, _parts(view.parts))]
            title = h("p", {"class": "guia-purpose guia-named"}, _parts(view.title))
            fold, rest = _fold(view.title, view.brief), [one for one in view.parts if not isinstance(one, v.Call)]
            calls = [part(one) for one in view.parts if isinstance(one, v.Call)]
            place = {"id": view.anchor} if view.anchor else {}
            return [
                h(
                    "div",
                    attributes | place,
                    title,
                    fold,
                    calls,
                    h("div", {"class": "guia-folded"}, _parts(tuple(rest))),
                )
            ]
        case v.Post():
            return [_post(view)]
        case v.PostCheck():
            attributes = {"class": "guia-posts", "data-guia-posts": view.file}
            return [h("div", attributes, _help("p", view.without_script))]
        case v.Problems():
            return [_problems(view)]
        case _:
            assert_never(view)


def part(one: v.Part) -> str | Element:
    """Return what shows a part: an element, or a text as it is."""
    match one:
        case str():
            return one
        case v.PageLink():
            return h("a", {"href": _target(one)}, one.text)
        case v.WebLink():
            return h("a", {"href": one.address}, one.text)
        case v.MailLink():
            return h("a", {"href": f"mailto:{one.address}"}, one.address)
        case v.PhoneLink():
            return h("a", {"href": _dial(one)}, one.number)
        case v.Call():
            return _call(one)
        case v.Strong():
            return h("strong", {}, one.text)
        case v.State():
            return h("span", {"class": f"guia-state guia-{one.key}"}, one.text)
        case v.Linked():
            return h("span", {"class": "guia-linked"}, one.text)
        case v.Line():
            return h("div", {}, _parts(one.parts))
        case v.Paragraph():
            return h("p", {}, _parts(one.parts))
        case v.Note():
            return _help("p", _parts(one.parts))
        case v.Quote():
            return h("p", {"class": "guia-example"}, f"«{one.text}»")
        case v.Points():
            return h("ul", {}, [h("li", {}, item) for item in one.items])
        case v.Order():
            return h("ol", {"class": "guia-order"}, [h("li", {}, item) for item in one.items])
        case v.Chain():
            return _chain(one)
        case _:
            assert_never(one)


def _parts(parts: v.Parts) -> list[Child]:
    return [part(one) for one in parts]


def _target(link: v.PageLink) -> str:
    """Return the address of a place in the guide; a page is named from the top: `/networks/x.md`."""
    anchor = f"#{link.anchor}" if link.anchor else ""
    return f"/{link.page}.md{anchor}" if link.page else anchor


def _help(tag: str, *children: Child) -> Element:
    return h(tag, {"class": "guia-help"}, *children)


# A table of more columns than this takes all the room beside the navigation.
BROAD = 5


def _table(table: v.Table) -> Element:
    head = h("tr", {}, [h("th", {"scope": "col"}, column.heading) for column in table.columns])
    lines = []
    for row, (anchor, ((_, first), *others)) in enumerate(table.rows()):
        cells = [
            h("td", {"data-label": heading}, h("div", {}, _parts(cell))) if cell else h("td", {"class": "guia-empty"})
            for heading, cell in others
        ]
        head_of_row = _folded(first, table.brief[row]) if table.brief else _parts(first)
        lines.append(h("tr", {"id": anchor} if anchor else {}, h("th", {"scope": "row"}, head_of_row), cells))
    broad = " guia-broad" if len(table.columns) > BROAD else ""
    attributes = {"class": f"guia-table guia-{table.name}{broad}"}
    return h("table", attributes, h("caption", {}, table.caption), h("thead", {}, head), h("tbody", {}, lines))


def _folded(name: v.Parts, brief: v.Parts) -> list[Element]:
    """Return the name of a row twice: in a table, and where the style sheet makes cards of rows, as what opens it."""
    return [h("div", {"class": "guia-named"}, _parts(name)), _fold(name, brief)]


def _fold(name: v.Parts, brief: v.Parts) -> Element:
    """Return what opens and closes what stands beside it. Links in the name are text: one press does one thing."""
    texts = [part(one.text if isinstance(one, v.PageLink | v.WebLink) else one) for one in name]
    summary = h("summary", {}, h("span", {}, texts, " ", _help("span", _parts(brief)) if brief else None))
    return h("details", {"class": "guia-fold"}, summary)


def _card(card: v.Card) -> Element:
    facts = [h("div", {}, h("dt", {}, fact.word), h("dd", {}, _parts(fact.value))) for fact in card.facts]
    attributes = {"class": f"guia-card guia-{card.name}", "role": "group", "aria-label": card.label}
    return h("div", attributes, h("dl", {}, facts))


def _chain(chain: v.Chain) -> Element:
    links = [h("li", {}, h("span", {"class": "guia-step"}, link.word), " ", _parts(link.names)) for link in chain.links]
    end = h("li", {"class": "guia-free"}, chain.end) if chain.end else None
    return h("ol", {"class": "guia-chain"}, links, end)


def _dial(phone: v.PhoneLink) -> str:
    return f"tel:{phone.number.replace(' ', '')}"


def _call(call: v.Call) -> Element:
    link = h("a", {"href": _dial(call.phone), "class": "guia-call"}, h("strong", {}, call.phone.number), " ", call.name)
    return h("p", {"class": "guia-calling"}, link, " ", _help("span", call.serves) if call.serves else None)


def _links(links: Iterable[v.Part]) -> list[Element]:
    return [h("li", {}, part(link)) for link in links]


def _ways(ways: v.Ways) -> list[Element]:
    label = f"ways-{ways.key}"
    title = h("p", {"class": "guia-group", "id": label}, ways.links.title)
    items = []
    for link, grave in zip_longest(ways.links.links, ways.grave[: len(ways.links.links)]):
        word = h("span", {"class": "guia-unseen"}, f" {grave.text}") if grave else None
        items.append(h("li", {"class": f"guia-{grave.key}"} if grave else {}, part(link), word))
    return [title, h("ul", {"class": f"guia-ways guia-{ways.key}", "aria-labelledby": label}, items)]


def _task(task: v.Task) -> Element:
    """Return a task; its class names the page to which it leads, which is how it gets its sign."""
    name = task.page.partition("#")[0].rpartition("/")[2]
    return h(
        "li", {"class": f"guia-task guia-to-{name}"}, part(task.link), _help("p", task.help) if task.help else None
    )


def _group(group: v.LinkGroup) -> list[Element]:
    return [h("p", {"class": "guia-group"}, group.title), h("ul", {}, _links(group.links))]


def _emergency(emergency: v.Emergency) -> Element:
    hours = _help("span", emergency.hours) if emergency.hours else None
    return h("p", {"class": "guia-urgent"}, h("strong", {}, emergency.words), " ", part(emergency.phone), " ", hours)


def _definition(definition: v.Definition) -> list[Element]:
    notes = _help("p", _parts(definition.notes)) if definition.notes else None
    return [
        h("dt", {"id": definition.anchor}, definition.term),
        h("dd", {}, h("p", {}, definition.text), notes),
    ]


# The decision tree: lists within lists.


def _trunk(trunk: v.Trunk, attributes: Mapping[str, str] | None = None) -> Element:
    items = []
    for question in trunk.questions:
        number = h("span", {"class": "guia-number"}, f"{question.number}.")
        answers = [
            h(
                "li",
                {"class": f"guia-{one.key}"},
                h("strong", {"class": "guia-answer"}, one.word),
                " ",
                _fold(_begins(one.lead), ()) if isinstance(one.lead, v.Trunk) else None,
                _branch(one.lead),
            )
            for one in question.answers
        ]
        items.append(
            h(
                "li",
                {"id": question.anchor},
                h("p", {"class": "guia-question"}, number, " ", question.text),
                _help("p", question.help) if question.help else None,
                h("ul", {"class": "guia-answers"}, answers),
            )
        )
    return h("ol", attributes, items)


def _begins(trunk: v.Trunk) -> v.Parts:
    """Return the first question of a trunk, by which it is opened."""
    first = trunk.questions[0]
    return (f"{first.number}. ", v.Strong(first.text))


def _branch(lead: v.Lead) -> Child:
    match lead:
        case v.Trunk():
            return _trunk(lead)
        case v.Jump():
            return h("a", {"href": _target(lead.link), "class": "guia-on"}, lead.link.text)
        case v.Outcome():
            summary = (" ", _help("span", lead.summary)) if lead.summary else ()
            gravity = (" ", part(lead.gravity)) if lead.gravity else ()
            return h("span", {"class": "guia-outcome"}, part(lead.situation), *gravity, *summary)
        case _:
            return _lead(lead)


# The assistant: questions that open one another.


def _question(question: v.Question) -> Element:
    answers = [
        # One of two: to open an answer closes the other.
        h("details", {"name": question.anchor}, h("summary", {}, answer.word), _lead(answer.lead))
        for answer in question.answers
    ]
    return h(
        "div",
        {"class": "guia-ask", "id": question.anchor},
        h("p", {"class": "guia-question"}, question.text),
        _help("p", question.help) if question.help else None,
        answers,
    )


def _lead(lead: v.Lead) -> Child:
    match lead:
        case v.Question():
            return _question(lead)
        case v.SituationGuide():
            return _situation(lead)
        case v.Jump():
            return h("p", {}, part(lead.link))
        case str():
            return h("p", {}, lead)
        case v.Trunk() | v.Outcome():
            return _branch(lead)
        case _:
            assert_never(lead)


def _situation(situation: v.SituationGuide) -> Element:
    items = [
        h("li", {}, None if reply.name else _help("p", label), _reply(reply)) for label, reply in situation.replies
    ]
    title = h("p", {"class": "guia-group" if items else "guia-help"}, situation.replies_title)
    return h(
        "div",
        {"class": "guia-situation", "id": situation.anchor},
        h("p", {"class": "guia-question"}, part(situation.name)),
        h("p", {}, situation.definition) if situation.definition else None,
        _parts(situation.procedure),
        _card(situation.facts),
        title,
        h("ol", {"class": "guia-ready"}, items) if items else None,
    )


def _reply(reply: v.Reply) -> list[Child]:
    name = h("p", {"class": "guia-purpose"}, h("strong", {}, reply.name)) if reply.name else None
    notes = [_help("p", note) for note in (reply.when, reply.only_for) if note]
    return [name, notes, h("blockquote", {}, h("p", {}, reply.text))]


def _reply_group(group: v.ReplyGroup) -> list[Element]:
    items = [h("li", {"id": one.anchor, "value": str(one.number)}, _reply(one)) for one in group.replies]
    return [h("p", {"class": "guia-group"}, part(group.situation)), h("ol", {}, items)]


def _step(step: v.Step) -> Element:
    tick = h("input", {"type": "checkbox"})
    return h(
        "li",
        {"id": step.anchor},
        h("label", {}, tick, " ", h("strong", {}, step.action)),
        h("p", {}, step.how) if step.how else None,
        _help("p", h("span", {"class": "guia-time"}, step.by), " ", _parts(step.role)),
    )


def _post(post: v.Post) -> Element:
    avatar = h("span", {"class": "guia-avatar", "aria-hidden": "true"}, post.initials)
    names = h("div", {}, h("strong", {}, post.name), h("span", {}, post.handle))
    length = post.length
    over = " guia-over" if length and length.over else ""
    return h(
        "figure",
        {"class": "guia-post " + ("guia-do" if post.right else "guia-dont")},
        h("figcaption", {}, h("strong", {}, post.verdict), f" · {post.network}"),
        h("div", {"class": "guia-post-head"}, avatar, names),
        h("blockquote", {}, [h("p", {}, _parts(paragraph)) for paragraph in post.paragraphs]),
        h("p", {"class": "guia-count" + over}, length.text) if length else None,
    )


def _problems(problems: v.Problems) -> Element:
    """Return the problems of a file, which can be opened, so that the page stays short."""
    items = [
        h("li", {"class": f"guia-{one.level}"}, h("strong", {}, one.word), f" {one.message}")
        for one in problems.problems
    ]
    summary = h("summary", {}, h("code", {}, problems.path), f" ({len(problems.problems)})")
    return h("details", {"class": "guia-problems"}, summary, h("ul", {}, items))
