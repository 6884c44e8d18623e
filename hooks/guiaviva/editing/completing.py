"""What may be written at a place of a file, with what it is: an editor offers it while it is typed."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal, NamedTuple

from guiaviva.contentmodel import Section
from guiaviva.diagnostics import Edit
from guiaviva.editing import candidates
from guiaviva.editing.candidates import Candidate, Target
from guiaviva.editing.cursor import Cursor
from guiaviva.editing.files import key_type, page_at, plan_at, refers, type_at
from guiaviva.editing.yaml_paths import Typed, typed_at
from guiaviva.facts.types import Language
from guiaviva.guide import Guide
from guiaviva.guide.blocks import DONT
from guiaviva.language import choose
from guiaviva.reading.pages import Page

What = Literal["fact", "record", "section", "block", "link", "field", "value", "language"]

# More than so many nobody reads; with another letter there are fewer.
_MOST = 100
_FACT = re.compile(r"\{\{[ \t]*([\w.-]*)$")
_CLOSED = re.compile(r"[\w.-]*[ \t]*\}\}")
_BLOCK = re.compile(r"[ ]{0,3}/{3,}[ ]*([\w-]*)$")
_GUIDE_BLOCK = re.compile(r"[ ]{0,3}/{3,}[ ]*guide[ ]*\|[ ]*([\w -]*)$")
_HEADING = re.compile(r"#{2,6}[ ]+([^{]*?)[ ]*(\{#?([\w-]*))?$")
_TARGET = re.compile(r"(!?)\[[^\[\]]*\]\(([^()\n]*)$")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]*)$")


class Completion(NamedTuple):
    """What may be written: how a list names it, what it is in words, and the edit that writes it."""

    label: str
    detail: str
    edit: Edit
    what: What


def completions(guide: Guide, path: str, text: str, line: int, column: int) -> list[Completion]:
    """Return what may be written at a place of a file, the likeliest first, at most a hundred.

    `path` is that of the file from the root of the guide, `text` what it is now, which the guide may not know yet;
    `line` and `column` are from 1. Nothing where the file is neither a page nor data, or nothing is known of the place.
    What a field of data may hold in general is left to its schema.
    """
    cursor = Cursor.at(path, text, line, column)
    page = page_at(guide, path, text)
    if page is not None:
        found = _in_front_matter(guide, page, cursor) if line < page.body_line else _in_body(guide, page, cursor)
    else:
        found = _in_data(guide, cursor) if path.startswith("data/") and path.endswith(".yml") else iter(())
    return list(islice(found, _MOST))


# Pages.


def _in_body(guide: Guide, page: Page, cursor: Cursor) -> Iterator[Completion]:
    before = cursor.before
    if match := _FACT.search(before):
        yield from _facts(guide, cursor, match[1], page.language)
    elif match := _GUIDE_BLOCK.fullmatch(before):
        yield from _blocks(guide, page, cursor, match[1])
    elif match := _BLOCK.fullmatch(before):
        yield from _new_blocks(guide, cursor, match[0], match[1])
    elif match := _HEADING.fullmatch(before):
        yield from _sections(guide, page, cursor, match)
    elif match := _TARGET.search(before):
        yield from _files(guide, cursor, page, match[2]) if match[1] else _links(guide, cursor, page, match[2])
    elif (match := _LINK.search(before)) and match[1].strip():
        yield from _whole_links(guide, cursor, page, match)


def _facts(guide: Guide, cursor: Cursor, typed: str, language: str) -> Iterator[Completion]:
    above, _, part = typed.rpartition(".")
    closing = "" if _CLOSED.match(cursor.after) else " }}"
    found = candidates.facts_below(guide, above, language)
    # What is typed is a part of the last name, not of those above it, which all have.
    below = (Candidate(one.text[len(above) + bool(above) :], one.detail) for one in found)
    for one in candidates.ranked(part, below):
        name = f"{above}.{one.text}" if above else one.text
        text = name + (closing if candidates.is_value(guide, name, language) else "")
        yield Completion(one.text, one.detail, cursor.edit(typed, text, word=True), "fact")


def _blocks(guide: Guide, page: Page, cursor: Cursor, typed: str) -> Iterator[Completion]:
    """Return the names of blocks or, behind one, the keys of which one is its own."""
    name, space, rest = typed.partition(" ")
    blocks = guide.model.blocks.guide
    end = "" if _is_closed(cursor) else "\n///"
    if not space:
        for one in candidates.ranked(name, (Candidate(key, candidates.shows(spec)) for key, spec in blocks.items())):
            yield Completion(one.text, one.detail, cursor.edit(name, one.text + end, word=True), "block")
    elif (spec := blocks.get(name)) and spec.key:
        last = rest.rpartition(" ")[2]
        plan = page.id.removeprefix("plans/") if page.id.startswith("plans/") else ""
        options = candidates.records(guide, spec.key, page.language, plan)
        # Behind the key may be the mark of an example of what not to do.
        found = options if last == rest.strip() else (Candidate(DONT),) if spec.content else ()
        yield from _keys(cursor, last, found, end)


def _new_blocks(guide: Guide, cursor: Cursor, before: str, typed: str) -> Iterator[Completion]:
    end = "" if _is_closed(cursor) else "\n///"
    options = [Candidate(f"guide | {name}", candidates.shows(spec)) for name, spec in guide.model.blocks.guide.items()]
    options += [Candidate(name) for name in guide.model.blocks.others]
    for one in candidates.ranked(typed, options):
        yield Completion(one.text, one.detail, cursor.edit(before.lstrip(), f"/// {one.text}{end}"), "block")


def _is_closed(cursor: Cursor) -> bool:
    """Return whether the block that begins in the line has its end already."""
    following = (line.strip() for line in cursor.lines[cursor.line :])
    return next((line.strip("/ ") == "" for line in following if line.startswith("///")), False)


def _sections(guide: Guide, page: Page, cursor: Cursor, match: re.Match[str]) -> Iterator[Completion]:
    """Return the headings that the page lacks: those of its kind, then those that it has in other languages."""
    title, braces, id = match[1], match[2], match[3] or ""
    there = {one.id for one in page.sections if one.place.line != cursor.line}
    closing = "" if cursor.after.startswith("}") else "}"
    for one in _wanted(guide, page):
        heading = choose(one.title, page.language, guide.source_language) or title
        if one.id in there:
            continue
        label, write = f"{heading} {{#{one.id}}}", choose(one.write, page.language, guide.source_language)
        if braces is not None and candidates.matching(id, one.id) is not None:
            yield Completion(f"#{one.id}", write or heading, cursor.edit(braces, f"{{#{one.id}{closing}"), "section")
        elif braces is None and candidates.matching(title, heading, one.id) is not None:
            typed = cursor.before.lstrip("#").lstrip(" ")
            yield Completion(label, write, cursor.edit(typed, label), "section")


def _wanted(guide: Guide, page: Page) -> Iterator[Section]:
    kind = guide.model.kind_of(page.id)
    wanted = {one.id: one for one in kind.sections(guide.page_conditions(page.id))} if kind else {}
    for version in guide.versions(page.id):
        for one in version.sections:
            if one.level > 1 and version.language != page.language:
                wanted.setdefault(one.id, Section(one.id, "", 0, {version.language: one.title}, {}))
    yield from wanted.values()


def _links(guide: Guide, cursor: Cursor, page: Page, typed: str) -> Iterator[Completion]:
    for target in _targets(guide, page, typed):
        edit = cursor.edit(typed, candidates.relative(page, target) + _closing(cursor, ")"), word=True)
        yield Completion(target.title, _where(page, target), edit, "link")


def _whole_links(guide: Guide, cursor: Cursor, page: Page, match: re.Match[str]) -> Iterator[Completion]:
    closing = 1 if cursor.after.startswith("]") else 0
    for target in _targets(guide, page, match[1]):
        text = f"[{target.title}]({candidates.relative(page, target)})"
        edit = cursor.edit(match[0], text)
        edit = edit._replace(end_column=edit.end_column + closing)
        yield Completion(target.title, _where(page, target), edit, "link")


def _targets(guide: Guide, page: Page, typed: str) -> Iterator[Target]:
    """Return the pages and sections whose title or path fits, the best first; pages before sections."""
    ranked: list[list[Target]] = [[] for _ in range(6)]
    path, sign, anchor = typed.partition("#")
    for target in candidates.targets(guide, page.language):
        link = candidates.relative(page, target) if sign or "/" in typed or "." in typed else ""
        if sign and link.partition("#")[0] != path:
            continue
        rank = candidates.matching(anchor or typed if not sign else anchor, target.title, target.name, link)
        if rank is not None and (not sign or target.anchor):
            ranked[2 * rank + bool(target.anchor)].append(target)
    for group in ranked:
        yield from group


def _where(page: Page, target: Target) -> str:
    link = candidates.relative(page, target)
    return f"{target.page_title} · {link}" if target.page_title and target.id != page.id else link


def _closing(cursor: Cursor, sign: str) -> str:
    return "" if re.match(rf"[\w./#-]*{re.escape(sign)}", cursor.after) else sign


def _files(guide: Guide, cursor: Cursor, page: Page, typed: str) -> Iterator[Completion]:
    """Return the pictures of the guide."""
    pictures = (name for name in sorted(guide.files) if not name.endswith((".md", ".css", ".js", ".json")))
    folder = page.path.removeprefix("docs/").rpartition("/")[0]
    depth = "../" * (folder.count("/") + 1) if folder else ""
    for one in candidates.ranked(typed, (Candidate(f"{depth}{name}") for name in pictures)):
        edit = cursor.edit(typed, one.text + _closing(cursor, ")"), word=True)
        yield Completion(one.text, "", edit, "link")


def _in_front_matter(guide: Guide, page: Page, cursor: Cursor) -> Iterator[Completion]:
    typed = typed_at(cursor)
    if typed is None:
        return
    if match := _FACT.search(cursor.before):
        yield from _facts(guide, cursor, match[1], page.language)
    elif not typed.path:
        yield from _fields(guide, page, cursor, typed)
    elif spec := guide.model.fields.get(str(typed.path[0])):
        collection = {"role": "roles", "units": "units"}.get(spec.type)
        if collection:
            yield from _keys(cursor, typed.text, candidates.records(guide, collection, page.language))
        elif spec.type == "choice":
            yield from _keys(cursor, typed.text, map(Candidate, spec.values), what="value")
        elif spec.type == "date":
            yield from _keys(cursor, typed.text, [Candidate(guide.today.isoformat())], what="value")


def _fields(guide: Guide, page: Page, cursor: Cursor, typed: Typed) -> Iterator[Completion]:
    """Return the fields that the page may have and has not yet, those that its kind asks for first."""
    kind = guide.model.kind_of(page.id)
    asked = kind.front_matter if kind else {}
    in_source = page.language == guide.source_language
    names = [name for name, spec in guide.model.fields.items() if in_source or not spec.source]
    for name in sorted(names, key=lambda name: name not in asked):
        if name not in typed.beside and candidates.matching(typed.text, name) is not None:
            colon = "" if cursor.after.startswith(":") else ": "
            yield Completion(name, "", cursor.edit(typed.text, name + colon, word=True), "field")


# Data.


def _in_data(guide: Guide, cursor: Cursor) -> Iterator[Completion]:
    typed = typed_at(cursor)
    if typed is None:
        return
    language = next((str(one) for one in reversed(typed.path) if one in guide.languages), guide.source_language)
    if match := _FACT.search(cursor.before):
        yield from _facts(guide, cursor, match[1], language)
        return
    type_ = type_at(cursor.path, typed.path)
    if type_ == Language:
        yield from _keys(cursor, typed.text, map(Candidate, guide.languages), what="language")
    elif to := refers(type_):
        yield from _keys(cursor, typed.text, _of_collection(guide, cursor.path, to, language))
    elif key := key_type(type_):
        found: Iterable[Candidate] = map(Candidate, guide.languages)
        if key != Language:
            found = _of_collection(guide, cursor.path, refers(key), language)
        left = (one for one in found if one.text not in typed.beside)
        colon = "" if cursor.after.startswith(":") else ": "
        yield from _keys(cursor, typed.text, left, colon, what="language" if key == Language else "record")


def _of_collection(guide: Guide, path: str, collection: str, language: str) -> Iterator[Candidate]:
    if collection == "pages":
        return (Candidate(one.name, _titles(one)) for one in candidates.targets(guide, guide.source_language))
    return candidates.records(guide, collection, language, plan_at(path))


def _titles(target: Target) -> str:
    return f"{target.page_title} · {target.title}" if target.page_title else target.title


def _keys(
    cursor: Cursor, typed: str, found: Iterable[Candidate], end: str = "", *, what: Any = "record"
) -> Iterator[Completion]:
    quote = typed[:1] if typed[:1] in ("'", '"') else ""
    typed = typed.removeprefix(quote)
    for one in candidates.ranked(typed, found):
        yield Completion(one.text, one.detail, cursor.edit(typed, one.text + end, word=True), what)
