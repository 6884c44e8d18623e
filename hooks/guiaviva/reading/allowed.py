"""What HTML a page may hold: elements, their attributes, and where those may lead.

The site keeps nothing else of a page (`site/cleaning.py`), and rules report what it does not keep: both ask here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# What every element may have, beside `aria-…` and `data-…`.
_COMMON = "align class dir hidden id lang role tabindex title translate"
_SIZE = "width height"
_DRAWN = "fill stroke stroke-width stroke-linecap stroke-linejoin fill-rule clip-rule transform"
_PLAIN = """
    abbr address article aside b bdi bdo br caption cite code dd dfn dl div dt em figcaption figure footer h1 h2 h3 h4
    h5 h6 header hgroup hr i kbd mark p picture pre rp rt ruby s samp section small span strong sub summary sup tbody
    tfoot thead tr u ul var wbr center font big strike tt
"""
_MORE = {
    "a": "href hreflang name download rel target type",
    "audio": "src controls loop muted preload",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "open name",
    "font": "color size",
    "img": f"src srcset sizes alt loading decoding {_SIZE}",
    "input": "type name checked disabled",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "meter": "value min max low high optimum",
    "ol": "start type reversed",
    "progress": "value max",
    "q": "cite",
    "source": f"src srcset sizes type media {_SIZE}",
    "table": "border cellpadding cellspacing summary bgcolor",
    "td": "colspan rowspan headers valign bgcolor",
    "th": "colspan rowspan headers valign bgcolor scope abbr",
    "time": "datetime",
    "track": "src kind srclang label default",
    "video": f"src poster controls loop muted playsinline preload {_SIZE}",
    "svg": f"xmlns viewBox {_SIZE} {_DRAWN}",
    "g": _DRAWN,
    "path": f"d {_DRAWN}",
    "circle": f"cx cy r {_DRAWN}",
    "ellipse": f"cx cy rx ry {_DRAWN}",
    "line": f"x1 x2 y1 y2 {_DRAWN}",
    "polygon": f"points {_DRAWN}",
    "polyline": f"points {_DRAWN}",
    "text": f"x y text-anchor {_DRAWN}",
    "rect": f"x y rx ry {_SIZE} {_DRAWN}",
}
ELEMENTS: Mapping[str, frozenset[str]] = {
    name: frozenset(f"{_COMMON} {_MORE.get(name, '')}".split()) for name in (*_PLAIN.split(), *_MORE)
}
"""The elements, each with its attributes, as they are written in HTML."""
PREFIXES = ("aria-", "data-")
"""How further attributes of any element begin."""
_SCHEMES = """
    http https
    bitcoin ftp ftps geo im irc ircs magnet mailto matrix mms news nntp openpgp4fpr sftp sip sms smsto ssh tel urn
    webcal wtai xmpp
    facetime msteams sgnl skype slack tg viber webcals whatsapp zoommtg
"""
SCHEMES = frozenset(_SCHEMES.split())
"""What a link may begin with: the web, the safelisted schemes of the HTML standard, programs in which people write."""
RUNNING = frozenset({"javascript", "vbscript", "data"})
"""The schemes of what is no address but code."""
FETCHED = frozenset({"src", "srcset", "poster"})
"""The attributes of these elements by which something is fetched when the page is opened."""

# Where the site's own scripts look, so that nobody else gives them orders.
_RESERVED = re.compile(r"data-guia-(?!(?:open|assistant|posts)$).*")
_OF_SCRIPTS = frozenset({"data-guia-assistant", "data-guia-posts"})
_RESERVED_IDS = re.compile(r"guia-(?:nav|content|toc)$")
_LOWER = {name: frozenset(map(str.lower, attributes)) for name, attributes in ELEMENTS.items()}
_EVERY = frozenset().union(*_LOWER.values())
# As browsers read an address: without spaces and control characters at its ends, and without line ends.
_ENDS, _WITHIN = "".join(map(chr, range(33))), re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def is_allowed(element: str, attribute: str) -> bool:
    """Return whether an element that may be in a page may have an attribute; names are in lower case.

    With "" for the element: whether any may have it.
    """
    if attribute.startswith(PREFIXES):
        return not _RESERVED.fullmatch(attribute)
    return attribute in (_LOWER[element] if element else _EVERY)


def is_harmless(element: str, attribute: str, value: str) -> bool:
    """Return whether the value of an attribute that is allowed neither runs nor fetches from elsewhere."""
    if attribute in FETCHED:
        return is_own(value, many=attribute == "srcset")
    if attribute in _OF_SCRIPTS:
        return is_own(value) and not value.startswith("data:")
    if attribute in ("href", "cite"):
        return scheme_of(value) in SCHEMES | {""}
    if (element, attribute) == ("input", "type"):
        return value.lower() in ("checkbox", "radio")
    return not (attribute == "id" and _RESERVED_IDS.match(value))


def is_own(value: str, *, many: bool = False) -> bool:
    """Return whether an address leads to a file of the site or is itself a picture; with `many`, each of a list."""
    addresses = re.split(r"[\s,]+", value) if many else [value]
    return all(map(_is_own, addresses))


def scheme_of(value: str) -> str:
    """Return the scheme with which browsers read an address, in lower case, or "" where it has none."""
    match = _SCHEME.match(_WITHIN.sub("", value.strip(_ENDS)))
    return match[1].lower() if match else ""


def _is_own(value: str) -> bool:
    address = _WITHIN.sub("", value.strip(_ENDS)).replace("\\", "/")
    if _SCHEME.match(address):
        return address.lower().startswith("data:image/")
    return not address.startswith("//")
