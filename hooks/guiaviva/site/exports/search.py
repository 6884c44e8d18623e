"""The index of the search, what it says in the language of the site, and what a browser must know to offer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from guiaviva.cache import digest
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.search import files
from guiaviva.site.session import Export
from guiaviva.views.context import Context

_DESCRIPTION = "opensearch.xml"


@dataclass(frozen=True)
class _Search:
    """The search of one language, of which `root` is the folder; a plain value, so that another process can make it."""

    root: str
    language: str
    names: Mapping[str, str]
    addresses: Mapping[str, str]
    site_url: str | None
    site_name: str

    @property
    def folder(self) -> str:
        return f"{self.root}search/"

    def files(self, judgement: Judgement) -> Iterator[tuple[str, str]]:
        """Return the path and the text of each file."""
        for path, text in files.files(judgement.index(self.language), self.addresses, self._words(judgement)):
            yield self.folder + path, text
        if (description := self._description()) is not None:
            yield self.folder + _DESCRIPTION, description

    def file(self, judgement: Judgement, path: str) -> str | None:
        """Return the text of one file, or None where there is none of that path."""
        name = path.removeprefix(self.folder)
        if name == _DESCRIPTION:
            return self._description()
        index, words = judgement.index(self.language), self._words(judgement)
        return files.file(index, name, self.addresses, words, self.key(judgement))

    def _words(self, judgement: Judgement) -> Mapping[str, Any]:
        return interface(judgement.guide, self.language, self.names)

    def _description(self) -> str | None:
        return opensearch(self.site_name, self.site_url + self.root, self.language) if self.site_url else None

    def key(self, judgement: Judgement) -> str:
        """Return a digest of what the files depend on: this value, what the interface says, and what can be found."""
        return digest(repr(self), repr(self._words(judgement)), *judgement.found(self.language))


def files_of_search(
    root: str,
    language: str,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    site_url: str | None,
    site_name: str,
) -> Export:
    """Return the export of the search in a language of the site.

    `root`: its folder, from the top of the site; `names`: the languages with their names; `addresses`: those of the
    pages, by id, from its folder.
    """
    search = _Search(root, language, names, addresses, site_url, site_name)
    return Export(search.folder, search.files, search.file, search.key)


def interface(guide: Guide, language: str, languages: Mapping[str, str]) -> dict[str, Any]:
    """Return the words of the search, the names of kinds and networks, whom to ask, and the languages of the site."""
    context = Context(guide, language)
    contact = guide.institution.contact
    return {
        "locale": context.locale,
        "voice": context.voice("search"),
        "say": {key: context.word(key, "search") for key in guide.model.words["search"]},
        "kinds": {
            **{key: context.pick(title) for key, title in guide.model.groups.items()},
            **{key: context.word(key, "found") for key in guide.model.words["found"]},
        },
        "networks": {key: entry.record.called(language) for key, entry in guide.facts.networks.items()},
        # By these labels a result says how grave it is, and whom to call.
        "gravity": {key: context.word(key, "gravity") for key in guide.model.words["gravity"]},
        "call": context.word("call"),
        "mail": contact.email or "",
        "phone": contact.phone or "",
        "languages": [
            {"code": code, "name": name, "root": guide.site_folder(code)} for code, name in languages.items()
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
