"""One page at a time, from a language that is kept in memory: what a live preview shows."""

from __future__ import annotations

from pathlib import Path

import markdown
from mkdocs.commands.build import _build_template
from mkdocs.config.config_options import Hooks
from mkdocs.structure.files import File
from mkdocs.structure.pages import _ExtractTitleTreeprocessor
from mkdocs.utils import meta

from guiaviva.cache import Cache
from guiaviva.judgement import Judgement
from guiaviva.site import i18n
from guiaviva.site.rendering.conversion import KIND, convert, log_again, restore, source_of
from guiaviva.site.rendering.keys import Keys, fingerprint
from guiaviva.site.rendering.languages import Language, dress, page_of, prepare, render
from guiaviva.site.sources import content


def open_language(
    root: Path,
    code: str,
    judgement: Judgement,
    site: Path,
    *,
    messages: str,
    cache: Cache | None = None,
) -> Language:
    """Prepare a language for `render_page`; no page is converted.

    Titles are those of the cache, or of the front matter, or of the first heading. To be called again when a page is
    added, removed or renamed, when data, words or mkdocs.yml change, and for templates that are not read yet.
    """
    language = prepare(root, code, judgement, site, messages=messages, command="serve")
    sources = {file.src_uri: source_of(content(language.config, file)) for file in language.documents}
    known = {}
    if cache is not None:
        keys = Keys(language, fingerprint(language))
        key_of = {uri: keys.of(file, sources[uri]) for file in language.documents if (uri := file.src_uri)}
        found = cache.get_many(KIND, key_of.values())
        known = {uri: found[key] for uri, key in key_of.items() if key in found}
    converter = _converter(language)
    for file in language.documents:
        if file.src_uri in known:
            restore(language, file, known[file.src_uri])
        else:
            _name(file, sources[file.src_uri], converter)
    dress(language)
    return language


def hand_over(language: Language, judgement: Judgement) -> None:
    """Let the pages show what was judged since: enough where only the text of pages has changed."""
    language.session.follow(judgement)


def render_page(language: Language, id: str, text: str) -> str:
    """Return the HTML of a page whose Markdown is `text`.

    Where its title has changed, the navigation has, for all pages rendered from now on.
    Raises KeyError where the language has no such page, and what hooks and templates raise.
    """
    file = language.by_id[id]
    page = page_of(file)
    before = page.title
    log_again(convert(language, file, text.encode("utf-8")).messages)
    if page.title != before:
        dress(language)
    return render(language, page)


def forget_hooks() -> None:
    """Have the hooks read again when a language is next prepared; MkDocs by itself reads them once a process."""
    Hooks._load_hook.cache_clear()


def render_template(language: Language, name: str) -> str | None:
    """Return the text of a template that is a file of the site by itself, or None where there is none of that name."""
    config = language.config
    if name not in config.theme.static_templates:
        return None
    template = language.env.get_template(name)
    return _build_template(name, template, language.files, config, language.nav)


def _converter(language: Language) -> markdown.Markdown:
    config = language.config
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def _name(file: File, source: bytes, converter: markdown.Markdown) -> None:
    """Set the title that a page will have, from its front matter or from its first line."""
    page = page_of(file)
    body, page.meta = meta.get_data(source.decode("utf-8", errors="replace"))
    page.markdown, page.content = "", ""
    line = body.lstrip().partition("\n")[0]
    if "title" not in page.meta and line.startswith("# "):
        title = _ExtractTitleTreeprocessor()
        title._register(converter)
        converter.reset().convert(line)
        page._title_from_render = title.title
        i18n.unescape_title(page)
