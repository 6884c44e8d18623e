"""No page brings a script, a style or anything from another host.

The site keeps of a page what `reading/markup.py` names and nothing else, requests nothing from other hosts, and its
security policy refuses what is not its own: such a thing would not work, or would let a stranger know who reads the
guide. What the site leaves out is reported where it is written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, links
from guiaviva.reading.allowed import ELEMENTS, FETCHED, RUNNING, is_allowed, is_harmless, is_own, scheme_of
from guiaviva.reading.pages import Page, Tag

# Elements of HTML that no page may hold. Any other name that is not allowed is none of HTML: no browser shows it.
_NAMES = """
    animate animatemotion animatetransform applet area base basefont bgsound body button canvas datalist defs dialog
    embed fieldset foreignobject form frame frameset head html iframe image keygen legend link listing main map
    marquee math menu meta nav noembed noframes noscript object optgroup option output param plaintext script select
    set slot style symbol template textarea title tspan use xmp
"""
REFUSED = frozenset(_NAMES.split())
# The attributes by which elements that no page may hold would fetch something.
_FETCHING = ("src", "data", "href", "poster")
# Attributes that act, so that they are reported where Markdown gives them: {: style="…"}. Others are only lost.
_ACTING = re.compile(
    r"on[a-z]+|style|srcdoc|formaction|action|xlink:href|ping|background|data|code|manifest|http-equiv"
)
_LIST = re.compile(r"\{[^{}\n]*?=[^{}\n]*\}")
_LAST = re.compile(r"[ \t]*(?:$|\|)", re.MULTILINE)
_ASSIGNMENT = re.compile(r"""([\w:-]+)=("[^"]*"|'[^']*'|[^\s}"']*)""")


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.judged_pages)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        for tag in page.tags:
            yield from _attributes(tag) if tag.name in ELEMENTS else _element(tag)
        for image in page.images:
            # A file of the writer's own computer is reported by local-path.
            if links.LOCAL.match(image.target):
                continue
            if scheme_of(image.target) in RUNNING and not is_own(image.target):
                yield found("raw-script", image.place, variant="link", found=" ".join(image.target.split()))
            elif not is_own(image.target):
                yield found("external-resource", image.place, variant="image", found=image.target)
        for link in page.links:
            if scheme_of(link.target) in RUNNING:
                yield found("raw-script", link.place, variant="link", found=" ".join(link.target.split()))
        for match in _LIST.finditer(page.prose) if "=" in page.source.text else ():
            if _gives(page.source.text, match):
                yield from _list(page.source.place(match), match[0])


def _element(tag: Tag) -> Iterator[Finding]:
    """Report an element that no page may hold, by what it would fetch from elsewhere where it would."""
    addresses = (tag.attributes[name] for name in _FETCHING if name in tag.attributes)
    elsewhere = next((one for one in addresses if not is_own(one) and scheme_of(one) not in RUNNING), "")
    if elsewhere and tag.name in REFUSED - {"script", "base"}:
        yield found("external-resource", tag.place, found=elsewhere)
    else:
        rule = "raw-script" if tag.name in REFUSED else "unknown-element"
        yield found(rule, tag.place, found=f"<{tag.name}>")


def _attributes(tag: Tag) -> Iterator[Finding]:
    """Report the attributes of an element that the site leaves out; its links and pictures are reported as such."""
    for name, value in tag.attributes.items():
        if name == "markdown" or (tag.name, name) in (("a", "href"), ("img", "src")):
            continue
        if not is_allowed(tag.name, name):
            yield found("raw-script", tag.place, variant="attribute", found=f"{name}=…", tag=tag.name)
        elif not is_harmless(tag.name, name, value):
            yield from _value(tag.place, name, value, tag.name)


def _gives(text: str, match: re.Match[str]) -> bool:
    """Return whether a list of attributes is one: right after what Markdown marks, or at the end of a line or cell."""
    return text[max(0, match.start() - 1)] in "*_)]`>~" or bool(_LAST.match(text, match.end()))


def _list(place: Place, text: str) -> Iterator[Finding]:
    """Report what a list of attributes in Markdown would have an element do."""
    for name, value in _ASSIGNMENT.findall(text):
        name, value = name.lower(), html.unescape(value.strip("\"'"))
        if _ACTING.fullmatch(name):
            yield found("raw-script", place, found=f"{name}=…")
        elif is_allowed("", name) and not is_harmless("", name, value):
            yield from _value(place, name, value)


def _value(place: Place, name: str, value: str, tag: str = "") -> Iterator[Finding]:
    if (name in FETCHED or name.startswith("data-")) and scheme_of(value) not in RUNNING:
        yield found("external-resource", place, found=value)
    elif tag:
        yield found("raw-script", place, variant="attribute", found=f"{name}=…", tag=tag)
    else:
        yield found("raw-script", place, found=f"{name}=…")
