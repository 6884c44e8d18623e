"""The key of a record, or the id of a section, is changed everywhere: nothing else of any file is."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from guiaviva.diagnostics import Place
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import KEY
from guiaviva.guide import pairs, rows, section_ids, signing
from guiaviva.guide.addresses import Address
from guiaviva.guide.guide import Guide
from guiaviva.guide.loading import load_guide
from guiaviva.guide.moved import with_former
from guiaviva.guide.uses import Named, Use, anchors_of, definition, named, pages_of, require, rows_of, sources, uses
from guiaviva.reading.pages import Page
from guiaviva.references import NoValueError, References
from guiaviva.translations.records import FIELD, PATH, recorded


@dataclass(frozen=True)
class Renaming:
    """What a new key changes: the new bytes of files by their path, and files by the path to which they go."""

    written: Mapping[str, bytes]
    moved: Mapping[str, str] = field(default_factory=dict)


def renaming(guide: Guide, old: str, new: str) -> Renaming:
    """Return what gives the record or the section `old` (`roles.press`, `tone#voice`) another key, or another id.

    `new` is that alone, or the whole name. Translations that follow their source go on following it.
    Raises CannotJudgeError where there is no such thing, where it has to be called so, or `new` cannot be its key.
    """
    page, sign, id = old.partition("#")
    if not sign:
        require(guide, old)
    record = named(old)
    above = f"{page}#" if sign else old.removesuffix(record.key) if record else ""
    key = new.removeprefix(above)
    if not sign and record is None:
        raise CannotJudgeError("no-record", found=old)
    if not re.fullmatch(KEY, key):
        raise CannotJudgeError("bad-key", found=new, expected=f"{above}…")
    if unread := [problem.place.path for problem in guide.facts.problems]:
        raise CannotJudgeError("data-unread", path=unread[0])
    if unread := [source.path for source in sources(guide) if source.problems]:
        raise CannotJudgeError("not-text", path=unread[0])
    return renamed_section(guide, page, id, key) if record is None else _renaming(guide, record, f"{above}{key}")


def _renaming(guide: Guide, record: Named, name: str) -> Renaming:
    if _is_known(guide, record, name):
        raise CannotJudgeError("key-exists", found=name)
    fixed = {id for kind in guide.model.kinds.values() for id, *_ in kind.pages(frozenset())}
    if needed := sorted(pages_of(record) & fixed):
        raise CannotJudgeError("page-required", page=needed[0])
    change = renamed(guide, record, name.rpartition(".")[2])
    if taken := [path for path in change.moved.values() if guide.folder.exists(path)]:
        raise CannotJudgeError("page-exists", path=taken[0])
    return change


def _is_known(guide: Guide, record: Named, name: str) -> bool:
    if not record.plan and name.rpartition(".")[2] in guide.facts.keys.get(record.collection, ()):
        return True
    try:
        References(guide.facts, guide.model.words).part(name)
    except NoValueError as error:
        return error.variant == "unread"
    return True


def renamed_section(guide: Guide, page: str, id: str, new: str) -> Renaming:
    """Return what gives a section of a page (its id) another id in every language.

    Raises CannotJudgeError where the page has no such section, has the new id, or must have it under this one.
    """
    section_ids.require(guide, page, id, new)
    edits: dict[str, dict[Place, str]] = defaultdict(dict)
    for place, text in section_ids.places(guide, page, id, new):
        edits[place.path][place] = text
    files = {path: _edited(guide.folder.read(path), places) for path, places in edits.items()}
    files |= _remembering(guide, files, {}, Address(page, id), Address(page, new))
    return Renaming({**files, **_following(guide, files, {})})


def renamed(guide: Guide, record: Named, key: str) -> Renaming:
    """Return what gives a record another key.

    Translations that follow their source go on following it. Raises UnicodeDecodeError for a file that is no UTF-8.
    """
    edits: dict[str, dict[Place, str]] = defaultdict(dict)
    if own := definition(guide, record):
        edits[own.path][own] = key
    for use in uses(guide, record.name):
        if (text := _text(guide, record, use, key)) is not None:
            edits[use.place.path][use.place] = text
    moved = _moved(guide, record, key)
    # What was known of a file is known of it wherever it is.
    for entry in guide.facts.baseline.values():
        for path in filter(moved.__contains__, entry.record.files):
            place = entry.place("files", path)
            edits[place.path][place] = f"'{moved[path]}'"
    files = {path: _edited(guide.folder.read(path), places) for path, places in edits.items()}
    for id in sorted(pages_of(record)):
        to = f"{id.rpartition('/')[0]}/{key}" if "/" in id else key
        files |= _remembering(guide, files, moved, Address(id), Address(to))
    for id, anchor in rows_of(guide, record):
        to = anchor.removesuffix(record.key) + key
        files |= _remembering(guide, files, moved, Address(id, anchor), Address(id, to))
    return Renaming({**files, **_following(guide, files, moved)}, moved)


def _text(guide: Guide, record: Named, use: Use, key: str) -> str | None:
    """Return what is written instead in the place of a use, or None where that stays."""
    if use.kind == "page":
        return None
    if use.kind == "reference":
        rest = use.written.removeprefix(record.name)
        stays = rest == use.written or rest[:1] not in ("", ".")
        return None if stays else f"{record.name.removesuffix(record.key)}{key}{rest}"
    if use.kind != "link":
        return key
    path, sign, anchor = use.written.partition("#")
    plain, ending = path.removesuffix(".md"), ".md" if path.endswith(".md") else ""
    if pages_of(record) and plain.rpartition("/")[2] == record.key:
        path = plain.removesuffix(record.key) + key + ending
    if anchor in anchors_of(guide, record):
        anchor = anchor.removesuffix(record.key) + key
    return f"{path}{sign}{anchor}"


def _remembering(
    guide: Guide, files: Mapping[str, bytes], moved: Mapping[str, str], former: Address, now: Address
) -> dict[str, bytes]:
    """Return the page that has another address, or a place in it, with what it was; nothing while none is public.

    It is the original, which speaks for its translations; where there is none, each page.
    """
    if guide.institution.preparing:
        return {}
    versions = [one for one in guide.versions(former.page) if former.anchor in ("", *rows.anchors(guide, one))]
    made = {}
    for page in versions[:1] if guide.source_page(former.page) in versions[:1] else versions:
        data = files.get(page.path) or guide.folder.read(page.path)
        made[page.path] = with_former(guide, moved.get(page.path, page.path), data, former, now)
    return made


def _edited(data: bytes, places: Mapping[Place, str]) -> bytes:
    """Return the bytes of a file with other texts in some places; line ends and all else are as they were."""
    bom = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    lines = data[len(bom) :].decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place, text in sorted(places.items(), reverse=True):
        line, start = lines[place.line - 1], place.column - 1
        lines[place.line - 1] = line[:start] + text + line[start + place.length :]
    end = "\r\n" if b"\r\n" in data else "\r" if b"\r" in data else "\n"
    return bom + end.join(lines).encode()


def _moved(guide: Guide, record: Named, key: str) -> dict[str, str]:
    """Return the files that are named like the record, each with the path to which it goes."""
    paths = [page.path for page in guide.all_pages if page.id in pages_of(record)]
    if record.collection == "plans" and not record.plan:
        paths.append(f"data/plans/{record.key}.yml")
    return {path: f"{path.rpartition('/')[0]}/{key}.{path.rpartition('.')[2]}" for path in paths}


def _following(guide: Guide, files: Mapping[str, bytes], moved: Mapping[str, str]) -> dict[str, bytes]:
    """Return what records translations, as they are now, where they were signed off as they were before."""
    overlay: dict[str, bytes | None] = {**files}
    for old, new in moved.items():
        overlay[new] = overlay.get(old) or guide.folder.read(old)
        overlay[old] = None
    later = load_guide(replace(guide.folder, overlay={**guide.folder.overlay, **overlay}), today=guide.today)
    made = following(guide, later, moved)
    if guide.folder.is_file(PATH) and not any(pairs.of_data(guide)):
        made[PATH] = signing.everything(later)[PATH]
    return made


def following(guide: Guide, later: Guide, moved: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """Return the pages of a later guide that record translations as they are there, by their path in the one before.

    That are those whose records were right. `moved` are the files that have another path later, by the former one.
    """
    back = {new: old for old, new in (moved or {}).items()}
    before = {page.path: (page, source) for page, source in guide.translations}
    made: dict[str, bytes] = {}
    for page, source in later.translations:
        path = back.get(page.path, page.path)
        if path in before and (places := _records(before[path], (page, source))):
            made[path] = _edited(later.folder.read(page.path), places)
    return made


def _records(before: tuple[Page, Page], after: tuple[Page, Page]) -> dict[Place, str]:
    """Return the records of a translation and its source that were right and are no longer, with what they are now."""
    places: dict[Place, str] = {}
    for id, record in recorded(after[0]).items():
        then = before[1].signatures.get(id), before[0].signatures.get(id)
        now = after[1].signatures.get(id), after[0].signatures.get(id)
        if (record.source, record.translation) == then != now and now[0] and now[1]:
            new = record._replace(source=now[0], translation=now[1])
            places[after[0].front.value_place(FIELD, id)] = str(new)
    return places
