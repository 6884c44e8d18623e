"""Periods in which other rules hold, and by whom the guide was approved."""

from guiaviva.facts.schema import Period
from guiaviva.views import parts as v
from guiaviva.views.context import Context


def view_periods(context: Context) -> list[v.View]:
    """The periods by date: what changes in each, and which rules a post is checked against then."""
    columns: v.Columns[Period] = (
        v.Column(
            context.word("period"), lambda one: [context.text(one.name), v.Note((context.word(one.kind, "period"),))]
        ),
        v.Column(context.word("first-day"), lambda one: context.day(one.start)),
        v.Column(context.word("last-day"), lambda one: context.day(one.end)),
        v.Column(context.word("what-changes"), lambda one: _changes(context, one)),
        v.Column(context.word("dates-checked"), lambda one: _checked(context, one)),
    )
    rows = sorted(context.records(context.guide.facts.periods), key=lambda row: (row[1].start, row[1].end))
    return [v.table("periods", context.word("periods"), columns, rows)]


def _changes(context: Context, period: Period) -> list[v.Content]:
    style = (entry.record for entry in context.guide.facts.style.values())
    rules = v.joined(
        (context.to_place(rule.explained_in, context.text(rule.name)) for rule in style if rule.period == period.kind),
        context.comma,
    )
    return [
        v.Paragraph((context.to_place(period.to, context.text(period.changes)),)),
        v.Note((context.word("checked-then"), ": ", *rules)) if rules else None,
    ]


def _checked(context: Context, period: Period) -> list[v.Content]:
    day = context.day(period.checked_on)
    source = v.WebLink(context.word("source"), period.source) if period.source else None
    return [day, " (", source, ")"] if day and source else [day, source]


def approval(context: Context) -> v.Parts:
    """Return which body approved the guide, when and with what force, as a link where that is published; or nothing."""
    approved = context.guide.institution.approval
    if approved is None:
        return ()
    force = context.word(approved.force or "no-force", "force")
    name = f"{force} {approved.number}" if approved.number else force
    line = context.word("approved").format(
        force=name, body=context.text(approved.body), date=context.day(approved.date)
    )
    published = v.WebLink(context.word("published"), approved.published) if approved.published else None
    return v.flat(line, [" ", published] if published else None)


def view_guide_approval(context: Context) -> list[v.View]:
    """By which body the guide was approved."""
    word = context.word("guide-approval")
    shown = v.card("guide-approval", word, [(word, approval(context))])
    return [shown] if shown.facts else []
