"""What a web server must say with each answer, as a configuration of that server.

Headers and types are the same on all servers, and stand here once; a template beside this file says them in the words
of one server. What it sends holds for all it answers: pages, redirections, files, and what is not found or refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

_TEMPLATES = Path(__file__).parent

SERVERS = tuple(sorted(path.stem for path in _TEMPLATES.glob("*.jinja")))
"""The servers for which there is a configuration: nginx, apache and others."""

# What no page of the site asks for. Reading the clipboard is refused, too; replies are copied, so writing is not.
_REFUSED = (
    *("accelerometer", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # For browsers that do not know frame-ancestors.
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in _REFUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Without subdomains, of which a guide knows nothing.
_TLS = {"Strict-Transport-Security": "max-age=31536000"}
# A digest of the content in the address: whatever has one never changes.
_DIGEST = r"\.[0-9a-f]{8}[./]"
_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
# Servers differ in what they know; what they do not know they send as something to be downloaded.
_TEXTS = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
}
_OTHERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "gz": "application/gzip",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "rtf": "application/rtf",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
PACKED = (*_TEXTS, "rtf")
"""The endings of files that are worth compressing."""


@dataclass(frozen=True)
class Served:
    """A site as it is served: at `path` of its host, which begins and ends with /, from a folder of the server.

    `policy` is that of its pages, `languages` are those with a folder of their own below the top, `tls` whether this
    server is the one that speaks https.
    """

    policy: str
    path: str
    folder: str
    languages: tuple[str, ...]
    tls: bool

    @property
    def headers(self) -> dict[str, str]:
        """What is sent with each answer, by the name of the header, but for how long it may be kept.

        The policy is that of the pages: a browser obeys both, so no page is allowed more, and what has none of its own
        (an image opened by itself, an error) is not left without. And it says what a page cannot say of itself: that no
        frame may show it.
        """
        policy = f"{self.policy}; frame-ancestors 'none'"
        return {"Content-Security-Policy": policy, **_HEADERS, **(_TLS if self.tls else {})}


def configuration(server: str, site: Served, words: Mapping[str, str]) -> str:
    """Return the configuration of one of SERVERS for a site, with its comments in the given words."""
    template = _environment().get_template(f"{server}.jinja")
    return template.render(
        site=site,
        headers=site.headers,
        top=site.path.rstrip("/"),
        words=words,
        texts=_TEXTS,
        types={**_TEXTS, **_OTHERS},
        packed="|".join(PACKED),
        digest=_DIGEST,
        for_ever=_FOR_EVER,
        ask_again=_ASK_AGAIN,
    )


@cache
def _environment() -> jinja2.Environment:
    # A name that a template misspells is no empty line in a configuration.
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=lambda name: name == "iis.jinja",
    )
