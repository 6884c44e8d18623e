"""What hangs on a wall or is in a pocket: a protocol for each situation, and a card for danger with telephones."""

from __future__ import annotations

from functools import partial

from guiaviva.errors import CannotJudgeError
from guiaviva.facts import schema
from guiaviva.printing.content import Block, Blocks, Line, every
from guiaviva.printing.document import Document, Look, style
from guiaviva.printing.flow import Flow
from guiaviva.printing.places import FOLLOWED
from guiaviva.printing.tree import drawing, parse
from guiaviva.reading.allowed import scheme_of
from guiaviva.site.paper import markup
from guiaviva.views import parts as v
from guiaviva.views.assistant import situation_guide
from guiaviva.views.context import Context
from guiaviva.views.responses import by_gravity, procedure
from guiaviva.views.sheet import telephones


def protocols(look: Look) -> Document:
    """Return a sheet of A4 for each situation, the gravest first. Raises CannotJudgeError where there is none."""
    keys = by_gravity(look.guide)
    if not keys:
        raise CannotJudgeError("print-no-situations")
    return _sheets(look, "protocols", "a4", [_protocol(look, key) for key in keys])


def card(look: Look) -> Document:
    """Return a card of A6: telephones on one side, whom to call in which danger on the other.

    Raises CannotJudgeError where no situation is a danger.
    """
    facts = look.guide.facts
    dangers = [facts.situations[key].record for key in by_gravity(look.guide)]
    dangers = [one for one in dangers if one.level == "danger"]
    if not dangers:
        raise CannotJudgeError("print-no-danger")
    context = look.context
    phones = v.card("phones", look.word("card"), _telephones(context, dangers))
    grave = context.word("danger", "gravity")
    front = [_title(1, context.word("call-now")), *_blocks(look, [phones])]
    back = [_title(1, grave), {"k": "ul", "items": [_whom(context, one) for one in dangers]}]
    title = look.word("card")
    return _sheets(look, "card", "a6", [{"title": title, "b": front}, {"title": title, "b": back}])


def _protocol(look: Look, key: str) -> Block:
    """Return all that whoever answers needs: what it is, whom to call, what to do, the facts, and ready replies."""
    context = look.context
    shown = situation_guide(context, key)
    record = look.guide.facts.situations[key].record
    name = context.text(record.name)
    example: list[v.Content] = [v.Quote(context.text(record.example))] if record.example else []
    parts = v.flat(v.Paragraph(v.flat(shown.definition)) if shown.definition else None, example)
    procedures = [v.Procedure(name, one) for one in (parts, shown.procedure) if one]
    blocks = [_title(1, name), *_blocks(look, [*procedures, shown.facts])]
    if shown.replies:
        blocks.append(_title(2, shown.replies_title))
    for label, reply in shown.replies:
        notes = " · ".join(filter(None, (reply.when, reply.only_for)))
        blocks += [{"k": "p", "look": "lead", "c": [reply.name or label]}]
        blocks += [{"k": "p", "look": "small", "c": [notes]}] if notes else []
        blocks += [{"k": "quote", "b": [{"k": "p", "look": "", "c": [reply.text]}]}]
    return {"title": name, "b": blocks}


def _telephones(context: Context, dangers: list[schema.Situation]) -> list[tuple[str, v.PhoneLink]]:
    """Return whom a danger calls, then the other helplines, and last who answers for the accounts out of hours."""
    institution = context.guide.institution
    own = institution.emergency.phone if institution.emergency else None
    role = context.guide.facts.roles.get(institution.on_call or "")
    name = context.text(role.record.name if role else institution.name)
    others = [(name, phone) for name, phone in telephones(context, dangers) if phone.number != own]
    return [*others, (name, v.PhoneLink(own))] if own else others


def _whom(context: Context, situation: schema.Situation) -> Block:
    """Return a danger with the numbers to call, in order."""
    parts = procedure(context, situation)
    calls = [f"{one.phone.number} {one.name}" for one in parts if isinstance(one, v.Call)]
    line: Line = [{"k": "b", "c": [context.text(situation.name)]}]
    steps = [{"number": place, "b": [{"k": "p", "look": "", "c": [call]}]} for place, call in enumerate(calls, 1)]
    return {"number": 1, "b": [{"k": "p", "look": "", "c": line}, *([{"k": "ol", "items": steps}] if steps else [])]}


def _title(level: int, text: str) -> Block:
    return {"k": "h", "level": level, "id": "", "c": [text]}


def _blocks(look: Look, views: list[v.View]) -> Blocks:
    """Return the blocks of views; what they link to is not on the sheet."""
    flow = Flow("", lambda _: None, partial(drawing, style=style(look.colour)), {})
    blocks = flow.blocks(parse(markup(views)).children)
    for one in every(blocks):
        if one["k"] == "a":
            address = one.pop("href")
            one |= {"url": address} if scheme_of(address) in FOLLOWED else {}
        elif one.get("id"):
            one["id"] = ""
    return blocks


def _sheets(look: Look, title: str, paper: str, sheets: list[Block]) -> Document:
    made = Document(look.frame(look.word(title)))
    made.data |= {"paper": paper, "sheets": sheets}
    return made
