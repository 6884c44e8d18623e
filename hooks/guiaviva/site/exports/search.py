"""What the search says, in the language of the site, and what a browser must know to offer it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from guiaviva.guide import Guide
from guiaviva.views.context import Context


def interface(guide: Guide, language: str, languages: Mapping[str, str]) -> dict[str, Any]:
    """Return the words of the search, the names of kinds and networks, whom to ask, and the languages of the site."""
    context = Context(guide, language)
    contact = guide.institution.contact
    return {
        "say": {key: context.word(key, "search") for key in guide.model.words["search"]},
        "kinds": {
            **{key: context.text(title) for key, title in guide.model.groups.items()},
            **{key: context.word(key, "found") for key in guide.model.words["found"]},
        },
        "networks": {key: entry.record.name for key, entry in guide.facts.networks.items()},
        "mail": contact.email or "",
        "phone": contact.phone or "",
        "languages": [
            {"code": code, "name": name, "root": "" if code == guide.source_language else f"{code}/"}
            for code, name in languages.items()
        ],
    }


def opensearch(name: str, home: str, language: str) -> str:
    """Return the description by which a browser searches the guide from its address bar (OpenSearch 1.1).

    `home` is the address of the home page of the language.
    """
    root = Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    # A browser shows 16 characters of the short name.
    for tag, text in (
        ("ShortName", name[:16]),
        ("Description", name),
        ("Language", language),
        ("InputEncoding", "UTF-8"),
    ):
        SubElement(root, tag).text = text
    SubElement(root, "Url", {"type": "text/html", "template": f"{home}?q={{searchTerms}}"})
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
