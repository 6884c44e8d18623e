"""The navigation: the pages in the order of the model's kinds, under the titles of its groups."""

from __future__ import annotations

from typing import Any

from guiaviva.guide import Guide
from guiaviva.language import FALLBACK, choose


def navigation(guide: Guide, language: str, *, drafts: bool = False) -> list[Any]:
    """Return the navigation in the form of MkDocs' `nav`: paths, and groups of paths under a title in the language.

    Pages that the model or data names come in that order, all others by their ids. A group of one page is replaced by
    that page, except the networks. The home page and pages of no kind are in no group, the latter at the end.
    """
    ids = dict.fromkeys(id for _, id in guide.pages)
    if drafts:
        ids |= dict.fromkeys(id for _, id in guide.drafts)
    order = _order(guide)
    groups: dict[str, list[str]] = {group: [] for group in guide.model.groups}
    loose: list[str] = []
    for id in sorted(ids, key=lambda id: (order.get(id, len(order)), id)):
        group = _group(guide, id, order)
        (groups[group] if group else loose).append(f"{id}.md")
    nav: list[Any] = []
    for group, paths in groups.items():
        titles = guide.model.groups[group]
        title = choose(titles, language, FALLBACK) or group
        # The home page is in no group: it is where the name of the site leads.
        nav += [path for path in paths if path == "index.md"]
        paths = [path for path in paths if path != "index.md"]
        if paths:
            nav.append(paths[0] if len(paths) == 1 and group != "networks" else {title: paths})
    return nav + loose


def _group(guide: Guide, id: str, order: dict[str, int]) -> str:
    """Return the group of a page: that of its kind or, for an overview, that of the pages of its folder."""
    kind = guide.model.kind_of(id)
    if kind is None:
        return ""
    if kind.spec.sections or not id.endswith("/index"):
        return kind.spec.group
    folder = id.rpartition("/")[0]
    sibling = next((other for other in order if other.startswith(f"{folder}/")), "")
    other = guide.model.kind_of(sibling)
    return other.spec.group if other else kind.spec.group


def _order(guide: Guide) -> dict[str, int]:
    """Return the rank of each page that the model or data names; an overview comes before the pages of its folder."""
    names: list[str] = []
    for kind in guide.model.kinds.values():
        folder = kind.paths[0].rpartition("/")[0]
        if "*" in kind.paths[0] and folder != "*":
            names.append(f"{folder}/index")
        names += [id for id, _, _ in kind.pages(guide.conditions)]
        if kind.spec.for_each:
            names += [kind.paths[0].replace("*", key) for key in guide.facts.keys[kind.spec.for_each]]
    return {name: place for place, name in enumerate(dict.fromkeys(names))}
