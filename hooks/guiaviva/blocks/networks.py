"""Blocks about networks and accounts: facts, limits, pictures, the register, example posts."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Child, Shown, facts, h, joined, link, listed, table, to_page
from guiaviva.blocks.people import role_name, unit_name, week
from guiaviva.counting import count
from guiaviva.facts.schema import Limits, Network, Posting

# What a network makes a link: addresses, hashtags and mentions.
LINKED = re.compile(r"(https?://[^\s<>]+[^\s<>.,;:!?)]|(?<!\w)[#@]\w[\w·.@-]*\w)")
LIMITS = ("title", "alt_text", "hashtags", "links", "video_seconds")


def number(value: float) -> str:
    """Give a number with a thin space between thousands, as the three languages may write it."""
    return f"{value:,.6f}".rstrip("0").rstrip(".").replace(",", "\u202f")


def posting(shown: Shown, rate: Posting | None) -> str:
    """Give how often is posted, in words."""
    if rate is None:
        return ""
    key = f"posting-{rate.per}"
    span = str(rate.min) if rate.min == rate.max else f"{rate.min}–{rate.max}"
    return shown.word(key).format(count=span)


def characters(shown: Shown, limits: Limits | None) -> str:
    """Give the limit of characters with how they are counted."""
    if limits is None or limits.characters is None:
        return ""
    how = shown.word(limits.counted, "counted")
    return f"{number(limits.characters)} {how}".strip()


def state(shown: Shown, network: Network) -> list[Child]:
    """Give whether a network is in use, and until when."""
    words = shown.word(network.status, "status").capitalize()
    until = shown.word("until").lower() + " " + shown.day(network.until) if network.until else None
    return [h("span", {"class": f"guia-state guia-{network.status}"}, words), " " if until else None, until]


def show_network(shown: Shown) -> list[Element]:
    entry = shown.guide.facts.networks[shown.key]
    network, limits = entry.record, entry.record.limits
    checked: list[Child] = [shown.day(network.checked_on)] if network.checked_on else []
    if checked and network.source:
        checked += [" (", link(network.source, shown.word("source")), ")"]
    figures = {name: getattr(limits, name) for name in LIMITS} if limits else {}
    pairs: list[tuple[str, Child]] = [
        (shown.word("status"), state(shown, network)),
        (shown.word("characters"), characters(shown, limits)),
        *((shown.word(name), number(value)) for name, value in figures.items() if value is not None),
        (shown.word("posting"), posting(shown, network.posting)),
        (shown.word("monitoring"), listed(f"{days}: {hours}" for days, hours in week(shown, network.monitoring_hours))),
        (shown.word("accounts"), _accounts(shown, entry.key)),
        (shown.word("checked"), checked),
    ]
    return [facts("network", network.name, pairs)]


def _accounts(shown: Shown, network: str) -> list[Child]:
    accounts = shown.guide.facts.accounts.values()
    return joined(link(a.record.url, a.record.handle) for a in accounts if a.record.network == network)


def show_image_sizes(shown: Shown) -> list[Element]:
    network = shown.guide.facts.networks[shown.key].record
    rows = [("", [shown.text(size.use), f"{size.width} × {size.height} px"]) for size in network.image_sizes.values()]
    caption = shown.word("image-sizes").format(network=network.name)
    return [table("image-sizes", caption, (shown.word("picture"), shown.word("size")), rows)]


def show_networks(shown: Shown) -> list[Element]:
    """The networks side by side: their state, what the institution's plan uses them for, rhythm, limit."""
    anchors = shown.anchors()
    plan = shown.guide.facts.plans.get("institution")
    rows = []
    for key, entry in shown.guide.facts.networks.items():
        network = entry.record
        use = plan.networks.get(key) if plan else None
        name = to_page(shown, f"networks/{key}", network.name)
        cells: list[Child] = [
            name,
            state(shown, network),
            shown.text(use.record.purpose) if use else None,
            posting(shown, network.posting) if network.status in ("active", "trial") else None,
            characters(shown, network.limits),
        ]
        rows.append((anchors[key], cells))
    columns = [shown.word(key) for key in ("network", "status", "purpose", "posting", "characters")]
    return [table("networks", shown.word("networks"), columns, rows)]


def show_accounts(shown: Shown) -> list[Element]:
    anchors, facts_ = shown.anchors(), shown.guide.facts
    rows = []
    for key, entry in facts_.accounts.items():
        account = entry.record
        network = facts_.networks.get(account.network)
        name = to_page(shown, f"networks/{account.network}", network.record.name) if network else account.network
        cells: list[Child] = [
            link(account.url, account.handle),
            name,
            unit_name(shown, account.unit),
            role_name(shown, account.owner),
            role_name(shown, account.deputy),
            joined(account.languages),
            shown.word(account.status, "account-status"),
        ]
        rows.append((anchors[key], cells))
    columns = [shown.word(key) for key in ("account", "network", "unit", "owner", "deputy", "languages", "status")]
    return [table("accounts", shown.word("register"), columns, rows)]


def show_post(shown: Shown) -> list[Element]:
    """An example post as it would look: avatar, name, handle, text, and how much of the limit it takes."""
    entry = shown.guide.facts.networks[shown.key]
    limits = entry.record.limits
    bad = "dont" in shown.argument.split()
    verdict = shown.word("dont" if bad else "do")
    length: Child = None
    if limits and limits.characters:
        taken, allowed = count(shown.content, limits.counted), limits.characters
        words = shown.word("taken").format(count=number(taken), limit=number(allowed))
        over = " guia-over" if taken > allowed else ""
        length = h("p", {"class": "guia-count" + over}, words)
    name = shown.text(shown.guide.institution.name)
    initials = "".join(word[0] for word in name.split() if word[0].isupper())[:2]
    avatar = h("span", {"class": "guia-avatar", "aria-hidden": "true"}, initials)
    accounts = shown.guide.facts.accounts.values()
    handle = next((a.record.handle for a in accounts if a.record.network == entry.key), entry.record.name)
    paragraphs = [h("p", {}, _coloured(part)) for part in shown.content.split("\n\n") if part.strip()]
    return [
        h(
            "figure",
            {"class": "guia-post " + ("guia-dont" if bad else "guia-do")},
            h("figcaption", {}, h("strong", {}, verdict), f" · {entry.record.name}"),
            h("div", {"class": "guia-post-head"}, avatar, h("div", {}, h("strong", {}, name), h("span", {}, handle))),
            h("blockquote", {}, paragraphs),
            length,
        )
    ]


def _coloured(text: str) -> list[Child]:
    """Give a post's text with what the network would make a link in colour; it leads nowhere here."""
    parts = LINKED.split(text)
    return [h("span", {"class": "guia-linked"}, part) if index % 2 else part for index, part in enumerate(parts)]
