"""The glossary, the index of the guide, and the terms that are looked for in prose."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from guiaviva.guide import Guide
from guiaviva.text.words import alphabetical
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.responses import PROTOCOL

GLOSSARY = "glossary"


def view_terms(context: Context) -> list[v.View]:
    """The terms that have a definition, in the order of the alphabet, letter by letter."""
    anchors, terms = context.anchors(), context.guide.facts.terms
    defined = {key: entry.record for key, entry in terms.items() if entry.record.definition}
    ordered = sorted(defined, key=lambda key: alphabetical(context.text(defined[key].term)))
    definitions = (
        v.Definition(
            anchors[key],
            context.text(defined[key].term),
            context.text(defined[key].definition),
            _related(
                context,
                defined[key].synonyms.get(context.language, []),
                {other: context.text(defined[other].term) for other in defined[key].see if other in defined},
            ),
        )
        for key in ordered
    )
    letters = ((letter, tuple(own)) for letter, own in groupby(definitions, lambda one: alphabetical(one.term)[:1]))
    return [v.Fold(letter.upper(), (), (v.Terms(own),), tuple(one.term for one in own)) for letter, own in letters]


def _related(context: Context, synonyms: list[str], see: Mapping[str, str]) -> v.Parts:
    """Return the synonyms of a term, and the terms (names by key) that have to do with it."""
    links = [context.to_page(GLOSSARY, name, f"term-{key}") for key, name in see.items()]
    notes = [
        [context.word(word) + ": ", v.joined(items, context.comma)]
        for word, items in (("synonyms", synonyms), ("see", links))
        if items
    ]
    return v.joined(notes, ". ")


def view_site_index(context: Context) -> list[v.View]:
    """Situations, topics, networks and terms in one list each, in the order of the alphabet, each as a link."""
    guide = context.guide
    pages = [guide.shown(context.language, id) for id in dict.fromkeys(id for _, id in guide.pages)]
    titles = {page.id: str(page.fields.get("title") or page.id) for page in pages if page}
    lists: list[tuple[str, list[tuple[str, v.Part]]]] = []
    situations = {key: entry.record.name for key, entry in guide.facts.situations.items()}
    terms = {key: entry.record.term for key, entry in guide.facts.terms.items() if entry.record.definition}
    lists.append((context.word("situation", "found"), _named(context, situations, PROTOCOL, "situation")))
    for group, names in guide.model.groups.items():
        own = {id: title for id, title in titles.items() if _in_group(context, id, group)}
        links: list[tuple[str, v.Part]] = [(title, context.to_page(id, title)) for id, title in own.items()]
        lists.append((context.pick(names), links))
    lists.append((context.word("term", "found"), _named(context, terms, GLOSSARY, "term")))
    groups = (
        v.LinkGroup(title, tuple(link for _, link in sorted(links, key=lambda pair: alphabetical(pair[0]))))
        for title, links in lists
        if links
    )
    return [v.Index(tuple(groups))]


def _named(
    context: Context, names: Mapping[str, Mapping[str, str]], page: str, anchor: str
) -> list[tuple[str, v.Part]]:
    """Return each name with a link to its row on a page."""
    texts = {key: context.text(name) for key, name in names.items()}
    return [(text, context.to_page(page, text, f"{anchor}-{key}")) for key, text in texts.items()]


def _in_group(context: Context, id: str, group: str) -> bool:
    kind = context.guide.model.kind_of(id)
    return bool(kind and kind.spec.group == group and id != context.page)


@dataclass(frozen=True)
class Vocabulary:
    """The defined terms of a language: what finds them in a text, and the key of each form."""

    pattern: re.Pattern[str]
    keys: Mapping[str, str]

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Return each place where a term is in a text, with the term's key."""
        for match in self.pattern.finditer(text):
            key = self.keys.get(match[0]) or self.keys.get(match[0].casefold())
            if key:
                yield match, key


def vocabulary_of(guide: Guide, language: str) -> Vocabulary | None:
    """Return the vocabulary of a language, or None where no term is defined in it."""
    keys: dict[str, str] = {}
    for key, entry in guide.facts.terms.items():
        term = entry.record
        if not (term.definition and language in term.definition and language in term.term):
            continue
        for form in (term.term[language], *term.synonyms.get(language, ()), *term.forms.get(language, ())):
            keys.setdefault(form if form.isupper() else form.casefold(), key)
    if not keys:
        return None
    forms = any_of([form.lower() for form in keys])
    return Vocabulary(re.compile(rf"(?<![\w#@/.·-]){forms}(?![\w/·-]|\.\w)", re.IGNORECASE), keys)


def any_of(forms: Iterable[str]) -> str:
    """Return the pattern of any of the texts, the longest first, so that «alt text» is not found as «text».

    Those that begin alike are looked for together: with hundreds of terms that is many times faster.
    """
    rests: dict[str, list[str]] = {}
    ends = False
    for form in forms:
        if form:
            rests.setdefault(form[0], []).append(form[1:])
        else:
            ends = True
    branches = "|".join(re.escape(first) + any_of(rest) for first, rest in rests.items())
    return f"(?:{branches})" + "?" * ends if branches else ""
