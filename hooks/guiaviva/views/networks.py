"""Blocks about networks and accounts: facts, limits, pictures, the register, example posts."""

import re

from guiaviva.counting import count
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Account, ImageSize, Limits, Network, Posting
from guiaviva.guide import IN_USE
from guiaviva.guide.blocks import DONT
from guiaviva.language import like
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.people import role_name, unit_name, week

# What a network makes a link: addresses, hashtags and mentions.
LINKED = re.compile(r"(https?://[^\s<>]+[^\s<>.,;:!?)]|(?<!\w)[#@]\w[\w·.@-]*\w)")
LIMITS = ("title", "alt_text", "hashtags", "links", "video_seconds")


def posting(context: Context, rate: Posting | None) -> str:
    """Return how often is posted, in words."""
    if rate is None:
        return ""
    span = str(rate.min) if rate.min == rate.max else f"{rate.min}–{rate.max}"
    return context.word(f"posting-{rate.per}").format(count=span)


def characters(context: Context, limits: Limits | None) -> str:
    """Return the limit of characters with how they are counted."""
    if limits is None or limits.characters is None:
        return ""
    counted = context.word(limits.counted, "counted")
    return like(counted, f"{context.number(limits.characters)} {counted}".strip())


def state(context: Context, network: Network) -> v.Parts:
    """Return whether a network is in use, and until when."""
    words = context.word(network.status, "status").capitalize()
    if network.until is None:
        return (v.State(network.status, words),)
    if network.status == "closed":
        return v.State(network.status, words), f" ({context.day(network.until)})"
    until = context.word("until").lower()
    return v.State(network.status, words), " ", like(until, f"{until} {context.day(network.until)}")


def network_name(context: Context, key: str) -> v.Content:
    """Return a network's name, as a link to its page where it has one; its key where there is no such network."""
    network = context.guide.facts.networks.get(key)
    return context.to_page(f"networks/{key}", network.record.called(context.language)) if network else key


def view_monitoring_hours(context: Context) -> list[v.View]:
    """When somebody looks at each network in use; networks with the same hours together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for entry in context.guide.networks_in_use.values():
        hours = tuple(f"{days}: {spans}" for days, spans in week(context, entry.record.monitoring_hours))
        if hours:
            together.setdefault(hours, []).append(entry.record.called(context.language))
    facts = [(context.comma.join(names), v.Points(hours)) for hours, names in together.items()]
    return [v.card("hours", context.word("monitoring-hours"), facts)] if facts else []


def only_for(context: Context, networks: list[str]) -> str:
    """Return for which networks something is, or "" where it is for all."""
    known = context.guide.facts.networks
    names = [known[key].record.called(context.language) for key in networks if key in known]
    only_for = context.word("only-for")
    return like(only_for, f"{only_for} {context.comma.join(names)}") if names else ""


def view_network(context: Context) -> list[v.View]:
    """A network: its state, limits, rhythm and accounts."""
    entry = context.guide.facts.networks[context.key]
    network, limits = entry.record, entry.record.limits
    accounts = (
        one.record
        for one in context.guide.facts.accounts.values()
        if one.record.network == entry.key and one.record.status != "closed"
    )
    figures = {name: getattr(limits, name) for name in LIMITS} if limits else {}
    is_used = network.status != "closed"
    monitoring = tuple(f"{days}: {hours}" for days, hours in week(context, network.monitoring_hours) if is_used)
    facts: list[tuple[str, v.Content]] = [
        (context.word("status"), state(context, network)),
        (context.word("characters"), characters(context, limits)),
        *((context.word(name), context.number(value)) for name, value in figures.items() if value is not None),
        (context.word("posting"), posting(context, network.posting) if is_used else ""),
        (context.word("monitoring"), v.Points(monitoring) if monitoring else None),
        (
            context.word("accounts"),
            v.joined((v.WebLink(account.handle, account.url) for account in accounts), context.comma),
        ),
        (context.word("checked"), _checked(context, network)),
    ]
    return [v.card("network", network.called(context.language), facts)]


def _checked(context: Context, network: Network) -> v.Content:
    """Return when the limits were last compared with their source, and where that is."""
    if network.checked_on is None:
        return None
    day = context.day(network.checked_on)
    return [day, " (", v.WebLink(context.word("source"), network.source), ")"] if network.source else day


def view_image_sizes(context: Context) -> list[v.View]:
    """The sizes of pictures on a network."""
    network = context.guide.facts.networks[context.key].record
    columns: v.Columns[ImageSize] = (
        v.Column(context.word("picture"), lambda size: context.text(size.use)),
        v.Column(context.word("size"), lambda size: f"{size.width} × {size.height} px"),
    )
    caption = context.word("image-sizes").format(network=network.called(context.language))
    return [v.table("image-sizes", caption, columns, (("", size) for size in network.image_sizes.values()))]


def view_networks(context: Context) -> list[v.View]:
    """The networks side by side: their state, what the institution's plan uses them for, rhythm, limit."""
    facts = context.guide.facts
    plan = facts.plans.get("institution")

    def purpose(network: Entry[Network]) -> str:
        use = plan.networks.get(network.key) if plan else None
        return context.text(use.record.purpose) if use else ""

    def rhythm(network: Entry[Network]) -> str:
        return posting(context, network.record.posting) if network.record.status in IN_USE else ""

    columns: v.Columns[Entry[Network]] = (
        v.Column(context.word("network"), lambda one: network_name(context, one.key)),
        v.Column(context.word("status"), lambda one: state(context, one.record)),
        v.Column(context.word("purpose"), purpose),
        v.Column(context.word("posting"), rhythm),
        v.Column(context.word("characters"), lambda one: characters(context, one.record.limits)),
    )
    rows = context.rows(facts.networks)
    return [v.table("networks", context.word("networks"), columns, rows, brief=lambda one: state(context, one.record))]


def view_accounts(context: Context) -> list[v.View]:
    """The register of accounts."""
    columns: v.Columns[Account] = (
        v.Column(context.word("account"), lambda account: v.WebLink(account.handle, account.url)),
        v.Column(context.word("network"), lambda account: network_name(context, account.network)),
        v.Column(context.word("unit"), lambda account: unit_name(context, account.unit)),
        v.Column(context.word("owner"), lambda account: role_name(context, account.owner)),
        v.Column(context.word("deputy"), lambda account: role_name(context, account.deputy)),
        v.Column(context.word("languages"), lambda account: v.joined(account.languages, context.comma)),
        v.Column(context.word("status"), lambda account: context.word(account.status, "account-status")),
    )
    rows = context.records(context.guide.facts.accounts)
    return [v.table("accounts", context.word("register"), columns, rows, brief=lambda one: _network_of(context, one))]


def _network_of(context: Context, account: Account) -> str:
    network = context.guide.facts.networks.get(account.network)
    return network.record.called(context.language) if network else account.network


def view_post(context: Context) -> list[v.View]:
    """An example post as it would look: avatar, name, handle, text, and how much of the limit it takes."""
    entry = context.guide.facts.networks[context.key]
    right = DONT not in context.argument.split()
    name = context.text(context.guide.institution.name)
    accounts = context.guide.facts.accounts.values()
    return [
        v.Post(
            right=right,
            verdict=context.word("do" if right else "dont"),
            network=entry.record.called(context.language),
            initials="".join(word[0] for word in name.split() if word[0].isupper())[:2],
            name=name,
            handle=next((a.record.handle for a in accounts if a.record.network == entry.key), entry.record.name),
            paragraphs=tuple(_linked(part) for part in context.content.split("\n\n") if part.strip()),
            length=_length(context, entry.record.limits),
        )
    ]


def _length(context: Context, limits: Limits | None) -> v.Length | None:
    """Return how much of the limit the content of the block takes; None where there is no limit."""
    if limits is None or limits.characters is None:
        return None
    taken = count(context.content, limits.counted)
    words = context.word("taken").format(count=context.number(taken), limit=context.number(limits.characters))
    return v.Length(words, taken > limits.characters)


def _linked(text: str) -> v.Parts:
    """Return a post's text with what the network would make a link marked as such."""
    parts = LINKED.split(text)
    return v.flat(v.Linked(part) if index % 2 else part for index, part in enumerate(parts))
