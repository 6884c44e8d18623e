"""The style of the texts of a guide: checked once, and kept as long as neither the text nor the rules change."""

import re
from collections.abc import Iterable, Iterator, Sequence

from guiaviva.cache import digest, kept
from guiaviva.guide import Guide
from guiaviva.posts.check import Post, PostFinding, check_style
from guiaviva.posts.criteria import criteria_of

# The files of which the criteria are made, besides the contacts of all of them.
_CRITERIA = ("data/style.yml", "data/networks.yml", "data/accounts.yml")


def styles(guide: Guide, texts: Sequence[Post]) -> list[tuple[PostFinding, ...]]:
    """Return what `check_style` finds in each text, in the order of the texts."""
    rules, contacts = _fingerprint(guide), sorted(guide.contacts)
    keys = [digest(rules, one.text, *_asked_for(one.text, contacts), one.language, *one.networks) for one in texts]

    def make(missing: Sequence[int]) -> Iterator[tuple[PostFinding, ...]]:
        each = (texts[at] for at in missing)
        return (tuple(check_style(criteria_of(guide, one.language), one)) for one in each)

    return kept(guide.store, "style", keys, make)


def _asked_for(text: str, contacts: Iterable[str]) -> Iterator[str]:
    """Return the contacts that the check of a text may ask for: telephones in it, and mailboxes where it has any."""
    figures = re.sub(r"[^0-9]+", "", text)
    return (one for one in contacts if ("@" in text if "@" in one else one in figures))


def _fingerprint(guide: Guide) -> str:
    """Return a digest of all that the criteria are made of but contacts: no text is checked on a day or a period."""
    sources = (guide.facts.sources[path].fingerprint for path in _CRITERIA if path in guide.facts.sources)
    return digest(guide.model.fingerprint, *sources, *guide.languages)
