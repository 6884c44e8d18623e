"""New pages: with the sections that their kind requires, and in each the instruction of what to write there.

The instructions are those of the model, so that the rule placeholder-text knows the ones that are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guiaviva.contentmodel import Kind
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.nearest import nearest


def new_pages(guide: Guide, id: str, language: str | None) -> Iterator[tuple[str, str]]:
    """Give path and text of the page in `language`, or of all that is missing of it: the source, else translations.

    Raises CannotJudgeError where the model has no such kind of page, the guide no such language, or nothing is missing.
    """
    kind = guide.model.kind_of(id)
    if kind is None:
        raise CannotJudgeError("no-kind", page=id, nearest=nearest(id, guide.demanded))
    if language and language not in guide.languages:
        raise CannotJudgeError("no-such-language", found=language, choices=guide.languages)
    wanted = [language] if language else list(guide.languages)
    missing = [one for one in wanted if not (guide.root / guide.path(id, one)).exists()]
    if not missing:
        raise CannotJudgeError("page-exists", path=guide.path(id, wanted[0]))
    if not language and guide.source_language in missing:
        missing = [guide.source_language]
    for one in missing:
        yield guide.path(id, one), _text(guide, kind, id, one)


def _text(guide: Guide, kind: Kind, id: str, language: str) -> str:
    """Write the page as a draft, so that a build leaves it out until it is finished."""
    front = ["status: draft"]
    if language == guide.source_language:
        values = {"reviewed": guide.today.isoformat()}
        front += [f"{field}: {values.get(field, '')}".rstrip() for field in kind.front_matter]
    titles = {page: title for page, _, title in kind.pages(guide.conditions)}
    title = _pick(titles.get(id, kind.spec.title), language)
    parts = ["---\n" + "\n".join(front) + f"\n---\n\n# {title}\n"]
    for section in kind.sections(guide.page_conditions(id)):
        heading, instruction = _pick(section.title, language), _pick(section.write, language)
        parts.append(f"\n## {heading} {{#{section.id}}}\n\n{instruction}\n")
    return "".join(parts)


def _pick(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))
