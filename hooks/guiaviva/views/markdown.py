"""Views as Markdown, for programs that read the guide: tables, lists and links; what draws or asks is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from guiaviva.references import escaped
from guiaviva.views import parts as v
from guiaviva.views.text import lines

Links = Callable[[str, str], str]
"""Returns the address of a page, by its id, and of a place in it; of the page itself by ""."""


@dataclass(frozen=True)
class Writer:
    """Writes views; `links` says where a page is, and `files` where a file that is made with the site is."""

    links: Links
    files: Callable[[str], str]

    def written(self, views: Iterable[v.View]) -> str:
        """Return views as Markdown, with an empty line between two of its blocks."""
        return "\n\n".join(block for view in views for block in self._blocks(view) if block)

    def _blocks(self, view: v.View) -> Iterator[str]:
        """Return the blocks of Markdown of a view."""
        match view:
            case v.Table():
                yield from self._table(view)
            case v.Card():
                yield _listed(f"{_plain(one.word)}: {self._line(one.value)}" for one in view.facts)
            case v.Chart():
                yield f"{_anchor(view.anchor)}**{_plain(view.title)}**"
                yield " ".join(map(_plain, view.sentences))
                yield from self._table(view.table)
            case v.Fold():
                yield f"**{_plain(view.title)}** {self._line(view.brief)}".strip()
                for one in view.views:
                    yield from self._blocks(one)
            case v.Logic():
                for chain in view.chains:
                    yield _listed(
                        f"{_plain(link.word)}: {'; '.join(map(self._line, link.items)) or _plain(link.gap)}"
                        for link in chain
                    )
            case v.Ways():
                yield from self._group(view.links)
            case v.Tasks():
                yield _listed(f"{self._line((one.link,))} {_plain(one.help)}".strip() for one in view.tasks)
            case v.Index():
                for group in view.groups:
                    yield from self._group(group)
            case v.Emergency():
                yield f"**{_plain(view.words)}** {view.phone.number} {_plain(view.hours)}".strip()
            case v.News():
                yield _listed(f"{one.day}: {self._line((one.text,))}" for one in view.items)
            case v.Changes():
                for day in view.days:
                    yield f"**{day.text}**"
                    yield _listed(self._line(one.parts) for one in day.items)
            case v.Terms():
                yield _listed(
                    f"{_anchor(one.anchor)}**{_plain(one.term)}**: {_plain(one.text)} {self._line(one.notes)}".strip()
                    for one in view.definitions
                )
            case v.Replies():
                for replies in view.groups:
                    yield f"**{self._line((replies.situation,))}**"
                    for reply in replies.replies:
                        yield from _reply(reply)
            case v.Steps():
                yield _listed(
                    f"{_anchor(one.anchor)}**{_plain(one.action)}** {_plain(one.how)} {_plain(one.by)} "
                    f"{self._line(one.role)}".rstrip()
                    for one in view.steps
                )
            case v.Procedure():
                yield f"{_anchor(view.anchor)}**{self._line(view.title) or _plain(view.label)}**"
                yield self._flow(view.parts)
            case v.Post():
                yield f"**{_plain(view.verdict)}** · {_plain(view.network)}"
                yield _quoted("\n\n".join(self._line(one) for one in view.paragraphs))
            case v.Tree():
                for trunk in view.trunks:
                    yield "\n".join(self._lead(trunk, 0))
            case v.Assistant():
                yield "\n".join(line for question in view.questions for line in self._lead(question, 0))
            case v.Tally() | v.Problems():
                yield _listed(map(_plain, lines([view])))
            case v.Lookup():
                yield self._line((view.file,))
            case _:
                # A field or a form is of no use to whoever reads only this.
                return

    def _lead(self, lead: v.Lead, depth: int) -> Iterator[str]:
        """Return what a decision leads to, as lines of a list whose items are at a depth."""
        margin = "  " * depth
        match lead:
            case v.Trunk():
                for question in lead.questions:
                    yield from self._lead(question, depth)
            case v.Question():
                help = f" {_plain(lead.help)}" if lead.help else ""
                yield f"{margin}- {_anchor(lead.anchor)}**{_plain(lead.text)}**{help}"
                for answer in lead.answers:
                    yield f"{margin}  - {_plain(answer.word)}:"
                    yield from self._lead(answer.lead, depth + 2)
            case v.SituationGuide():
                name = f"{_anchor(lead.anchor)}**{self._line((lead.name,))}**"
                yield f"{margin}- {name} {_plain(lead.definition)}".rstrip()
                facts = (f"{_plain(one.word)}: {self._line(one.value)}" for one in lead.facts.facts)
                replies = (_plain(" ".join((label, one.text))) for label, one in lead.replies)
                for line in (self._line(lead.procedure), *facts, *replies):
                    yield f"{margin}  - {line}"
            case v.Outcome():
                yield f"{margin}- {self._line((lead.situation,))}: {_plain(lead.summary)}"
            case v.Jump():
                yield f"{margin}- {self._line((lead.link,))}"
            case str():
                yield f"{margin}- {_plain(lead)}"

    def _table(self, table: v.Table) -> Iterator[str]:
        if table.anchors:
            yield f"**{_plain(table.caption)}**"
            heads = [_plain(column.heading) for column in table.columns]
            rows = [
                [(_anchor(anchor) if not at else "") + self._cell(cell) for at, (_, cell) in enumerate(cells)]
                for anchor, cells in table.rows()
            ]
            yield "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))

    def _group(self, group: v.LinkGroup) -> Iterator[str]:
        yield f"**{_plain(group.title)}**"
        yield _listed(self._line((link,)) for link in group.links)

    def _flow(self, parts: v.Parts) -> str:
        """Return parts as blocks: what is by itself has an empty line around it."""
        return re.sub(r"\n+", "\n\n", self._parts(parts)).strip()

    def _line(self, parts: v.Parts) -> str:
        """Return parts on one line."""
        return re.sub(r"\s*\n\s*", " · ", self._parts(parts).strip())

    def _cell(self, parts: v.Parts) -> str:
        """Return parts as a cell of a table, in which a line ends with a tag."""
        return re.sub(r"\s*\n\s*", "<br>", self._parts(parts).strip())

    def _parts(self, parts: v.Parts) -> str:
        return "".join(map(self._part, parts))

    def _part(self, part: v.Part) -> str:
        match part:
            case str():
                return _plain(part, ends=True)
            case v.PageLink():
                return f"[{_plain(part.text)}]({self.links(part.page, part.anchor)})"
            case v.WebLink():
                return f"[{_plain(part.text)}]({part.address})"
            case v.FileLink():
                return f"[{_plain(part.text)}]({self.files(part.path)})"
            case v.MailLink():
                return f"<{part.address}>"
            case v.PhoneLink():
                return part.number
            case v.Call():
                return f"\n**{part.phone.number}** {_plain(part.name)}: {_plain(part.serves)}\n"
            case v.Strong():
                return f"**{_plain(part.text)}**"
            case v.State() | v.Foreign() | v.Linked():
                return _plain(part.text)
            case v.Line() | v.Paragraph() | v.Note():
                return f"\n{self._parts(part.parts)}\n"
            case v.Quote():
                return f"\n«{_plain(part.text)}»\n"
            case v.Points():
                return "\n" + "\n".join(map(_plain, part.items)) + "\n"
            case v.Order():
                return "\n" + "\n".join(f"{at}. {_plain(one)}" for at, one in enumerate(part.items, 1)) + "\n"
            case v.Chain():
                links = [f"{_plain(link.word)} {self._parts(link.names)}".strip() for link in part.links]
                return " → ".join([*links, *([_plain(part.end)] if part.end else [])])
            case v.Months():
                return _plain(part.label)
            case _:
                # The figures that a drawing shows are beside it.
                return ""


def _plain(text: str, *, ends: bool = False) -> str:
    """Return a text in which no sign means anything; with `ends`, with the space at its beginning and its end."""
    plain = escaped(text)
    if not ends:
        return plain
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before and ' '}{plain}{after and ' '}" if plain else before and " "


def _anchor(id: str) -> str:
    return f'<a id="{id}"></a>' if id else ""


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items if item)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _reply(reply: v.Reply) -> Iterator[str]:
    title = " · ".join(map(_plain, filter(None, (reply.name, reply.when, reply.only_for))))
    yield f"{_anchor(reply.anchor)}{reply.number}. {title}".strip()
    yield _quoted("\n\n".join(map(_plain, filter(None, reply.text.split("\n")))))
