"""The text with which a page begins: its front matter, and its sections, each with what is to be written there."""

from collections import Counter
from collections.abc import Collection

from guiaviva.contentmodel import Kind
from guiaviva.guide.guide import Guide
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.front_matter import scalar
from guiaviva.reading.pages import Page
from guiaviva.translations.records import FIELD, NOTHING, Record

# Where no page of the guide says how often one of its kind is reviewed: once a year.
MONTHS = "12"


def scaffold(guide: Guide, id: str, language: str, *, title: str = "", draft: bool = False) -> str:
    """Return the whole text of a new page, as a draft if it is to be left out of a build until it is finished.

    The model knows a kind of page to which it belongs.
    """
    head = front_matter(guide, id, language, draft=draft)
    title = title or _title(guide, id, language)
    # A tool or a role is its block; the sections of others have theirs.
    kind = _kind(guide, id)
    block = kind.block(id)
    names = [*([block.name] if block else []), *kind.spec.begins]
    shown = "".join(f"/// guide | {name}\n///\n\n" for name in names)
    source = guide.source_page(id) if language != guide.source_language else None
    parts = _translated(guide, source, language) if source else sections(guide, id, language)
    return f"{head}# {title}\n\n{shown}{parts}".rstrip("\n") + "\n"


def _translated(guide: Guide, source: Page, language: str) -> str:
    """Return the headings of a translation, in order: those that the model asks for, and what else its original has."""
    kind, prompt = _kind(guide, source.id), choose(guide.model.words["start"]["prompt"], language, FALLBACK)
    known = {section.id for section in kind.sections(guide.page_conditions(source.id))}
    parts = []
    for one in source.sections[1:]:
        if one.id in known:
            parts.append(sections(guide, source.id, language, only=(one.id,)))
        elif one.explicit:
            parts.append(f"{'#' * one.level} {one.title} {{#{one.id}}}\n\n{prompt.format(what=one.title)}\n")
    lacking = known - {one.id for one in source.sections}
    return "\n".join([*parts, *([sections(guide, source.id, language, only=lacking)] if lacking else [])])


def front_matter(guide: Guide, id: str, language: str, *, draft: bool = False) -> str:
    """Return the front matter of a new page, with the empty line that follows it; "" where it needs none."""
    front = ["status: draft"] if draft else []
    if language == guide.source_language:
        kind = _kind(guide, id)
        front += [f"{field}: {_usual(guide, kind, field)}".rstrip() for field in kind.front_matter]
    elif (source := guide.source_page(id) or guide.draft(guide.source_language, id)) and source.whole:
        # What is translated is the source as it is now.
        front += [
            f"{FIELD}:",
            *(f"  {scalar(one)}: {Record(sign, NOTHING)}" for one, sign in source.signatures.items()),
        ]
    return "---\n" + "\n".join(front) + "\n---\n\n" if front else ""


def _kind(guide: Guide, id: str) -> Kind:
    kind = guide.model.kind_of(id)
    assert kind is not None
    return kind


def _title(guide: Guide, id: str, language: str) -> str:
    """Return the title that the model gives a page; the page of a network has its name."""
    network = guide.facts.networks.get(id.removeprefix("networks/")) if id.startswith("networks/") else None
    if network is not None:
        return network.record.called(language)
    return choose(_kind(guide, id).title_of(id), language, FALLBACK)


def sections(guide: Guide, id: str, language: str, *, only: Collection[str] | None = None) -> str:
    """Return the headings that a page must have, in order, each with the instruction of what to write there.

    With `only`, these are the sections with such ids.
    """
    parts = []
    for section in _kind(guide, id).sections(guide.page_conditions(id)):
        if only is not None and section.id not in only:
            continue
        heading, instruction = (choose(texts, language, FALLBACK) for texts in (section.title, section.write))
        block = f"/// guide | {section.block}\n///\n\n" if section.block else ""
        parts.append(f"## {heading} {{#{section.id}}}\n\n{block}{instruction}\n")
    return "\n".join(parts)


def _usual(guide: Guide, kind: Kind, field: str) -> str:
    """Return the value of a field that pages of the kind have most often, then that of all pages.

    What may come later is empty; another date is today's.
    """
    type_ = guide.model.fields[field].type
    if guide.model.fields[field].empty:
        return ""
    if type_ == "date":
        return guide.today.isoformat()
    of_kind = Counter(page.fields.get(field) for page in guide.source_pages if guide.kind(page) is kind)
    of_all = Counter(page.fields.get(field) for page in guide.source_pages)
    common = [value for value, _ in (*of_kind.most_common(), *of_all.most_common()) if isinstance(value, str)]
    fallback = {"months": MONTHS, "role": next(iter(guide.facts.keys["roles"]), "…")}
    return next(iter(common), fallback.get(type_, "…"))
