"""Every page and every text of data exists in every language of the guide.

Where one is missing the reader gets the original with a notice, which is better than nothing and worse than an answer.

Not seen: whether the translation is good, nor pages that have nothing but a title.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, sections
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    source, *others = guide.languages
    demands = demands_of(guide)
    for language in others:
        if not demands.lacks_all(language):
            yield from lacking(guide, language)
    for (language, id), page in guide.pages.items():
        lost = language != source and not guide.source_page(id) and id not in demands.pages
        lost = lost and page.path not in demands.renamed
        if lost and guide.kind(page) and not guide.draft(source, id) and not demands.hidden(guide.path(id)):
            values = {"page": id, "language": source, "path": guide.path(id)}
            yield found("missing-translation", page.at(), variant="no-source", **values)
    if not demands.lacks_all(source):
        for place, values in _texts(guide, source):
            yield found("invalid-data", place, variant="text", **values)


def lacking(guide: Guide, language: str) -> Iterator[Finding]:
    """Return the pages and the texts of data that a language lacks which is not that of the original."""
    demands = demands_of(guide)
    for page in guide.source_pages:
        path = guide.path(page.id, language)
        there = guide.page(language, page.id) or page.path in demands.renamed or demands.mistaken(path)
        # Of a page with nothing but a title there is nothing to translate yet.
        if page.whole and not sections.blank(page) and not there:
            variant = "draft" if guide.draft(language, page.id) else ""
            values = {"page": page.id, "language": language, "source": page.path}
            yield found("missing-translation", Place(path), variant=variant, **values)
    for place, texts in _texts(guide, language):
        # Of a file that is not translated one text is named, and how many others there are.
        yield found("missing-translation", place, variant="text", about=f"{place.path} {language}", **texts)


def _texts(guide: Guide, language: str) -> Iterator[tuple[Place, dict[str, str]]]:
    """Return the place of each text of data that is not there in a language, and what is said of it."""
    for entry, text in guide.facts.all_texts:
        if language not in text.value:
            yield entry.place(*text.path), {"language": language, "key": ".".join(map(str, text.path))}
