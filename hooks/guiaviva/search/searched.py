"""What a rule about the search asks for: a guide, and what its readers search."""

from __future__ import annotations

from typing import Protocol

from guiaviva.guide import Guide
from guiaviva.search.index import Index


class Searched(Protocol):
    """A guide that can be searched."""

    @property
    def guide(self) -> Guide:
        """The guide."""

    def index(self, language: str) -> Index:
        """Return the index of the search in one language of the site."""
