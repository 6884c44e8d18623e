"""The public register: which accounts are ours, were ours, or pass for ours, and how anybody can tell."""

from __future__ import annotations

from guiaviva.facts.schema import Account, Impersonation, Proof
from guiaviva.guide.handles import ALIKE, BEFORE, HOSTS, NO_NAMES, account_of
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.people import unit_name

FILE = "accounts.json"
"""The same for programs, from the top of the site."""


def view_register(context: Context) -> list[v.View]:
    """A field that says of an account whose it is, and the lists of those that are, were or pass for ours.

    Nothing in it leads to another page of the guide, so that it can be published alone.
    """
    rows = context.records(context.guide.facts.accounts)
    ours = [(anchor, one) for anchor, one in rows if one.status != "closed"]
    former = [(anchor, one) for anchor, one in rows if one.status == "closed"]
    fakes = [(f"impersonation-{key}", one.record) for key, one in context.guide.facts.impersonations.items()]
    return [_lookup(context, rows, fakes), _ours(context, ours), _former(context, former), _fakes(context, fakes)]


def network_called(context: Context, key: str) -> str:
    """Return the name of a network, or what data calls one that the guide does not have."""
    network = context.guide.facts.networks.get(key)
    return network.record.called(context.language) if network else key


def body_of(context: Context, account: Account) -> str:
    """Return whose an account is: the institution, and which unit of it."""
    institution, unit = context.text(context.guide.institution.name), unit_name(context, account.unit)
    return context.comma.join(filter(None, (institution, unit)))


def _word(context: Context, key: str) -> str:
    return context.word(key, "register")


def _ours(context: Context, rows: list[tuple[str, Account]]) -> v.Table:
    columns: v.Columns[Account] = (
        v.Column(context.word("account"), lambda one: v.WebLink(one.handle, one.url)),
        v.Column(context.word("network"), lambda one: network_called(context, one.network)),
        v.Column(_word(context, "body"), lambda one: unit_name(context, one.unit) or body_of(context, one)),
        v.Column(
            context.word("languages"), lambda one: v.joined(map(context.language_name, one.languages), context.comma)
        ),
        v.Column(_word(context, "since"), lambda one: context.short_day(one.opened)),
        v.Column(context.word("status"), lambda one: context.word(one.status, "account-status")),
        v.Column(_word(context, "proof"), lambda one: [_proof(context, proof) for proof in one.verified_by]),
    )
    return v.table(
        "ours", _word(context, "ours"), columns, rows, brief=lambda one: network_called(context, one.network)
    )


def _proof(context: Context, proof: Proof) -> v.Line:
    """Return by what it can be told, where, and when that was last seen to be so."""
    said = _word(context, proof.how)
    day = _word(context, "checked").format(date=context.short_day(proof.checked_on))
    return v.Line(v.flat(v.WebLink(said, proof.url) if proof.url else said, f" ({day})"))


def _former(context: Context, rows: list[tuple[str, Account]]) -> v.Table:
    columns: v.Columns[Account] = (
        v.Column(context.word("account"), lambda one: one.handle),
        v.Column(context.word("network"), lambda one: network_called(context, one.network)),
        v.Column(_word(context, "since"), lambda one: context.short_day(one.opened)),
        v.Column(context.word("until"), lambda one: context.short_day(one.closed)),
    )
    return v.table("former", _word(context, "former"), columns, rows)


def _fakes(context: Context, rows: list[tuple[str, Impersonation]]) -> v.Table:
    """Return the accounts that pass for ours: nothing leads there."""
    columns: v.Columns[Impersonation] = (
        v.Column(context.word("account"), lambda one: one.handle),
        v.Column(context.word("network"), lambda one: network_called(context, one.network)),
        v.Column(_word(context, "seen"), lambda one: context.short_day(one.seen)),
        v.Column(_word(context, "reported"), lambda one: context.short_day(one.reported)),
        v.Column(_word(context, "removed"), lambda one: context.short_day(one.removed)),
    )
    return v.table("fakes", _word(context, "fakes"), columns, rows)


_SAID = ("look", "details", "near", "unknown", "no-name", "elsewhere")


def _lookup(context: Context, rows: list[tuple[str, Account]], fakes: list[tuple[str, Impersonation]]) -> v.Lookup:
    known = [
        *(v.Known(one.status, one.handle, account_of(one.url), id, _says(context, one)) for id, one in rows),
        *(v.Known("fake", one.handle, account_of(one.url or ""), id, _says_of_fake(context, one)) for id, one in fakes),
    ]
    tables = {"hosts": HOSTS, "before": BEFORE, "alike": ALIKE, "none": NO_NAMES}
    words = {key: _word(context, key) for key in _SAID}
    file = v.FileLink(_word(context, "file"), FILE)
    return v.Lookup(words, tables, tuple(known), file)


def _says(context: Context, account: Account) -> str:
    """Return what is said of an account of ours to whoever looks it up."""
    day = account.closed if account.status == "closed" else account.opened
    key = account.status if day else f"{account.status}-undated"
    return _sentence(context, key, account.handle, account.network, body_of(context, account), context.day(day))


def _says_of_fake(context: Context, one: Impersonation) -> str:
    days = {"fake-removed": one.removed, "fake-reported": one.reported, "fake-seen": one.seen}
    key, day = next((key, day) for key, day in days.items() if day)
    return _sentence(context, key, one.handle, one.network, "", context.day(day))


def _sentence(context: Context, key: str, handle: str, network: str, body: str, date: str) -> str:
    values = {"handle": handle, "network": network_called(context, network), "body": body, "date": date}
    return _word(context, key).format(**values)
