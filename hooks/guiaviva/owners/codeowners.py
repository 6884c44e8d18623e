"""Who is asked to review a change of a page, as forges read it: the file CODEOWNERS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from guiaviva.guide import Guide
from guiaviva.owners.duties import duties_of


def _pattern(id: str) -> str:
    return f"/docs/*/{id}.md"


def _expression(id: str) -> str:
    return f"docs/[^/]+/{re.escape(id)}\\.md"


# Forgejo and Gitea read regular expressions, the others patterns.
FORGES: Mapping[str, Callable[[str], str]] = {
    "github": _pattern,
    "gitlab": _pattern,
    "forgejo": _expression,
    "gitea": _expression,
}
"""How each forge names a page of all languages, by its id."""


def codeowners(guide: Guide, forge: str) -> str:
    """Return the text of the file: the pages of each role that names reviewers, in all languages."""
    return "\n".join(["# guia owners --codeowners", *_lines(guide, FORGES[forge])]) + "\n"


def _lines(guide: Guide, named: Callable[[str], str]) -> Iterator[str]:
    for key, duties in duties_of(guide).items():
        reviewers = guide.facts.roles[key].record.reviewers if key else []
        if reviewers:
            yield from (f"{named(one.page)} {' '.join(reviewers)}" for one in duties)
