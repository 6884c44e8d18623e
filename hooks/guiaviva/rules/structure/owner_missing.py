"""Every page has an owner: a role that keeps it true.

A page that everybody may correct is corrected by nobody.

Not seen: whether that role takes care of the page. Translations have no owner of their own: that of the original
counts.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections
from guiaviva.rules.structure.invalid_front_matter import gives


def check(guide: Guide) -> Iterator[Finding]:
    # Where the source is not known, language-mismatch reports it.
    for page in guide.front_pages if guide.has_source else ():
        kind = guide.kind(page)
        mark = kind.front_matter.get("owner") if kind else None
        readable = page.whole and not page.front_problems and not sections.blank(page)
        if mark and readable and not gives(guide, page, "owner"):
            yield found(
                "owner-missing",
                page.at(),
                about=page.path,
                mark=mark,
                key="owner",
                choices=guide.facts.keys["roles"] or ("…",),
            )
