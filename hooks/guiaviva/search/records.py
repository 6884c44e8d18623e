"""What can be found: pages and their sections, and the situations, replies, terms and networks of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from guiaviva.blocks import all_blocks
from guiaviva.blocks.html import Shown
from guiaviva.blocks.people import duration
from guiaviva.facts.types import Line
from guiaviva.guide import Guide
from guiaviva.reading.containers import Block
from guiaviva.reading.pages import Page
from guiaviva.reading.text import section_texts

# Blocks whose rows are records of their own, or that only tell of the guide itself.
_OWN = frozenset(
    {"situations", "replies", "terms", "network", "networks", "decision-tree", "post", "status", "style", "site-index"}
)

# Each of these begins a new line of text.
_BREAKS = frozenset({"tr", "li", "div", "p", "dt", "label", "figure", "blockquote"})
_ENDS = {"dt": ": ", "td": " · ", "th": " · "}


@dataclass(frozen=True)
class Record:
    """Something that can be found.

    `page` is the id of its page and `anchor` where in the page ("" for the top); `kind` a group of the navigation, or
    `situation`, `reply`, `term` or `network`; `language` the one in which it is written. `words` are what else people
    call it, and `shared` what they call it on every page of its folder; `trail` the titles above it. `labels` are short
    facts shown with it; `copy` is a text to copy.
    """

    page: str
    anchor: str
    kind: str
    language: str
    title: str
    trail: tuple[str, ...] = ()
    words: str = ""
    text: str = ""
    network: str = ""
    labels: tuple[str, ...] = ()
    copy: str = ""
    shared: str = ""


def records(guide: Guide, language: str) -> Iterator[Record]:
    """Give the records of the site in one language, page by page in the order of the navigation's kinds.

    A page that is not translated is there as readers see it: in the source language.
    """
    ids = dict.fromkeys(id for _, id in guide.pages)
    for id in ids:
        page = guide.shown(language, id)
        if page is None:
            continue
        yield from _of_page(guide, page)
        for collection, of_data in _OF_DATA.items():
            if _shows(page, collection):
                yield from of_data(guide, page)


def _shows(page: Page, collection: str) -> bool:
    """Does the page show the whole collection? A row's record leads to the page where its row stands."""
    return any(block.name == "guide" and block.words[:1] == (collection,) for block in page.blocks)


def _of_page(guide: Guide, page: Page) -> Iterator[Record]:
    kind = guide.kind(page)
    shown = Shown(guide, page.language, page.id)
    name = kind.spec.group if kind else "about"
    network = page.id.removeprefix("networks/")
    network = network if network in guide.facts.networks else ""
    title = _title(page)
    group = guide.model.groups.get(kind.spec.group, {}) if kind else {}
    trail = tuple(text for text in [shown.text(group)] if text and page.id != "index")
    above: dict[int, str] = {}
    sections: list[Record] = []
    intro = [str(page.fields.get("description") or "")]
    for section, text in section_texts(page):
        if section is None or section.level == 1:
            intro.append(text)
            continue
        above = {level: heading for level, heading in above.items() if level < section.level}
        lines = [text, *_block_texts(shown, section.place.line, page)]
        path = (*trail, title, *above.values())
        sections.append(
            Record(
                page.id,
                section.id,
                name,
                page.language,
                section.title,
                path,
                " · ".join(_asked(guide, page, page.id, section.id)),
                "\n".join(filter(None, lines)),
                network,
                shared=" · ".join(_asked(guide, page, _siblings(page), section.id)),
            )
        )
        above[section.level] = section.title
    words = (*(page.field("search_words", list[Line]) or ()), *_asked(guide, page, page.id))
    text = "\n".join(filter(None, intro))
    shared = " · ".join(_asked(guide, page, _siblings(page)))
    yield Record(page.id, "", name, page.language, title, trail, " · ".join(words), text, network, shared=shared)
    yield from sections


def _asked(guide: Guide, page: Page, id: str, section: str = "") -> tuple[str, ...]:
    """Give what people type who look for a page or a section, as the model knows it."""
    spec = guide.model.search.get(page.language)
    return tuple(spec.asked.get(f"{id}#{section}" if section else id, ())) if spec else ()


def _siblings(page: Page) -> str:
    """Give what stands in the model for every page of a page's folder but its index."""
    folder = page.id.rpartition("/")[0]
    return f"{folder}/*" if folder and not page.id.endswith("/index") else ""


def _block_texts(shown: Shown, line: int, page: Page) -> Iterator[str]:
    """Give what the blocks of the section that begins in a line show, where its rows are no records."""
    following = [section.place.line for section in page.sections if section.place.line > line]
    end = following[0] if following else page.source.text.count("\n") + 2
    for block in page.blocks:
        if block.name == "guide" and line < block.place.line < end and not set(block.words[:1]) & _OWN:
            yield from _block_text(shown, block)


def _block_text(shown: Shown, block: Block) -> Iterator[str]:
    function = all_blocks().get(block.words[0]) if block.words else None
    try:
        about = Shown(shown.guide, shown.language, shown.page, block.argument, block.content)
        elements = function(about) if function else []
    except KeyError:
        # Told by a rule.
        return
    for element in elements:
        yield from _lines(element)


def _lines(element: Element) -> Iterator[str]:
    """Give the text of an element, a line for each row, point or pair."""
    for line in "".join(_texts(element)).split("\n"):
        if text := " ".join(line.split()).strip("· "):
            yield text


def _texts(element: Element) -> Iterator[str]:
    if element.tag in ("thead", "caption"):
        return
    breaks = element.tag in _BREAKS
    yield "\n" if breaks else ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield _ENDS.get(element.tag, "\n" if breaks else "")


def _situations(guide: Guide, page: Page) -> Iterator[Record]:
    shown = Shown(guide, page.language, page.id)
    for key, entry in guide.facts.situations.items():
        situation = entry.record
        role = guide.facts.roles.get(situation.owner or "")
        labels = [
            shown.word(situation.action, "action"),
            duration(shown, situation.max_response),
            shown.text(role.record.name) if role else "",
        ]
        text = "\n".join(filter(None, [shown.text(situation.definition), shown.text(situation.example)]))
        yield Record(
            page.id,
            f"situation-{key}",
            "situation",
            page.language,
            shown.text(situation.name),
            (_title(page),),
            " · ".join(situation.search_words.get(page.language, ())),
            text,
            labels=tuple(filter(None, labels)),
        )


def _replies(guide: Guide, page: Page) -> Iterator[Record]:
    shown = Shown(guide, page.language, page.id)
    for key, entry in guide.facts.replies.items():
        situation = guide.facts.situations.get(entry.record.situation)
        name = shown.text(situation.record.name) if situation else entry.record.situation
        text = shown.text(entry.record.text)
        yield Record(page.id, f"reply-{key}", "reply", page.language, name, (_title(page),), "", text, copy=text)


def _terms(guide: Guide, page: Page) -> Iterator[Record]:
    shown = Shown(guide, page.language, page.id)
    for key, entry in guide.facts.terms.items():
        term = entry.record
        if term.definition:
            words = [word for forms in (term.synonyms, term.colloquial) for word in forms.get(page.language, ())]
            yield Record(
                page.id,
                f"term-{key}",
                "term",
                page.language,
                shown.text(term.term),
                (_title(page),),
                " · ".join(words),
                shown.text(term.definition),
            )


def _network(guide: Guide, page: Page) -> Iterator[Record]:
    key = page.id.rsplit("/", 1)[-1]
    block = next(block for block in page.blocks if block.words[:1] == ("network",))
    if len(block.words) > 1 or key not in guide.facts.networks:
        return
    before = [section for section in page.sections if section.place.line < block.place.line]
    text = "\n".join(_block_text(Shown(guide, page.language, page.id), block))
    name = guide.facts.networks[key].record.name
    anchor = before[-1].id if before and before[-1].level > 1 else ""
    yield Record(page.id, anchor, "network", page.language, name, (_title(page),), "", text, key)


def _title(page: Page) -> str:
    return str(page.fields.get("title") or (page.sections[0].title if page.sections else page.id))


_OF_DATA: dict[str, Callable[[Guide, Page], Iterator[Record]]] = {
    "situations": _situations,
    "replies": _replies,
    "terms": _terms,
    "network": _network,
}
