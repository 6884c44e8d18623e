"""Which page and section of a guide each heading of a document is nearest to.

The search of the guide answers that, with the headings as queries: it knows the titles, what is written in each
section, and in what words people ask for it. What the guide does not have yet is there too, with the instructions of
the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from guiaviva.contentmodel import Kind
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of
from guiaviva.guide.loading import with_pages
from guiaviva.guide.scaffold import scaffold
from guiaviva.importing.documents import Document
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.files import Source
from guiaviva.reading.outline import Part
from guiaviva.reading.pages import Page, read_page
from guiaviva.search.analysis import Language, language_of, tokens
from guiaviva.search.contributions import index_of
from guiaviva.search.index import Index
from guiaviva.search.query import search
from guiaviva.starting import demonstration
from guiaviva.text.words import fold

SURE, LIKELY, DOUBTFUL = "sure", "likely", "doubtful"
# From what score a heading is placed, and from what it is likely or sure to be right.
_LEVELS = {DOUBTFUL: 0.52, LIKELY: 0.58, SURE: 0.75}
# On the page of one network, plan or role there are only its sections to choose from. On another page that is known
# already, a section of it is chosen before one elsewhere that is little nearer.
_WITHIN, _NEARER = 0.42, 1.25
# The text below a heading is always nearest to some section of such a page: so much the heading itself must say.
_SAID_WITHIN = 0.3
# A score of the search by which a record is as likely as not to be what was meant: more for each word of a heading, and
# less within a page that is known.
_HALF, _HALF_WITHIN, _HALF_EACH = 4200.0, 2000.0, 1000.0
# What the title says beside what the text below it says.
_TITLE = 0.65
# What it says that two titles have the same stems and not the same words, and the same single word.
_ALIKE, _ONE_WORD = 0.7, 0.6
# What a heading within a section says for the section.
_DEEPER = 0.8
# So many words of the text below a heading are looked for.
_WORDS = 40
# So many headings that are networks, or called as under these, show that one beside them is a network too.
_SEVERAL = 2
_NUMBER = regex.compile(
    r"\W*(?:\d+(?:\.\d+)+[.)]?\s*(?=\p{L})|\d{1,2}[.)]\s*(?=\p{L})|\d{1,2}\s+(?:[-–—]\s*)?(?=\p{Lu})"
    r"|(?i:[ivxlc]+|[a-z])[.)]\s+)(?=.*\w)"
)
_OUTLINE = regex.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?(?!\d)\s*(?=\p{L})")
# A few stop words say in which language a text is; in another language, far fewer of its words are any.
_STOP_WORDS_SHARE = 0.2


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


@dataclass(frozen=True)
class Placed:
    """A part of a document, and where it goes: None where nothing is near enough.

    `own` says that it stands under what it stood under, since no section is near: the `target` is that of its parent.
    """

    part: Part
    title: str
    target: Target | None = None
    sure: str = ""
    own: bool = False


def language_told(text: str, guide: Guide) -> str:
    """Return the language of a text, by the stop words of the languages that the program knows, or ""."""
    words = [fold(word) for word in tokens(text)]
    counts = {
        code: sum(word in stop_words for word in words)
        for code, spec in guide.model.search.items()
        if (stop_words := frozenset(map(fold, spec.stop_words)))
    }
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] >= _STOP_WORDS_SHARE * len(words) else ""


def numberless(title: str) -> str:
    """Return a heading without the number before it."""
    return str(_NUMBER.sub("", title, count=1)) if _NUMBER.match(title) else title


def place(document: Document, placing: Placing) -> list[Placed]:
    """Return where each part of a document goes, in order."""
    parts = document.parts
    networks = [placing.network(numberless(part.title)) for part in parts]
    parents = _parents(parts, networks)
    other = _other_networks(parts, networks, parents)
    found: list[Placed] = []
    for at, (part, parent) in enumerate(zip(parts, parents, strict=True)):
        if parent in other and not networks[at]:
            other.add(at)
        if at in other or not part.level:
            found.append(Placed(part, numberless(part.title)))
        else:
            found.append(placing.placed(part, networks[at], None if parent is None else found[parent]))
    return found


def _parents(parts: Sequence[Part], networks: Sequence[object]) -> list[int | None]:
    """Return for each part the number of the heading under which it stands: by their numbers, else by their levels.

    The title of the whole document is none, but where that is about one network.
    """
    levels = [part.level for part in parts if part.level]
    first = next((at for at, part in enumerate(parts) if part.level), 0)
    alone = bool(levels) and levels.count(levels[0]) == 1 and levels[0] == min(levels)
    found: list[int | None] = []
    above: list[int] = []
    for at, part in enumerate(parts):
        numbered = _under(parts, above, part)
        above = above[: numbered + 1] if numbered >= 0 else [one for one in above if parts[one].level < part.level]
        found.append(above[-1] if above and part.level else None)
        if part.level and not (alone and at == first and not networks[at]):
            above.append(at)
    return found


def _under(parts: Sequence[Part], above: Sequence[int], part: Part) -> int:
    """Return the place in `above` of the heading whose number that of a part begins with (4.1 of 4.1.2), or -1."""
    number = _numbers(part.title)
    places = (place for place, at in enumerate(above) if number[:-1] and _numbers(parts[at].title) == number[:-1])
    return max(places, default=-1)


def _numbers(title: str) -> tuple[str, ...]:
    match = _OUTLINE.match(title)
    return tuple(match[1].split(".")) if match else ()


def _other_networks(parts: Sequence[Part], networks: Sequence[object], parents: Sequence[int | None]) -> set[int]:
    """Return the headings that are networks which no guide knows.

    They stand beside others, most of which are networks; or what stands under them is called as it is under those.
    """
    children: dict[int | None, list[int]] = {}
    for at, parent in enumerate(parents):
        children.setdefault(parent, []).append(at)
    titles = {
        at: {fold(numberless(parts[one].title)).casefold() for one in below}
        for at, below in children.items()
        if at is not None
    }
    usual = {title for at, each in titles.items() if networks[at] for title in each}
    found = set()
    for at, parent in enumerate(parents):
        beside = [one for one in children[parent] if one != at and parts[one].level] if parent is not None else []
        named = sum(bool(networks[one]) for one in beside)
        mine = titles.get(at, set())
        alike = len(mine & usual)
        among = named >= _SEVERAL and 2 * named >= len(beside)
        like_them = alike >= _SEVERAL and 2 * alike >= len(mine)
        if not networks[at] and (among or like_them) and (parent is None or not networks[parent]):
            found.add(at)
    return found


class Placing:
    """What headings are looked for in: every page that the guide has or could have, in one language."""

    def __init__(self, guide: Guide, language: str) -> None:
        self.language = language
        self.ids = _ids(guide, language)
        self.guide = _whole(guide, language, self.ids)
        self.index: Index = index_of(self.guide, language)
        self.analysis: Language = language_of(language, guide.model.search)
        self._known_words: dict[str, Mapping[str, str]] = {}

    def placed(self, part: Part, network: tuple[str, str] | None, parent: Placed | None) -> Placed:
        """Return where a part goes whose heading names a network, or stands under a parent."""
        title = numberless(part.title)
        if network:
            page, rest = network
            within = _best(self._scores(rest, part.body, page)) if rest else None
            if within and within.score >= _WITHIN:
                return Placed(part, title, within.target, LIKELY)
            return Placed(part, title, Target(page), LIKELY if rest else SURE)
        # Where a section is doubtful, the page may well be sure: that of one network, plan or role.
        above = parent.target if parent and parent.target else None
        if above and parent and parent.sure == DOUBTFUL and not self._of_record(above.page):
            above = None
        own = Placed(part, title, above, parent.sure, own=True) if parent and above else Placed(part, title)
        # All that is said of such a thing is on its page.
        if above and self._of_record(above.page):
            inside = _best(self._scores(title, part.body, above.page))
            near = inside is not None and inside.score >= _WITHIN and inside.said >= _SAID_WITHIN
            return Placed(part, title, inside.target, self._level(inside, title)) if inside and near else own
        scores = [one for one in self._scores(title, part.body) if self._is_general(one.target)]
        best = _best(scores)
        if above:
            inside = _best(one for one in scores if one.target.page == above.page and one.target.section)
            if inside and best and inside.score >= _LEVELS[DOUBTFUL] and best.score < _NEARER * inside.score:
                best = inside
        # What stands under a heading that is nowhere near may be of that alone.
        least = DOUBTFUL if parent is None else LIKELY
        if best and best.score >= _LEVELS[least]:
            # A heading that names the subject of a page is not of one section of it.
            whole = next((one for one in scores if one.target == Target(best.target.page)), best)
            return Placed(part, title, (whole if whole.said >= best.said else best).target, self._level(best, title))
        return own

    def _level(self, best: Score, title: str) -> str:
        """Return how sure a target is: sure only where its title says nearly the same too."""
        if best.score >= _LEVELS[SURE] and self._likeness(title, best.target) >= _ALIKE:
            return SURE
        return LIKELY if best.score >= _LEVELS[LIKELY] else DOUBTFUL

    def _is_general(self, target: Target) -> bool:
        """Return whether what no heading names can go there: not to one network, one specific plan or one role."""
        if self._is_network(target.page):
            return False
        kind = self.guide.model.kind_of(target.page)
        if kind and kind.spec.for_each:
            return "specific-plan" not in self.guide.page_conditions(target.page)
        # Where data fills every section, such as a glossary, there is no room for text.
        if kind and target.section and all(one.block for one in kind.spec.sections.values()):
            return False
        return not target.section or not self._of_record(target.page)

    def _of_record(self, page: str) -> bool:
        kind = self.guide.model.kind_of(page)
        return kind is not None and (kind.spec.for_each is not None or kind.id == "role")

    def _scores(self, title: str, body: str, page: str = "") -> list[Score]:
        """Return how near each target is to a heading and the text below it, on one page where one is named.

        A title of one word says little of a section where its page is not known.
        """
        by_title = self._found(title, page)
        by_body = self._found(" ".join(self.analysis.content_words(list(dict.fromkeys(tokens(body))))[:_WORDS]), page)
        most = max(by_body.values(), default=0.0)
        count = len(self._words(title))
        half = (_HALF if not page else _HALF_WITHIN) + _HALF_EACH * max(2, count)
        scores = []
        for one in {**by_title, **(by_body if page else {})}:
            of_title, likeness = by_title.get(one, 0.0), self._likeness(title, one)
            same = 1.0 if count > 1 or page or not one.section else _ONE_WORD
            said = same * max(of_title / (of_title + half), likeness)
            text = by_body.get(one, 0.0) / most if most else said
            # What a heading says alone is enough where it names the subject of a page: «what to do in a crisis».
            named = said if not one.section and self._names(title, one) else 0.0
            score = max(_TITLE * said + (1 - _TITLE) * text, same * (likeness == 1), named)
            scores.append(Score(one, score, said))
        return scores

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

    def _likeness(self, title: str, target: Target) -> float:
        """Return which share of their words two titles have in common; the same stem in another form counts less."""
        return max((_shared(self._words(title), one) for one in self._titles.get(target, ())), default=0.0)

    def _names(self, title: str, target: Target) -> bool:
        """Return whether all words of a heading are in a title of a target, in any form."""
        stems = set(self._words(title).values())
        return bool(stems) and any(stems <= set(one.values()) for one in self._titles.get(target, ()))

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


def _best(scores: Iterable[Score]) -> Score | None:
    return max(scores, key=lambda one: one.score, default=None)


def _shared(mine: Mapping[str, str], theirs: Mapping[str, str]) -> float:
    """Return which share of their words two titles have in common, each word given with its stem."""
    if not mine or not theirs:
        return 0.0
    my_stems, their_stems = set(mine.values()), set(theirs.values())
    words = len(mine.keys() & theirs.keys()) / len(mine.keys() | theirs.keys())
    return max(words, _ALIKE * len(my_stems & their_stems) / len(my_stems | their_stems))


def _ids(guide: Guide, language: str) -> list[str]:
    """Return the ids of the pages that text can go to: those of the guide, of the model, and that people ask for."""
    model = guide.model
    every = frozenset(("several-accounts", "specific-plan"))
    fixed = (id for kind in model.kinds.values() for id, _, _ in kind.pages(every))
    spec = model.search.get(language)
    asked = (one.partition("#")[0] for one in (spec.asked if spec else ()))
    own = (id for one, id in (*guide.pages, *guide.drafts) if one == language)
    ids = dict.fromkeys((*own, *demands_of(guide).pages, *fixed, *asked))
    return [
        id for id in ids if "*" not in id and (kind := model.kind_of(id)) and kind.spec.sections and _can_be(guide, id)
    ]


def _can_be(guide: Guide, id: str) -> bool:
    """Return whether a page is of a record that data has, or a network, which every guide could have."""
    kind = guide.model.kind_of(id)
    each = kind.spec.for_each if kind else None
    return each in (None, "networks") or guide.knows(each, id.rpartition("/")[2])


def _whole(guide: Guide, language: str, ids: Iterable[str]) -> Guide:
    """Return the guide with every page that it lacks, as the model asks for it."""
    return with_pages(guide, _lacking(guide, language, ids))


def _lacking(guide: Guide, language: str, ids: Iterable[str]) -> Iterator[Page]:
    for id in ids:
        kind = guide.model.kind_of(id)
        if kind and not guide.page(language, id):
            path = guide.path(id, language)
            text = scaffold(guide, id, language, title=title_of(guide, kind, id, language))
            yield read_page(Source(path, text), language, id)


def title_of(guide: Guide, kind: Kind, id: str, language: str) -> str:
    """Return the title of a page that the guide has or could have."""
    page = guide.page(language, id) or guide.draft(language, id)
    own = next((one.title for one in page.sections if one.level == 1), "") if page else ""
    key = id.rpartition("/")[2]
    network = guide.facts.networks.get(key) if kind.spec.for_each == "networks" else None
    if own or network:
        return own or (network.record.name if network else "")
    if kind.spec.for_each and not kind.titles.get(key):
        return key.replace("-", " ").capitalize()
    return ""
