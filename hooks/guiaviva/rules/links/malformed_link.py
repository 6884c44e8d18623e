"""Every link is written as links are, and every address has the form of one.

A browser makes nothing of `htps://…`, and a mailbox without `mailto:` is a page that does not exist.

Not seen: whether an address of another site opens: only its form is looked at, since a check makes no requests.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import EMAIL, is_url
from guiaviva.guide import Guide, links
from guiaviva.nearest import nearest
from guiaviva.reading.allowed import RUNNING, scheme_of
from guiaviva.reading.allowed import SCHEMES as OPENED
from guiaviva.reading.pages import Link

_SCHEMES = ("https", "http", "mailto", "tel")
# A telephone number as RFC 3966 writes it, with the parameters that may follow; a few spaces do no harm.
_PHONE = re.compile(r"tel:\s*\+?[\d().\s-]*\d[\d().\s*#-]*(?:;.*)?", re.IGNORECASE)


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["malformed-link"]
    for _, link in links.written(guide):
        target = link.target.strip()
        if scheme := scheme_of(target):
            yield from _known_scheme(link, target, scheme) if scheme in OPENED else _other_scheme(link, target, scheme)
        elif not target:
            # Of a link of raw HTML the text is not known.
            if link.has_text:
                text = link.text.strip("\N{OBJECT REPLACEMENT CHARACTER} ") or "…"
                yield found("malformed-link", link.place, variant="empty", found=text)
        elif not target.startswith("//"):
            yield from _without_scheme(link, target)
    for page in guide.all_pages:
        for link in page.spaced_links:
            values = {"found": " ".join(link.text.split()), "expected": re.sub(r"\]\s+\(", "](", link.text)}
            yield found("malformed-link", link.place, variant="space", **values)


def _other_scheme(link: Link, target: str, scheme: str) -> Iterator[Finding]:
    """Report a scheme that no link may have, and what it seems to be; local-path and raw-script report others."""
    # «httsp» is as similar to http as to https, but has the letters of https.
    anagram = next((known for known in _SCHEMES if sorted(known) == sorted(scheme)), "")
    if near := anagram or nearest(scheme, _SCHEMES):
        expected = near + target[len(scheme) :]
        yield found("malformed-link", link.place, variant="scheme", found=target, expected=expected)
    elif scheme not in RUNNING and not links.is_local(target):
        yield found("malformed-link", link.place, variant="unknown-scheme", found=target, scheme=f"{scheme}:")


def _known_scheme(link: Link, target: str, scheme: str) -> Iterator[Finding]:
    """Report what is wrong with an address whose scheme is right."""
    if scheme in ("http", "https") and not is_url(target):
        expected = _with_signs(target)
        variant = "nearest" if is_url(expected) else ""
        yield found("malformed-link", link.place, variant=variant, found=target, expected=expected)
    elif scheme == "mailto" and not re.fullmatch(EMAIL, unquote(urlsplit(target).path)):
        yield found("malformed-link", link.place, variant="mailto", found=target)
    elif scheme == "tel" and not _PHONE.fullmatch(unquote(target)):
        yield found("malformed-link", link.place, variant="tel", found=target)


def _without_scheme(link: Link, target: str) -> Iterator[Finding]:
    """Report a mailbox or a host that lacks its scheme."""
    path, _ = links.split(link)
    if expected := links.address_without_scheme(path):
        scheme = expected[: -len(path)]
        variant = "email" if scheme == "mailto:" else "no-scheme"
        yield found("malformed-link", link.place, variant=variant, found=target, expected=f"{scheme}{target}")


def _with_signs(target: str) -> str:
    """Return a web address with both slashes of its beginning and without spaces."""
    scheme, _, rest = target.strip().partition(":")
    host, slash, path = rest.lstrip("/").partition("/")
    return f"{scheme}://{host.replace(' ', '')}{slash}{path.replace(' ', '%20')}"
