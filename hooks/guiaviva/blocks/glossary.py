"""The glossary, and its terms in prose with their definition at hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guiaviva.blocks.html import Child, Shown, h, joined, to_page

GLOSSARY, PROTOCOL = "glossary", "responses/index"
# Where a term is not marked: what is a link or a heading already, and what is quoted letter by letter.
PASSED_OVER = frozenset({"a", "abbr", "button", "code", "pre", "kbd", "h1", "h2", "h3", "h4", "h5", "h6", "summary"})


def show_terms(shown: Shown) -> list[Element]:
    """The terms that have a definition, in the order of the alphabet."""
    anchors, terms = shown.anchors(), shown.guide.facts.terms
    defined = [(key, entry.record) for key, entry in terms.items() if entry.record.definition]
    items: list[Child] = []
    for key, term in sorted(defined, key=lambda pair: _alphabetical(shown.text(pair[1].term))):
        others = term.synonyms.get(shown.language, ())
        see = [_to_term(shown, other) for other in term.see if other in dict(defined)]
        notes: list[Child] = [[shown.word("synonyms") + ": ", joined(others)]] if others else []
        notes += [[shown.word("see") + ": ", joined(see)]] if see else []
        items.append(h("dt", {"id": anchors[key]}, shown.text(term.term)))
        definition = h("p", {}, shown.text(term.definition))
        items.append(h("dd", {}, definition, h("p", {"class": "guia-help"}, joined(notes, ". ")) if notes else None))
    return [h("dl", {"class": "guia-terms"}, items)]


def show_site_index(shown: Shown) -> list[Element]:
    """Situations, topics, networks and terms in one list each, in the order of the alphabet, each as a link."""
    guide = shown.guide
    pages = [guide.shown(shown.language, id) for id in dict.fromkeys(id for _, id in guide.pages)]
    named = {page.id: str(page.fields.get("title") or page.id) for page in pages if page}
    situations = [
        ("responses/index", entry.record.name, f"situation-{key}") for key, entry in guide.facts.situations.items()
    ]
    terms = [
        (GLOSSARY, entry.record.term, f"term-{key}")
        for key, entry in guide.facts.terms.items()
        if entry.record.definition
    ]
    lists: list[tuple[str, list[tuple[str, Child]]]] = [
        (shown.word("situation", "found"), [_named(shown, *situation) for situation in situations])
    ]
    for group, titles in guide.model.groups.items():
        own = {id: name for id, name in named.items() if _in_group(shown, id, group)}
        lists.append((shown.text(titles), [(name, to_page(shown, id, name)) for id, name in own.items()]))
    lists.append((shown.word("term", "found"), [_named(shown, *term) for term in terms]))
    parts: list[Child] = []
    for title, links in lists:
        if links:
            ordered = sorted(links, key=lambda pair: _alphabetical(pair[0]))
            parts += [h("p", {"class": "guia-group"}, title), h("ul", {}, [h("li", {}, one) for _, one in ordered])]
    return [h("div", {"class": "guia-index"}, parts)]


def _named(shown: Shown, page: str, name: Mapping[str, str], anchor: str) -> tuple[str, Child]:
    return shown.text(name), to_page(shown, page, shown.text(name), anchor)


def _in_group(shown: Shown, id: str, group: str) -> bool:
    kind = shown.guide.model.kind_of(id)
    return bool(kind and kind.spec.group == group and id != shown.page)


def _alphabetical(text: str) -> str:
    """Give what a text is sorted by: without case and accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _to_term(shown: Shown, key: str) -> Child:
    return to_page(shown, GLOSSARY, shown.text(shown.guide.facts.terms[key].record.term), f"term-{key}")


@dataclass(frozen=True)
class Vocabulary:
    """The defined terms of a language: what finds them in a text, and the key of each form."""

    pattern: re.Pattern[str]
    keys: Mapping[str, str]

    @classmethod
    def of(cls, shown: Shown) -> Vocabulary | None:
        """Gather it from the guide, or give None where no term is defined."""
        keys: dict[str, str] = {}
        for key, entry in shown.guide.facts.terms.items():
            term, language = entry.record, shown.language
            if not (term.definition and language in term.definition and language in term.term):
                continue
            for form in (term.term[language], *term.synonyms.get(language, ()), *term.forms.get(language, ())):
                keys.setdefault(form if form.isupper() else form.casefold(), key)
        if not keys:
            return None
        # The longest first, so that «alt text» is not found as «text».
        forms = _one_of([form.lower() for form in keys])
        return cls(re.compile(rf"(?<![\w#@/.·-]){forms}(?![\w/·-]|\.\w)", re.IGNORECASE), keys)

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Give each place where a term stands in a text, with the term's key."""
        for match in self.pattern.finditer(text):
            key = self.keys.get(match[0]) or self.keys.get(match[0].casefold())
            if key:
                yield match, key


def _one_of(forms: Iterable[str]) -> str:
    """Return the pattern of any of the texts, the longest first: those that begin alike are looked for together."""
    rests: dict[str, list[str]] = {}
    ends = False
    for form in forms:
        if form:
            rests.setdefault(form[0], []).append(form[1:])
        else:
            ends = True
    branches = "|".join(re.escape(first) + _one_of(rest) for first, rest in rests.items())
    return f"(?:{branches})" + "?" * ends if branches else ""


class TermMarker(Treeprocessor):  # type: ignore[misc]
    """Marks the first time that each term stands in the prose of a page."""

    def __init__(self, md: Markdown, shown: Shown, vocabulary: Vocabulary | None) -> None:
        super().__init__(md)
        self.shown, self.vocabulary = shown, vocabulary

    def run(self, root: Element) -> None:
        """Mark the terms below `root`, in place."""
        if self.vocabulary and self.shown.page != GLOSSARY:
            self._mark_in(root, self.vocabulary, set())

    def _mark_in(self, element: Element, vocabulary: Vocabulary, told: set[str]) -> None:
        children = list(element)
        # What a block shows is atomic text and stays as it is.
        if element.text and not isinstance(element.text, AtomicString):
            element.text, marks = self._marked(element.text, vocabulary, told)
            for index, mark in enumerate(marks):
                element.insert(index, mark)
        for child in children:
            if child.tag not in PASSED_OVER:
                self._mark_in(child, vocabulary, told)
            if child.tail and not isinstance(child.tail, AtomicString):
                child.tail, marks = self._marked(child.tail, vocabulary, told)
                place = list(element).index(child) + 1
                for index, mark in enumerate(marks):
                    element.insert(place + index, mark)

    def _marked(self, text: str, vocabulary: Vocabulary, told: set[str]) -> tuple[str, list[Element]]:
        """Give the text before the first term, and the terms, each with the text that follows it as its tail."""
        marks: list[Element] = []
        start, end = text, 0
        for match, key in vocabulary.find(text):
            if key in told:
                continue
            told.add(key)
            before = text[end : match.start()]
            if marks:
                marks[-1].tail = before
            else:
                start = before
            marks.append(self._mark(match[0], key))
            end = match.end()
        if marks:
            marks[-1].tail = text[end:]
        return start, marks

    def _mark(self, form: str, key: str) -> Element:
        """Make the mark: a link to the glossary with the definition as its title, or only the definition."""
        definition = self.shown.text(self.shown.guide.facts.terms[key].record.definition)
        if self.shown.guide.shown(self.shown.language, GLOSSARY) is None:
            return h("abbr", {"title": definition}, form)
        target = f"/{GLOSSARY}.md#term-{key}"
        return h("a", {"href": target, "title": definition, "class": "guia-term"}, form)
