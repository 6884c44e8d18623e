"""Addresses in data begin with https.

What is sent without encryption can be read, or changed, on the way.

Not seen: addresses in pages, and whether the one with https opens.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import Address
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for entry, address in guide.facts.of_mark(Address("web")):
        if address.value.startswith("http:"):
            secure = address.value.replace("http:", "https:", 1)
            yield found("insecure-address", entry.where(*address.path), found=address.value, expected=secure)
