"""The addresses and handles of accounts, as they are compared."""

from urllib.parse import urlsplit

from guiaviva.facts.schema import Account


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
