"""The state of the guide: where plans stand, what there is in each language, what is reported and what is excepted.

It is for whoever keeps the guide: pages have their titles and languages their names; how rules are called is for the
terminal.
"""

from collections import Counter
from collections.abc import Callable

from guiaviva.contentmodel import Kind
from guiaviva.diagnostics import Diagnostic
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of
from guiaviva.guide.exceptions import Exempt
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.periods import approval
from guiaviva.views.progress import plans_in_short

LEVELS = ("error", "warning", "advice")


def view_status(context: Context) -> list[v.View]:
    """When and how the guide was checked, where plans stand, what there is in each language, exceptions, problems."""
    guide = context.guide
    language = context.language if context.language in guide.model.languages else guide.source_language
    reported = context.diagnostics(language)
    levels: Counter[str] = Counter(one.level for one in reported)
    facts: list[tuple[str, v.Content]] = [
        (context.word("judged-on"), context.day(guide.today)),
        (context.word("guide-approval"), approval(context)),
        (context.word("profile"), context.word(guide.profile, "profile")),
        *((context.word(f"status-{level}"), str(levels[level])) for level in LEVELS),
        *_stale(context),
        (context.word("exceptions"), str(len(guide.exceptions))),
    ]
    tables = [_coverage(context), *([_exceptions(context)] if guide.exceptions else [])]
    return [
        v.card("state", context.word("state"), facts),
        *plans_in_short(context),
        *tables,
        *_problems(context, reported),
    ]


def _stale(context: Context) -> list[tuple[str, str]]:
    """Return how many sections are out of date in each language, where translations record what they follow."""
    guide, counts = context.guide, Counter[str]()
    for page, _ in guide.translations:
        counts[page.language] += len(guide.stale.get(page.path, ()))
    shown = (f"{context.language_name(language)}: {context.number(counts[language])}" for language in guide.recording)
    return [(context.word("stale"), context.comma.join(shown))]


def _coverage(context: Context) -> v.Table:
    """Return for each kind of page how many there are in each language."""
    guide = context.guide
    columns: v.Columns[Kind] = (
        v.Column(context.word("pages"), lambda kind: context.pick(kind.title)),
        *(v.Column(_capital(context.language_name(one)), _present(guide, one)) for one in guide.languages),
    )
    kinds = (kind for kind in guide.model.kinds.values() if _wanted(guide, kind))
    return v.table("coverage", context.word("coverage"), columns, (("", kind) for kind in kinds))


def _exceptions(context: Context) -> v.Table:
    """Return where pages and data make an exception of a rule, each with its reason."""
    columns: v.Columns[Exempt] = (
        v.Column(context.word("exception-place"), lambda one: _named(context, one.place.path)),
        v.Column(context.word("exception-reason"), lambda one: _reason(context, one)),
    )
    return v.table("exceptions", context.word("exceptions"), columns, (("", one) for one in context.guide.exceptions))


def _present(guide: Guide, language: str) -> Callable[[Kind], str]:
    """Return what counts the pages of a kind that are there in a language, of those that are wanted."""

    def count(kind: Kind) -> str:
        wanted = _wanted(guide, kind)
        return f"{sum(guide.page(language, id) is not None for id in wanted)}/{len(wanted)}"

    return count


def _wanted(guide: Guide, kind: Kind) -> frozenset[str]:
    """Return the ids of the pages of a kind that are there or must be."""
    return frozenset(id for id in (*guide.page_ids, *demands_of(guide).pages) if guide.model.kind_of(id) is kind)


def _problems(context: Context, reported: tuple[Diagnostic, ...]) -> list[v.Problems]:
    """Return what is reported, page by page, and of data file by file."""
    files: dict[str, list[v.Problem]] = {}
    for one in reported:
        files.setdefault(one.path, []).append(v.Problem(one.level, context.word(f"level-{one.level}"), one.message))
    return [v.Problems(_named(context, path), tuple(problems)) for path, problems in files.items()]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _reason(context: Context, exempt: Exempt) -> v.Content:
    """Return why an exception is made: as it, or the same one of the page in another language, says it in that of ours.

    Where none says it in that, it is in the language of its file.
    """
    page = context.guide.by_path.get(exempt.place.path)
    here = context.guide.page(context.language, page.id) if page else None
    same = [one for one in context.guide.exceptions if here and (one.place.path, one.rule) == (here.path, exempt.rule)]
    own = page.language if page else context.guide.source_language
    said = dict(exempt.reasons)
    ours = said.get(context.language) or (said.get("") if own == context.language else "")
    if ours := ours or next((one.reason for one in same), ""):
        return ours
    language, reason = next(iter(exempt.reasons), ("", ""))
    return v.Foreign(reason, language or own)


def _named(context: Context, path: str) -> str:
    """Return the title of the page of a file and, where there are several, its language; else the path."""
    guide = context.guide
    page = guide.by_path.get(path)
    if page is None:
        return path
    title = str(page.fields.get("title") or page.id)
    return f"{title} ({context.language_name(page.language)})" if guide.languages[1:] else title
