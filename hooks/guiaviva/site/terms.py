"""Terms of the glossary in prose, with their definition at hand."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guiaviva.site.elements import h
from guiaviva.views.context import Context
from guiaviva.views.glossary import GLOSSARY, Vocabulary

# Where a term is not marked: what is a link or a heading already, and what is quoted letter by letter.
SKIPPED = frozenset({"a", "abbr", "button", "code", "pre", "kbd", "h1", "h2", "h3", "h4", "h5", "h6", "summary"})


class TermMarker(Treeprocessor):  # type: ignore[misc]
    """Marks the first time that each term of a vocabulary is in the prose of a page."""

    def __init__(self, md: Markdown, context: Context, vocabulary: Vocabulary) -> None:
        super().__init__(md)
        self.context, self.vocabulary = context, vocabulary

    def run(self, root: Element) -> None:
        """Mark the terms below `root`, in place."""
        self._mark_in(root, set())

    def _mark_in(self, element: Element, marked: set[str]) -> None:
        children = list(element)
        # What a block shows is atomic text and stays as it is.
        if element.text and not isinstance(element.text, AtomicString):
            element.text, marks = self._marks(element.text, marked)
            for index, mark in enumerate(marks):
                element.insert(index, mark)
        for child in children:
            if child.tag not in SKIPPED:
                self._mark_in(child, marked)
            if child.tail and not isinstance(child.tail, AtomicString):
                child.tail, marks = self._marks(child.tail, marked)
                place = list(element).index(child) + 1
                for index, mark in enumerate(marks):
                    element.insert(place + index, mark)

    def _marks(self, text: str, marked: set[str]) -> tuple[str, list[Element]]:
        """Return the text before the first term, and the terms, each with the text that follows it as its tail."""
        marks: list[Element] = []
        start, end = text, 0
        for match, key in self.vocabulary.find(text):
            if key in marked:
                continue
            marked.add(key)
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
        """Return the mark: a link to the glossary with the definition as its title, or only the definition."""
        guide = self.context.guide
        definition = self.context.text(guide.facts.terms[key].record.definition)
        if guide.shown(self.context.language, GLOSSARY) is None:
            return h("abbr", {"title": definition}, form)
        target = f"/{GLOSSARY}.md#term-{key}"
        return h("a", {"href": target, "title": definition, "class": "guia-term"}, form)
