"""`guia report`: the evaluation of a plan on a period, written from its measures in each language."""

from collections.abc import Iterator
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, speak_utf8
from guiaviva.errors import CannotJudgeError
from guiaviva.evaluation import limits, page_id, period_of, report
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide, load_guide
from guiaviva.measures.importing import require_readable
from guiaviva.nearest import nearest
from guiaviva.reading.files import Folder


@click.command(name="report")
@click.argument("plan")
@click.option("--period", required=True, metavar="PERIOD", help="2026, 2026-H2, 2026-Q3 or 2026-10.")
@options.message_language
@options.today
@options.root
def command(plan: str, period: str, language: str | None, today: str | None, root: Path) -> None:
    """Write the evaluation of PLAN on a period from its measures, in each language of the guide, as drafts.

    Figures and tables are filled in. What only people can say is asked for in brackets. Once it is written, delete the
    line «status: draft»: the check refuses to publish a page in which something is left. A page that exists is not
    touched. Exit code 2: nothing was written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        pages = dict(report_pages(guide, plan, period))
        put(root, {path: text.encode() for path, text in pages.items()})
    speak_utf8()
    for path in pages:
        click.echo(path)
    for sentence in limits(guide, guide.facts.plans[plan], period_of(period), language):
        click.echo(sentence, err=True)


def report_pages(guide: Guide, key: str, period: str) -> Iterator[tuple[str, str]]:
    """Return path and text of the report in each language, the source first.

    Raises CannotJudgeError where there is no such plan or period, measures cannot be read, or there is a page of the
    report.
    """
    plan, span = _plan(guide, key), period_of(period)
    require_readable(guide)
    id = page_id(key, span)
    languages = sorted(guide.languages, key=lambda one: one != guide.source_language)
    for one in languages:
        if guide.folder.exists(guide.path(id, one)):
            raise CannotJudgeError("page-exists", path=guide.path(id, one))
    source, *others = languages
    path, text = guide.path(id, source), report(guide, plan, span, source)
    yield path, text
    if others:
        # A translation records what it follows, which is known once the source is there.
        folder = Folder(guide.folder.root, {**guide.folder.overlay, path: text.encode("utf-8")})
        written = load_guide(folder, today=guide.today, languages=others, store=guide.store)
        for one in others:
            yield guide.path(id, one), report(written, written.facts.plans[key], span, one)


def _plan(guide: Guide, key: str) -> Plan:
    plan = guide.facts.plans.get(key)
    if plan is None:
        near, choices = nearest(key, tuple(guide.facts.plans)), tuple(guide.facts.plans)
        raise CannotJudgeError("no-plan-but" if near else "no-plan", found=key, nearest=near, choices=choices)
    if plan.head is None:
        raise CannotJudgeError("unreadable-data", path=plan.document.path)
    return plan
