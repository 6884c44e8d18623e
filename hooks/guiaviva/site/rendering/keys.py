"""The keys under which converted and finished pages are kept: digests of all that they depend on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from guiaviva.cache import digest, program_version
from guiaviva.guide.decisions import unconfirmed_in
from guiaviva.reading.gate import DATA
from guiaviva.site import i18n, sources
from guiaviva.site.assets import OVERRIDES
from guiaviva.site.rendering.languages import Language, page_of
from guiaviva.site.theme import page_facts

# Those of the program; hooks are plugins for MkDocs too.
_PLUGINS = {"hooks/guia.py", "i18n"}
# What is made for the templates of what is in the key already.
_MADE = ("menu", "nav")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@dataclass(frozen=True)
class Keys:
    """Makes the keys of the pages of a language. `program` is the fingerprint of what converts them."""

    language: Language
    program: str

    def of(self, file: File, source: bytes) -> str:
        """Return the key of a page: of all that its HTML depends on, but for what its blocks show."""
        written, guide = i18n.page_language(page_of(file)), self.language.session.judgement.guide
        id = i18n.page_id(page_of(file))
        stale = "\0".join(guide.stale_sections(written, id))
        decided = repr(unconfirmed_in(guide, id))
        page = guide.page(written, id) or guide.draft(written, id)
        # What it shows of the facts to which it refers, in its text and in its front matter.
        shown = repr((page.references, page.fields)) if page and page.typed else ""
        network = guide.network_of(id)
        closed = network if network and network.status == "closed" else None
        replaced = guide.network_of(f"networks/{closed.replaced_by}") if closed else None
        notices = (stale, decided, repr((closed, replaced)))
        return digest(self.of_the_language, file.src_uri, file.url, written, *notices, shown, source)

    @cached_property
    def of_the_language(self) -> str:
        """What every page depends on: program, configuration, where links lead, and the terms that are marked.

        What an institution's own hook or plugin shows of data is not known, so there all data are.
        """
        language = self.language
        guide = language.session.judgement.guide
        links = sorted((file.src_uri, file.url, file.inclusion.name) for file in language.files)
        settings = _ADDRESS.sub("", repr(language.settings))
        terms = repr([(key, entry.record) for key, entry in guide.facts.terms.items()])
        shown = self.of_the_guide if set(language.config.plugins) - _PLUGINS else ""
        return digest(self.program, language.code, settings, repr(links), *guide.languages, terms, shown)

    @cached_property
    def of_the_guide(self) -> str:
        """What blocks may depend on: data, the day, the titles of pages, in which languages something is recorded."""
        guide = self.language.session.judgement.guide
        return digest(guide.facts.fingerprint, guide.today.isoformat(), guide.profile, guide.titles, *guide.recording)


def frame_of(keys: Sequence[Keys]) -> str:
    """Return a digest of all that the templates may show on a page beside its own text, once titles are known.

    That is what the hooks give them, the navigation, the fields of all pages, and the templates themselves. Of other
    pages templates may show address, title and fields, not the text.
    """
    guide = keys[0].language.session.judgement.guide
    fields = (repr((page.path, dict(page.fields))) for page in (*guide.pages.values(), *guide.drafts.values()))
    parts: list[str | bytes] = [os.environ.get("SOURCE_DATE_EPOCH", ""), *fields]
    for one in keys:
        titles = [str(page_of(file).title) for file in one.language.documents]
        extra = {name: value for name, value in one.language.config.extra["guia"].items() if name not in _MADE}
        given = _ADDRESS.sub("", repr((extra, guide.institution.brand)))
        parts += [one.of_the_language, given, repr(i18n.items(one.language.nav.items)), repr(titles)]
    for path, data in (*_own(keys[0].language.config), *_files(str(OVERRIDES))):
        parts += [path, data]
    return digest(*parts)


def around(language: Language, file: File) -> str:
    """Return what the templates show of a page that is not its text: who keeps it, when it was reviewed, and so on."""
    page = page_of(file)
    facts = page_facts(language.session, i18n.page_id(page), i18n.page_language(page), language.code)
    return repr((facts, i18n.alternates(language.config, page)))


def fingerprint(language: Language) -> str:
    """Return the fingerprint of what converts pages: this program, its model, the hooks, and all that is installed."""
    hooks = {Path(str(module.__file__)).parent for module in language.config["hooks"].values()}
    sources = sorted({path.resolve() for folder in hooks for path in folder.glob("*.py")})
    model = language.session.judgement.guide.model.fingerprint
    # Among them may be a pipe, which has no end, or what is too big to be a program.
    read = (path.read_bytes() for path in sources if path.is_file() and path.stat().st_size <= DATA)
    return digest(program_version(), model, *read)


def _own(config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the templates and other files of the guide's own theme."""
    custom, folder = config.theme.custom_dir, sources.folder_of(config)
    if custom and custom != str(OVERRIDES):
        for path in folder.list(sources.path_of(config, custom)).files:
            yield path, folder.read(path)


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the program's own files in a folder, in order, those to which links lead included."""
    for path, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        yield from (
            (os.path.relpath(found, folder), found.read_bytes())
            for name in sorted(names)
            if (found := Path(path, name)).is_file()
        )
