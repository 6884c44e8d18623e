"""`guia fix`: what is wrong and can surely be mended is mended, once it has been seen."""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import agreed, explained, in_colour, opened, put, speak_utf8, tell
from guiaviva.commands.check import below
from guiaviva.controls import shown_lines
from guiaviva.diagnostics import Edit
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.judgement import judge
from guiaviva.line_ends import plain
from guiaviva.mending import mended
from guiaviva.nearest import nearest
from guiaviva.reading.files import Folder
from guiaviva.reporting import counted_words, say

# Code for: there is something to mend, and nothing was written.
UNMENDED = 1
# What one edit uncovers is mended too; an edit that mends nothing is not made again and again.
_ROUNDS = 5
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command(name="fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="What this rule finds alone; may be repeated.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@options.hidden_today
@options.message_language
@options.root
def command(
    paths: tuple[Path, ...],
    rules: tuple[str, ...],
    yes: bool,
    dry_run: bool,
    today: str | None,
    language: str | None,
    root: Path,
) -> None:
    """Mend what the check finds and has one sure repair, in the whole guide or in PATHS; it is shown first.

    Exit code 0: nothing is left to mend; 1: there is, and nothing was written; 2: nothing was written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        require_rules(guide.model.rules, rules)
        files, made = _mended(guide, paths, rules)
        speak_utf8()
        for line in _differences(guide, files):
            colour = _COLOURS.get(line[:1]) if in_colour(sys.stdout) else None
            click.echo(click.style(shown_lines(line), fg=colour) if colour else shown_lines(line))
        if not files:
            tell(say(guide.model, language, "nothing-to-fix"))
            return
        fixes = counted_words(guide.model.words, language, "fixes", made)
        if dry_run or not (yes or agreed(say(guide.model, language, "fix-ask", fixes=fixes))):
            tell(say(guide.model, language, "fixes-left", fixes=fixes), err=True)
            sys.exit(UNMENDED)
        put(root, {guide.folder.written(path): data for path, data in files.items()})
    tell(counted_words(guide.model.words, language, "fixed", made))


def require_rules(known: Collection[str], names: Sequence[str]) -> None:
    """Raise CannotJudgeError where a name is not that of a rule."""
    for name in names:
        if name not in known:
            near = nearest(name, known)
            raise CannotJudgeError("no-rule-but" if near else "no-rule", found=name, nearest=near)


def _mended(guide: Guide, paths: tuple[Path, ...], rules: Sequence[str]) -> tuple[dict[str, bytes], int]:
    """Return the files that change, with what they hold then, and how many edits were made in them."""
    files: dict[str, bytes] = {}
    made: set[Edit] = set()
    for _ in range(_ROUNDS):
        found = judge(guide, guide.store, search=False).diagnostics(guide.source_language)
        edits = defaultdict(list)
        for one in below(found, paths, guide.folder.root):
            if one.edit and one.edit not in made and (not rules or one.rule in rules):
                edits[one.path].append(one.edit)
        if not edits:
            break
        for path, each in edits.items():
            files[path] = mended(guide.folder.read(path), each)
            made.update(each)
        guide = load_guide(Folder(guide.folder.root, files), today=guide.today, store=guide.store)
    return files, len(made)


def _differences(guide: Guide, files: dict[str, bytes]) -> Iterator[str]:
    """Return the lines that change, as Git shows them."""
    for path, data in sorted(files.items()):
        before, after = (plain(one.decode("utf-8-sig")).split("\n") for one in (guide.folder.read(path), data))
        yield from unified_diff(before, after, f"a/{path}", f"b/{path}", n=1, lineterm="")
