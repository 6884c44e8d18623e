"""What the guide's texts are based on: all of it, and that of one page."""

from itertools import groupby

from guiaviva.facts.schema import Citation
from guiaviva.text.words import alphabetical
from guiaviva.views import parts as v
from guiaviva.views.context import Context


def view_citations(context: Context) -> list[v.View]:
    """What is cited, letter by letter: in which language it is, when it was read, and which pages cite it."""
    cited_by: v.Column[Citation] = v.Column(
        context.word("cited-by"), lambda one: v.joined(_pages(context, one), context.comma)
    )
    columns = (*_columns(context), cited_by)
    rows = sorted(context.records(context.guide.facts.citations), key=lambda row: _sorted_by(context, row[1]))
    letters = ((letter, list(own)) for letter, own in groupby(rows, lambda row: _sorted_by(context, row[1])[:1]))
    return [
        v.Fold(letter.upper(), (f"({len(own)})",), (v.table("citations", letter.upper(), columns, own),))
        for letter, own in letters
    ]


def view_cited(context: Context) -> list[v.View]:
    """What the page is based on, to be opened."""
    own = [
        entry.record
        for entry in context.guide.facts.citations.values()
        if any(place.partition("#")[0] == context.page for place in entry.record.cited_by)
    ]
    title = context.word("sources")
    shown = v.table("cited", title, _columns(context), (("", one) for one in own))
    return [v.Fold(title, (f"({len(own)})",), (shown,))] if own else []


def _columns(context: Context) -> v.Columns[Citation]:
    return (
        v.Column(context.word("source"), lambda one: _cited(context, one)),
        v.Column(context.word("language"), lambda one: _language(context, one)),
        v.Column(context.word("read-on"), lambda one: context.day(one.read_on)),
    )


def _sorted_by(context: Context, one: Citation) -> str:
    """Return the name of a source as the alphabet has it, without marks before its first letter."""
    return alphabetical(context.text(one.name)).lstrip("«»\"' ")


def _cited(context: Context, one: Citation) -> v.Part:
    name = context.text(one.name)
    return v.WebLink(name, one.url) if one.url else name


def _language(context: Context, one: Citation) -> str:
    """Return in which language a source is, where that is not the one of the page."""
    return context.language_name(one.language) if one.language not in (None, context.language) else ""


def _pages(context: Context, one: Citation) -> list[v.PageLink | str]:
    shown = ((place, context.guide.shown(context.language, place.partition("#")[0])) for place in one.cited_by)
    return [context.to_place(place, str(page.fields.get("title") or page.id)) for place, page in shown if page]
