"""Views as plain text, for the search: a line for each cell, point or fact.

Headings and captions of tables are left out: they are the same on every page, and found by the titles of sections.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from guiaviva.views import parts as v


def lines(views: Iterable[v.View]) -> Iterator[str]:
    """Return the lines of views, without spaces and separators at their ends; none is empty."""
    for view in views:
        for text in _texts(view):
            for line in text.split("\n"):
                if plain := " ".join(line.split()).strip("· "):
                    yield plain


def _texts(view: v.View) -> Iterator[str]:
    """Return the texts of a view; each begins a line and may be of several."""
    match view:
        case v.Table():
            for _, cells in view.rows():
                yield from (content(cell) for _, cell in cells)
        case v.Card():
            yield from _card(view)
        case v.Tally():
            yield from (f"{state.text}: {count}" for state, count in view.counts)
        case v.Chart():
            # Its figures are no words to search for.
            yield view.title
        case v.Fold():
            yield f"{view.title} {content(view.brief)}"
            for within in view.views:
                yield from _texts(within)
        case v.Logic():
            for link in (link for chain in view.chains for link in chain):
                yield f"{link.word}: {'; '.join(map(content, link.items)) or link.gap}"
        case v.Ways():
            yield from _group(view.links)
        case v.Tasks():
            for task in view.tasks:
                yield from (content((task.link,)), task.help)
        case v.Index():
            for group in view.groups:
                yield from _group(group)
        case v.SearchField():
            yield view.link.text
        case v.Lookup():
            yield view.words["look"]
        case v.Emergency():
            yield f"{view.words} {view.phone.number} {view.hours}"
        case v.News():
            for item in view.items:
                yield f"{item.day} {content((item.text,))}"
        case v.Changes():
            # They are the titles of what is found by itself.
            yield view.lead
        case v.Terms():
            for one in view.definitions:
                yield f"{one.term}: {one.text}"
                yield content(one.notes)
        case v.Tree():
            for trunk in view.trunks:
                yield from _lead(trunk)
        case v.Assistant():
            for question in view.questions:
                yield from _lead(question)
        case v.Replies():
            for replies in view.groups:
                yield content((replies.situation,))
                for reply in replies.replies:
                    yield from (reply.name, reply.when, reply.text, reply.only_for)
        case v.Steps():
            for step in view.steps:
                yield from (step.action, step.how, f"{step.by} {content(step.role)}")
        case v.Procedure():
            yield from (content(view.title), content(view.parts))
        case v.Post():
            yield f"{view.verdict} · {view.network}"
            yield f"{view.name} {view.handle}"
            yield from (content(paragraph) for paragraph in view.paragraphs)
            yield view.length.text if view.length else ""
        case v.PostCheck():
            yield view.without_script
        case v.Problems():
            yield view.title
            yield from (f"{problem.word} {problem.message}" for problem in view.problems)
        case _:
            assert_never(view)


def content(parts: v.Parts) -> str:
    """Return the text of parts; those that are by themselves are lines of their own."""
    return "".join(_text(part) for part in parts)


def _text(part: v.Part) -> str:
    match part:
        case str():
            return part
        case v.PageLink() | v.WebLink() | v.Strong() | v.State() | v.Foreign() | v.Linked() | v.FileLink():
            return part.text
        case v.Spark() | v.Bullet():
            # The figures that they draw are beside them.
            return ""
        case v.Months():
            return part.label
        case v.MailLink():
            return part.address
        case v.PhoneLink():
            return part.number
        case v.Call():
            return f"\n{part.phone.number} {part.name}: {part.serves}\n"
        case v.Line() | v.Paragraph() | v.Note():
            return f"\n{content(part.parts)}\n"
        case v.Quote():
            return f"\n«{part.text}»\n"
        case v.Points() | v.Order():
            return "\n" + "\n".join(part.items) + "\n"
        case v.Chain():
            return "\n" + "\n".join([*(f"{link.word} {content(link.names)}" for link in part.links), part.end]) + "\n"
        case _:
            assert_never(part)


def _card(card: v.Card) -> Iterator[str]:
    yield from (f"{fact.word}: {content(fact.value)}" for fact in card.facts)


def _group(group: v.LinkGroup) -> Iterator[str]:
    yield group.title
    yield from (content((link,)) for link in group.links)


def _lead(lead: v.Lead) -> Iterator[str]:
    match lead:
        case str():
            yield lead
        case v.Jump():
            yield lead.link.text
        case v.Outcome():
            yield f"{content((lead.situation,))} · {lead.summary}"
        case v.Trunk():
            for question in lead.questions:
                yield from _lead(question)
        case v.Question():
            yield f"{lead.number}. {lead.text}" if lead.number else lead.text
            yield lead.help
            for answer in lead.answers:
                yield answer.word
                yield from _lead(answer.lead)
        case v.SituationGuide():
            yield from (content((lead.name,)), lead.definition, content(lead.procedure))
            yield from _card(lead.facts)
            yield lead.replies_title
            for label, reply in lead.replies:
                yield from (reply.name or label, reply.when, reply.text, reply.only_for)
        case _:
            assert_never(lead)
