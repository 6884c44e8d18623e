"""What the browser gets of a guide that is being written.

A page is rendered when it is asked for, from its text and from what MkDocs has prepared. Whatever is wrong with data,
configuration, templates or hooks, the last good page is shown, with a sentence that says what is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from guiaviva.reading.files import Source
from guiaviva.site import i18n
from guiaviva.site.preview.state import State
from guiaviva.site.rendering.conversion import logged
from guiaviva.site.rendering.languages import Language, codes, page_of
from guiaviva.site.rendering.preview import forget_hooks, hand_over, open_language, render_page, render_template
from guiaviva.site.session import Export
from guiaviva.site.sources import content, is_admitted, on_disk

# How many pages are cached, to be shown when they cannot be rendered any more.
_KEPT = 100


@dataclass(frozen=True)
class Answer:
    """What the browser gets.

    `kind` is `page` for one that is shown, `missing` for one that does not exist, `wrong` for one that cannot be shown
    and never was, and `file` for the rest. It holds a `text`, or a `file` on the disk, or an `export` that has to be
    made, or the path to which it `leads`. `wrong` is a sentence to show over the page, or "". `source` is the path
    of the file that a page is made of, from the root of the guide.
    """

    kind: Literal["page", "missing", "wrong", "file"]
    text: str = ""
    wrong: str = ""
    file: Path | None = None
    export: Export | None = None
    leads: str | None = None
    source: str = ""


@dataclass
class Site:
    """The site of a guide. MkDocs' objects are made for one thread: only one at a time may call the methods.

    `_languages` are prepared for the guide as it is, `_former` for what it was; `_codes` are those of all, the first
    before the others, and `_former_codes` what they were; `_wrong` says why one cannot be prepared.
    """

    state: State
    _codes: tuple[str, ...] = ()
    _former_codes: tuple[str, ...] = ()
    _languages: dict[str, Language] = field(default_factory=dict)
    _former: dict[str, Language] = field(default_factory=dict)
    _wrong: str = ""
    _last_good: dict[str, str] = field(default_factory=dict)

    def prepare_again(self) -> None:
        """Have MkDocs prepare each language again, when a page in it is next asked for."""
        self._former |= self._languages
        self._former_codes = self._codes or self._former_codes
        self._languages, self._codes, self._wrong = {}, (), ""
        forget_hooks()

    def answer(self, path: str, draft: Source | None = None) -> Answer:
        """Return what there is at a path from the top of the site; the page of the file of a draft is as that says."""
        uri = f"{path}index.html" if not path or path.endswith("/") else path
        language = self._language(path.split("/")[0])
        if language is None:
            return Answer("wrong", wrong=self.state.wrong or self._wrong)
        file = language.by_uri.get(uri)
        if file is not None and file.is_documentation_page():
            if draft is not None and draft.path == f"docs/{file.src_uri}":
                return self._drafted(language, uri, draft)
            return self._page(language, uri)
        if file is not None and file.abs_src_path is not None and is_admitted(language.config, file):
            return Answer("file", file=on_disk(language.config, file))
        if f"{uri}/index.html" in language.by_uri:
            return Answer("file", leads=f"{uri}/")
        # What all languages share is exported by the first.
        languages = (language, self._language(""))
        exports = (export for one in languages if one is not None for export in one.session.exports or ())
        export = next((export for export in exports if export.holds(uri)), None)
        return Answer("file", export=export) if export else self._template(uri) or self._missing()

    def _page(self, language: Language, uri: str) -> Answer:
        file = language.by_uri[uri]
        path = f"docs/{file.src_uri}"
        judgement = self.state.judgement()
        if language.session.judgement is not judgement:
            hand_over(language, judgement)
        page = self.state.guide.by_path.get(path)
        with logged() as messages:
            try:
                # What the guide was read from may be gone by now.
                text = page.file.source.text if page else content(language.config, file).decode("utf-8-sig", "replace")
                html = render_page(language, i18n.page_id(page_of(file)), text)
            except Exception as error:
                wrong = self.state.explainer.error(error, messages)
                last = self._last_good.get(uri)
                if last is None:
                    return Answer("wrong", wrong=wrong)
                return Answer("page", last, wrong, source=path)
        self._keep(uri, html)
        return Answer("page", html, self.state.wrong_with(path) or self._wrong, source=path)

    def _drafted(self, language: Language, uri: str, draft: Source) -> Answer:
        """Return a page as somebody is typing it; all others stay as they are."""
        file = language.by_uri[uri]
        title = page_of(file).title
        hand_over(language, self.state.drafted(draft))
        with logged() as messages:
            try:
                html = render_page(language, i18n.page_id(page_of(file)), draft.text)
            except Exception as error:
                wrong, last = self.state.explainer.error(error, messages), self._last_good.get(uri)
                return Answer("wrong", wrong=wrong) if last is None else Answer("page", last, wrong)
        if page_of(file).title != title:
            # The menu of the other pages has the title that is saved.
            self._page(language, uri)
        return Answer("page", html)

    def address_of(self, path: str) -> str | None:
        """Return where the page of a file is from the top of the site, or None where it is nowhere."""
        language = self._language(path.removeprefix("docs/").split("/")[0])
        files = language.documents if language else ()
        uri = next((file.dest_uri for file in files if f"docs/{file.src_uri}" == path), None)
        return None if uri is None else uri.removesuffix("index.html")

    def _keep(self, uri: str, html: str) -> None:
        self._last_good.pop(uri, None)
        self._last_good[uri] = html
        for first in list(self._last_good)[:-_KEPT]:
            del self._last_good[first]

    def _template(self, uri: str) -> Answer | None:
        """Return the file that a template makes, if there is one: of those of all languages, a build keeps the last."""
        language = self._language(self._codes[-1] if self._codes else "")
        if language is None:
            return None
        with logged() as messages:
            try:
                text = render_template(language, uri)
            except Exception as error:
                return Answer("wrong", wrong=self.state.explainer.error(error, messages))
        return None if text is None else Answer("file", text)

    def _missing(self) -> Answer:
        found = self._template("404.html")
        wrong = self.state.wrong or self._wrong or (found.wrong if found else "")
        # What cannot be found when something is wrong may well be there.
        return Answer("wrong", wrong=wrong) if wrong else Answer("missing", found.text if found else "")

    def _language(self, code: str) -> Language | None:
        """Return the language of that code, or else the first: as it was before, where it cannot be prepared."""
        with logged() as messages:
            try:
                self._codes = self._codes or codes(self.state.root)
                code = code if code in self._codes else self._codes[0]
                if code not in self._languages:
                    self._languages[code] = self._opened(code)
                    self._former.pop(code, None)
            except Exception as error:
                self._wrong = self.state.explainer.error(error, messages)
                # The next attempt is made when something has changed.
                self._codes = self._codes or tuple(one for one in self._former_codes if one in self._former)
                self._languages |= {one: self._former[one] for one in self._former if one not in self._languages}
        first = self._codes[0] if self._codes else ""
        return self._languages.get(code) or self._languages.get(first)

    def _opened(self, code: str) -> Language:
        state = self.state
        return open_language(
            state.root,
            code,
            state.judgement(),
            state.root / "site",
            messages=state.messages,
            cache=state.cache,
        )
