"""The rows that blocks show: `/// guide | situations` has one for each situation, with an id that links can lead to."""

from collections.abc import Collection, Iterator, Mapping

from guiaviva.contentmodel.specs import BlockSpec
from guiaviva.facts.loading import COLLECTIONS
from guiaviva.guide.blocks import block_key, block_name
from guiaviva.guide.demands import demands_of
from guiaviva.guide.guide import Guide, once
from guiaviva.reading.pages import Page, hash_of
from guiaviva.reading.validation import Record


def anchors(guide: Guide, page: Page) -> frozenset[str]:
    """Return every id in a page that a link can lead to: headings, attributes, raw HTML and rows of blocks."""
    known = _anchors(guide)
    if page.path not in known:
        known[page.path] = page.anchors.union(ids_in(guide, page))
    return known[page.path]


@once
def _anchors(guide: Guide) -> dict[str, frozenset[str]]:
    return {}


def ids_in(guide: Guide, page: Page) -> Iterator[str]:
    """Return the ids of all rows that the blocks of a page show."""
    for block in page.blocks:
        yield from ids_of(guide, block_name(block), block_key(page, block))


def ids_of(guide: Guide, name: str, key: str) -> Iterator[str]:
    """Return the ids of the rows that the block `name`, which is about `key`, shows, in order."""
    spec = guide.model.blocks.guide.get(name)
    if spec and spec.rows and spec.anchor:
        for row in keys_of(guide, spec.rows, key if spec.key == "plans" else None):
            yield f"{spec.anchor}-{row}"


def lasting(guide: Guide, page: Page) -> dict[str, str]:
    """Return the ids of the rows of a page to which readers are led, each with the signature of its record, or ""."""
    found: dict[str, str] = {}
    for block in page.blocks:
        name, key = block_name(block), block_key(page, block)
        spec = guide.model.blocks.guide.get(name)
        if spec and spec.rows and spec.lasting:
            records = _records(guide, spec.rows, key if spec.key == "plans" else None)
            for id in ids_of(guide, name, key):
                record = records.get(id.removeprefix(f"{spec.anchor}-"))
                found[id] = hash_of(record.model_dump_json(exclude_defaults=True)) if record else ""
    return found


def _records(guide: Guide, rows: str, plan: str | None) -> Mapping[str, Record]:
    """Return the records that could be read of a collection, or of a list of one plan."""
    if rows == "questions":
        return guide.facts.tree.record.questions if guide.facts.tree else {}
    holder = guide.facts if plan is None else guide.facts.plans.get(plan)
    return {key: (entry.typed or entry).record for key, entry in getattr(holder, rows, {}).items()}


def prefix_of(guide: Guide, page: Page, id: str) -> str:
    """Return with what an id in a page begins if it is like those of rows to which readers are led there, or ""."""
    specs = (guide.model.blocks.guide.get(block_name(block)) for block in page.blocks)
    return next((f"{one.anchor}-" for one in specs if one and one.lasting and id.startswith(f"{one.anchor}-")), "")


def named(guide: Guide, page: Page, keys: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Return the ids that the rows of a page would have where files of data, by their paths, had these keys."""
    for block in page.blocks:
        spec = guide.model.blocks.guide.get(block_name(block))
        if spec and _is_file(spec):
            yield from (f"{spec.anchor}-{key}" for key in keys.get(f"data/{spec.rows}.yml", ()))


def record_of(guide: Guide, id: str) -> tuple[str, str]:
    """Return the collection, a file of data, and the key of the record to whose row an id would lead readers, or ""."""
    for spec in guide.model.blocks.guide.values():
        if spec.rows and _is_file(spec) and id.startswith(f"{spec.anchor}-"):
            return spec.rows, id.removeprefix(f"{spec.anchor}-")
    return "", ""


def _is_file(spec: BlockSpec) -> bool:
    """Return whether the rows to which a block leads readers are the records of a file of data, and nothing else."""
    return spec.lasting and spec.rows in COLLECTIONS and not spec.key


def keys_of(guide: Guide, rows: str, plan: str | None) -> tuple[str, ...]:
    """Return the keys of the rows of a collection, or of a list of one plan."""
    facts = guide.facts
    if plan is not None:
        return facts.plans[plan].written(rows) if plan in facts.plans else ()
    if rows == "questions":
        return tuple(facts.tree.record.questions) if facts.tree else ()
    if rows in ("levels", "steps"):
        return tuple(getattr(facts, rows))
    if rows == "terms":
        # A term without a definition is vocabulary for the search, and no row of the glossary.
        terms = facts.terms
        return tuple(key for key in facts.keys.get(rows, ()) if key not in terms or terms[key].record.definition)
    return facts.keys.get(rows, ())


def block_of(guide: Guide, id: str) -> str:
    """Return the block that would show the row with this id in any page, or "" where there is no such row."""
    for name, spec in guide.model.blocks.guide.items():
        key = id.removeprefix(f"{spec.anchor}-") if spec.rows and spec.anchor else id
        # Of a plan it may be any: whose page it is does not count.
        if spec.rows and key != id and key in keys_of(guide, spec.rows, None):
            return name
    return ""


def unknown_in(guide: Guide, page: Page) -> bool:
    """Return whether a page has a block of ours that the model does not know, so that its rows are not known."""
    names = (block_name(block) for block in page.blocks if block.name == "guide")
    return any(name not in guide.model.blocks.guide for name in names)


def names_row(guide: Guide, page: Page, id: str) -> bool:
    """Return whether an id in a page has the form of that of a row of what is not known.

    Its file is empty, broken, or that of a plan that has a page and no data. Or data refers to it: that is reported.
    """
    specs = tuple(
        spec for spec in guide.model.blocks.guide.values() if spec.anchor and id.startswith(f"{spec.anchor}-")
    )
    demands = demands_of(guide)
    unknown, lost = demands.lacking_data, page.id.removeprefix("plans/") in demands.lost_plans
    keys = {(spec.rows, id.removeprefix(f"{spec.anchor}-")) for spec in specs}
    if any((collection, marked.value) in keys for _, marked, collection in guide.facts.references):
        return not block_of(guide, id)
    return any(
        guide.facts.unread or spec.rows in unknown or {*spec.needs} & {*unknown} or (lost and spec.key == "plans")
        for spec in specs
    )
