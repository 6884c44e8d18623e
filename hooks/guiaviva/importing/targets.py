"""Where text can go, and how near each place is to a heading and to the text below it.

The search of the guide answers that: it knows the titles, what is written in each section, and in what words people ask
for it. What the guide does not have yet is there too, with the instructions of the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from guiaviva.guide import Guide
from guiaviva.importing.possible import possible_ids, with_possible
from guiaviva.language import FALLBACK, choose
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page
from guiaviva.search.analysis import Language, language_of, tokens
from guiaviva.search.contributions import index_of
from guiaviva.search.index import Index
from guiaviva.search.query import search
from guiaviva.starting import demonstration
from guiaviva.text.words import fold

# From what likeness two titles say the same: all their stems are alike, though not in the same form.
ALIKE = 0.7
# A score of the search by which a record is as likely as not to be what was meant: more for each word of a heading, and
# less within a page that is known.
_HALF, _HALF_WITHIN, _HALF_EACH = 4200.0, 2000.0, 1000.0
# What the title says beside what the text below it says.
_TITLE = 0.65
# What it says that two titles have the same single word.
_ONE_WORD = 0.6
# So much a heading must say for a section of the page of one network, plan or role.
_SAID_WITHIN, _FEW_WORDS = 0.45, 4
# What a heading within a section says for the section.
_DEEPER = 0.8
# So many words of the text below a heading are looked for.
_WORDS = 60
# These speak of every subject, so that a search finds them for any heading: only their own names lead to them.
_OF_EVERYTHING = frozenset({"home", "glossary", "accessibility-statement", "evaluation"})
# These speak of most, so that less of what a search finds there is meant.
_OF_MOST, _LESS = frozenset({"principles", "response-protocol"}), 0.06
# What it says more for a page that it, or a section of it, is called as a heading.
_CALLED = 0.4
# The page of a document on all of its subject, and where it begins.
_HOME = "home"


@dataclass(frozen=True)
class Target:
    """A page, by its id, and a section of it; "" for the text below its title, or for a section of its own."""

    page: str
    section: str = ""


class Score(NamedTuple):
    """How near a target is to a heading with its text, and to the heading alone, from 0 to 1."""

    target: Target
    score: float
    said: float


class Targets:
    """What headings are looked for in: every page that the guide has or could have, in one language."""

    def __init__(self, guide: Guide, language: str) -> None:
        self.language, self.own = language, guide
        self.ids = possible_ids(guide, language)
        self.guide = with_possible(guide, language, self.ids)
        self.index: Index = index_of(self.guide, language)
        self.analysis: Language = language_of(language, guide.model.search)
        self._known_words: dict[str, Mapping[str, str]] = {}

    def named(self, title: str) -> Target | None:
        """Return the one target that is called as a heading; a section of one word is not known without its page."""
        if self._is_generic(title):
            return None
        several = len(self._words(title)) > 1
        near = [
            (likeness, one)
            for one in self._titles
            if self.is_general(one) and (several or not (one.section or self.of_everything(one.page)))
            if (likeness := self.likeness(title, one)) >= ALIKE
        ]
        best = max((likeness for likeness, _ in near), default=0.0)
        first = [one for likeness, one in near if likeness == best]
        return first[0] if len(first) == 1 else None

    def section(self, title: str, text: str, page: str) -> Target | None:
        """Return the section of a page that is called as a heading, or has what it says with the text below it."""
        there = [one for one in self._titles if one.page == page and one.section]
        near = [(self.likeness(title, one), one.section) for one in there]
        if (best := max(near, default=(0.0, "")))[0] >= ALIKE:
            return Target(page, best[1])
        # On the page of one network, plan or role there are only its sections to choose from.
        stems = set(self._words(title).values())
        if not self.of_record(page) or len(stems) > _FEW_WORDS:
            return None
        # «How often do we publish?» has all words of «How often?».
        within = [one for one in there if any(each and set(each.values()) <= stems for each in self._titles[one])]
        if len(within) == 1:
            return within[0]
        said = [one for one in self.scores(title, text, page) if one.target.section and one.said >= _SAID_WITHIN]
        return max(said, key=lambda one: one.score).target if said else None

    def evidence(self, title: str, text: str, *, top: bool) -> Mapping[str, float]:
        """Return how much a heading and the text below it say for each page of a subject; less than 0.4 is little.

        Only at the `top` of a document they speak for a plan: its sections are called as those of any text.
        """
        if self._is_generic(title):
            return {}
        title, found = self._specific(title), dict[str, float]()
        several = len(self._words(title)) > 1
        pages = {page for page in self.ids if self._is_of_subject(page) and (top or not self.of_record(page))}
        # A single word says nothing alone, but where a page is called so.
        for one in self.scores(title, text) if several or text.strip() else ():
            if (page := one.target.page) in pages:
                found[page] = max(found.get(page, 0.0), one.score)
        near = (one for one in self._titles if one.page in pages and (several or not one.section))
        for page in {one.page for one in near if self.likeness(title, one) >= ALIKE}:
            found[page] = found.get(page, ALIKE) + _CALLED
        return {page: score - _LESS * (self._kind(page) in _OF_MOST) for page, score in found.items()}

    def likeliest(self, title: str, text: str, count: int) -> list[Target]:
        """Return the places that are nearest to a heading and its text, each page once."""
        best: dict[str, Score] = {}
        for one in sorted(self.scores(title, text), key=lambda one: -one.score):
            if self._takes(one.target.page):
                best.setdefault(one.target.page, one)
        return [one.target for one in best.values()][:count]

    def _takes(self, page: str) -> bool:
        """Return whether what no heading names can go to a page."""
        kind = self.guide.model.kind_of(page)
        return kind is not None and kind.spec.for_each != "networks" and kind.id not in ("role", "evaluation")

    def of_everything(self, page: str) -> bool:
        """Return whether a page speaks of every subject: the home page, a plan, a role."""
        return self._kind(page) in _OF_EVERYTHING or self.of_record(page)

    def _is_of_subject(self, page: str) -> bool:
        """Return whether what no heading names can be of a page: not of what speaks of all, or is filled with data."""
        kind = self.guide.model.kind_of(page)
        filled = kind is not None and all(one.block for one in kind.spec.sections.values())
        return (
            self._takes(page)
            and self.is_general(Target(page))
            and not filled
            and self._kind(page) not in _OF_EVERYTHING
        )

    def _kind(self, page: str) -> str:
        kind = self.guide.model.kind_of(page)
        return kind.id if kind else ""

    @property
    def home(self) -> Target:
        """Where a guide says what it is for."""
        page, kind = next((id, kind) for id in self.ids if (kind := self.guide.model.kind_of(id)) and kind.id == _HOME)
        return Target(page, next(iter(kind.spec.sections)))

    def is_furniture(self, title: str) -> bool:
        """Return whether a heading is of the document itself: «Contents»."""
        return self._is_among(title, "furniture")

    def is_introduction(self, title: str) -> bool:
        """Return whether a heading begins a document: «Introduction»."""
        return self._is_among(title, "introductions")

    def names_edition(self, title: str) -> bool:
        """Return whether a heading has a word for the edition of a document."""
        return any(self._is_among(word, "editions") for word in tokens(title))

    def _is_among(self, title: str, key: str) -> bool:
        words = {" ".join(tokens(one)) for spec in self.guide.model.prose.values() for one in getattr(spec, key)}
        return " ".join(tokens(title)) in words

    def is_title(self, title: str) -> bool:
        """Return whether a heading is the title of a whole guide: it says what every guide of this kind is about."""
        return self._generic <= set(self._words(title).values())

    def exists(self, target: Target) -> bool:
        """Return whether there is such a page, with such a section."""
        return target.page in self.ids and (not target.section or target in self._titles)

    def nearest(self, place: str) -> str:
        """Return the place that is written most like another, or ""."""
        return nearest(place, [*self.ids, *(f"{one.page}#{one.section}" for one in self._titles if one.section)])

    def called(self, target: Target) -> str:
        """Return the title of a page, with that of the section."""
        page = next((one for one in self._pages if one.id == target.page), None)
        titles = {one.id if one.level > 1 else "": one.title for one in page.sections} if page else {}
        names = [next(iter(titles.values()), target.page), titles.get(target.section, "") if target.section else ""]
        return ": ".join(filter(None, names))

    def is_general(self, target: Target) -> bool:
        """Return whether what no heading names can go there: not to one network, one specific plan or one role."""
        if self._is_network(target.page):
            return False
        kind = self.guide.model.kind_of(target.page)
        if kind and kind.spec.for_each:
            return "specific-plan" not in self.guide.page_conditions(target.page)
        # Where data fills every section, such as a glossary, there is no room for text.
        if kind and target.section and all(one.block for one in kind.spec.sections.values()):
            return False
        return not target.section or not self.of_record(target.page)

    def of_record(self, page: str) -> bool:
        kind = self.guide.model.kind_of(page)
        return kind is not None and (kind.spec.for_each is not None or kind.id == "role")

    def scores(self, title: str, body: str, page: str = "") -> list[Score]:
        """Return how near each target is to a heading and the text below it, on one page where one is named.

        A title of one word says little of a section where its page is not known.
        """
        by_title = self._found(title, page)
        by_body = self._found(self._query(body), page)
        most = max(by_body.values(), default=0.0)
        count = len(self._words(title))
        half = (_HALF if not page else _HALF_WITHIN) + _HALF_EACH * max(2, count)
        scores = []
        for one in {**by_title, **(by_body if page else {})}:
            of_title, likeness = by_title.get(one, 0.0), self.likeness(title, one)
            same = 1.0 if count > 1 or page or not one.section else _ONE_WORD
            said = same * max(of_title / (of_title + half), likeness)
            text = by_body.get(one, 0.0) / most if most else said
            # What a heading says alone is enough where it names the subject of a page: «what to do in a crisis».
            named = said if not one.section and self._names(title, one) else 0.0
            score = max(_TITLE * said + (1 - _TITLE) * text, same * (likeness == 1), named)
            scores.append(Score(one, score, said))
        return scores

    def _query(self, text: str) -> str:
        """Return the first words of a text that say something."""
        return " ".join(self.analysis.content_words(list(dict.fromkeys(tokens(text))))[:_WORDS])

    def _found(self, query: str, page: str) -> dict[Target, float]:
        """Return the score of each target that the search finds."""
        found: dict[Target, float] = {}
        for result in search(self.index, query + " ", correct=False).results if query.strip() else ():
            record = self.index.records[result.record]
            target = self._targets.get((record.page, record.anchor))
            if target and (not page or target.page == page):
                share = 1.0 if record.anchor == target.section else _DEEPER
                found[target] = max(found.get(target, 0.0), share * result.score)
        return found

    def likeness(self, title: str, target: Target) -> float:
        """Return which share of their words two titles have in common; the same stem in another form counts less."""
        return max((_shared(self._words(title), one) for one in self._titles.get(target, ())), default=0.0)

    def _names(self, title: str, target: Target) -> bool:
        """Return whether all words of a heading are in a title of a target, in any form."""
        stems = set(self._words(title).values())
        return bool(stems) and any(stems <= set(one.values()) for one in self._titles.get(target, ()))

    def _is_generic(self, title: str) -> bool:
        """Return whether a heading only says what every guide of this kind is about: «Social media guide»."""
        return set(self._words(title).values()) <= self._generic

    def _specific(self, title: str) -> str:
        """Return the words of a heading but for those that every guide of this kind is about."""
        return " ".join(word for word in tokens(title) if not self._words(word) or not self._is_generic(word))

    @cached_property
    def _generic(self) -> frozenset[str]:
        names = self.guide.model.words["start"]["site-name"]
        return frozenset(self._words(choose(names, self.language, FALLBACK)).values())

    def tells(self, title: str, page: str) -> bool:
        """Return whether all words of a heading are in a title of a page, or all words of that are in the heading.

        Or whether people ask for the page with these very words.
        """
        stems = frozenset(self._words(title).values())
        titles = [frozenset(one.values()) for one in self._titles.get(Target(page), ())]
        said = any(one and (one <= stems or stems <= one) for one in titles)
        return bool(stems) and (said or stems in self._asked.get(page, ()))

    @cached_property
    def _asked(self) -> Mapping[str, frozenset[frozenset[str]]]:
        """The words with which people ask for each page, as stems."""
        found: dict[str, set[frozenset[str]]] = {}
        spec = self.guide.model.search.get(self.language)
        for key, queries in (spec.asked if spec else {}).items():
            page = key.partition("#")[0]
            found.setdefault(page, set()).update(frozenset(self._words(one).values()) for one in queries)
        return {page: frozenset(each) for page, each in found.items()}

    def _words(self, title: str) -> Mapping[str, str]:
        """Return the words of a title that say something, without accents, each with its stem."""
        if title not in self._known_words:
            content = self.analysis.content_words(tokens(title))
            self._known_words[title] = {fold(word): self.analysis.stem(word) for word in content}
        return self._known_words[title]

    @cached_property
    def _targets(self) -> Mapping[tuple[str, str], Target]:
        """The target of each record: that of a deeper heading is the section in which it stands."""
        found = {}
        for page in self._pages:
            section = ""
            for one in page.sections:
                section = one.id if one.level == 2 else section if one.level > 2 else ""
                found[page.id, one.id if one.level > 1 else ""] = Target(page.id, section)
            found[page.id, ""] = Target(page.id)
        return found

    @cached_property
    def _titles(self) -> Mapping[Target, Sequence[Mapping[str, str]]]:
        """The words of the titles of each target: that of the guide, and that of the model."""
        found: dict[Target, list[Mapping[str, str]]] = {}
        for page in self._pages:
            kind = self.guide.model.kind_of(page.id)
            asked = list(kind.headings.items()) if kind else []
            titles = [(one.id if one.level == 2 else "", one.title) for one in page.sections if one.level <= 2]
            titles += [(id, choose(one.title, self.language, FALLBACK)) for id, one in asked]
            if kind and kind.spec.for_each is None:
                titles.append(("", choose(kind.title_of(page.id), self.language, FALLBACK)))
            for section, title in titles:
                found.setdefault(Target(page.id, section), []).append(self._words(title))
        return found

    @cached_property
    def _pages(self) -> Sequence[Page]:
        """The pages that text can go to: those with sections that the model asks for."""
        pages = (self.guide.shown(self.language, id) for id in self.ids)
        return [page for page in pages if page]

    @cached_property
    def _networks(self) -> Mapping[str, str]:
        """The page of each network by its names: those of data, former ones too, and the key.

        A network that data does not have is called as the program knows it.
        """
        former = demonstration.former_names()
        known = {key: (name, *former[key]) for key, name in demonstration.networks().items()} | self._own_networks()
        pages = {id.rpartition("/")[2]: id for id in self.ids if self._is_network(id)}
        names = dict(pages)
        for key, each in known.items():
            names.update({" ".join(tokens(name)): pages[key] for name in each if key in pages})
        return names

    def _own_networks(self) -> dict[str, tuple[str, ...]]:
        """The names of the networks of the guide's own data, by key."""
        records = {key: entry.record for key, entry in self.guide.facts.networks.items()}
        return {key: (one.name, *one.former_names, *(one.names or {}).values()) for key, one in records.items()}

    def _is_network(self, id: str) -> bool:
        kind = self.guide.model.kind_of(id)
        return kind is not None and kind.spec.for_each == "networks"

    def network_page(self, name: str) -> str:
        """Return the page that a network could have which no guide knows."""
        kind = self.guide.model.kinds["network"]
        return kind.paths[0].replace("*", "-".join(fold(word) for word in tokens(name)))

    def network(self, title: str) -> tuple[str, str] | None:
        """Return the page of the one network that a short heading names, and what else it says."""
        words = tokens(title)
        found = {
            (page, start, start + length)
            for length in (3, 2, 1)
            for start in range(len(words) - length + 1)
            if (page := self._networks.get(" ".join(words[start : start + length])))
        }
        pages = {page for page, _, _ in found}
        if len(pages) != 1 or len(words) > 6:
            return None
        taken = {at for _, start, end in found for at in range(start, end)}
        rest = [word for at, word in enumerate(words) if at not in taken]
        return pages.pop(), " ".join(word for word in rest if not self.analysis.is_stop_word(word))


def _shared(mine: Mapping[str, str], theirs: Mapping[str, str]) -> float:
    """Return which share of their words two titles have in common, each word given with its stem."""
    if not mine or not theirs:
        return 0.0
    my_stems, their_stems = set(mine.values()), set(theirs.values())
    words = len(mine.keys() & theirs.keys()) / len(mine.keys() | theirs.keys())
    return max(words, ALIKE * len(my_stems & their_stems) / len(my_stems | their_stems))
