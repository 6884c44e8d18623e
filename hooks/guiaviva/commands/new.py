"""`guia new`: a new page with the sections that its kind requires, and in each the instruction of what to write there.

The instructions are those of the model, so that the rule placeholder-text knows the ones that are left.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, put
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.demands import demands_of
from guiaviva.guide.scaffold import scaffold
from guiaviva.nearest import nearest
from guiaviva.reading.gate import misnamed
from guiaviva.reporting import day
from guiaviva.starting.plan import new_plan_pages


@click.command(name="new")
@click.argument("page")
@click.option("--lang", "page_language", help="The language of the page; all in which it is missing by default.")
@click.option("--today", metavar="DATE", help="The date of the page's first review (2026-11-24).")
@options.root
def command(page: str, page_language: str | None, today: str | None, root: Path) -> None:
    """Write a new page as a draft, or its missing translations. PAGE is its path, such as topics/images.

    A new plan, such as plans/library, has its data too, and its page in every language. A page that exists is never
    written over. Exit code 2: there is nothing to write, and why.
    """
    with explained(None, root):
        guide = load_guide(root, today=day(today))
        id = page.removesuffix(".md").replace("\\", "/").strip("/")
        is_plan = id.startswith("plans/") and not page_language and not guide.source_page(id)
        key = id.removeprefix("plans/")
        new = is_plan and key not in guide.facts.keys["plans"] and guide.model.kind_of(id)
        pages = dict(new_plan_pages(guide, key) if new else new_pages(guide, id, page_language))
        put(root, {path: text.encode() for path, text in pages.items()})
    for path in pages:
        click.echo(path)


def new_pages(guide: Guide, id: str, language: str | None) -> Iterator[tuple[str, str]]:
    """Return path and text of the page in `language`, or of all that is missing of it: the source, else translations.

    Raises CannotJudgeError where the model has no such kind of page, the guide no such language, or nothing is missing,
    and RefusedError where no file may have that name.
    """
    if guide.model.kind_of(id) is None:
        raise CannotJudgeError("no-kind", page=id, nearest=nearest(id, demands_of(guide).pages))
    if language and language not in guide.languages:
        raise CannotJudgeError("no-such-language", found=language, choices=guide.languages)
    wanted = [language] if language else list(guide.languages)
    missing = [one for one in wanted if not guide.folder.exists(guide.path(id, one))]
    if not missing:
        raise CannotJudgeError("page-exists", path=guide.path(id, wanted[0]))
    if not language and guide.source_language in missing:
        missing = [guide.source_language]
    for one in missing:
        # As a draft, so that a build leaves it out until it is finished.
        path = guide.path(id, one)
        if error := misnamed(path, PurePosixPath(path).name):
            raise error
        yield path, scaffold(guide, id, one, draft=True)
