"""No page brings a script, a style or anything from another host.

The site requests nothing from other hosts, and its security policy refuses what is not its own: such a thing would not
work, or would let a stranger know who reads the guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.pages import Page

# The attributes by which an element fetches something when the page is opened.
FETCHES = {
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "track": ("src",),
    "link": ("href",),
    "input": ("src",),
    "image": ("href",),
}
# An attribute that is set in Markdown: {: style="…"}.
_ATTRIBUTE = re.compile(r"\{[^{}\n]*?\b(on[a-z]+|style)=[^{}\n]*\}", re.IGNORECASE)
_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
_RUNS = re.compile(r"\s*(?:javascript|data|vbscript):", re.IGNORECASE)


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        for tag in page.tags:
            if tag.name in ("script", "style"):
                yield found("raw-script", tag.place, found=f"<{tag.name}>")
            for name, value in tag.attributes.items():
                if name.startswith("on") or name == "style" or (_SCRIPT.match(value) and tag.name != "a"):
                    yield found("raw-script", tag.place, variant="attribute", found=f"{name}=…", tag=tag.name)
                elif name in FETCHES.get(tag.name, ()) and _outside(value) and (tag.name, name) != ("img", "src"):
                    yield found("external-resource", tag.place, found=value)
        for image in page.images:
            if _outside(image.target):
                yield found("external-resource", image.place, variant="image", found=image.target)
        for link in page.links:
            if _RUNS.match(link.target):
                yield found("raw-script", link.place, variant="link", found=link.target)
        for match in _ATTRIBUTE.finditer(page.prose) if _ATTRIBUTE.search(page.source.text) else ():
            yield found("raw-script", page.source.place(match), found=f"{match[1]}=…")


def _outside(address: str) -> bool:
    """Return whether an address is one of another host; a file of the writer's own computer is reported as such."""
    return _OUTSIDE.match(address) is not None and not links.LOCAL.match(address)
