"""The checks of people: what in a post is somebody's own, and by what a child or a patient can be told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import itemgetter

from guiaviva.posts.checked import Checked, Hit
from guiaviva.posts.patterns import PATTERNS, compiled
from guiaviva.posts.readings import ADULT
from guiaviva.posts.text import Span, Text, matches, sentences, touches

# ISO 13616: how many signs the shortest account number has.
IBAN_SHORTEST = 15
# A telephone number has so many digits, without the prefix of the country.
PHONE_DIGITS = 9
# What stands so many characters before a telephone, or after it, is beside it.
BESIDE_BEFORE, BESIDE_AFTER = 70, 40
_CARE = ("care", "illness")
_PLACE = ("school", "class")


def personal_data(checked: Checked) -> Iterator[Hit]:
    """Report account and ID numbers, number plates, telephones, homes and mailboxes that are not the institution's."""
    text, criteria, find = checked.text, checked.criteria, Finder(checked)
    reported: list[Span] = []
    for kind, judge in _KINDS.items():
        for match in matches(kind, text.written):
            taken = touches(match.span(), reported) or text.is_name(match.span())
            hit = None if taken else judge(checked, match.span(), find)
            if hit:
                insort(reported, match.span())
                yield hit
    yield from _homes(checked, find)
    for start, end in text.mails:
        mailbox = text.folded[start:end]
        domain = mailbox.rpartition("@")[2]
        own = any(domain == one or domain.endswith(f".{one}") for one in criteria.domains)
        if not own and mailbox not in criteria.mailboxes:
            yield Hit(start, end, values={"kind": "mail"})


def _iban(checked: Checked, span: Span, _find: Finder) -> Hit | None:
    from stdnum.iso7064 import mod_97_10

    signs = _signs(checked, span)
    valid = len(signs) >= IBAN_SHORTEST and mod_97_10.is_valid(signs[4:] + signs[:4])
    return Hit(*span, values={"kind": "iban"}) if valid else None


def _identity(checked: Checked, span: Span, _find: Finder) -> Hit | None:
    from stdnum.es import dni, nie

    signs = _signs(checked, span)
    if dni.is_valid(signs) or nie.is_valid(signs):
        return Hit(*span, values={"kind": "identity"})
    # A mistyped one still tells whose it is; but it may be the number of a file.
    return Hit(*span, values={"kind": "identity-unknown"}, level="advice")


def _signs(checked: Checked, span: Span) -> str:
    """Return the letters, as capitals, and the figures of a number, without what parts them."""
    return compiled(PATTERNS["no-sign"]).sub("", checked.text.written[slice(*span)]).upper()


def _plate(_: Checked, span: Span, _find: Finder) -> Hit | None:
    return Hit(*span, values={"kind": "plate"})


def _phone(checked: Checked, span: Span, find: Finder, here: bool) -> Hit | None:
    """Return what a telephone is that is not the institution's, by what stands beside it.

    Beside somebody's name it is an error, and so is a mobile alone. Of a service it is right, if it is no mobile. All
    else is a remark. `here`: it is of the country whose mobiles are known by their first digit.
    """
    digits = compiled(PATTERNS["no-digit"]).sub("", checked.text.written[slice(*span)])
    if digits[-PHONE_DIGITS:] in checked.criteria.phones:
        return None
    mobile = here and compiled(PATTERNS["mobile"]).search(digits[-PHONE_DIGITS:]) is not None
    whose = _beside(find, span)
    if whose == "person":
        return Hit(*span, values={"kind": "phone-person"})
    if mobile and whose is None:
        return Hit(*span, values={"kind": "phone"})
    return None if whose and not mobile else Hit(*span, values={"kind": "phone-unknown"}, level="advice")


def _beside(find: Finder, span: Span) -> str | None:
    """Return whether a person or a service stands nearer to a telephone, or None where neither is beside it."""
    nearest: tuple[int, str] | None = None
    for whose, name in (("person", "named"), ("person", "titled"), ("service", "service")):
        # A name that ends before the telephone may begin earlier.
        for start, end in find(name, (span[0] - 2 * BESIDE_BEFORE, span[1] + BESIDE_AFTER + 1)):
            distance = span[0] - end if end <= span[0] else start - span[1]
            near = 0 <= distance <= (BESIDE_BEFORE if end <= span[0] else BESIDE_AFTER)
            if near and (nearest is None or distance < nearest[0]):
                nearest = distance, whose
    return nearest[1] if nearest else None


# The patterns of text as it was written, since names have capitals; the others are of folded text.
WRITTEN = (
    "named",
    "titled",
    "named-aged",
    "anyone-aged",
    "given-names",
    "named-cared",
    "child-aged",
    "child-named",
    "patient-aged",
    "patient-named",
    "class",
    "home",
    "home-door",
)


class Finder:
    """What the patterns of a language find in a text: each is looked for once, and only if it is asked for."""

    def __init__(self, checked: Checked) -> None:
        self._text, self._finds, self._needs = checked.text, checked.reading.finds, checked.reading.needs
        self._found: dict[str, list[Span]] = {}

    def __call__(self, name: str, within: Span | None = None) -> list[Span]:
        """Return what the pattern of a name finds in the text, or what of it begins within a part."""
        if name not in self._found:
            text = self._text.written if name in WRITTEN else self._text.folded
            pattern = self._finds.get(name) if self._text.may_hold(self._needs.get(name, ())) else None
            self._found[name] = [match.span() for match in compiled(pattern).finditer(text)] if pattern else []
        spans = self._found[name]
        if within is None:
            return spans
        first, last = (bisect_left(spans, place, key=itemgetter(0)) for place in within)
        return spans[first:last]


def _homes(checked: Checked, spans_of: Finder) -> Iterator[Hit]:
    """Report the address of a person: where they are said to live, or whose door is told.

    A door without a person is a remark, unless it is that of a service.
    """
    doors = spans_of("home-door")
    homes = [one for one in spans_of("home") if not touches(one, doors)]
    each = [*sentences(checked.text.written)] if doors or homes else []
    for span in sorted((*doors, *homes)):
        before = bisect_right(each, span[0], key=itemgetter(0)) - 1
        sentence = min(each[before][0], span[0]), max(each[before][1], span[1])
        lives, service = spans_of("lives", sentence), spans_of("service", sentence)
        person = [*spans_of("named", sentence), *spans_of("titled", sentence)]
        if (lives and (person or not service)) or (person and span in doors and not service):
            yield Hit(*span, values={"kind": "home"})
        elif span in doors and not service:
            yield Hit(*span, values={"kind": "home-unknown"}, level="advice")


_KINDS: Mapping[str, Callable[[Checked, Span, Finder], Hit | None]] = {
    "iban": _iban,
    "identity": _identity,
    "phone": partial(_phone, here=True),
    "phone-abroad": partial(_phone, here=False),
    "plate": _plate,
}


def identifiable_person(checked: Checked) -> Iterator[Hit]:
    """Report a child, or somebody who is cared for, of whom enough is told to know who it is.

    A child: a name with the age or the class, or one child's age with a school, a ward or an illness. A patient: a
    name or one person's age, with what they are cared for or where.
    """
    find = Finder(checked)
    for sentence in sentences(checked.text.written):
        span, kind = _told(checked, find, sentence)
        if span:
            yield Hit(*span, values={"kind": kind})


def _told(checked: Checked, find: Finder, sentence: Span) -> tuple[Span | None, str]:
    """Return who can be told in a sentence, if anyone, and as what; nothing is looked for before it is needed."""

    def spans_of(*names: str) -> list[Span]:
        return [one for name in names for one in find(name, sentence)]

    for span in spans_of("named-aged"):
        if _age(checked.text, span) < ADULT:
            return span, "child"
        if spans_of(*_CARE):
            return span, "patient"
    for span in spans_of("named-cared"):
        return span, "patient"
    for span in spans_of("child-aged", "patient-aged"):
        child = _age(checked.text, span) < ADULT
        told = spans_of(*_CARE) or (child and spans_of(*_PLACE, "named", "home"))
        if told and not spans_of("general"):
            return span, "child" if child else "patient"
    for span in spans_of("home") and spans_of("anyone-aged"):
        if _age(checked.text, span) < ADULT:
            return span, "child"
    for span in spans_of("class") and spans_of("given-names"):
        return span, "child"
    for span in spans_of("named"):
        if spans_of("class"):
            return span, "child"
        if spans_of("illness") and (spans_of("care") or spans_of("patient-named")):
            return span, "patient"
    for span in spans_of("child-named"):
        if spans_of(*_PLACE):
            return span, "child"
    for span in spans_of("named") if spans_of("school") and not spans_of("general") else ():
        # Whoever is named in public with a surname is seldom a child.
        if len(checked.text.written[slice(*span)].split()) == 1:
            return span, "child"
    for span in spans_of("patient-named"):
        if spans_of("care"):
            return span, "patient"
    return None, ""


def _age(text: Text, span: Span) -> int:
    """Return the age in a span; 0 where it is in words, which are those of children."""
    return int(compiled(PATTERNS["no-digit"]).sub("", text.written[slice(*span)]) or 0)
