"""Where a new change request is made in the browser, by the address that Git sends to."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

# `git@forge.example.org:group/guide.git`, as ssh is asked for without a scheme. A single letter is a disk of Windows.
_SHORT = re.compile(r"(?:[^@/\s]+@)?(?P<host>\[[0-9a-fA-F:.]+\]|[\w.-]{2,}):(?!/{2})/?(?P<path>[^\s]+)")
_HOST = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+")
# Where ssh is answered at the port of https, under another name.
_OTHER_NAMES = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_KINDS = {
    "github": ("github",),
    "gitlab": ("gitlab",),
    # Forgejo and Gitea have the same addresses.
    "gitea": ("gitea", "forgejo", "codeberg"),
}


class Web(NamedTuple):
    """A repository in the browser: the `origin` of its forge, and the `path` that leads to it, with `/` before it."""

    origin: str
    path: str

    @property
    def address(self) -> str:
        """The address of the repository."""
        return self.origin + self.path


def web_of(remote: str) -> Web | None:
    """Return where the repository that Git sends to is in the browser; None for a folder. It holds no password.

    The port of ssh is not that of the browser, which is then the usual one.
    """
    short = _SHORT.fullmatch(remote)
    if short and "://" not in remote:
        return _web("https", short["host"].strip("[]"), None, short["path"])
    try:
        parts = urlsplit(remote)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return _web(parts.scheme, host, port, parts.path)
    return _web("https", host, None, parts.path) if parts.scheme in ("ssh", "git+ssh", "ssh+git") else None


def _web(scheme: str, host: str, port: int | None, path: str) -> Web | None:
    path = path.strip("/").removesuffix(".git").strip("/")
    host = _OTHER_NAMES.get(host.lower(), host.lower())
    if not _HOST.fullmatch(host) or not path or ".." in path.split("/"):
        return None
    name = f"[{host}]" if ":" in host else host
    return Web(f"{scheme}://{name}{f':{port}' if port else ''}", "/" + quote(path, safe="/~%+@"))


def request_address(web: Web | None, branch: str, target: str, said: str = "") -> str:
    """Return the address at which a change request from one branch into another is made, "" where it is not known.

    `said` is what the forge said when it was sent to: it knows best, if it names an address of its own.
    """
    if web is None:
        return ""
    for found in _ADDRESS.findall(said):
        own = urlsplit(found).netloc.lower() == urlsplit(web.origin).netloc.lower()
        if own and re.search(r"merge_requests/new|/compare/|/pull/new/", found):
            return str(found)
    return _known(web, quote(branch, safe="/"), quote(target, safe="/"))


def _known(web: Web, branch: str, target: str) -> str:
    labels = re.split(r"[.:/-]", urlsplit(web.origin).netloc)
    kind = next((kind for kind, names in _KINDS.items() if any(name in labels for name in names)), "")
    between = f"{target}...{branch}" if target else branch
    if kind == "github":
        return f"{web.address}/compare/{between}?expand=1"
    if kind == "gitlab":
        into = f"&merge_request%5Btarget_branch%5D={target}" if target else ""
        return f"{web.address}/-/merge_requests/new?merge_request%5Bsource_branch%5D={branch}{into}"
    return f"{web.address}/compare/{between}" if kind == "gitea" else ""
