"""Of which roles a guide speaks: by their keys in data, front matter and blocks, or by their names."""

import re
from collections.abc import Iterator

from guiaviva.guide.blocks import block_name, given_key
from guiaviva.guide.guide import Guide, once

_ROLES = "data/roles.yml"


@once
def used_roles(guide: Guide) -> frozenset[str]:
    """Return the keys of the roles of which more than the list of roles speaks, and of who stands in for them."""
    roles = guide.facts.roles
    said = "\n".join(_texts(guide)).casefold()
    named = {key for key, role in roles.items() if _is_in(said, role.record.name.get(guide.source_language, ""))}
    used = named | {*_keys(guide)}
    deputies = {roles[key].record.deputy for key in used & roles.keys()}
    return frozenset(used | {key for key in deputies if key})


def _keys(guide: Guide) -> Iterator[str]:
    """Return the keys of roles that data, front matter and blocks have, and of which there is a page."""
    for entry, marked, collection in guide.facts.references:
        if collection == "roles" and entry.document.path != _ROLES:
            yield str(marked.value)
    fields = {name for name, spec in guide.model.fields.items() if spec.type == "role"}
    for page in guide.pages.values():
        if page.id.startswith("roles/"):
            yield page.id.removeprefix("roles/")
        for field in fields & page.fields.keys():
            value = page.fields[field]
            yield from map(str, value if isinstance(value, list) else [value])
        for block in page.blocks:
            spec = guide.model.blocks.guide.get(block_name(block))
            if spec and spec.key == "roles":
                yield given_key(block)


def _texts(guide: Guide) -> Iterator[str]:
    """Return what the guide says in its first language, in which references are filled: pages, then data."""
    yield from (page.source.text for page in guide.source_pages)
    for entry, text in guide.facts.texts:
        if entry.document.path != _ROLES:
            yield text.value.get(guide.source_language, "")


def _is_in(text: str, name: str) -> bool:
    return bool(name and re.search(rf"(?<![\w-]){re.escape(name.casefold())}(?![\w-])", text))
