"""No file holds a password, a key, or a number or an address of a person.

The guide is read by everyone in the house and copied by many, its data and their comments too: what is no shared
contact of data is somebody's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Contact
from guiaviva.guide import Guide
from guiaviva.guide.contacts import plain_contact
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page
from guiaviva.text.private import Detector, is_mobile

# The words of the rule for each kind of what is private.
VARIANTS = {
    "email": "email",
    "mobile": "mobile",
    "password": "password",
    "token": "token",
    "identity": "identity",
    "iban": "iban",
    "card": "card",
    "plate": "plate",
    "born": "born",
    "home": "home",
    "health": "health",
    "minor": "minor",
    "trace": "trace",
    "session": "session",
    "editing": "editing",
}

# So many contacts show what telephones are like here.
_SEVERAL = 3


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.judged_pages)
    yield from _of_data(guide)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    detector = Detector(guide.model.prose.values(), guide.model.phrases.free_mail)
    for page in pages:
        yield from _findings(guide, detector, page.source, data=False)


def _of_data(guide: Guide) -> Iterator[Finding]:
    detector = Detector(guide.model.prose.values(), guide.model.phrases.free_mail)
    # The settings of the site are copied and published with the rest.
    settings = [guide.config.source] if guide.config.source else []
    for source in (*settings, *(source for _, source in sorted(guide.facts.sources.items()))):
        yield from _findings(guide, detector, source, data=True)
    yield from _own_mobile(guide)


def _own_mobile(guide: Guide) -> Iterator[Finding]:
    """Report the one contact that is a mobile telephone beside several that are none; whoever is on call has one."""
    on_call = guide.institution.on_call
    roles = ((role, role.record.contact) for key, role in guide.facts.roles.items() if key != on_call)
    contacts: list[tuple[Entry[Any], Contact]] = [(guide.facts.institution, guide.institution.contact), *roles]
    phones = [(owner, contact.phone) for owner, contact in contacts if contact.phone]
    mobiles = [(owner, phone) for owner, phone in phones if is_mobile(phone)]
    if len(mobiles) == 1 and len(phones) > _SEVERAL:
        owner, phone = mobiles[0]
        yield found("private-data", owner.value_place("contact", "phone"), variant="contact", found=phone)


def _findings(guide: Guide, detector: Detector, source: Source, *, data: bool) -> Iterator[Finding]:
    # A link whose text is its own address holds the address twice, which is one finding.
    reported: set[tuple[int, str]] = set()
    for one in detector.find(source, guide.contacts, data=data):
        place = source.place_of(one.start, one.end)
        same = (place.line, plain_contact(one.contact or one.value))
        if same not in reported:
            yield found("private-data", place, variant=VARIANTS[one.kind], found=one.shown)
        reported.add(same)
