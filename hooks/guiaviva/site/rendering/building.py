"""A whole site from a judged guide: every language prepared, every page converted and rendered, by all processors."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import mkdocs_static_i18n.plugin
from jinja2 import TemplateNotFound
from mkdocs import utils
from mkdocs.commands.build import _build_extra_template, _build_theme_template
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, InclusionLevel

from guiaviva import workers
from guiaviva.cache import Cache, digest
from guiaviva.controls import shown_lines
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import Judgement
from guiaviva.site import i18n
from guiaviva.site.rendering.conversion import KIND as CONVERTED
from guiaviva.site.rendering.conversion import (
    Converted,
    convert,
    is_current,
    log_again,
    logged,
    restore,
    shows_the_same,
    source_of,
)
from guiaviva.site.rendering.keys import Keys, around, fingerprint, frame_of
from guiaviva.site.rendering.languages import Language, codes, dress, page_of, prepare, render
from guiaviva.site.rendering.output import KIND as OUTPUT
from guiaviva.site.rendering.output import Output, Piece, Written, write
from guiaviva.site.session import Export
from guiaviva.site.sources import content
from guiaviva.site.writing import encoded

# The pages of one job: enough that sharing them out costs nothing, few enough that nobody waits for the last.
BATCH = 8
# Below this, a second process costs more than it saves.
FEW = 16


class _Source(NamedTuple):
    """A page to convert: what was read, the key of what that becomes, and a digest of what its blocks may depend on."""

    language: Language
    file: File
    text: bytes
    key: str
    guide: str


class _Page(NamedTuple):
    """A page that is converted, and a digest of its HTML."""

    language: Language
    file: File
    html: str


def build(
    root: Path,
    judgement: Judgement,
    site: Path,
    *,
    strict: bool,
    present: Path | None = None,
    cache: Cache | None = None,
    count: int | None = None,
) -> set[str]:
    """Build the site of the guide at `root` into the folder `site`, which must be empty.

    Returns the files that it must have, by their path from its top: those of all pages, and all that was written.
    Files that are as they are in the `present` site become links to those. `cache` keeps converted pages and
    what is known of files; `count` is the number of processes, as many as there are processors where it
    is not given. Raises WorkError with one sentence where MkDocs, a hook or a template fails, and with `strict` where
    MkDocs warned; OSError where the disk is full; CannotJudgeError where a file of the guide is not to be read.
    """
    output, processes = Output(site, present), workers.processors() if count is None else count
    with _warnings() as warnings, _same_dates():
        try:
            files = _build(root, judgement, output, strict, cache or Cache(None), processes)
        except TemplateNotFound as error:
            # For Python it is an OSError, but no file was to be written.
            raise workers.WorkError(_sentence(error)) from error
        except (workers.WorkError, CannotJudgeError, OSError):
            raise
        except Exception as error:
            raise workers.WorkError(_sentence(error)) from error
        if strict and (counts := warnings.get_counts()):
            found = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
            raise workers.WorkError(f"Aborted with {found} in strict mode!")
    return files


def page_policy(root: Path, judgement: Judgement) -> str:
    """Return the Content-Security-Policy that holds for all pages of the guide at `root`; nothing is built.

    Raises WorkError with one sentence where MkDocs, a hook or a template fails; CannotJudgeError where a file of the
    guide is not to be read.
    """
    try:
        language = prepare(root, codes(root)[0], judgement, root / "site")
        dress(language)
    except CannotJudgeError:
        raise
    except Exception as error:
        raise workers.WorkError(_sentence(error)) from error
    return str(language.config.extra["guia"]["site_policy"])


def convert_all(judgement: Judgement, code: str, cache: Cache) -> Language:
    """Return a language of a guide that has been judged, with all its pages converted; no file is written.

    Raises WorkError with one sentence where MkDocs or a hook fails; CannotJudgeError where a file of the guide is not
    to be read.
    """
    root = judgement.guide.folder.root
    try:
        language = prepare(root, code, judgement, root / "site")
        count = workers.processors() if len(language.documents) > FEW else 1
        with _warnings():
            _convert([Keys(language, fingerprint(language))], cache, count)
    except (workers.WorkError, CannotJudgeError, OSError):
        raise
    except Exception as error:
        raise workers.WorkError(_sentence(error)) from error
    return language


def _build(root: Path, judgement: Judgement, output: Output, strict: bool, cache: Cache, count: int) -> set[str]:
    languages = [prepare(root, code, judgement, output.folder, strict=strict) for code in codes(root)]
    _share_alternates(languages)
    program = fingerprint(languages[0])
    keys = [Keys(language, program) for language in languages]
    count = count if sum(len(language.documents) for language in languages) > FEW else 1
    pages = _convert(keys, cache, count)
    for language in languages:
        dress(language)
    static = _copy_static(languages, output)
    frame = frame_of(keys)
    finished: dict[str, list[Piece]] = {language.code: [] for language in languages}
    for language, file, html in pages:
        finished[language.code].append(
            Piece(digest(frame, html, around(language, file)), partial(_render, language, file))
        )
    others = [*_exports(languages, program, frame), *_templates(languages, frame)]
    written = _write(finished, others, output, cache, count)
    for language, file, _ in pages:
        level = language.config.validation.links.anchors
        page_of(file).validate_anchor_links(files=language.files, log_level=level)
    _end(languages)
    return {file.dest_uri for _, file, _ in pages} | static | written


def _convert(keys: Sequence[Keys], cache: Cache, count: int) -> list[_Page]:
    """Convert every page, or find it in the cache, and keep what was not there."""
    sources = [
        _Source(
            one.language,
            file,
            text := source_of(content(one.language.config, file)),
            one.of(file, text),
            one.of_the_guide,
        )
        for one in keys
        for file in one.language.documents
    ]
    known = cache.get_many(CONVERTED, [one.key for one in sources])
    known = {
        one.key: known[one.key] for one in sources if one.key in known and is_current(one.language, known[one.key])
    }
    missing = [one for one in sources if one.key not in known or known[one.key].guide != one.guide]
    # A page in all its languages is of one batch, as a rule: much of what is drawn in one is drawn in the others.
    missing.sort(key=lambda one: i18n.page_id(page_of(one.file)))
    cache.close()
    made = chain.from_iterable(workers.run([partial(_converted, batch, known) for batch in _batches(missing)], count))
    known |= (fresh := {one.key: converted for one, converted in zip(missing, made, strict=True)})
    cache.put_many(CONVERTED, fresh)
    pages = []
    for language, file, _, key, _ in sources:
        converted = known[key]
        restore(language, file, converted)
        log_again(converted.messages)
        pages.append(_Page(language, file, digest(key, repr(converted.diagnostics), repr(converted.blocks))))
    return pages


def _converted(batch: Sequence[_Source], known: Mapping[str, Converted]) -> list[Converted]:
    return [_explained("reading", one.file, partial(_current, one, known.get(one.key))) for one in batch]


def _current(source: _Source, before: Converted | None) -> Converted:
    """Convert a page; not where it was before, and its blocks show the same since."""
    language, file, text, _, guide = source
    if before and shows_the_same(language, file, before):
        return replace(before, guide=guide)
    return convert(language, file, text, guide)


def _write(
    pages: Mapping[str, Sequence[Piece]], others: Sequence[Piece], output: Output, cache: Cache, count: int
) -> set[str]:
    """Write pages, by language, and all else; log what was logged, and keep what is known of the files from now on.

    Returns the paths of what was written.
    """
    known: dict[str, Written] = cache.get_many(OUTPUT, [piece.key for piece in chain(*pages.values(), others)])
    # The first of each language goes before the others: it compiles the templates that all processes use.
    firsts = [piece for each in pages.values() for piece in [one for one in each if one.key not in known][:1]]
    rest = [piece for each in pages.values() for piece in each if piece not in firsts]
    # What is a job by itself takes longest where it is not known, so that begins before what is known.
    alone = sorted(others, key=lambda piece: piece.key in known)
    batches = [*([piece] for piece in alone), *_batches(rest)]
    done = write(firsts, output, known)
    cache.close()
    for some in workers.run([partial(write, batch, output, known) for batch in batches], count, here=True):
        done += some
    log_again(message for one in done for message in one.messages)
    made = zip(chain(firsts, *batches), done, strict=True)
    cache.put_many(OUTPUT, {piece.key: one for piece, one in made if piece.key and known.get(piece.key) != one})
    return {path for one in done for path in one.files}


def _render(language: Language, file: File, output: Output) -> Written:
    with logged() as messages:
        text = _explained("building", file, partial(render, language, page_of(file)))
    # As MkDocs does: a page of which nothing is left is no file.
    data = text.encode("utf-8", errors="xmlcharrefreplace") if text.strip() else b""
    return Written({file.dest_uri: output.write(file.dest_uri, data)} if data else {}, tuple(messages))


def _exports(languages: Sequence[Language], program: str, frame: str) -> Iterator[Piece]:
    """Yield what the hooks export."""
    for language in languages:
        judgement = language.session.judgement
        for export in language.session.exports or ():
            key = digest(program, export.key(judgement)) if export.key else digest(frame, export.path)
            yield Piece(key, partial(_export, export, judgement))


def _export(export: Export, judgement: Judgement, output: Output) -> Written:
    # What an author put there himself comes first, as under `mkdocs build`.
    made = ((path, content) for path, content in export.make(judgement) if not output.has(path))
    files = {path: output.write(path, encoded(content)) for path, content in made}
    # It takes much memory, and no other export needs it.
    judgement.forget_indexes()
    return Written(files)


def _templates(languages: Sequence[Language], frame: str) -> Iterator[Piece]:
    """Yield 404.html, the sitemap and the like; of those that all languages write, the last one's stays."""
    for language in languages:
        names = sorted(language.config.theme.static_templates) if language is languages[-1] else []
        # What a template of the guide's own text becomes is not looked up.
        key = "" if language.config.extra_templates else digest(frame, language.code, *names)
        yield Piece(key, partial(_template, language, names))


def _template(language: Language, names: Sequence[str], output: Output) -> Written:
    config = language.config
    with logged() as messages:
        for name in names:
            _build_theme_template(name, language.env, language.files, config, language.nav)
        for name in config.extra_templates:
            if file := language.files.get_file_from_path(name):
                file.content_bytes = content(config, file)
            _build_extra_template(name, language.files, config, language.nav)
    paths = (path for name in names for path in (name, f"{name}.gz") if output.has(path))
    return Written({path: digest((output.folder / path).read_bytes()) for path in paths}, tuple(messages))


def _explained(doing: str, file: File, job: Callable[[], Any]) -> Any:
    """Do a job; where it fails, say with which page."""
    try:
        return job()
    except (CannotJudgeError, OSError):
        raise
    except Exception as error:
        raise workers.WorkError(f"Error {doing} page '{file.src_uri}': {_sentence(error)}") from error


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    if isinstance(error, TemplateNotFound):
        return f"There is no template «{error.name}» in overrides/ or in the theme."
    return text if text and isinstance(error, MkDocsException) else f"{type(error).__name__}: {text}"


def _copy_static(languages: Sequence[Language], output: Output) -> set[str]:
    """Write what is no page, once; where languages have different files of one name, the last one's stays.

    Returns the paths of what was written.
    """
    files = {
        file.dest_uri: (language.config, file)
        for language in languages
        for file in language.files
        if not file.is_documentation_page() and InclusionLevel.is_included(file.inclusion)  # type: ignore[no-untyped-call]
    }
    for path, (config, file) in files.items():
        output.write(path, content(config, file))
    return set(files)


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


class _Harmless(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Return a line of the log; texts of pages in it do not control the terminal."""
        return shown_lines(super().format(record))


@contextmanager
def _warnings() -> Iterator[utils.CountHandler]:
    """Show MkDocs' warnings as MkDocs does, and count them."""
    counter, shown = utils.CountHandler(), logging.StreamHandler()
    shown.setFormatter(_Harmless("%(levelname)-8s-  %(message)s"))
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
    """Date files at the epoch where no date is set, or an empty one: the same input gives the same bytes."""
    with mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or "0"}):
        yield
