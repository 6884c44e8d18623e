"""What can be found: pages and their sections, and the situations, replies, terms and networks of the data."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from guiaviva.facts.types import Line
from guiaviva.guide import Guide
from guiaviva.reading.containers import Block
from guiaviva.reading.pages import Page
from guiaviva.reading.text import section_texts
from guiaviva.views import all_views
from guiaviva.views.context import Context
from guiaviva.views.parts import Call, Order
from guiaviva.views.responses import by_when, gravity, procedure
from guiaviva.views.text import lines

# Blocks whose rows are records of their own, or which are about the guide itself.
_OWN = frozenset(
    {
        "situations",
        "replies",
        "terms",
        "network",
        "networks",
        "decision-tree",
        "post",
        "status",
        "style",
        "site-index",
        "changes",
    }
)


@dataclass(frozen=True)
class Record:
    """Something that can be found.

    `page` is the id of its page and `anchor` where in the page ("" for the top); `kind` a group of the navigation, or
    `situation`, `reply`, `term` or `network`; `language` the one in which it is written. `words` are what else people
    call it, and `shared` what they call it on every page of its folder; `trail` the titles above it. `quoted` is
    what its text quotes or cites. `labels` are short facts shown with it; `copy` is a text to copy. A situation has the
    kinds of `messages` that it is, and its `level`; in danger, whom to call: `calls` are names and telephones.
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
    quoted: str = ""
    messages: tuple[str, ...] = ()
    level: str = ""
    calls: tuple[tuple[str, str], ...] = ()


def records_of(guide: Guide, page: Page) -> Iterator[Record]:
    """Return the records of a page: the page itself, its sections, and the data that it shows."""
    yield from _of_page(guide, page)
    for collection, of_data in _OF_DATA.items():
        if _shows(page, collection):
            yield from of_data(guide, page)


def _shows(page: Page, collection: str) -> bool:
    """Return whether the page shows the whole collection: a row's record leads to the page where its row is."""
    return any(block.name == "guide" and block.words[:1] == (collection,) for block in page.blocks)


def _of_page(guide: Guide, page: Page) -> Iterator[Record]:
    kind = guide.kind(page)
    context = Context(guide, page.language, page.id)
    name = kind.spec.group if kind else "about"
    network = page.id.removeprefix("networks/")
    network = network if network in guide.facts.networks else ""
    is_closed = bool(network) and guide.facts.networks[network].record.status == "closed"
    labels = (context.word("closed", "status").capitalize(),) if is_closed else ()
    title = _title(page)
    group = guide.model.groups.get(kind.spec.group, {}) if kind else {}
    trail = tuple(text for text in [context.pick(group)] if text and page.id != "index")
    above: dict[int, str] = {}
    sections: list[Record] = []
    intro = [str(page.fields.get("description") or "")]
    quoted: list[str] = []
    prose = guide.model.prose.get(page.language)
    blocks = _blocks_by_section(page)
    for section, text in section_texts(page, prose.names.sources if prose else ()):
        if section is None or section.level == 1:
            intro.append(text.said)
            quoted.append(text.quoted)
            continue
        above = {level: heading for level, heading in above.items() if level < section.level}
        lines = [text.said, *(text for one in blocks[section.place.line] for text in _block_text(context, one))]
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
                labels,
                shared=" · ".join(_asked(guide, page, _siblings(page), section.id)),
                quoted=text.quoted,
            )
        )
        above[section.level] = section.title
    words = (*(page.field("search_words", list[Line]) or ()), *_asked(guide, page, page.id))
    yield Record(
        page.id,
        "",
        name,
        page.language,
        title,
        trail,
        " · ".join(words),
        "\n".join(filter(None, intro)),
        network,
        labels,
        shared=" · ".join(_asked(guide, page, _siblings(page))),
        quoted="\n".join(filter(None, quoted)),
    )
    yield from sections


def _asked(guide: Guide, page: Page, id: str, section: str = "") -> tuple[str, ...]:
    """Return what people type who look for a page or a section, as the model knows it."""
    spec = guide.model.search.get(page.language)
    return tuple(spec.asked.get(f"{id}#{section}" if section else id, ())) if spec else ()


def _siblings(page: Page) -> str:
    """Return what is in the model for every page of a page's folder but its index."""
    folder = page.id.rpartition("/")[0]
    return f"{folder}/*" if folder and not page.id.endswith("/index") else ""


def _blocks_by_section(page: Page) -> Mapping[int, list[Block]]:
    """Return the blocks whose rows are no records, by the line in which their section begins."""
    starts = [section.place.line for section in page.sections]
    found: dict[int, list[Block]] = defaultdict(list)
    for block in page.blocks:
        before = bisect_left(starts, block.place.line)
        if block.name == "guide" and before and not set(block.words[:1]) & _OWN:
            found[starts[before - 1]].append(block)
    return found


def _block_text(context: Context, block: Block) -> Iterator[str]:
    make_views = all_views().get(block.words[0]) if block.words else None
    try:
        about = replace(context, argument=block.argument, content=block.content)
        views = make_views(about) if make_views else []
    except KeyError:
        # A rule reports the key that does not exist.
        return
    yield from lines(views)


def _situations(guide: Guide, page: Page) -> Iterator[Record]:
    context = Context(guide, page.language, page.id)
    for key, entry in guide.facts.situations.items():
        situation = entry.record
        role = guide.facts.roles.get(situation.owner or "")
        first, grave = procedure(context, situation), gravity(context, situation)
        labels = [
            grave.text if grave else "",
            *(context.word("call").format(phone=one.phone.number) for one in first if isinstance(one, Call)),
            context.word(situation.action, "action"),
            by_when(context, situation),
            context.text(role.record.name) if role else "",
        ]
        steps = [step for one in first if isinstance(one, Order) for step in one.items]
        text = "\n".join(filter(None, [context.text(situation.definition), context.text(situation.example), *steps]))
        yield Record(
            page.id,
            f"situation-{key}",
            "situation",
            page.language,
            context.text(situation.name),
            (_title(page),),
            " · ".join(situation.search_words.get(page.language, ())),
            text,
            labels=tuple(filter(None, labels)),
            messages=tuple(situation.messages),
            level=situation.level,
            calls=tuple((one.name, one.phone.number) for one in first if isinstance(one, Call)),
        )


def _replies(guide: Guide, page: Page) -> Iterator[Record]:
    context = Context(guide, page.language, page.id)
    for key, entry in guide.facts.replies.items():
        situation = guide.facts.situations.get(entry.record.situation)
        name = context.text(situation.record.name) if situation else entry.record.situation
        text = context.text(entry.record.text)
        yield Record(page.id, f"reply-{key}", "reply", page.language, name, (_title(page),), "", text, copy=text)


def _terms(guide: Guide, page: Page) -> Iterator[Record]:
    context = Context(guide, page.language, page.id)
    spec = guide.model.search.get(page.language)
    for key, entry in guide.facts.terms.items():
        term = entry.record
        if term.definition:
            words = [word for forms in (term.synonyms, term.colloquial) for word in forms.get(page.language, ())]
            asked = [one.format(term=context.text(term.term)) for one in spec.definitions] if spec else []
            yield Record(
                page.id,
                f"term-{key}",
                "term",
                page.language,
                context.text(term.term),
                (_title(page),),
                " · ".join([*words, *asked]),
                context.text(term.definition),
            )


def _network(guide: Guide, page: Page) -> Iterator[Record]:
    key = page.id.rsplit("/", 1)[-1]
    block = next(block for block in page.blocks if block.words[:1] == ("network",))
    if len(block.words) > 1 or key not in guide.facts.networks:
        return
    before = [section for section in page.sections if section.place.line < block.place.line]
    text = "\n".join(_block_text(Context(guide, page.language, page.id), block))
    name = guide.facts.networks[key].record.called(page.language)
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
