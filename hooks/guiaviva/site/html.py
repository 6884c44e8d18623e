"""Views as HTML.

Tables have a caption and scopes; each cell carries the name of its column, which the style sheet shows where it turns
rows into cards on a narrow screen. Text is text: nothing in it is taken for Markdown. What names a part of a view is a
heading below those of the page (`guiaviva.site.headings`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import assert_never
from xml.etree.ElementTree import Element

from guiaviva.site import charts
from guiaviva.site.elements import Child, h, in_language
from guiaviva.site.headings import heading
from guiaviva.site.made import FILE
from guiaviva.views import parts as v


def elements(view: v.View) -> list[Element]:
    """Return the elements that show a view, which are beside one another."""
    match view:
        case v.Table():
            # Without rows its name would stand alone.
            return [_table(view)] if view.anchors else []
        case v.Card():
            return [_card(view)]
        case v.Tally():
            items = [h("li", {}, part(state), " ", h("strong", {}, count)) for state, count in view.counts]
            return [h("ul", {"class": "guia-counts", "aria-label": view.label}, items)]
        case v.Chart():
            return [_chart(view)]
        case v.Fold():
            shown = [element for one in view.views for element in elements(one)]
            within = h("div", {"class": "guia-charts"}, shown)
            return [_opening((view.title,), view.brief or v.flat(" · ".join(view.names)), within)]
        case v.Logic():
            chains = [h("li", {}, h("ul", {"class": "guia-links"}, map(_link, chain))) for chain in view.chains]
            return [h("ol", {"class": "guia-logic"}, chains)]
        case v.Ways():
            return _ways(view)
        case v.Tasks():
            return [h("ul", {"class": "guia-tasks"}, [_task(task) for task in view.tasks])]
        case v.Index():
            return [h("div", {"class": "guia-index"}, [_group(group) for group in view.groups])]
        case v.SearchField():
            field = {"href": _target(view.link), "class": "guia-ask", "data-guia-open": ""}
            return [h("p", {}, h("a", field, view.link.text))]
        case v.Lookup():
            return _lookup(view)
        case v.Emergency():
            return [_emergency(view)]
        case v.News():
            items = [h("li", {}, _help("span", one.day), " ", part(one.text)) for one in view.items]
            return [h("ul", {"class": "guia-news"}, items)]
        case v.Changes():
            return [_changes(view)]
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
            return [_procedure(view)]
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
            return h("a", {"href": _dial(one), "dir": "ltr"}, one.number)
        case v.Call():
            return _call(one)
        case v.Strong():
            return h("strong", {}, one.text)
        case v.State():
            return h("span", {"class": f"guia-state guia-{one.key}"}, one.text)
        case v.Foreign():
            return h("span", in_language(one.language), one.text)
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
        case v.Spark():
            return charts.drawing(one.plot, one.label)
        case v.Bullet():
            return charts.bullet(one)
        case v.Months():
            return _months(one)
        case v.FileLink():
            return h("a", {"href": "", FILE: one.path}, one.text)
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


def _opening(title: v.Parts, brief: v.Parts, *within: Child) -> Element:
    """Return what is closed until somebody opens it, a link leads into it or the browser finds a word there."""
    summary = h("summary", {}, _parts(title), " ", _help("span", _parts(brief)) if brief else None)
    return h("details", {"class": "guia-more"}, summary, *within)


def _chart(chart: v.Chart) -> Element:
    """Return a figure: name and state, what the marks stand for, the drawing, what is to be seen, and the figures."""
    state = (" ", part(chart.state)) if chart.state else ()
    keys = [h("li", {}, charts.key_of(key), " ", text) for key, text in chart.keys]
    name = " · ".join((chart.title, *(text for _, text in chart.keys[:1])))
    # A table of many accounts is wider than the drawing: whoever has no mouse scrolls it by keyboard.
    scroll = {"class": "guia-scroll", "tabindex": "0", "role": "region", "aria-label": chart.title}
    table = h("div", scroll, _table(chart.table))
    # Each chart has one.
    of = h("span", {"class": "guia-unseen"}, f": {chart.title}")
    figures = h("details", {"class": "guia-figures"}, h("summary", {}, chart.opens, of), table)
    multiples = chart.multiples
    parts = [h("li", {}, _part_of(one)) for one in multiples.parts] if multiples else []
    return h(
        "figure",
        {"class": "guia-chart", "id": chart.anchor},
        h("figcaption", {}, h("strong", {}, chart.title), *state),
        h("ul", {"class": "guia-legend"}, keys) if keys else None,
        charts.drawing(chart.plot, name),
        [h("p", {}, sentence) for sentence in chart.sentences],
        [h("ul", {"class": "guia-multiples"}, parts), _help("p", multiples.scale)] if multiples else None,
        figures,
    )


def _part_of(chart: v.ChartPart) -> list[Element]:
    keys = " · ".join(text for _, text in chart.keys)
    name = h("p", {}, h("strong", {}, chart.title), " ", _help("span", keys))
    return [name, charts.drawing(chart.plot, f"{chart.title}: {keys}")]


def _months(year: v.Months) -> Element:
    """Return twelve boxes, of which those of the months are full."""
    boxes = [h("b" if month in year.months else "span") for month in range(1, 13)]
    return h("span", {"class": "guia-months", "role": "img", "aria-label": year.label}, boxes)


def _link(link: v.Link) -> Element:
    items = [h("li", {}, _parts(item)) for item in link.items]
    shown = h("ul", {}, items) if items else h("span", {"class": "guia-state guia-gap"}, link.gap)
    return h("li", {} if items else {"class": "guia-lacks"}, h("span", {"class": "guia-help"}, link.word), shown)


def _procedure(procedure: v.Procedure) -> Element:
    attributes = {"class": "guia-procedure", "role": "group", "aria-label": procedure.label}
    if not procedure.title:
        return h("div", attributes, _parts(procedure.parts))
    brief = _help("p", _parts(procedure.brief)) if procedure.brief else None
    title = h("div", {"class": "guia-titled"}, heading(_parts(procedure.title), {"class": "guia-purpose"}), brief)
    # Beside what names it: what is within something that opens is no heading to most readers of screens.
    fold = h("details", {"class": "guia-fold"}, h("summary", {}, h("span", {"class": "guia-unseen"}, procedure.label)))
    calls = [part(one) for one in procedure.parts if isinstance(one, v.Call)]
    rest = [part(one) for one in procedure.parts if not isinstance(one, v.Call)]
    place = {"id": procedure.anchor, "tabindex": "-1"} if procedure.anchor else {}
    return h("div", attributes | place, title, fold, calls, h("div", {"class": "guia-folded"}, rest))


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
    """Return what opens and closes what stands beside it. Links in it are text: one press does one thing."""
    help = _help("span", _without_links(brief)) if brief else None
    summary = h("summary", {}, h("span", {}, _without_links(name), " ", help))
    return h("details", {"class": "guia-fold"}, summary)


def _without_links(parts: v.Parts) -> list[Child]:
    return _parts(_plain(parts))


def _plain(parts: v.Parts) -> v.Parts:
    """Return parts that fit one line, in which nothing can be pressed by itself."""
    shown = (one for one in parts if not isinstance(one, v.Note))
    return v.flat(one.text if isinstance(one, v.PageLink | v.WebLink) else one for one in shown)


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
    link = h(
        "a",
        {"href": _dial(call.phone), "class": "guia-call"},
        h("strong", {"dir": "ltr"}, call.phone.number),
        " ",
        call.name,
    )
    return h("p", {"class": "guia-calling"}, link, " ", _help("span", call.serves) if call.serves else None)


def _links(links: Iterable[v.Part]) -> list[Element]:
    return [h("li", {}, part(link)) for link in links]


def _ways(ways: v.Ways) -> list[Element]:
    label = f"ways-{ways.key}"
    title = heading(ways.links.title, {"class": "guia-group", "id": label})
    pairs = list(zip_longest(ways.links.links, ways.grave[: len(ways.links.links)]))
    items = [h("li", {"class": f"guia-{grave.key}"} if grave else {}, _way(link, grave)) for link, grave in pairs]
    kinds = {grave.key: grave.text for _, grave in pairs if grave}
    # What its signs mean is for the eye: each link says it in words.
    signs = [h("span", {"class": f"guia-{key}"}, text) for key, text in kinds.items()]
    legend = h("p", {"class": "guia-signs", "aria-hidden": "true"}, signs) if signs else None
    listed = h("ul", {"class": f"guia-ways guia-{ways.key}", "aria-labelledby": label}, items)
    return [title, *([legend] if legend is not None else []), listed]


def _way(link: v.Part, grave: v.State | None) -> str | Element:
    return _linked(link, h("span", {"class": "guia-unseen"}, f" ({grave.text})")) if grave else part(link)


def _linked(link: v.Part, *more: Child) -> str | Element:
    """Return a link with more in it, which is said wherever links are listed."""
    shown = part(link)
    if isinstance(shown, Element):
        return h(shown.tag, shown.attrib, shown.text, list(shown), *more)
    return h("span", {}, shown, *more)


def _task(task: v.Task) -> Element:
    """Return a task; its class names the page to which it leads, which is how it gets its sign."""
    name = task.page.partition("#")[0].rpartition("/")[2]
    return h(
        "li", {"class": f"guia-task guia-to-{name}"}, part(task.link), _help("p", task.help) if task.help else None
    )


def _group(group: v.LinkGroup) -> list[Element]:
    """Return links under a heading; they open by the first and the last of them, as the alphabet has them."""
    ends = dict.fromkeys(_name(link) for link in (group.links[0], group.links[-1]))
    links = _opening((" – ".join(ends),), (f"({len(group.links)})",), h("ul", {}, _links(group.links)))
    return [heading(group.title, {"class": "guia-group"}), links]


def _name(link: v.Part) -> str:
    shown = part(link)
    return shown if isinstance(shown, str) else "".join(shown.itertext())


def _lookup(lookup: v.Lookup) -> list[Element]:
    """Return where a script puts a field, with all that it knows, and the link to the whole list."""
    known = {"words": lookup.words, "tables": lookup.tables, "accounts": [vars(one) for one in lookup.accounts]}
    register = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return [h("div", {"class": "guia-lookup", "data-register": register}), _help("p", part(lookup.file))]


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
            named = _linked(lead.situation, " ", part(lead.gravity)) if lead.gravity else part(lead.situation)
            return h("span", {"class": "guia-outcome"}, named, *summary)
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


# So many names of what is closed fit its line.
NAMED = 2


def _reply_group(group: v.ReplyGroup) -> list[Element]:
    items = [h("li", {"id": one.anchor, "value": str(one.number)}, _reply(one)) for one in group.replies]
    names = (" · ".join([one.called for one in group.replies[:NAMED]] + ["…"] * (len(group.replies) > NAMED)),)
    return [heading(part(group.situation), {"class": "guia-group"}), _opening(names, (), h("ol", {}, items))]


def _step(step: v.Step) -> Element:
    tick = h("input", {"type": "checkbox"})
    return h(
        "li",
        {"id": step.anchor},
        h("label", {}, tick, " ", h("strong", {}, step.action)),
        _opening((step.by,), _plain(step.role), h("p", {}, step.how), _help("p", _parts(step.role)))
        if step.how
        else _help("p", h("span", {"class": "guia-time"}, step.by), " ", _parts(step.role)),
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
    summary = h("summary", {}, problems.title, f" ({len(problems.problems)})")
    return h("details", {"class": "guia-problems"}, summary, h("ul", {}, items))


def _changes(changes: v.Changes) -> Element:
    """Return what has changed, each day to be opened, with what a script makes the controls of."""
    days = [_change_day(one, is_open=len(changes.days) == 1) for one in changes.days]
    words = {f"data-{name}": str(word) for name, word in vars(changes.words).items()}
    of_script = {"data-changes": json.dumps(changes.roles, ensure_ascii=False), **words} if days else {}
    return h("div", {"class": "guia-changes", **of_script}, h("p", {"class": "guia-help"}, changes.lead), days)


def _change_day(day: v.ChangeDay, *, is_open: bool) -> Element:
    items = [h("li", {"data-roles": " ".join(one.roles)}, map(part, one.parts)) for one in day.items]
    attributes = {"data-day": day.day} | ({"open": ""} if is_open else {})
    return h(
        "details",
        attributes,
        h("summary", {}, day.text, " (", h("span", {"data-count": ""}, str(len(items))), ")"),
        h("ul", {}, items),
    )
