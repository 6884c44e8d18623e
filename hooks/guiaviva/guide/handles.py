"""The addresses and handles of accounts, as they are compared."""

import re
from urllib.parse import SplitResult, unquote, urlsplit

from guiaviva.facts.schema import Account

HOSTS = {
    "x.com": "x.com",
    "twitter.com": "x.com",
    "instagram.com": "instagram.com",
    "facebook.com": "facebook.com",
    "fb.com": "facebook.com",
    "fb.me": "facebook.com",
    "m.me": "facebook.com",
    "threads.com": "threads.com",
    "threads.net": "threads.com",
    "tiktok.com": "tiktok.com",
    "youtube.com": "youtube.com",
    "linkedin.com": "linkedin.com",
    "bsky.app": "bsky.app",
    "t.me": "t.me",
    "telegram.me": "t.me",
    "telegram.dog": "t.me",
    "whatsapp.com": "whatsapp.com",
    "snapchat.com": "snapchat.com",
    "pinterest.com": "pinterest.com",
    "twitch.tv": "twitch.tv",
}
"""The hosts of networks, each with the one that stands for all that lead to the same profiles."""
BEFORE = {
    "facebook.com": {"groups": 2, "pages": 3, "people": 3},
    "linkedin.com": {"company": 2, "in": 2, "school": 2, "showcase": 2},
    "bsky.app": {"profile": 2},
    "youtube.com": {"c": 2, "channel": 2, "user": 2},
    "whatsapp.com": {"channel": 2},
    "t.me": {"s": 2},
    "snapchat.com": {"add": 2},
}
"""What may stand before the name of an account in an address, and of how many parts the two are together."""
ALIKE = ("add", "pages", "people", "profile", "s")
"""Of these, what says nothing: the last part alone is the name."""
NO_NAMES = re.split(
    r"\s+",
    "c channel company events explore groups hashtag home i in intent location login p pages people photo posts profile"
    " reel reels school search share shorts showcase stories t user videos watch",
)
"""What stands in the place of the name of an account in the addresses of posts, searches and the like."""
_WITHOUT = ("www.", "m.", "mobile.")


def account_of(address: str) -> str:
    """Return what an address says of whose profile it is: host and name, as `x.com/name`; "" where it says no name.

    Left out is what may differ between two addresses of one profile: the scheme, the case, the host for telephones or
    of a country, a former name of the network, what comes after the name, and what counts where visitors come from.
    Of a host that is of no network the whole path is the name, and on Mastodon what follows the @. `register/names.js`
    reads them in the same way.
    """
    host, known, parts = _read(address)
    path = [unquote(part).casefold() for part in parts.path.split("/") if part]
    if host == "facebook.com" and path == ["profile.php"]:
        path = [dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("id", "")]
    name = _known(host, path) if known else _other(path)
    user, at, elsewhere = name.partition("@")
    # On Mastodon, a profile as another server shows it.
    host, name = (elsewhere, user) if at and elsewhere and not known else (host, name)
    return f"{host}/{name}" if name else ""


def place_of(address: str) -> str:
    """Return the host on which a profile is, whatever of several that lead to the same one the address has."""
    return _read(address)[0]


def _read(address: str) -> tuple[str, bool, SplitResult]:
    """Return the host of an address as it is compared, whether it is of a network, and its parts."""
    try:
        parts = urlsplit(address.strip() if "://" in address else f"https://{address.strip()}")
    except ValueError:
        return "", False, urlsplit("")
    host = parts.netloc.casefold().rpartition("@")[2].partition(":")[0]
    for name, place in HOSTS.items():
        if host == name or host.endswith(f".{name}"):
            return place, True, parts
    for start in _WITHOUT:
        host = host.removeprefix(start)
    return host, False, parts


def _known(host: str, path: list[str]) -> str:
    """Return the name of an account in the path of an address of a network."""
    first = path[0] if path else ""
    size = BEFORE.get(host, {}).get(first, 1)
    if len(path) < size or (size == 1 and first in NO_NAMES):
        return ""
    return path[size - 1].lstrip("@") if size == 1 or first in ALIKE else "/".join(path[:size])


def _other(path: list[str]) -> str:
    """Return the name of an account in the path of an address elsewhere, as on Mastodon."""
    if path[:1] == ["web"] and len(path) > 1:
        path = path[1:]
    if path and path[0].startswith("@"):
        return path[0].lstrip("@")
    return path[1] if path[:1] == ["users"] and len(path) > 1 else "/".join(path)


def name_of(handle: str) -> str:
    """Return a handle as it is compared: whatever the case, the spaces and the sign before it."""
    return " ".join(handle.casefold().split()).removeprefix("acct:").lstrip("@")


def address_of(url: str) -> str:
    """Return an address as it is compared: whatever the scheme, the case and a slash at the end."""
    parts = urlsplit(url.casefold())
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + query


def host_of(url: str) -> str:
    """Return the site of an address, whatever the case, and whether it is that for telephones."""
    return urlsplit(url.casefold()).netloc.removeprefix("www.").removeprefix("m.")


def handle_of(account: Account) -> str:
    """Return the handle of an account on its network, as it is compared."""
    return f"{account.network} {account.handle.casefold().lstrip('@')}"
