"""The check of mentions: an account that no register has is often a slip of the pen, and sometimes a trap."""

from collections.abc import Iterator
from itertools import islice

from rapidfuzz.distance import OSA

from guiaviva.posts.checked import Checked, Hit
from guiaviva.posts.text import Span, Text, matches

# So many letters at most may be wrong in a name, and this many it has at least to be taken for part of another.
SLIPS, TELLING = 2, 6
# The most words of a greeting, with the name of whom it greets.
GREETING = 3
GREETS = ",!:"


def unknown_mention(checked: Checked) -> Iterator[Hit]:
    """Report mentions of accounts that are in no register, with the nearest that is; not who is answered."""
    text, known, whom = checked.text, checked.criteria.accounts, answered(checked.text)
    for start, end in text.mentions:
        name = text.folded[start + 1 : end].partition("@")[0]
        if name in known or (start, end) == whom:
            continue
        near = nearest_account(name, known)
        if near:
            yield Hit(start, end, values={"kind": "near", "nearest": f"@{near}", "suggestions": [f"@{near}"]})
        else:
            yield Hit(start, end, values={"kind": "strange"}, level="advice")


def answered(text: Text) -> Span | None:
    """Return the mention of whom a text answers: the first words greet it, as in «Hello, @name» and «Hi @name!»."""
    tokens = [match.span() for match in islice(matches("token", text.written), GREETING)]
    for start, end in text.mentions:
        at = next((at for at, token in enumerate(tokens) if token[0] <= start < token[1]), None)
        # A sign parts a name from the sentence, after it or before.
        if at == 0 or (at and (end < tokens[at][1] or text.written[tokens[at - 1][1] - 1] in GREETS)):
            return start, end
    return None


def nearest_account(name: str, known: tuple[str, ...]) -> str:
    """Return the known name that is within a few slips of one, or all of it but an addition; "" where none is."""
    slips = [(OSA.distance(name, one, score_cutoff=SLIPS), one) for one in known if len(one) >= TELLING]
    slips = [(distance, one) for distance, one in slips if distance <= SLIPS]
    added = [one for one in known if len(one) >= TELLING and one in name]
    return min(slips)[1] if slips else max(added, key=len, default="")
