"""A whole site from a judged guide: every language prepared, every page converted and rendered, by all processors."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from unittest import mock

import mkdocs_static_i18n.plugin
from mkdocs import utils
from mkdocs.commands.build import _build_extra_template, _build_theme_template
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, InclusionLevel

from guiaviva import workers
from guiaviva.cache import Cache
from guiaviva.judgement import Judgement
from guiaviva.site.rendering.conversion import (
    KIND,
    Converted,
    Keys,
    Message,
    convert,
    fingerprint,
    is_current,
    log_again,
    logged,
    restore,
)
from guiaviva.site.rendering.languages import Language, codes, dress, page_of, prepare, render
from guiaviva.site.rendering.templates import Bytecode
from guiaviva.site.session import Export
from guiaviva.site.writing import write

# So many pages are one job: enough that handing them out costs nothing, few enough that nobody waits for the last.
BATCH = 8
# Below this, a second process costs more than it saves.
FEW = 16


def build(
    root: Path, judgement: Judgement, site: Path, *, strict: bool, cache: Cache | None = None, count: int | None = None
) -> None:
    """Build the site of the guide at `root` into the folder `site`, which must be empty.

    `cache` keeps converted pages and compiled templates; `count` is the number of processes, as many as there are
    processors where it is not given. Raises WorkError with one sentence where MkDocs, a hook or a template fails, and
    with `strict` where MkDocs warned; OSError where the disk is full.
    """
    with _warnings() as warnings, _same_dates():
        try:
            _build(root, judgement, site, strict, cache, workers.processors() if count is None else count)
        except (workers.WorkError, OSError):
            raise
        except Exception as error:
            raise workers.WorkError(_sentence(error)) from error
        if strict and (counts := warnings.get_counts()):
            found = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
            raise workers.WorkError(f"Aborted with {found} in strict mode!")


def _build(root: Path, judgement: Judgement, site: Path, strict: bool, cache: Cache | None, count: int) -> None:
    bytecode = Bytecode.of(cache)
    languages = [prepare(root, code, judgement, site, strict=strict, bytecode=bytecode) for code in codes(root)]
    _share_alternates(languages)
    converted = _convert(languages, cache, count)
    for language in languages:
        dress(language)
    _copy_static(languages)
    pages = [(language, file) for language in languages for file in language.documents]
    jobs: list[Callable[[], list[Message]]] = []
    jobs += [
        partial(_export, site, export, language.session.judgement)
        for language in languages
        for export in language.session.exports or ()
    ]
    jobs += [partial(_templates, language, language is languages[-1]) for language in languages]
    # The first page of each language goes before the others: it compiles the templates that all processes use.
    firsts = [(language, file) for language in languages for file in language.documents[:1]]
    messages = _render(firsts)
    jobs += [partial(_render, batch) for batch in _batches([one for one in pages if one not in firsts])]
    log_again(chain(messages, *workers.run(jobs, count if len(pages) > FEW else 1)))
    for language, file in pages:
        level = language.config.validation.links.anchors
        page_of(file).validate_anchor_links(files=language.files, log_level=level)
    _end(languages)
    bytecode.keep()
    if cache is not None:
        cache.put_many(KIND, converted)


def _convert(languages: Sequence[Language], cache: Cache | None, count: int) -> dict[str, Converted]:
    """Convert every page, or find it in the cache; return what was not there, by its key."""
    program = fingerprint(languages[0]) if cache is not None else ""
    wanted: list[tuple[Language, File, bytes, str]] = []
    for language in languages:
        keys = Keys(language, program)
        for file in language.documents:
            source = file.content_bytes
            wanted.append((language, file, source, keys.of(file, source) if cache is not None else ""))
    known = cache.get_many(KIND, [key for *_, key in wanted]) if cache is not None else {}
    missing = [one for one in wanted if one[3] not in known or not is_current(one[0], known[one[3]])]
    if cache is not None:
        cache.close()
    jobs = [partial(_converted, batch) for batch in _batches(missing)]
    made = list(chain.from_iterable(workers.run(jobs, count if len(missing) > FEW else 1)))
    fresh = {id(one[1]): converted for one, converted in zip(missing, made, strict=True)}
    for language, file, _, key in wanted:
        converted = fresh.get(id(file)) or known[key]
        restore(language, file, converted)
        log_again(converted.messages)
    return {one[3]: converted for one, converted in zip(missing, made, strict=True)}


def _converted(batch: Sequence[tuple[Language, File, bytes, str]]) -> list[Converted]:
    return [
        _explained("reading", file, partial(convert, language, file, source)) for language, file, source, _ in batch
    ]


def _render(batch: Sequence[tuple[Language, File]]) -> list[Message]:
    with logged() as messages:
        for language, file in batch:
            output = _explained("building", file, partial(render, language, page_of(file)))
            if output.strip():
                utils.write_file(output.encode("utf-8", errors="xmlcharrefreplace"), file.abs_dest_path)
    return messages


def _explained(doing: str, file: File, job: Callable[[], Any]) -> Any:
    """Do a job; where it fails, say with which page."""
    try:
        return job()
    except OSError:
        raise
    except Exception as error:
        raise workers.WorkError(f"Error {doing} page '{file.src_uri}': {_sentence(error)}") from error


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if text and isinstance(error, MkDocsException) else f"{type(error).__name__}: {text}"


def _export(site: Path, export: Export, judgement: Judgement) -> list[Message]:
    for path, text in export.make(judgement):
        # What an author put there himself comes first, as under `mkdocs build`.
        if not (site / path).exists():
            write(site, path, text)
    # It takes much memory, and no other export needs it.
    judgement.forget_indexes()
    return []


def _templates(language: Language, last: bool) -> list[Message]:
    """Write 404.html, the sitemap and the like; of those that all languages write, the last one's stays."""
    config = language.config
    with logged() as messages:
        for template in sorted(config.theme.static_templates) if last else ():
            _build_theme_template(template, language.env, language.files, config, language.nav)
        for template in config.extra_templates:
            _build_extra_template(template, language.files, config, language.nav)
    return messages


def _copy_static(languages: Sequence[Language]) -> None:
    """Copy what is no page, once; where languages have different files of one name, the last one's stays."""
    files = {
        file.abs_dest_path: file
        for language in languages
        for file in language.files
        if not file.is_documentation_page() and InclusionLevel.is_included(file.inclusion)  # type: ignore[no-untyped-call]
    }
    for file in files.values():
        file.copy_file()


def _share_alternates(languages: Sequence[Language]) -> None:
    """Let static-i18n know, in each language, the pages of those that MkDocs builds before it."""
    known: dict[str, Any] = {}
    for language in languages:
        plugin = language.config.plugins.get("i18n")
        if plugin is not None:
            known |= plugin.i18n_files_per_language
            plugin.i18n_files_per_language = dict(known)


def _end(languages: Sequence[Language]) -> None:
    """Let the hooks end: the first language last, since MkDocs builds the others inside it."""
    for language in languages[1:]:
        language.config.plugins.on_post_build(config=language.config)
    with mock.patch.object(mkdocs_static_i18n.plugin, "build"):
        languages[0].config.plugins.on_post_build(config=languages[0].config)


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


@contextmanager
def _warnings() -> Iterator[utils.CountHandler]:
    """Show MkDocs' warnings as MkDocs does, and count them."""
    counter, shown = utils.CountHandler(), logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    logger = logging.getLogger("mkdocs")
    for handler in (counter, shown):
        handler.setLevel(logging.WARNING)
        logger.addHandler(handler)
    try:
        yield counter
    finally:
        for handler in (counter, shown):
            logger.removeHandler(handler)


@contextmanager
def _same_dates() -> Iterator[None]:
    """Date files at the epoch where no date is set: the same input gives the same bytes."""
    with mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")}):
        yield
