"""The whole guide for programs, which outlasts the site: pages as Markdown in each language, and records of data.

It has nothing that the site does not show: of data the records that a published page shows, with the fields that it
shows of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from guiaviva.cache import digest
from guiaviva.facts.schema import Contact as OfData
from guiaviva.facts.schema import Duration as Span
from guiaviva.guide import Guide
from guiaviva.guide.blocks import block_name
from guiaviva.judgement import Judgement
from guiaviva.owners import duties_of
from guiaviva.reading.pages import Page
from guiaviva.search.contributions import pages_of
from guiaviva.site.exports import markdown
from guiaviva.site.exports.accounts import Account, Impersonation, Texts, register
from guiaviva.site.exports.markdown import Chunk, copy_of, markdown_of
from guiaviva.site.exports.published import Published, text_of
from guiaviva.site.session import Export
from guiaviva.translations.records import recorded

FILE = "guide.json"
VERSION: Literal[1] = 1
"""Of the form of the file: it is another one where a key has gone, has come or means something else."""


class Contact(Published):
    """How to reach a team."""

    email: str | None
    phone: str | None


class Institution(Published):
    """Whose guide it is."""

    name: Texts
    kind: str
    contact: Contact
    demonstration: bool
    """It is invented."""


class Section(Published):
    """A section of a page, or by the id `top` what is before the first one."""

    id: str
    title: str
    markdown: str
    """With its heading; links are as seen from `path`."""


class Translation(Published):
    """A page in a language."""

    title: str
    description: str
    path: str
    """The page as Markdown, from the address of this file; the page itself is its folder."""
    state: Literal["original", "signed", "stale", "unsigned"]
    """Whether it was signed off as saying what the original says, and that has not changed since."""
    stale: tuple[str, ...]
    """The ids of the sections whose original has changed since."""
    sections: tuple[Section, ...]


class PageRecord(Published):
    """A page in each language in which it is written."""

    id: str
    owner: str | None
    """The id of the role that keeps it."""
    reviewed: datetime.date | None
    next_review: datetime.date | None
    languages: Mapping[str, Translation]


class Role(Published):
    """A role that the guide speaks of; how to reach it is known where it has a page."""

    id: str
    name: Texts
    contact: Contact | None


class Helpline(Published):
    """A public telephone for people in danger."""

    id: str
    name: Texts
    phone: str
    serves: Texts
    source: str | None


class Network(Published):
    """A network, and what it allows."""

    id: str
    name: str
    url: str
    status: Literal["active", "trial", "retiring", "closed"]
    until: datetime.date | None
    characters: int | None
    counted: str | None
    """How it counts them."""
    checked_on: datetime.date | None


class Duration(Published):
    """A length of time; `working` counts working hours and days alone."""

    value: int
    unit: Literal["minutes", "hours", "days"]
    calendar: Literal["natural", "working"]


class Situation(Published):
    """What a message may be, and what is done then."""

    id: str
    name: Texts
    definition: Texts | None
    level: Literal["danger", "serious", "ordinary"]
    action: Literal["reply", "refer", "watch", "moderate", "escalate"]
    call: tuple[str, ...]
    """The ids of the helplines to call first, in order."""
    steps: tuple[Texts, ...]
    max_response: Duration | None
    escalate_to: str | None


class Reply(Published):
    """A ready reply to a situation; what is in braces is filled in."""

    id: str
    situation: str
    name: Texts | None
    when: Texts | None
    text: Texts
    networks: tuple[str, ...]
    """Those that it is for; every one where none is named."""
    private: bool


class Term(Published):
    """A term with its definition."""

    id: str
    term: Texts
    definition: Texts


class GuideRecord(Published):
    """The whole guide. Records are there where a published page shows them."""

    schema_: Literal["guide.schema.json"] = Field(serialization_alias="$schema")
    version: Literal[1]
    date: datetime.date
    """The day on which it was made."""
    url: str | None
    """Where the guide is published."""
    languages: tuple[str, ...]
    """The first is the one of the originals."""
    institution: Institution
    pages: tuple[PageRecord, ...]
    roles: tuple[Role, ...]
    networks: tuple[Network, ...]
    accounts: tuple[Account, ...]
    impersonations: tuple[Impersonation, ...]
    situations: tuple[Situation, ...]
    replies: tuple[Reply, ...]
    helplines: tuple[Helpline, ...]
    terms: tuple[Term, ...]


def guide_file(guide: Guide, languages: Collection[str]) -> Export:
    """Return the export of the guide, and of each page as Markdown in the languages of the site: both say the same."""
    copies = {
        (language, page.id): guide.site_folder(language) + copy_of(page.id)
        for language in languages
        for page in pages_of(guide, language)
    }

    def make(judgement: Judgement) -> Iterator[tuple[str, str]]:
        pages = markdown_of(judgement)
        yield FILE, text_of(whole(judgement.guide, pages))
        yield from ((copies[key], markdown.text_of(chunks)) for key, chunks in pages.items() if key in copies)

    def key(judgement: Judgement) -> str:
        guide = judgement.guide
        depends = guide.facts.fingerprint_of_shown, guide.model.fingerprint, guide.today.isoformat(), guide.site_url
        return digest(FILE, repr(languages), markdown.key_of(judgement), *depends)

    return Export(FILE, make, key=key, beside=frozenset(copies.values()))


def whole(guide: Guide, pages: Mapping[tuple[str, str], Sequence[Chunk]]) -> GuideRecord:
    """Return a guide as it is published; `pages` are their sections as Markdown, by language and id."""
    institution, shown = guide.institution, _blocks(guide)
    of_accounts = register(guide) if "register" in shown else None
    situations = _situations(guide) if shown & {"situations", "assistant", "sheet"} else ()
    return GuideRecord(
        schema_="guide.schema.json",
        version=VERSION,
        date=guide.today,
        url=guide.site_url or None,
        languages=guide.languages,
        institution=Institution(
            name=institution.name,
            kind=institution.kind,
            contact=_contact(institution.contact),
            demonstration=institution.demonstration,
        ),
        pages=tuple(_pages(guide, pages)),
        roles=_roles(guide),
        networks=_networks(guide) if shown & {"networks", "network"} else (),
        accounts=of_accounts.accounts if of_accounts else (),
        impersonations=of_accounts.impersonations if of_accounts else (),
        situations=situations,
        replies=_replies(guide) if "replies" in shown else (),
        helplines=_helplines(guide, {key for one in situations for key in one.call}),
        terms=_terms(guide) if "terms" in shown else (),
    )


def _blocks(guide: Guide) -> frozenset[str]:
    """Return the names of the blocks of the published pages."""
    return frozenset(block_name(block) for page in guide.pages.values() for block in page.blocks)


def _pages(guide: Guide, pages: Mapping[tuple[str, str], Sequence[Chunk]]) -> list[PageRecord]:
    return sorted(
        (
            PageRecord(
                id=duty.page,
                owner=owner or None,
                reviewed=duty.reviewed,
                next_review=duty.due,
                languages={
                    code: _translation(guide, page, pages[code, page.id])
                    for code in guide.languages
                    if (page := guide.page(code, duty.page))
                },
            )
            for owner, duties in duties_of(guide).items()
            for duty in duties
        ),
        key=lambda one: one.id,
    )


def _translation(guide: Guide, page: Page, chunks: Sequence[Chunk]) -> Translation:
    stale = guide.stale_sections(page.language, page.id)
    return Translation(
        title=page.title,
        description=str(page.fields.get("description") or ""),
        path=guide.site_folder(page.language) + copy_of(page.id),
        state=_state(guide, page, stale),
        stale=stale,
        sections=tuple(Section(id=one.id, title=one.title, markdown=one.text) for one in chunks),
    )


def _state(guide: Guide, page: Page, stale: tuple[str, ...]) -> Literal["original", "signed", "stale", "unsigned"]:
    if page.language == guide.source_language:
        return "original"
    if stale:
        return "stale"
    return "signed" if set(page.signatures) <= set(recorded(page)) else "unsigned"


def _contact(contact: OfData) -> Contact:
    return Contact(email=contact.email, phone=contact.phone)


def _roles(guide: Guide) -> tuple[Role, ...]:
    return tuple(
        Role(
            id=key,
            name=one.record.name,
            contact=_contact(one.record.contact) if guide.source_page(f"roles/{key}") else None,
        )
        for key, one in guide.facts.roles.items()
    )


def _helplines(guide: Guide, named: set[str]) -> tuple[Helpline, ...]:
    records: Mapping[str, Any] = guide.facts.helplines
    shown = ((key, one.record) for key, one in records.items() if key in named)
    return tuple(
        Helpline(id=key, name=one.name, phone=one.phone, serves=one.serves, source=one.source) for key, one in shown
    )


def _networks(guide: Guide) -> tuple[Network, ...]:
    records = ((key, entry.record, entry.record.limits) for key, entry in guide.facts.networks.items())
    return tuple(
        Network(
            id=key,
            name=one.name,
            url=one.url,
            status=one.status,
            until=one.until,
            characters=limits.characters if limits else None,
            counted=limits.counted if limits and limits.characters else None,
            checked_on=one.checked_on,
        )
        for key, one, limits in records
    )


def _situations(guide: Guide) -> tuple[Situation, ...]:
    records = ((key, entry.record) for key, entry in guide.facts.situations.items())
    return tuple(
        Situation(
            id=key,
            name=one.name,
            definition=one.definition,
            level=one.level,
            action=one.action,
            call=tuple(one.call),
            steps=tuple(one.steps),
            max_response=_duration(one.max_response),
            escalate_to=one.escalate_to,
        )
        for key, one in records
    )


def _duration(span: Span | None) -> Duration | None:
    return Duration(value=span.value, unit=span.unit, calendar=span.calendar) if span else None


def _replies(guide: Guide) -> tuple[Reply, ...]:
    records = ((key, entry.record) for key, entry in guide.facts.replies.items())
    return tuple(
        Reply(
            id=key,
            situation=one.situation,
            name=one.name,
            when=one.when,
            text=one.text,
            networks=tuple(one.networks),
            private=one.private,
        )
        for key, one in records
    )


def _terms(guide: Guide) -> tuple[Term, ...]:
    records = ((key, entry.record) for key, entry in guide.facts.terms.items())
    return tuple(Term(id=key, term=one.term, definition=one.definition) for key, one in records if one.definition)
