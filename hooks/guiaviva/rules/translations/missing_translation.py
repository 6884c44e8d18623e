"""Every page and every text of data exists in every language of the guide.

Where one is missing the reader gets the source with a notice, which is better than nothing and worse than an answer.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, sections
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    source, *others = guide.languages
    renamed = demands_of(guide).renamed
    for page in guide.source_pages:
        # There is nothing to translate yet.
        if not page.whole or sections.blank(page):
            continue
        for language in others:
            path = guide.path(page.id, language)
            if not guide.page(language, page.id) and page.path not in renamed and not demands_of(guide).hidden(path):
                variant = "draft" if guide.draft(language, page.id) else ""
                values = {"page": page.id, "language": language, "source": page.path}
                yield found("missing-translation", Place(path), variant=variant, **values)
    demanded = demands_of(guide).pages
    for (language, id), page in guide.pages.items():
        lost = language != source and not guide.source_page(id) and id not in demanded and page.path not in renamed
        if lost and guide.kind(page) and not guide.draft(source, id) and not demands_of(guide).hidden(guide.path(id)):
            values = {"page": id, "language": source, "path": guide.path(id)}
            yield found("missing-translation", page.at(), variant="no-source", **values)
    for entry, text in guide.facts.all_texts:
        for language in guide.languages:
            if language in text.value or demands_of(guide).lacks_all(language):
                continue
            place = entry.place(*text.path)
            rule = "invalid-data" if language == source else "missing-translation"
            values = {"language": language, "key": ".".join(map(str, text.path))}
            # Of a file that is not translated one text is named, and how many others there are.
            about = f"{place.path} {language}" if language != source else ""
            yield found(rule, place, variant="text", about=about, **values)
