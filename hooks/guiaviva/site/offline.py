"""The copy of the site for who has no connection: a zip of all of it, which works from a folder by double click.

From a folder a browser shows no page for a folder, fetches nothing and starts no worker. So in the copy each link names
its page, data are in scripts (`common/load.js` runs them), and so is what the worker runs. Each page says of which day
the copy is. The same site makes the same bytes; where the site is as it was, its copy is kept, with its day.
"""

from __future__ import annotations

import base64
import html
import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from guiaviva.cache import digest
from guiaviva.guide import Guide
from guiaviva.site.rendering.output import LINK, Output, without_link
from guiaviva.views.context import Context

NAME = "guia.zip"
"""The path of the copy from the top of the site."""
README = "README.txt"
# Servers read these, or programs.
_LEFT_OUT = re.compile(
    r"(.*/)?(404\.html|opensearch\.xml|feed\.xml|index\.md|llms\.txt)|sitemap\.xml(\.gz)?|worker\.js|robots\.txt"
    r"|(published|guide(\.schema)?|accounts\.schema)\.json"
)
_SEARCH = re.compile(r"((?:.*/)?search/)(.+\.json)")
_DATA = re.compile(r"(.*/)?(menu|assistant|posts|tones)\.json")
_BYTES = re.compile(r".*/dictionaries/.*\.gz")
_WORKER = re.compile(r".*/bundles/spelling\.js")
# An address of before, for which nobody asks in a copy.
_LEADS_ON = b'<meta http-equiv="refresh"'
# How YAML says so.
_OFF = ("false", "no", "off")
_ADDRESS = re.compile(r'(<(?:a|area|form|link)\b[^>]* (?:href|action)=")([^"?#]*)')
_OFFERS = re.compile(r'\s*<link rel="(search|guia-worker|alternate" type)[^>]*>')
_LANGUAGE = re.compile(r'<html[^>]* lang="([\w-]+)"')
_FOOT = re.compile(r'(<div class="guia-copyright">)|</body>')
# A higher one takes twice as long for a thirtieth less.
_LEVEL = 4


def is_wanted(guide: Guide) -> bool:
    """Return whether a guide offers the copy: unless its `mkdocs.yml` says `extra: {offline_copy: false}`."""
    settings = guide.config.value
    extra = settings.get("extra") if isinstance(settings, dict) else None
    return not isinstance(extra, dict) or str(extra.get("offline_copy")).casefold() not in _OFF


def offer(site: Path, present: Path, guide: Guide) -> None:
    """Put the copy into the folder of a site that is whole, and the link to it where pages have a place for one.

    Where the `present` site has a copy of the same, that stays. Raises OSError where the disk is full.
    """
    output = Output(site, present)
    files = ((Path(folder).relative_to(site), names) for folder, _, names in os.walk(site))
    paths = sorted({(folder / name).as_posix() for folder, names in files for name in names} - {NAME})
    known, places = _known(site, paths, guide)
    day = _day_of(present / NAME, known)
    packed = (present / NAME).read_bytes() if day else _packed(site, paths, guide, known)
    output.write(NAME, packed)
    for path in places:
        text = (site / path).read_bytes()
        link = _link(guide, path, text, len(packed), day or guide.today)
        output.write(path, LINK.sub(lambda match, link=link: match[1] + link + match[2], text))  # type: ignore[misc]


def _known(site: Path, paths: Iterable[str], guide: Guide) -> tuple[str, list[str]]:
    """Return a digest of all that the copy is made of but its day, and the pages that have a place for the link."""
    parts: list[str | bytes] = [
        Path(__file__).read_bytes(),
        *(_readme(guide, language, "") for language in guide.languages),
    ]
    places = []
    for path in paths:
        data = (site / path).read_bytes()
        if LINK.search(data):
            places.append(path)
        parts += [path, digest(without_link(data))]
    return digest(*parts), places


def _day_of(packed: Path, known: str) -> date | None:
    """Return of which day a copy is, or None where it is none, or of another site."""
    try:
        if packed.is_symlink():
            return None
        with zipfile.ZipFile(packed) as copy:
            of, _, day = copy.comment.decode("ascii", "replace").partition(" ")
        return date.fromisoformat(day) if of == known else None
    except (OSError, ValueError, zipfile.BadZipFile):
        return None


def _packed(site: Path, paths: Iterable[str], guide: Guide, known: str) -> bytes:
    files = dict(_files(site, paths, guide))
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as copy:
        copy.comment = f"{known} {guide.today.isoformat()}".encode("ascii")
        for path in sorted(files):
            entry = zipfile.ZipInfo(path)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            copy.writestr(entry, files[path], compresslevel=_LEVEL)
    return made.getvalue()


def _files(site: Path, paths: Iterable[str], guide: Guide) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the copy, by their path from its top."""
    searches: dict[str, dict[str, str]] = {}
    made = {
        language: _said(guide, language, "offline-made", date=_day(guide, language)) for language in guide.languages
    }
    for path in (path for path in paths if not _LEFT_OUT.fullmatch(path)):
        data = (site / path).read_bytes()
        if _LEADS_ON in data:
            continue
        if match := _SEARCH.fullmatch(path):
            searches.setdefault(match[1], {})[match[2]] = data.decode("utf-8")
        elif path.endswith(".html"):
            yield path, _page(without_link(data).decode("utf-8"), made).encode("utf-8")
        elif _DATA.fullmatch(path):
            yield f"{path}.js", _script(data.decode("utf-8"))
        elif _BYTES.fullmatch(path):
            yield f"{path}.js", _script(json.dumps(base64.b64encode(data).decode("ascii")))
        elif _WORKER.fullmatch(path):
            yield f"{path}.js", _script(json.dumps(data.decode("utf-8")))
        else:
            yield path, data
    for folder, texts in searches.items():
        yield f"{folder}files.js", _script(json.dumps(texts, ensure_ascii=False))
    readme = "\n\n".join(_readme(guide, language, _day(guide, language)) for language in guide.languages)
    # As text editors of Windows expect it.
    yield README, ("\ufeff" + readme + "\n").replace("\n", "\r\n").encode("utf-8")


def _script(value: str) -> bytes:
    """Return the script that hands over a value that is given as JSON."""
    return f"document.currentScript.made=JSON.parse({json.dumps(value, ensure_ascii=False)});\n".encode()


def _page(text: str, made: dict[str, str]) -> str:
    """Return a page as it works in a folder, and says of which day the copy is."""
    language = _LANGUAGE.search(text)
    said = made.get(language[1] if language else "", next(iter(made.values())))
    head, end, body = text.partition("</head>")
    text = _ADDRESS.sub(lambda match: match[1] + _whole(match[2]), _OFFERS.sub("", head) + end + body)
    # Nothing may be fetched in a folder; what the worker runs comes from its page.
    text = text.replace("connect-src 'self'", "connect-src 'none'; worker-src blob:", 1)
    added = f"<div>{html.escape(said)}</div>"
    return _FOOT.sub(lambda match: match[0] + added if match[1] else added + match[0], text, count=1)


def _whole(path: str) -> str:
    """Return the path of an address, to the page in a folder instead of the folder; other sites have their own."""
    last = path.rpartition("/")[2]
    if not path or ":" in path or path.startswith("/") or last not in ("", ".", ".."):
        return path
    return f"{path}/index.html" if last else f"{path}index.html"


def _link(guide: Guide, path: str, text: bytes, size: int, day: date) -> bytes:
    """Return the item of a list that links to the copy from a page at a path."""
    found = _LANGUAGE.search(text.decode("utf-8"))
    language = found[1] if found and found[1] in guide.languages else guide.source_language
    context = Context(guide, language)
    megabytes = context.number(max(round(size / 1_000_000, 1), 0.1))
    said = _said(guide, language, "offline", size=f"{megabytes} MB", date=context.day(day))
    return f'<li><a href="{"../" * path.count("/")}{NAME}" download>{html.escape(said)}</a></li>'.encode()


def _readme(guide: Guide, language: str, day: str) -> str:
    context = Context(guide, language)
    return _said(guide, language, "offline-readme", date=day, institution=context.text(guide.institution.name))


def _said(guide: Guide, language: str, key: str, **values: str) -> str:
    return Context(guide, language).word(key, "site").format(**values)


def _day(guide: Guide, language: str) -> str:
    return Context(guide, language).day(guide.today)
