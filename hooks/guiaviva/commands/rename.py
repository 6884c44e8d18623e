"""`guia rename`: another key for a record, wherever it is written."""

import re
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, speak_utf8, unwritable
from guiaviva.commands.uses import require
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import KEY
from guiaviva.guide import Guide
from guiaviva.guide.renaming import Renaming, renamed
from guiaviva.guide.uses import Named, named, pages_of, sources
from guiaviva.references import NoValueError, References
from guiaviva.reporting import counted_words


@click.command(name="rename")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only list the files that would change.")
@options.message_language
@options.root
def command(old: str, new: str, dry_run: bool, language: str | None, root: Path) -> None:
    """Give the record OLD, such as roles.press, the key NEW (roles.press-office), wherever the guide has it.

    That is in data, in references, blocks, front matter and links, and in the names of files of pages and plans.
    Nothing else of a file changes; the files that did are listed. Exit code 2: nothing was written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language)
        change = _renaming(guide, old, new)
        if not dry_run:
            _apply(root, change)
    speak_utf8()
    paths = sorted({*change.written, *change.moved})
    for path in paths:
        click.echo(f"{path} → {change.moved[path]}" if path in change.moved else path)
    click.echo(
        counted_words(guide.model.words, language, "files-to-change" if dry_run else "files-changed", len(paths))
    )


def _renaming(guide: Guide, old: str, new: str) -> Renaming:
    require(guide, old)
    record = named(old)
    if record is None:
        raise CannotJudgeError("no-record", found=old)
    above = old.removesuffix(record.key)
    key = new.removeprefix(above)
    if not re.fullmatch(KEY, key):
        raise CannotJudgeError("bad-key", found=new, expected=f"{above}…")
    if unread := [problem.place.path for problem in guide.facts.problems]:
        raise CannotJudgeError("data-unread", path=unread[0])
    if unread := [source.path for source in sources(guide) if source.problems]:
        raise CannotJudgeError("not-text", path=unread[0])
    if _is_known(guide, record, f"{above}{key}"):
        raise CannotJudgeError("key-exists", found=f"{above}{key}")
    fixed = {id for kind in guide.model.kinds.values() for id, *_ in kind.pages(frozenset())}
    if needed := sorted(pages_of(record) & fixed):
        raise CannotJudgeError("page-required", page=needed[0])
    change = renamed(guide, record, key)
    if taken := [path for path in change.moved.values() if guide.folder.exists(path)]:
        raise CannotJudgeError("page-exists", path=taken[0])
    return change


def _is_known(guide: Guide, record: Named, name: str) -> bool:
    if not record.plan and name.rpartition(".")[2] in guide.facts.keys.get(record.collection, ()):
        return True
    try:
        References(guide.facts, guide.model.words).part(name)
    except NoValueError as error:
        return error.variant == "unread"
    return True


def _apply(root: Path, change: Renaming) -> None:
    """Write all files where they go, or none, and delete those that have gone elsewhere."""
    try:
        files = {**{path: (root / path).read_bytes() for path in change.moved}, **change.written}
        put(root, {change.moved.get(path, path): data for path, data in files.items()})
        for path in change.moved:
            (root / path).unlink()
    except OSError as error:
        raise unwritable(error) from None
