"""The check of mentions: an account that no register has is often a slip of the pen, and sometimes a trap."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from guiaviva.posts.checked import Checked, Hit
from guiaviva.posts.text import matches

# So many letters at most may be wrong in a name, and this many it has at least to be taken for part of another.
SLIPS, TELLING = 2, 6


def unknown_mention(checked: Checked) -> Iterator[Hit]:
    """Report mentions of accounts that are in no register, with the nearest that is; not who is answered."""
    text, known = checked.text, checked.criteria.accounts
    first = next(matches("token", text.written), None)
    for start, end in text.mentions:
        name = text.folded[start + 1 : end].partition("@")[0]
        if name in known or (first and start == first.start()):
            continue
        near = nearest_account(name, known)
        if near:
            yield Hit(start, end, values={"kind": "near", "nearest": f"@{near}", "suggestions": [f"@{near}"]})
        else:
            yield Hit(start, end, values={"kind": "strange"}, level="advice")


def nearest_account(name: str, known: tuple[str, ...]) -> str:
    """Return the known name that is within a few slips of one, or all of it but an addition; "" where none is."""
    slips = [(OSA.distance(name, one, score_cutoff=SLIPS), one) for one in known if len(one) >= TELLING]
    slips = [(distance, one) for distance, one in slips if distance <= SLIPS]
    added = [one for one in known if len(one) >= TELLING and one in name]
    return min(slips)[1] if slips else max(added, key=len, default="")
