"""What indicators, accounts and parts are called in a table: by their key, or by a name in a language of the guide."""

import re
from collections.abc import Iterable, Mapping
from typing import cast, get_args

from guiaviva.facts.schema import Indicator, PartName
from guiaviva.guide import Guide

Names = Mapping[str, tuple[str, ...]]
"""The keys that a name may mean, by the name as `bare` has it."""


def bare(name: str) -> str:
    """Return a name as it is compared: in lower case, without the @ of a handle and what an address may lack."""
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", " ".join(name.split()).casefold().replace("’", "'"))
    return name.removeprefix("@").rstrip("/")


def indicators_of(guide: Guide) -> Mapping[str, Indicator]:
    """Return the indicators of all plans by their key."""
    return {key: one.record for plan in guide.facts.plans.values() for key, one in plan.indicators.items()}


def indicator_names(guide: Guide) -> Names:
    """Return the indicators that a name may mean: a key, or else a name in one of the languages."""
    ones = [one for plan in guide.facts.plans.values() for one in plan.indicators.values()]
    return _names(((one.key, name) for one in ones for name in one.record.name.values()), (one.key for one in ones))


def account_names(guide: Guide) -> Names:
    """Return the accounts that a name may mean: a key, or else a handle, an address, or a network with a handle."""
    pairs = []
    for key, entry in guide.facts.accounts.items():
        record = entry.record
        network = guide.facts.networks.get(record.network)
        called = {network.record.called(one) for one in guide.languages} if network else {record.network}
        names = (record.handle, record.url, *(f"{one} {record.handle}" for one in sorted(called)))
        pairs += [(key, name) for name in names]
    return _names(pairs, guide.facts.keys["accounts"])


def part_names(guide: Guide) -> Mapping[str, PartName]:
    """Return the parts of formulas by their key and by the word for them in each language."""
    names: dict[str, PartName] = {}
    for part in get_args(PartName):
        key = cast("PartName", part)
        names |= {bare(word): key for word in guide.model.words["part"].get(part, {}).values()} | {part: key}
    return names


def _names(pairs: Iterable[tuple[str, str]], keys: Iterable[str]) -> Names:
    found: dict[str, dict[str, None]] = {}
    for key, name in pairs:
        found.setdefault(bare(name), {})[key] = None
    return {name: tuple(ones) for name, ones in found.items()} | {key: (key,) for key in keys}
