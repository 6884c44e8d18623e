"""`guia remove`: a record is taken out of the guide, with all that names it in data."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, interruptible, opened, put, speak_utf8, tell, unwritable
from guiaviva.diagnostics import Place
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import COLLECTIONS, PLAN_LISTS
from guiaviva.guide import Guide
from guiaviva.guide.depending import name_of
from guiaviva.guide.removing import KEPT, Removal, removal
from guiaviva.guide.uses import Named, named, require, required_page, sources
from guiaviva.judgement import judge
from guiaviva.levels import level_of
from guiaviva.reporting import counted_words, say
from guiaviva.wording import Speaker

# Code for: nothing was removed, since something must be decided first.
UNDECIDED = 1
_ABOVE = {"units": "institution.units", "levels": "crisis.levels", "steps": "incident.steps"}


@click.command(name="remove")
@click.argument("name", nargs=-1, required=True, metavar="KIND KEY")
@click.option(
    "--instead", metavar="KEY", multiple=True, help="What takes its place in data; of several, the first that fits."
)
@click.option("--with-dependents", is_flag=True, help="Remove also the records that cannot be without it.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@options.message_language
@options.root
def command(
    name: tuple[str, ...],
    instead: tuple[str, ...],
    with_dependents: bool,
    dry_run: bool,
    language: str | None,
    root: Path,
) -> None:
    """Take a record out of the guide, such as `network youtube` or roles.press, with all that names it in data.

    Its pages go too. What was there is kept in removed/. What texts still say of it is listed, with file and line.
    Exit code 1: nothing was removed, since something must be decided first, which is listed; 2: nothing, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language)
        record = _record(guide, name)
        made = removal(guide, record, [_other(guide, record, one) for one in instead])
    wrong = [*_wrong(guide, language, made)]
    broken = [(_place_now(guide, made, place), message) for place, message in wrong if _is_data(place)]
    undecided = [*_undecided(guide, made), *broken]
    speak_utf8()
    for line in _summary(guide, language, made, undecided):
        tell(line)
    if undecided and not dry_run:
        tell(say(guide.model, language, "remove-undecided", name=record.name), err=True)
        sys.exit(UNDECIDED)
    if made.departure.dependents and not with_dependents and not dry_run:
        _ask(guide, language, record)
    if not dry_run:
        with explained(language, root):
            _apply(root, made)
        tell(say(guide.model, language, "removed", name=record.name, path=f"{KEPT}/{record.name}"))
    for line in _listed(guide, language, "still-named", _by_hand(made, wrong)):
        tell(line)


def _record(guide: Guide, words: tuple[str, ...]) -> Named:
    """Return the record that is meant. Raises CannotJudgeError where none is, or it cannot go."""
    name = words[0] if len(words) == 1 else _name(guide, *words[:2])
    if len(words) > 2:
        raise CannotJudgeError("usage", found=" ".join(words), command="guia remove")
    require(guide, name)
    record = named(name)
    if record is None or (record.collection == "networks" and record.plan):
        raise CannotJudgeError("no-record", found=name)
    if unread := [problem.place.path for problem in guide.facts.problems]:
        raise CannotJudgeError("data-unread", path=unread[0])
    if unread := [source.path for source in sources(guide) if source.problems]:
        raise CannotJudgeError("not-text", path=unread[0])
    if needed := required_page(guide, record):
        raise CannotJudgeError("page-required", page=needed)
    if guide.folder.exists(f"{KEPT}/{record.name}"):
        raise CannotJudgeError("removed-already", path=f"{KEPT}/{record.name}")
    return record


def _name(guide: Guide, kind: str, key: str) -> str:
    """Return the name of a record of a kind: `network` and `networks` mean the same, `reply` and `replies` too."""
    known = (*COLLECTIONS, *_ABOVE, *PLAN_LISTS, "plans")
    collection = next((one for one in known if one in (kind, f"{kind}s", f"{kind[:-1]}ies")), kind)
    if collection in PLAN_LISTS and collection not in COLLECTIONS:
        plans = [plan.key for plan in guide.facts.plans.values() if key in plan.written(collection)]
        return f"plans.{plans[0]}.{collection}.{key}" if len(plans) == 1 else f"plans.….{collection}.{key}"
    return f"{_ABOVE.get(collection, collection)}.{key}"


def _other(guide: Guide, record: Named, instead: str) -> str:
    """Return the key of what takes the place of a record. Raises CannotJudgeError where there is no such record."""
    above = record.name.removesuffix(record.key)
    key = instead.removeprefix(above)
    require(guide, f"{above}{key}")
    if key == record.key:
        raise CannotJudgeError("no-fact", found=f"{above}{key}")
    return key


def _undecided(guide: Guide, made: Removal) -> Iterator[tuple[Place, str]]:
    """Return the places of what needs something else, each with its line."""
    for place in made.undecided:
        yield place, guide.source_line(place.path, place.line).strip()


def _wrong(guide: Guide, language: str, made: Removal) -> Iterator[tuple[Place, str]]:
    """Return what would be wrong in the later guide and is not now, with its place in that guide, and the message."""
    speaker = Speaker(guide.model.rules, guide.model.words, language, guide.source_language)
    if made.undecided or made.later.facts.problems:
        return
    before = {(one.place.path, speaker.sentence(one, "message")) for one in judge(guide, search=False).findings}
    for one in judge(made.later, search=False).findings:
        message = speaker.sentence(one, "message")
        if (one.place.path, message) not in before and level_of(one, made.later) == "error":
            yield one.place, message


def _is_data(place: Place) -> bool:
    return place.path.startswith("data/")


def _by_hand(made: Removal, wrong: Iterable[tuple[Place, str]]) -> Sequence[tuple[Place, str]]:
    """Return the lines that name what is gone, and those of pages that say what data no longer has, in order."""
    lines = {(place.path, place.line): (place, text) for place, text in made.prose}
    for place, _ in wrong:
        # Of what is not there, such as a page that is missing, there is no line to mend.
        if not _is_data(place) and (text := made.later.source_line(place.path, place.line).strip()):
            lines.setdefault((place.path, place.line), (place, text))
    return [lines[key] for key in sorted(lines)]


def _place_now(guide: Guide, made: Removal, place: Place) -> Place:
    """Return the place of a line of the later data in the data as it is now."""
    now, later = guide.source(place.path), made.later.source(place.path)
    line = 1
    if now and later:
        for block in SequenceMatcher(None, later.lines, now.lines, autojunk=False).get_matching_blocks():
            if block.a < place.line:
                line = block.b + min(place.line - block.a, max(block.size, 1))
    return place._replace(line=line)


def _summary(guide: Guide, language: str, made: Removal, undecided: Sequence[tuple[Place, str]]) -> Iterator[str]:
    """Return the lines that say what changes: files, records that go too, and what must be decided."""
    for path in sorted({*made.written, *made.gone}):
        yield f"- {path}" if path in made.gone else f"~ {path}"
    yield counted_words(guide.model.words, language, "files-to-change", len({*made.written, *made.gone}))
    dependents = ((place, name_of(part)) for part, place in made.departure.dependents.items())
    yield from _listed(guide, language, "dependents", dependents)
    yield from _listed(guide, language, "undecided", undecided)


def _listed(guide: Guide, language: str, noun: str, places: Iterable[tuple[Place, str]]) -> Iterator[str]:
    lines = [f"{place.path}:{place.line}: {text}" for place, text in places]
    if lines:
        yield counted_words(guide.model.words, language, noun, len(lines))
        yield from lines


def _ask(guide: Guide, language: str, record: Named) -> None:
    """Ask whether the records that depend on one go too; leave where nobody can be asked, or they do not."""
    if sys.stdin.isatty():
        with explained(language), interruptible():
            if click.confirm(say(guide.model, language, "remove-ask")):
                return
            raise CannotJudgeError("given-up")
    tell(say(guide.model, language, "remove-dependents", name=record.name), err=True)
    sys.exit(UNDECIDED)


def _apply(root: Path, made: Removal) -> None:
    """Write all files, or none, and delete those that go."""
    try:
        put(root, {**made.kept, **made.written})
        for path in made.gone:
            (root / path).unlink()
    except OSError as error:
        raise unwritable(error) from None
