"""The pages that a guide has or could have: what it lacks is there with the instructions of the model."""

from collections.abc import Iterable, Iterator

from guiaviva.contentmodel import Kind
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of
from guiaviva.guide.loading import with_pages
from guiaviva.guide.scaffold import scaffold
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page, read_page


def possible_ids(guide: Guide, language: str) -> list[str]:
    """Return the ids of the pages that text can go to: those of the guide, of the model, and that people ask for."""
    model = guide.model
    every = frozenset(("several-accounts", "specific-plan"))
    fixed = (id for kind in model.kinds.values() for id, _, _ in kind.pages(every))
    spec = model.search.get(language)
    asked = (one.partition("#")[0] for one in (spec.asked if spec else ()))
    own = (id for one, id in (*guide.pages, *guide.drafts) if one == language)
    ids = dict.fromkeys((*own, *demands_of(guide).pages, *fixed, *asked))
    return [
        id for id in ids if "*" not in id and (kind := model.kind_of(id)) and kind.spec.sections and _can_be(guide, id)
    ]


def _can_be(guide: Guide, id: str) -> bool:
    """Return whether a page is of a record that data has, or a network, which every guide could have."""
    kind = guide.model.kind_of(id)
    each = kind.spec.for_each if kind else None
    return each in (None, "networks") or guide.knows(each, id.rpartition("/")[2])


def with_possible(guide: Guide, language: str, ids: Iterable[str]) -> Guide:
    """Return the guide with every page that it lacks, as the model asks for it."""
    return with_pages(guide, _lacking(guide, language, ids))


def _lacking(guide: Guide, language: str, ids: Iterable[str]) -> Iterator[Page]:
    for id in ids:
        kind = guide.model.kind_of(id)
        if kind and not guide.page(language, id):
            path = guide.path(id, language)
            text = scaffold(guide, id, language, title=title_of(guide, kind, id, language))
            yield read_page(Source(path, text), language, id)


def title_of(guide: Guide, kind: Kind, id: str, language: str) -> str:
    """Return the title of a page that the guide has or could have."""
    page = guide.page(language, id) or guide.draft(language, id)
    own = next((one.title for one in page.sections if one.level == 1), "") if page else ""
    key = id.rpartition("/")[2]
    network = guide.facts.networks.get(key) if kind.spec.for_each == "networks" else None
    if own or network:
        return own or (network.record.name if network else "")
    if kind.spec.for_each and not kind.titles.get(key):
        return key.replace("-", " ").capitalize()
    return ""
