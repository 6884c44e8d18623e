"""The rules: one module for each, or for a family of them.

A rule is found because its file is here; its level is in `model/rules.yml`, its words are in `words/`. The name of
its function says what it looks at, and a module may have several of these functions:

check_data(guide)                  the data, the model and mkdocs.yml, and no page
check_pages(guide, pages)          each of these pages by itself, with the data (no queries), the model and the frame of
                                   the guide: which files there are, and the ids in all pages, but not their text
check_translations(guide, pairs)   each of these translations by itself, with its source page and its other versions,
                                   and the layout of the guide: its frame without what records say (`Guide.layout`)
check_search(guide, queries, index)    each of these queries of one language by itself, with its index
check_texts(guide, texts)          each of these published pages and records of data by itself, with the versions of the
                                   page, the layout, and what `guide.identifier` knows of the words of the text
check(guide)                       the guide as a whole

All of them yield findings, which have no words. Findings are cached for as long as what the function may look at does
not change (`guiaviva.judgement`), so a function that looks at more would miss changes.
"""
