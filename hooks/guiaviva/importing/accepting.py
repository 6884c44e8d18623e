"""What somebody ticked in the lists of an import: texts go where they say, and what is released is put back."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.imports import IMPORTS, UNSHARED, files
from guiaviva.importing.documents import Document
from guiaviva.importing.drafts import LEFT_OVER, Import, Manner
from guiaviva.importing.holding import LIST, released, without
from guiaviva.importing.placing import language_told
from guiaviva.importing.report import REVIEW, Say
from guiaviva.importing.review import accept, waiting
from guiaviva.importing.taking import marks_of, unread
from guiaviva.importing.targets import Targets


@dataclass
class Accepted:
    """What is written: all files, those that are empty now, how many texts went to which pages, how many are left."""

    files: dict[str, bytes] = field(default_factory=dict)
    emptied: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    count: int = 0
    left: int = 0
    released: int = 0


def accept_all(guide: Guide, say: Say, *, replace: bool) -> Accepted:
    """Return what becomes of all that is ticked. Raises CannotJudgeError where a place is not there."""
    done = Accepted()
    known: dict[str, Targets] = {}
    written: dict[str, str] = {}
    for path in files(guide):
        if path.startswith(f"{UNSHARED}/") or not path.endswith(f"/{REVIEW}"):
            continue
        folder = path.removesuffix(f"/{REVIEW}")
        texts = {one: _read(guide, one) for one in (path, f"{folder}/{LEFT_OVER}")}
        language = language_told(texts[f"{folder}/{LEFT_OVER}"], guide)
        language = language if language in guide.languages else guide.source_language
        targets = known.setdefault(language, Targets(guide, language))
        name = folder.removeprefix(f"{IMPORTS}/")
        made = Import(Document(name), language, [], folder)
        manner = Manner(unread(guide, language, name), say("beginning"), replace, adding=True)
        count = accept(made, targets, manner, path, texts)
        if count:
            written |= {one: text for one, text in made.texts.items() if text}
            done.emptied += [one for one, text in made.texts.items() if not text]
            done.pages += dict.fromkeys(one for one in made.paths if one not in done.pages)
            done.count += count
        done.left += waiting(written.get(path, "") if path in made.texts else texts[path])
    _release(guide, done, written)
    done.files = {path: text.encode() for path, text in written.items()}
    return done


def _release(guide: Guide, done: Accepted, written: dict[str, str]) -> None:
    """Put back what is ticked in the lists of what is held back."""
    marks = marks_of(guide)
    values: dict[int, str] = {}
    for path in files(guide):
        if path.startswith(f"{UNSHARED}/") and path.endswith(f"/{LIST}"):
            text = _read(guide, path)
            mine = dict(released(text))
            if mine:
                values |= mine
                written[path] = without(text, set(mine))
    done.released = len(values)
    for path, text in [*_texts(guide)] if values else []:
        now = written.get(path, text)
        if (put := marks.put_back(now, values)) != now:
            written[path] = put


def _texts(guide: Guide) -> Iterator[tuple[str, str]]:
    """Return path and text of all that may have marks."""
    yield from ((page.path, page.file.source.text) for page in guide.all_pages)
    for path in files(guide):
        if not path.startswith(f"{UNSHARED}/") and path.endswith(".md") and not path.endswith("/report.md"):
            yield path, _read(guide, path)


def _read(guide: Guide, path: str) -> str:
    if not guide.folder.is_file(path):
        raise CannotJudgeError("import-no-file", path=path)
    return guide.folder.read(path).decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
