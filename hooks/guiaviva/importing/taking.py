"""Documents are taken into a guide: read, held back where they must be, placed, and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.imports import IGNORE, IGNORED, UNSHARED
from guiaviva.importing.documents import Document, read
from guiaviva.importing.drafts import Import, Manner, prepare
from guiaviva.importing.holding import LIST, Marks, hold, last_number, listed
from guiaviva.importing.placing import language_told, place
from guiaviva.importing.report import REVIEW, Say, report
from guiaviva.importing.review import review
from guiaviva.importing.targets import Targets
from guiaviva.language import FALLBACK, choose
from guiaviva.wording import Speaker

_MARK = "held-mark"


@dataclass(frozen=True)
class Taken:
    """A document that was taken in: what was made of it, what is said of that, and all files to be written."""

    made: Import
    report: str
    files: Mapping[str, bytes]


def marks_of(guide: Guide) -> Marks:
    """Return what stands in the place of what is held back."""
    return Marks(guide.model.words["import"][_MARK], guide.source_language)


def said(speaker: Speaker, key: str, /, **values: object) -> str:
    """Return a sentence of the group `import` in the language of a speaker."""
    return speaker.fill(speaker.words["import"][key], values)


def unread(guide: Guide, language: str, name: str) -> str:
    """Return what a page says that stays published with the text of a document, in the language of the page."""
    return choose(guide.model.words["import"]["unread"], language, FALLBACK).replace("{name}", name)


def take(guide: Guide, paths: Sequence[Path], language: str | None, say: Say, *, replace: bool) -> list[Taken]:
    """Return what becomes of documents; `language` is theirs, told from the text where it is None.

    `replace`: pages that are still as the guide began give way. Raises CannotJudgeError where one cannot be read, was
    imported already, or is in a language that the guide does not have.
    """
    if language and language not in guide.languages:
        raise CannotJudgeError("no-such-language", found=language, choices=guide.languages)
    done: list[Taken] = []
    known: dict[str, Targets] = {}
    marks = marks_of(guide)
    number = last_number(guide, marks) + 1
    for path in dict.fromkeys(paths):
        whole = read(path)
        its_own = language or _language(guide, whole, path)
        if its_own not in known:
            known[its_own] = Targets(guide, its_own)
        document, held = hold(guide, whole, marks, number)
        number += len(held)
        written = frozenset(one for each in done for one in each.made.texts)
        manner = Manner(unread(guide, its_own, document.name), say("beginning"), replace, taken=written)
        placed = place(document, known[its_own])
        made = prepare(guide, document, its_own, placed, manner)
        if any(made.folder == each.made.folder for each in done):
            raise CannotJudgeError("import-twice", name=document.name)
        made.texts[f"{made.folder}/{REVIEW}"] = review(made, known[its_own], say)
        made.texts = {where: text for where, text in made.texts.items() if text}
        said = report(guide, made, held, marks, say)
        made.texts[f"{made.folder}/report.md"] = said
        unshared = f"{UNSHARED}/{document.name}"
        kept = {f"{unshared}/{name}": data for name, data in whole.originals.items()}
        kept[IGNORE] = IGNORED.encode()
        if held:
            heading = say("held-list", name=document.name)
            kept[f"{unshared}/{LIST}"] = listed(held, heading, say("held-release"), say).encode()
        done.append(Taken(made, said, {**made.files, **kept}))
    return done


def _language(guide: Guide, document: Document, path: Path) -> str:
    told = language_told(document.text, guide)
    if not told:
        raise CannotJudgeError("import-language", path=str(path))
    if told not in guide.languages:
        raise CannotJudgeError("import-foreign", path=str(path), found=told, choices=guide.languages)
    return told
