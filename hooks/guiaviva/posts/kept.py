"""The style of the texts of a guide: checked once, and kept as long as neither the text nor the rules change."""

from collections.abc import Sequence

from guiaviva.cache import digest
from guiaviva.guide import Guide
from guiaviva.posts.check import Post, PostFinding, check_style
from guiaviva.posts.criteria import criteria_of

# The files of which the criteria are made, besides the contacts of all of them.
_CRITERIA = ("data/style.yml", "data/networks.yml")


def styles(guide: Guide, texts: Sequence[Post]) -> list[tuple[PostFinding, ...]]:
    """Return what `check_style` finds in each text, in the order of the texts."""
    rules = _fingerprint(guide)
    keys = [digest(rules, one.text, one.language, *one.networks) for one in texts]
    known = guide.store.get_many("style", keys) if guide.store else {}
    fresh = {key: one for key, one in zip(keys, texts, strict=True) if key not in known}
    if fresh:
        criteria = criteria_of(guide)
        made = {key: tuple(check_style(criteria, one)) for key, one in fresh.items()}
        known |= made
        if guide.store:
            guide.store.put_many("style", made)
    return [known[key] for key in keys]


def _fingerprint(guide: Guide) -> str:
    """Return a digest of all that the criteria are made of: no text is checked on a day, so periods are not."""
    sources = (guide.facts.sources[path].fingerprint for path in _CRITERIA if path in guide.facts.sources)
    return digest(guide.model.fingerprint, *sources, *sorted(guide.contacts), *guide.languages)
