"""What the search says, in the language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiaviva.blocks.html import Shown
from guiaviva.guide import Guide


def interface(guide: Guide, language: str, languages: Mapping[str, str]) -> dict[str, Any]:
    """Give the words of the search, the names of kinds and networks, whom to ask, and the languages of the site."""
    shown = Shown(guide, language, "")
    contact = guide.institution.contact
    return {
        "say": {key: shown.word(key, "search") for key in guide.model.words["search"]},
        "kinds": {
            **{key: shown.text(title) for key, title in guide.model.groups.items()},
            **{key: shown.word(key, "found") for key in guide.model.words["found"]},
        },
        "networks": {key: entry.record.name for key, entry in guide.facts.networks.items()},
        "mail": contact.email or "",
        "phone": contact.phone or "",
        "languages": [
            {"code": code, "name": name, "root": "" if code == guide.source_language else f"{code}/"}
            for code, name in languages.items()
        ],
    }
