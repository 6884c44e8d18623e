"""The rules: one module each, or one a family. A rule is found because its file is here; its level and words stand in
`model/rules.yml`. What it looks at is said by the name of its function, of which a module may have several:

check_data(guide)                  the data, the model and mkdocs.yml, and no page
check_pages(guide, pages)          each of some pages: what it finds in one depends on that page, on the data and the
                                   model, and on what all pages have as ids, but on no other page's text
check_translations(guide, pairs)   each of some translations, with its source page
check_search(guide, index)         the answers of the search; `index(language)` returns the index of a language
check(guide)                       the guide as a whole

All of them yield findings without words. What a function may look at decides how long its findings are kept
(`guiaviva.judgement`), so a rule that looks at more than its name says would miss changes.
"""
