"""The data that a page shows is there: `model/blocks.yml` says which file of data each block needs.

A page that says «the accounts are these», with nothing below, is worse than none: whoever reads it believes that there
are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.rows import block_name


def check(guide: Guide) -> Iterator[Finding]:
    # What refers to a record that is gone is reported as unknown, and what cannot be read for what it is.
    elsewhere = {collection for _, _, collection in guide.facts.references}
    elsewhere |= {problem.place.path.removeprefix("data/").removesuffix(".yml") for problem in guide.facts.problems}
    lacking: dict[str, Finding] = {}
    for page in guide.source_pages:
        for block in page.blocks:
            spec = guide.model.blocks.guide.get(block_name(block))
            for name in spec.needs if spec else ():
                if name not in lacking and name not in elsewhere and not _has(guide, name):
                    path = f"data/{name}.yml"
                    values = {"path": path, "block": block_name(block), "page": page.path}
                    lacking[name] = found("missing-data", Place(path), **values)
    yield from lacking.values()


def _has(guide: Guide, name: str) -> bool:
    facts = guide.facts
    single = {
        "decision-tree": ("tree", facts.tree),
        "crisis": ("levels", facts.levels),
        "incident": ("steps", facts.steps),
    }
    key, value = single.get(name, (name, facts.keys.get(name)))
    return key in facts.unread or bool(value)
