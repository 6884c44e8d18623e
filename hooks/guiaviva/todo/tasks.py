"""Findings become tasks: what several languages or lines ask is asked once, and what readers meet first comes first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import chain

from guiaviva.contentmodel import TodoFile
from guiaviva.diagnostics import Diagnostic, Finding, Place
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement, diagnostics
from guiaviva.progress import Part, Parts, Progress, errors, left, progress, warnings
from guiaviva.reading.pages import Page
from guiaviva.todo.asking import PROMPT, Asking
from guiaviva.wording import Speaker

DECISION = "unconfirmed-decision"
"""The rule that finds what nobody has confirmed."""
_MISSING = "missing-translation"
# Whatever of it there is, one command signs it off.
_SIGNED = ("unrecorded-translation", "stale-translation")
# What is asked of each record by itself, in the same words.
_SINGLE = (DECISION, "role-without-contact")
# What whoever writes does with the guide before them, and is no question to anybody else.
_AT_HAND = (
    "former-name",
    _MISSING,
    *_SIGNED,
    "page-not-reviewed",
    "review-overdue",
    "section-mismatch",
    "translation-changed",
    "translation-mismatch",
    "untranslated-text",
    "wrong-language",
)
# Those of which the list says itself what is to be done, in how many places, by the words that say it.
_SAID = {**dict.fromkeys(_SIGNED, "sign"), "page-not-reviewed": "review", "review-overdue": "review-again"}
# The texts of the group `start` that mark what no speaker of its language has read.
_UNREAD = ("unread", "unread-home")


@dataclass(frozen=True)
class Task:
    """Something to write: `what`, and how (`fix`, "" where that is said already).

    `first` and `who` are groups of `model/todo.yml`; `places` are the line to begin with and all others where the same
    is asked, in the other languages too. `asked` says that it is a question, which somebody may answer without the
    guide before them, in the words of `question`; `waits`, that it cannot be answered yet. `context` is the text in
    which it is asked, with a gap, and `pages` those on which readers meet it: their titles and addresses; `says` is
    what each of these says of a decision.
    """

    first: str
    who: str
    rule: str
    what: str
    fix: str
    places: tuple[Place, ...]
    question: str
    asked: bool = True
    waits: bool = False
    context: str = ""
    pages: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Todo:
    """What is left to write in a guide, what readers meet first before all else, and what is wrong in it besides."""

    tasks: tuple[Task, ...]
    errors: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    """What fails a strict check and is nothing to be written."""
    progress: Progress
    groups: tuple[str, ...]
    """Those who can answer, in order."""


def todo(judgement: Judgement, language: str, scheme: TodoFile) -> Todo:
    """Return what is left to write in a guide, in the words of a language, ordered and grouped by `model/todo.yml`."""
    made = _Tasks(judgement.guide, language, scheme, left(judgement))
    wrong, warned = (diagnostics(judgement.guide, ones, language) for ones in (errors(judgement), warnings(judgement)))
    return Todo(made.listed(), wrong, warned, progress(judgement), tuple(scheme.who))


@dataclass(frozen=True)
class _Tasks:
    guide: Guide
    language: str
    scheme: TodoFile
    findings: Sequence[Finding]

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.guide)

    @cached_property
    def speaker(self) -> Speaker:
        model = self.guide.model
        return Speaker(model.rules, model.words, self.language, self.guide.source_language)

    @cached_property
    def prompting(self) -> frozenset[str]:
        """The files in which there is a prompt."""
        return frozenset(one.place.path for one in self.findings if one.rule == PROMPT)

    @cached_property
    def asking(self) -> Asking:
        return Asking(self.guide, self.speaker, self.parts, tuple(self.findings))

    def listed(self) -> tuple[Task, ...]:
        questions: dict[Hashable, list[Finding]] = defaultdict(list)
        for key, one in zip(self._questions(), self.findings, strict=True):
            questions[key].append(one)
        alike: dict[Hashable, list[Task]] = defaultdict(list)
        for ones in questions.values():
            task = self._task(sorted(ones, key=self._nearest))
            # The same in several lines of a file is one task. What is wrong there may name each; how it is mended not.
            same = task.what if task.rule in (PROMPT, _MISSING, *_SINGLE) else task.fix
            # Without its sentence, a gap is not said to be the same as another.
            gap = task.context if task.question != task.what else ""
            alike[task.places[0].path, task.rule, same, gap].append(task)
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

    def _questions(self) -> Iterator[Hashable]:
        """Return of each finding what it asks: the same for those that ask it in several languages."""
        pages = {page.path: page for page in self.guide.pages.values()}
        rows = Counter((one.rule, one.place.path, one.place.line) for one in self.findings)
        seen: Counter[Hashable] = Counter()
        for number, one in enumerate(self.findings):
            path, row = one.place.path, (one.rule, one.place.path, one.place.line)
            if one.rule == _MISSING and one.variant == "text":
                yield one.rule, path, one.values["language"]
            elif one.rule in _SAID:
                yield _SAID[one.rule]
            elif self._is_unread(one):
                yield _UNREAD
            elif one.rule == PROMPT and _spot(one.place) in self.texts:
                yield one.rule, self.texts[_spot(one.place)][1]
            elif path in pages:
                # Where the lines of a section are others in another language, it is not sure that they ask the same.
                part = self.parts.at(one.place)
                shape = _shape(pages[path].file, self.parts, part, one.place)
                yield one.rule, one.variant, part.name, shape, seen[row], rows[row]
            else:
                yield number
            seen[row] += 1

    @cached_property
    def texts(self) -> Mapping[tuple[str, int, int], tuple[str, Hashable, str]]:
        """Of each text of data, by its place in each language, that language, what it is in all, and its words."""
        return {
            _spot(entry.value_place(*text.path, language)): (
                language,
                (entry.document.path, *entry.path, *text.path),
                text.value[language],
            )
            for entry, text in self.guide.facts.texts
            if entry.document.path in self.prompting
            for language in text.value
        }

    def _nearest(self, one: Finding) -> tuple[bool, int, Place]:
        """Return how near a finding is to whoever reads the list: its language, then the order of the guide's."""
        languages = self.guide.languages
        page = one.place.path.split("/")[1] if one.place.path.startswith("docs/") else ""
        language = self.texts[_spot(one.place)][0] if _spot(one.place) in self.texts else page
        return language != self.language, languages.index(language) if language in languages else -1, one.place

    def _task(self, ones: Sequence[Finding]) -> Task:
        first = ones[0]
        part = self.parts.at(first.place)
        places = tuple(dict.fromkeys(place for one in ones for place in (one.place, *one.others)))
        what, fix = self._wording(first, len(places))
        # What is signed off, reviewed or read in many places is of none; what a speaker has to read, translation.
        unread = self._is_unread(first)
        rule = _MISSING if unread else first.rule
        names = () if unread or rule in _SAID else (part.name, *(("danger",) if part.danger else ()))
        group, who = (_group(one, rule, names) for one in (self.scheme.first, self.scheme.who))
        # A decision says itself who takes it.
        who = str(first.values.get("taken_by", who))
        context = self._context(first)
        if first.rule == PROMPT and not context and (about := self.asking.about(part)):
            what = f"{about}: {what}"
        pages = tuple(self._pages(first, part))
        return Task(
            group,
            who,
            first.rule,
            what,
            fix,
            places,
            self.asking.question(first, what, context),
            asked=rule not in _AT_HAND,
            waits=first.rule == DECISION and self.asking.waits(first.values["places"]),
            context=context,
            pages=tuple(f"{titles}{address and f' ({address})'}" for titles, address, _ in pages),
            says=tuple(said for _, _, said in pages) if first.rule == DECISION else (),
        )

    def _is_unread(self, one: Finding) -> bool:
        """Return whether a prompt is the mark of a page, or of the guide, that no speaker has read."""
        marks = chain.from_iterable(self.guide.model.words["start"][key].values() for key in _UNREAD)
        return one.rule == PROMPT and one.values["found"] in marks

    def _pages(self, one: Finding, part: Part) -> Iterator[tuple[str, str, str]]:
        """Return the pages and sections on which readers meet what is asked: titles, address or "", and text."""
        keys = one.values["places"] if one.rule == DECISION else [part.name] if part.start.path.endswith(".md") else []
        for key in keys:
            id, _, anchor = key.partition("#")
            if page := self.guide.shown(self.language, id):
                section = page.section(anchor)
                titles = [page.title, section.title] if section else [page.title]
                yield f"«{' › '.join(titles)}»", _address(self.guide, page, anchor), self.asking.quoted(page, anchor)

    def _context(self, one: Finding) -> str:
        """Return the text in which a prompt stands, with a gap for it."""
        if one.rule != PROMPT or self._is_unread(one):
            return ""
        text = self.texts[_spot(one.place)][2] if _spot(one.place) in self.texts else ""
        return self.asking.context(one, text)

    def _wording(self, one: Finding, count: int) -> tuple[str, str]:
        """Return what is to be written, and how."""
        say = self.speaker
        message, fix = say.sentence(one, "message"), say.sentence(one, "fix")
        if one.rule == _MISSING and one.variant in ("", "text"):
            words, values = say.words["todo"], {**one.values, "count": count}
            if one.variant:
                return say.fill(words["texts"], values), fix
            return say.fill(words["page"], values), say.fill(words["begin"], values)
        if key := "unread" if self._is_unread(one) else _SAID.get(one.rule):
            words, values = say.words["todo"], {"count": count}
            return say.fill(words[key], values), say.fill(words[f"{key}-how"], values)
        if one.rule == DECISION:
            return say.fill(say.words["todo"]["confirm"], one.values), fix
        if one.rule == PROMPT and one.variant in ("prompt", "scaffold"):
            return _asked(self.guide, str(one.values["found"])), fix
        return message, fix

    def _order(self, task: Task) -> tuple[int, bool, Place]:
        return list(self.scheme.first).index(task.first), not task.asked, task.places[0]


def _group(groups: Mapping[str, Iterable[str]], rule: str, names: Sequence[str]) -> str:
    """Return the group with the pattern that fits best; the last group where none does."""

    def fits(pattern: str) -> tuple[bool, int]:
        of_rule = pattern != "*" and fnmatchcase(rule, pattern)
        return of_rule, len(pattern) if of_rule or any(fnmatchcase(name, pattern) for name in names) else -1

    best = {group: max(map(fits, patterns), default=(False, -1)) for group, patterns in groups.items()}
    return max(reversed(best), key=best.__getitem__)


def _address(guide: Guide, page: Page, anchor: str) -> str:
    """Return the address of a section on the site, or "" where that of the site is not known."""
    if not guide.address:
        return ""
    path = guide.site_folder(page.language) + f"{page.id}/".removesuffix("index/")
    return f"{guide.site_url.rstrip('/')}/{path}{f'#{anchor}' if anchor else ''}"


def _asked(guide: Guide, found: str) -> str:
    """Return what a prompt asks, without the brackets and the words with which a guide begins."""
    for text in guide.model.words["start"]["prompt"].values():
        before, _, after = text.partition("{what}")
        if found.startswith(before) and found.endswith(after):
            return found.removeprefix(before).removesuffix(after)
    return re.sub(r"^\[|\]$", "", found)


def _spot(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _shape(page: Page, parts: Parts, part: Part, place: Place) -> tuple[tuple[bool, ...], int]:
    """Return which lines of a part of a page say something, and the number of one of them."""
    lines = page.source.text.split("\n")
    begin = max(part.start.line, page.body_line) - 1
    end = next((one.start.line - 1 for one in parts.by_path[page.path] if one.start.line > begin + 1), len(lines))
    said = [bool(line.strip()) for line in lines[begin:end]]
    return tuple(said), sum(said[: place.line - begin])
