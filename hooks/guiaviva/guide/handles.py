"""The addresses of accounts, as they are compared, and whether one has the name that its account has in the data."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from guiaviva.facts.schema import Account

# What a network calls an account that has no name in its address: a number, or a long code.
_CODE = 16


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


def known_as(account: Account) -> tuple[str, str]:
    """Return the address and the handle of an account, as they are compared."""
    return address_of(account.url), handle_of(account)


def is_of_another_name(account: Account) -> bool:
    """Return whether the address of an account has another name than its handle.

    A handle of several words is the name that people read, and an address may have a number or a code instead.
    """
    name = account.handle.removeprefix("@").split("@")[0]
    last = unquote(urlsplit(account.url).path).rstrip("/").rpartition("/")[2]
    is_code = last.isdigit() or (len(last) >= _CODE and any(map(str.isdigit, last))) or last.endswith(".php")
    if not last or is_code or urlsplit(account.url).query or not (account.handle.startswith("@") or name.islower()):
        return False
    if " " in name.strip():
        return False
    return _letters(name) not in _letters(account.url) and _letters(last) not in _letters(name)


def _letters(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, text.casefold()))
