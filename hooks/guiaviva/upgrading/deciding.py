"""What a guide becomes with the corrections that an institution takes; what it leaves is remembered too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from guiaviva.guide import Guide, load_guide
from guiaviva.guide.pairs import lines_of, to_sign
from guiaviva.guide.signing import signed_ledger, signed_page
from guiaviva.line_ends import like
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.starting.data import text_of
from guiaviva.starting.untouched import LEFT, RECORD, TAKEN, Begun, begun, hashes, hashes_of_data, read_data
from guiaviva.translations.records import PATH, Record
from guiaviva.upgrading.news import CHANGED, NEW, UNKNOWN, Offer, Text, related
from guiaviva.yaml_files import dump, load

KEPT = "removed/corrections"
"""The folder in which what an institution had written itself is kept where it takes a correction."""


def decided(guide: Guide, taken: Sequence[Offer], left: Sequence[Offer]) -> dict[str, bytes]:
    """Return the files that change where offers are taken, with their translations signed off, and others are left.

    Raises CannotJudgeError where a file cannot be changed.
    """
    files: dict[str, bytes] = {}
    later = guide
    for offer in taken:
        files |= _kept(later, offer)
        files |= {text.place.path: _with(later, offer, text) for text in offer.texts}
        later = _with_files(guide, files)
        files |= _signed(later, offer)
        later = _with_files(guide, files)
    return {**files, RECORD: _recorded(guide, later, taken, left).text().encode()}


def _with_files(guide: Guide, files: Mapping[str, bytes]) -> Guide:
    overlay = {**guide.folder.overlay, **files}
    return load_guide(replace(guide.folder, overlay=overlay), today=guide.today, store=guide.store)


def _with(guide: Guide, offer: Offer, text: Text) -> bytes:
    """Return a file with the new text in its place."""
    path, before = text.place.path, guide.folder.read(text.place.path)
    name = offer.where.partition("#")[2]
    source = guide.source(path)
    written = source.text if source else ""
    if text.language:
        return like(_with_section(Source(path, written), name, text), before)
    return like(_with_value(written, name.split("."), text.value), before)


def _with_section(source: Source, section: str, text: Text) -> str:
    page = read_page(source, text.language, "")
    if text.state == NEW:
        return f"{source.text.rstrip()}\n\n{text.new}\n"
    lines, place = source.text.split("\n"), lines_of(page, section)
    old = "\n".join(lines[place.start - 1 : place.stop - 1])
    # The empty lines around it stay.
    new = old.replace(old.strip("\n"), text.new, 1)
    return "\n".join([*lines[: place.start - 1], new, *lines[place.stop - 1 :]])


def _with_value(written: str, keys: Sequence[str], value: Any) -> str:
    """Return a text of data with a value at the path of its keys, in the form in which a guide begins with it."""
    data = load(written)
    parent = data
    for key in keys[:-1]:
        parent = parent[key]
    parent[keys[-1]] = load(text_of({keys[-1]: value}))[keys[-1]]
    return dump(data, written)


def _kept(guide: Guide, offer: Offer) -> Iterator[tuple[str, bytes]]:
    """Return what somebody has written, or may have, and a correction takes the place of."""
    for text in offer.texts:
        if text.state in (CHANGED, UNKNOWN):
            yield f"{KEPT}/{offer.key}/{text.place.path}", _beside(guide, offer, text)


def _beside(guide: Guide, offer: Offer, text: Text) -> bytes:
    """Return what was kept of a file already, with a text below it."""
    path = f"{KEPT}/{offer.key}/{text.place.path}"
    there = guide.folder.read(path).decode() if guide.folder.is_file(path) else ""
    return f"{there}{text.old}\n".encode()


def _signed(later: Guide, offer: Offer) -> Iterator[tuple[str, bytes]]:
    """Return the files in which the translations of new texts are signed off, where the original is new too."""
    path, _, name = offer.where.partition("#")
    taken = {text.language for text in offer.texts}
    if "" in taken:
        mine = (one for one in to_sign(later) if one.path == path and f"{one.name}.".startswith(f"{name}."))
        records = {one.text: Record(one.there.signature, one.here.signature) for one in mine if one.text}
        if records:
            yield PATH, signed_ledger(later, records).encode()
        return
    for page, source in later.translations if later.source_language in taken else ():
        if page.id == path and page.language in taken and name in source.signatures and name in page.signatures:
            record = Record(source.signatures[name], page.signatures[name])
            yield page.path, signed_page(later, page, source, {name: record})


def _recorded(guide: Guide, later: Guide, taken: Sequence[Offer], left: Sequence[Offer]) -> Begun:
    """Return what is known of a guide from now on: new texts are what it began with."""
    known = begun(guide.folder)
    sections = {path: dict(own) for path, own in known.sections.items()}
    data = {path: dict(own) for path, own in known.data.items()}
    for offer in taken:
        name = offer.where.partition("#")[2]
        for text in offer.texts:
            path = text.place.path
            page = later.by_path.get(path)
            if page and path in sections:
                sections[path][name] = hashes(page.file)[name]
            elif path in data:
                now = hashes_of_data(read_data(later.folder, path))
                data[path].update((one, hash) for one, hash in now if related(one, name))
    what = {**{one.name: TAKEN for one in taken}, **{one.name: LEFT for one in left}}
    return replace(known, sections=sections, data=data, corrections={**known.corrections, **what})
