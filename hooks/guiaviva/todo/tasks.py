"""Findings become tasks: what several languages or lines ask is asked once, and what readers meet first comes first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property

from guiaviva.contentmodel import TodoFile
from guiaviva.diagnostics import Diagnostic, Finding, Place
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement, diagnostics
from guiaviva.progress import Part, Parts, Progress, errors, left, progress
from guiaviva.reading.pages import Page
from guiaviva.wording import Speaker

_PROMPT, _MISSING = "placeholder-text", "missing-translation"
# How much longer than a prompt the line is that says something besides.
_MORE = 40


@dataclass(frozen=True)
class Task:
    """Something to write: `what`, and how (`fix`, "" where that is said already).

    `first` and `who` are groups of `model/todo.yml`; `places` are the line to begin with and all others where the same
    is asked, in the other languages too. `asked` says that it is a question, which somebody may answer without the
    guide before them; `context` is the text in which it is asked.
    """

    first: str
    who: str
    rule: str
    what: str
    fix: str
    places: tuple[Place, ...]
    asked: bool = True
    context: str = ""


@dataclass(frozen=True)
class Todo:
    """What is left to write in a guide, what readers meet first before all else, and what is wrong in it besides."""

    tasks: tuple[Task, ...]
    errors: tuple[Diagnostic, ...]
    progress: Progress
    groups: tuple[str, ...]
    """Those who can answer, in order."""


def todo(judgement: Judgement, language: str, scheme: TodoFile) -> Todo:
    """Return what is left to write in a guide, in the words of a language, ordered and grouped by `model/todo.yml`."""
    made = _Tasks(judgement.guide, language, scheme)
    wrong = diagnostics(judgement.guide, errors(judgement), language)
    return Todo(made.of(left(judgement)), wrong, progress(judgement), tuple(scheme.who))


@dataclass(frozen=True)
class _Tasks:
    guide: Guide
    language: str
    scheme: TodoFile

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.guide)

    @cached_property
    def speaker(self) -> Speaker:
        model = self.guide.model
        return Speaker(model.rules, model.words, self.language, self.guide.source_language)

    def of(self, findings: Sequence[Finding]) -> tuple[Task, ...]:
        questions: dict[Hashable, list[Finding]] = defaultdict(list)
        for key, one in zip(_questions(self.guide, self.parts, findings), findings, strict=True):
            questions[key].append(one)
        alike: dict[Hashable, list[Task]] = defaultdict(list)
        for ones in questions.values():
            task = self._task(sorted(ones, key=self._nearest))
            # The same in several lines of a file is one task. What is wrong there may name each; how it is mended not.
            same = task.what if task.rule in (_PROMPT, _MISSING) else task.fix
            alike[task.places[0].path, task.rule, same].append(task)
        return tuple(sorted(map(self._one, alike.values()), key=self._order))

    def _one(self, tasks: Sequence[Task]) -> Task:
        """Return the task that stands for those that are alike in a file, its places there first."""
        first = tasks[0]
        places = dict.fromkeys(place for task in tasks for place in task.places)
        path = first.places[0].path
        what = first.what
        if any(one.what != what for one in tasks):
            what = f"{what} {self.speaker.fill(self.speaker.words['todo']['same'], {})}"
        return replace(first, what=what, places=tuple(sorted(places, key=lambda one: (one.path != path, one))))

    def _nearest(self, one: Finding) -> tuple[bool, int, Place]:
        """Return how near a finding is to whoever reads the list: its language, then the order of the guide's."""
        languages = self.guide.languages
        language = _language(one.place.path)
        return language != self.language, languages.index(language) if language in languages else -1, one.place

    def _task(self, ones: Sequence[Finding]) -> Task:
        first = ones[0]
        part = self.parts.at(first.place)
        places = tuple(dict.fromkeys(place for one in ones for place in (one.place, *one.others)))
        what, fix = self._wording(first, len(places))
        asked = first.rule != _MISSING
        names = (part.name, *(("danger",) if part.danger else ()))
        group, who = (_group(one, first.rule, names) for one in (self.scheme.first, self.scheme.who))
        return Task(group, who, first.rule, what, fix, places, asked, self._context(first, what))

    def _context(self, one: Finding, what: str) -> str:
        """Return the line in which a prompt stands, where that says more than the prompt itself."""
        line = self.guide.source_line(one.place.path, one.place.line).strip() if one.rule == _PROMPT else ""
        return line if len(line) > len(what) + _MORE else ""

    def _wording(self, one: Finding, count: int) -> tuple[str, str]:
        """Return what is to be written, and how."""
        say = self.speaker
        message, fix = say.sentence(one, "message"), say.sentence(one, "fix")
        if one.rule == _MISSING and one.variant in ("", "text"):
            words, values = say.words["todo"], {**one.values, "count": count}
            if one.variant:
                return say.fill(words["texts"], values), fix
            return say.fill(words["page"], values), say.fill(words["begin"], values)
        if one.rule == _PROMPT and one.variant in ("prompt", "scaffold"):
            return _asked(self.guide, str(one.values["found"])), fix
        return message, fix

    def _order(self, task: Task) -> tuple[int, bool, Place]:
        return list(self.scheme.first).index(task.first), task.rule == _MISSING, task.places[0]


def _group(groups: Mapping[str, Iterable[str]], rule: str, names: Sequence[str]) -> str:
    """Return the group with the pattern that fits best; the last group where none does."""

    def fits(pattern: str) -> tuple[bool, int]:
        of_rule = pattern != "*" and fnmatchcase(rule, pattern)
        return of_rule, len(pattern) if of_rule or any(fnmatchcase(name, pattern) for name in names) else -1

    best = {group: max(map(fits, patterns), default=(False, -1)) for group, patterns in groups.items()}
    return max(reversed(best), key=best.__getitem__)


def _asked(guide: Guide, found: str) -> str:
    """Return what a prompt asks, without the brackets and the words with which a guide begins."""
    for text in guide.model.words["start"]["prompt"].values():
        before, _, after = text.partition("{what}")
        if found.startswith(before) and found.endswith(after):
            return found.removeprefix(before).removesuffix(after)
    return re.sub(r"^\[|\]$", "", found)


def _questions(guide: Guide, parts: Parts, findings: Sequence[Finding]) -> list[Hashable]:
    """Return of each finding what it asks: the same for those that ask it in several languages."""
    texts = _texts(guide, {one.place.path for one in findings if one.rule == _PROMPT})
    pages = {page.path: page for page in guide.pages.values()}
    rows = Counter((one.rule, one.place.path, one.place.line) for one in findings)
    seen: Counter[Hashable] = Counter()
    keys: list[Hashable] = []
    for one in findings:
        place, part = one.place, parts.at(one.place)
        row = (one.rule, place.path, place.line)
        key: Hashable = len(keys)
        if one.rule == _MISSING and one.variant == "text":
            key = (one.rule, place.path, one.values["language"])
        elif one.rule == _PROMPT and (text := texts.get((place.path, place.line, place.column))):
            key = (one.rule, *text)
        elif place.path in pages:
            # Where the lines of a section are others in another language, it is not sure that they ask the same.
            shape, line = _shape(pages[place.path].file, parts, part, place)
            key = (one.rule, one.variant, part.name, shape, line, seen[row], rows[row])
        seen[row] += 1
        keys.append(key)
    return keys


def _texts(guide: Guide, paths: Iterable[str]) -> Mapping[tuple[str, int, int], tuple[Hashable, ...]]:
    """Return by its place each text of some files of data, in whatever language."""
    wanted = {path for path in paths if path.startswith("data/")}
    return {
        (place.path, place.line, place.column): (place.path, *entry.path, *text.path)
        for entry, text in guide.facts.texts
        if entry.document.path in wanted
        for place in (entry.value_place(*text.path, language) for language in text.value)
    }


def _shape(page: Page, parts: Parts, part: Part, place: Place) -> tuple[tuple[bool, ...], int]:
    """Return which lines of a part of a page say something, and the number of one of them."""
    lines = page.source.text.split("\n")
    begin = max(part.start.line, page.body_line) - 1
    end = next((one.start.line - 1 for one in parts.by_path[page.path] if one.start.line > begin + 1), len(lines))
    said = [bool(line.strip()) for line in lines[begin:end]]
    return tuple(said), sum(said[: place.line - begin])


def _language(path: str) -> str:
    """Return the language of a page, "" of anything else."""
    return path.split("/")[1] if path.startswith("docs/") else ""
