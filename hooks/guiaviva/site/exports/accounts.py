"""The register of accounts for programs: which are official, which were, and which pass for ours."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from guiaviva.cache import digest
from guiaviva.facts import schema
from guiaviva.guide import Guide
from guiaviva.guide.handles import account_of
from guiaviva.judgement import Judgement
from guiaviva.site.exports.published import Published, text_of
from guiaviva.site.session import Export
from guiaviva.views.context import Context
from guiaviva.views.register import FILE, network_called

VERSION: Literal[1] = 1
"""Of the form of the file: it is another one where a key has gone, has come or means something else."""

Texts = dict[str, str]
"""A text by language."""


class Proof(Published):
    """By what anybody can tell that an account is ours."""

    how: Literal["website", "rel-me", "domain-handle", "verified-link", "badge"]
    """On the list of our website; linked from it with `rel="me"`; named by our domain; shows our website as verified;
    verified by the network."""
    url: str | None
    checked_on: date


class Account(Published):
    """An account that is ours, or was."""

    id: str
    network: str
    """The key of the network, such as `x`."""
    network_name: str
    handle: str
    url: str
    address: str
    """Host and name by which addresses are compared, such as `x.com/name`."""
    body: Texts
    """The unit whose account it is, or the institution."""
    languages: tuple[str, ...]
    since: date | None
    state: Literal["active", "dormant", "closed"]
    closed: date | None
    verified_by: tuple[Proof, ...]


class Impersonation(Published):
    """An account that passes for ours."""

    id: str
    network: str
    network_name: str
    handle: str
    url: str | None
    address: str
    """As that of an account; "" where no address is known."""
    imitates: str | None
    """The id of the account that it imitates."""
    seen: date
    reported: date | None
    removed: date | None


class Register(Published):
    """The whole register."""

    schema_: Literal["accounts.schema.json"] = Field(serialization_alias="$schema")
    version: Literal[1]
    date: date
    """The day on which it was made."""
    institution: Texts
    languages: tuple[str, ...]
    accounts: tuple[Account, ...]
    impersonations: tuple[Impersonation, ...]


def register_file() -> Export:
    """Return the export of the register, which is of all languages."""

    def key(judgement: Judgement) -> str:
        guide = judgement.guide
        return digest(FILE, guide.facts.fingerprint_of_shown, guide.model.fingerprint, guide.today.isoformat())

    return Export(FILE, lambda judgement: [(FILE, text_of(register(judgement.guide)))], key=key)


def register(guide: Guide) -> Register:
    """Return the register of a guide. Of data it has what the page of the register shows, and nothing else.

    An account whose address says no name, as before it is filled in, cannot be told from others and is not in it.
    """
    facts = guide.facts
    named = {key: one.record for key, one in facts.accounts.items() if account_of(one.record.url)}
    return Register(
        schema_="accounts.schema.json",
        version=VERSION,
        date=guide.today,
        institution=guide.institution.name,
        languages=guide.languages,
        accounts=tuple(_account(guide, key, one) for key, one in named.items()),
        impersonations=tuple(_impersonation(guide, key, one.record) for key, one in facts.impersonations.items()),
    )


def _account(guide: Guide, key: str, one: schema.Account) -> Account:
    unit = guide.institution.units.get(one.unit or "")
    return Account(
        id=key,
        network=one.network,
        network_name=_called(guide, one.network),
        handle=one.handle,
        url=one.url,
        address=account_of(one.url),
        body=(unit or guide.institution).name,
        languages=tuple(one.languages),
        since=one.opened,
        state=one.status,
        closed=one.closed,
        verified_by=tuple(Proof(how=each.how, url=each.url, checked_on=each.checked_on) for each in one.verified_by),
    )


def _impersonation(guide: Guide, key: str, one: schema.Impersonation) -> Impersonation:
    return Impersonation(
        id=key,
        network=one.network,
        network_name=_called(guide, one.network),
        handle=one.handle,
        url=one.url,
        address=account_of(one.url or ""),
        imitates=one.imitates,
        seen=one.seen,
        reported=one.reported,
        removed=one.removed,
    )


def _called(guide: Guide, network: str) -> str:
    return network_called(Context(guide, guide.source_language), network)
