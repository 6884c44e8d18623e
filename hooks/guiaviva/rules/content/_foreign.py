"""What pages would bring to the site that is not the guide's own: elements and attributes that the site leaves out.

The site keeps of a page what `reading/allowed.py` names and nothing else, requests nothing from other hosts, and its
security policy refuses what is not its own.
"""

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from guiaviva.diagnostics import Place
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
# The attributes by which elements that no page may hold would fetch something; a script and a base do more than that.
_FETCHING = ("src", "data", "href", "poster")
_RUN = frozenset({"script", "base"})
# Attributes that act, so that they are reported where Markdown gives them: {: style="…"}. Others are only lost.
_ACTING = re.compile(
    r"on[a-z]+|style|srcdoc|formaction|action|xlink:href|ping|background|data|code|manifest|http-equiv"
)
_LIST = re.compile(r"\{[^{}\n]*?=[^{}\n]*\}")
_LAST = re.compile(r"[ \t]*(?:$|\|)", re.MULTILINE)
_ASSIGNMENT = re.compile(r"""([\w:-]+)=("[^"]*"|'[^']*'|[^\s}"']*)""")
# Links and pictures are checked as such, and `markdown` is an instruction to the program.
_ELSEWHERE = {("a", "href"), ("img", "src")}


class Attribute(NamedTuple):
    """An attribute of an element of raw HTML, or of a list such as `{: name="value" }`, which names no `tag`."""

    place: Place
    tag: str
    name: str
    value: str

    @property
    def rule(self) -> Literal["", "raw-script", "external-resource"]:
        """The rule that reports the attribute, or "" where the site keeps it or loses nothing by it."""
        if not is_allowed(self.tag, self.name):
            return "raw-script" if self.tag or _ACTING.fullmatch(self.name) else ""
        if is_harmless(self.tag, self.name, self.value):
            return ""
        fetches = self.name in FETCHED or self.name.startswith("data-")
        return "external-resource" if fetches and scheme_of(self.value) not in RUNNING else "raw-script"


def fetched(tag: Tag) -> str:
    """Return the address on another host that an element would load which no page may hold, or ""."""
    if tag.name not in REFUSED - _RUN:
        return ""
    addresses = (tag.attributes[name] for name in _FETCHING if name in tag.attributes)
    return next((one for one in addresses if not is_own(one) and scheme_of(one) not in RUNNING), "")


def attributes(page: Page) -> Iterator[Attribute]:
    """Return the attributes of the elements that a page may hold, and those of lists in Markdown."""
    for tag in page.tags:
        for name, value in tag.attributes.items() if tag.name in ELEMENTS else ():
            if name != "markdown" and (tag.name, name) not in _ELSEWHERE:
                yield Attribute(tag.place, tag.name, name, value)
    # That a page has none, in code or elsewhere, is known faster than what of it is code.
    for match in _LIST.finditer(page.prose) if _LIST.search(page.source.text) else ():
        if _is_list(page.source.text, match):
            place = page.source.place(match)
            for name, value in _ASSIGNMENT.findall(match[0]):
                yield Attribute(place, "", name.lower(), html.unescape(value.strip("\"'")))


def _is_list(text: str, match: re.Match[str]) -> bool:
    """Return whether braces hold attributes: right after what Markdown marks, or at the end of a line or cell."""
    return text[max(0, match.start() - 1)] in "*_)]`>~" or bool(_LAST.match(text, match.end()))
