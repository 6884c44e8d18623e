"""`guia confirm`: that the decisions of a guide were taken here, or its pages reviewed, once somebody has read them."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import agreed, explained, opened, put, speak_utf8, tell
from guiaviva.confirming import confirmed, reviewed, unreviewed
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.decisions import unconfirmed
from guiaviva.language import choose
from guiaviva.nearest import nearest
from guiaviva.reporting import counted_words, say

# Code for: nothing was written, since nobody has agreed.
LEFT = 1
_FILE = "data/decisions.yml"


@click.command(name="confirm")
@click.argument("names", nargs=-1, metavar="[KEY]…")
@click.option("--all", "all_", is_flag=True, help="All that nobody has confirmed yet.")
@click.option("--pages", is_flag=True, help="Pages to be reviewed instead: KEY is one such as topics/images.")
@click.option("--by", metavar="ROLE", default="", help="The role that has taken the decisions.")
@click.option("--yes", is_flag=True, help="Write it without asking.")
@options.message_language
@options.today
@options.root
def command(names: tuple[str, ...], *, language: str | None, today: str | None, root: Path, **given: object) -> None:
    """Confirm decisions of data/decisions.yml that somebody has read, by their keys: `confirmed_on` is today.

    What is to be confirmed is listed first, and on a terminal it is asked whether to write it. Without KEY and --all
    it is only listed. Nothing else of a file changes. Exit code 0: written, or nothing is left; 1: it is only listed;
    2: nothing was written, and why.
    """
    pages, by = bool(given["pages"]), str(given["by"])
    with explained(language, root):
        if given["all_"] and names:
            raise CannotJudgeError("pages-or-all")
        guide, language = opened(root, language, today)
        if by and by not in guide.facts.roles:
            raise CannotJudgeError("no-role", found=by, choices=tuple(guide.facts.roles))
        waiting = _pages(guide) if pages else _decisions(guide, language)
        chosen = _chosen(guide, waiting, names, pages=pages)
        files = _written(guide, chosen, pages=pages, by=by)
        speak_utf8()
        for text in chosen.values():
            tell(f"- {text}")
        tell(counted_words(guide.model.words, language, "to-confirm", len(chosen)))
        if not chosen:
            return
        meant = names or given["all_"]
        if not meant or not (given["yes"] or agreed(say(guide.model, language, "confirm-ask"))):
            called = "guia confirm --pages" if pages else "guia confirm"
            tell(say(guide.model, language, "confirm-how", command=called), err=True)
            sys.exit(LEFT)
        put(root, {guide.folder.written(path): data for path, data in files.items()})
    tell("\n".join(files))


def _decisions(guide: Guide, language: str) -> Mapping[str, str]:
    """Return the decisions that nobody has confirmed, as they are listed, by key.

    Raises CannotJudgeError where some cannot be read.
    """
    if any(problem.place.path == _FILE for problem in guide.facts.problems):
        raise CannotJudgeError("data-unread", path=_FILE)
    return {
        key: f"{key}: {choose(one.record.decided, language, guide.source_language)}"
        for key, one in unconfirmed(guide).items()
    }


def _pages(guide: Guide) -> Mapping[str, str]:
    return {id: f"{page.path}: {page.title}" for id, page in unreviewed(guide).items()}


def _chosen(guide: Guide, waiting: Mapping[str, str], names: Sequence[str], *, pages: bool) -> Mapping[str, str]:
    """Return those that are named, or all where none is. Raises CannotJudgeError where there is no such one."""
    known = {page.id for page in guide.front_pages} if pages else guide.facts.decisions.keys()
    plain = [name.removeprefix("decisions.").removesuffix(".md") for name in names]
    for name in plain:
        if name not in known:
            near = nearest(name, known)
            values = {"page": name} if pages else {"found": name}
            reason = "no-page" if pages else "no-fact"
            raise CannotJudgeError(f"{reason}-but" if near else reason, **values, nearest=near)
    return {key: text for key, text in waiting.items() if key in plain or not plain}


def _written(guide: Guide, chosen: Mapping[str, str], *, pages: bool, by: str) -> Mapping[str, bytes]:
    if pages:
        return reviewed(guide, [page for id, page in unreviewed(guide).items() if id in chosen], guide.today)
    some = {key: entry for key, entry in unconfirmed(guide).items() if key in chosen}
    return confirmed(guide, some, guide.today, by)
