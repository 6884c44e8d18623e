"""The HTML of a page: nothing is left of it that could run, fetch from elsewhere, or pass for the site's own."""

from __future__ import annotations

import nh3

from guiaviva.reading.allowed import ELEMENTS, PREFIXES, SCHEMES, is_allowed, is_harmless


def _kept(element: str, attribute: str, value: str) -> str | None:
    name = attribute.lower()
    return value if is_allowed("", name) and is_harmless(element, name, value) else None


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    # Of others the tags alone are left out. What is in these is no text.
    clean_content_tags={"script", "style"},
    attributes={name: set(attributes) for name, attributes in ELEMENTS.items()},
    generic_attribute_prefixes=set(PREFIXES),
    attribute_filter=_kept,
    url_schemes=set(SCHEMES) | {"data"},
    link_rel=None,
)


def clean(html: str) -> str:
    """Return HTML with the elements and attributes that a page may hold, written as a browser reads it."""
    return _CLEANER.clean(html)
