"""A guide as one document: cover, contents, and the pages as chapters under the groups of the menu."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes, urljoin

from guiaviva.cache import digest
from guiaviva.facts.types import Day, Months
from guiaviva.guide import Guide
from guiaviva.guide.durations import later
from guiaviva.locales import direction
from guiaviva.printing.content import Block, Blocks, Line, every, is_short, shallow
from guiaviva.printing.flow import Flow, Replacement
from guiaviva.printing.places import mark, resolve
from guiaviva.printing.tree import Node, drawing, parse
from guiaviva.site.brand import PLAIN
from guiaviva.site.paper import Paper, PaperGroup, PaperPage, ink
from guiaviva.views.context import Context
from guiaviva.views.parts import Parts, WebLink
from guiaviva.views.periods import approval
from guiaviva.views.text import content as text_of

# Of how many levels the contents are, how deep headings are numbered, and how deep they are at most.
LISTED, NUMBERED, DEEPEST = 2, 3, 6
_FORMATS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


@dataclass
class Document:
    """What a template is given: `data`, which JSON can hold, and the pictures that it names, each in a file."""

    data: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """What of a guide is in all its prints: the language, its words, and the colour of the institution."""

    guide: Guide
    language: str

    @property
    def context(self) -> Context:
        """What texts are taken from."""
        return Context(self.guide, self.language)

    @property
    def colour(self) -> str:
        """The colour of the institution, as it can be read on white."""
        brand = self.guide.institution.brand
        return ink(brand.colour if brand else PLAIN.colour)

    def word(self, key: str, **values: str) -> str:
        """Return a sentence of the group `print`."""
        return str(self.context.word(key, "print").format(**values))

    def frame(self, title: str) -> dict[str, Any]:
        """Return what every template needs."""
        institution = self.context.text(self.guide.institution.name)
        words = {key: self.context.word(key, "print") for key in ("contents", "page")}
        return {
            "title": title,
            "institution": institution,
            "lang": self.language,
            "dir": direction(self.language),
            "colour": self.colour,
            "words": words,
            "day": self.guide.today.isoformat(),
            "date": self.context.day(self.guide.today),
        }


def document(look: Look, paper: Paper, *, part: str = "") -> Document:
    """Return the pages of a paper as one document; `part` is the title of what it holds, where that is not all.

    Raises CannotJudgeError where a picture has no text for whoever does not see it.
    """
    made = Document(look.frame(part or paper.name))
    maker = _Maker(look, paper, made.pictures)
    body = maker.body()
    urls = {page.url: page.id for group in paper.groups for page in group.pages}
    resolve(body, urls, paper.address)
    made.data |= {
        "contents": _numbered(body),
        "part": part,
        "guide": paper.name,
        "depth": LISTED,
        "cover": _cover(look, paper, digest(repr(body))[:8], maker),
        "body": body,
    }
    return made


def _numbered(body: Blocks) -> Blocks:
    """Number the headings of a document, and return those of its contents."""
    counts = [0] * DEEPEST
    headings = [one for one in every(body) if one["k"] == "h"]
    for place, one in enumerate(headings):
        level = one["level"]
        counts[level - 1 :] = [counts[level - 1] + 1, *[0] * (DEEPEST - level)]
        one["number"] = ".".join(map(str, counts[:level])) if level <= NUMBERED else ""
        one["id"] = one["id"] or f"#{place}"
    return [one for one in headings if one["level"] <= LISTED]


def _cover(look: Look, paper: Paper, code: str, maker: _Maker) -> dict[str, Any]:
    """Return what the first page says: whose it is, of which day, by whom it was approved, when it is next reviewed."""
    context, institution = look.context, look.guide.institution
    approved = approval(context)
    label = context.word("guide-approval")
    due = min(_due(look.guide, paper), default=None)
    lines: list[Line] = [[look.word("version", date=context.day(look.guide.today), code=code)]]
    lines += [[f"{label}: ", *_linked(approved)]] if approved else []
    lines += [[context.word("due", "site").format(date=context.day(due))]] if due else []
    lines += (
        [[look.word("address"), " ", {"k": "a", "url": paper.address, "c": [paper.address]}]] if paper.address else []
    )
    notices = [key for key in ("demonstration", "preparing") if getattr(institution, key)]
    logo = maker.shown(institution.brand.logo, "") if institution.brand and institution.brand.logo else None
    return {"lines": lines, "notices": [context.word(key, "site") for key in notices], "logo": logo}


def _linked(parts: Parts) -> Line:
    return [
        {"k": "a", "url": one.address, "c": [one.text]} if isinstance(one, WebLink) else text_of((one,))
        for one in parts
    ]


def _due(guide: Guide, paper: Paper) -> Iterator[Any]:
    """Yield the days on which the pages of a paper are to be reviewed again."""
    for one in (page for group in paper.groups for page in group.pages):
        source = guide.front_page(one.id)
        reviewed, months = (
            source.field(*of) if source else None for of in (("reviewed", Day), ("review_every", Months))
        )
        if reviewed and months:
            yield later(reviewed, months)


class _Maker:
    """Makes the chapters, and gathers the pictures."""

    def __init__(self, look: Look, paper: Paper, pictures: dict[str, bytes]) -> None:
        self.look, self.paper, self.pictures = look, paper, pictures
        trees = {page.id: parse(page.html) for group in paper.groups for page in group.pages}
        self.trees = trees
        self.tree_page = next((id for id, tree in trees.items() if _has(tree, "guia-tree")), "")
        self.style = style(look.colour)
        self.level = 0

    def body(self) -> Blocks:
        """Return the chapters one after another."""
        return [block for group in self.paper.groups for block in self._group(group)]

    def _group(self, group: PaperGroup) -> Iterator[Block]:
        several = bool(group.title) and len(self.paper.groups) > 1
        if several:
            yield self._heading(1, [group.title], "")
        for page in group.pages:
            yield from self._page(page, 2 if several else 1)

    def _heading(self, level: int, title: Line, id: str) -> Block:
        self.level = level
        return {"k": "h", "level": level, "id": id, "c": title}

    def _page(self, page: PaperPage, level: int) -> Blocks:
        path = self.look.guide.path(page.id, page.language)
        flow = Flow(path, partial(self.shown, base=page.url), partial(drawing, style=self.style), self._replaced(page))
        blocks = shallow(flow.blocks(self.trees[page.id].children))
        # The title above the text is that of the chapter; what it is called in the menu, where it has none.
        titled = bool(blocks) and blocks[0]["k"] == "h" and blocks[0]["level"] == 1
        title = self._heading(level, blocks.pop(0)["c"] if titled else [page.title], page.id)
        mark(page.id, blocks)
        for one in every(blocks):
            if one["k"] == "h":
                # No level is left out, however a page was written.
                one["level"] = self.level = min(level + max(one["level"] - 1, 1), self.level + 1, DEEPEST)
            elif one["k"] == "a":
                one["base"] = page.url
            elif one["k"] in ("note", "ul", "ol"):
                for part in one.get("items", [one]):
                    part["whole"] = is_short(part["b"])
        if page.language != self.look.language:
            blocks = [{"k": "div", "lang": page.language, "dir": direction(page.language), "b": blocks}]
        return [title, *blocks]

    def _replaced(self, page: PaperPage) -> Mapping[str, Replacement]:
        """Return, by class, the sentences in the place of what needs a screen."""
        address = urljoin(self.paper.address, page.url) if self.paper.address else ""
        replaced = {
            "guia-posts": partial(self._sentence, "post-check", address),
            # Where the site is, the cover says.
            "guia-ask": partial(self._sentence, "search", ""),
            "guia-changes": partial(self._sentence, "changes", address),
        }
        if self.tree_page:
            replaced["guia-assistant"] = partial(self._sentence, "assistant", address, self.tree_page)
        return replaced

    def _sentence(self, key: str, address: str, page: str = "") -> Blocks:
        line: Line = [self.look.word(key)]
        if page:
            target = next(one for group in self.paper.groups for one in group.pages if one.id == page)
            line += [" ", {"k": "a", "href": f"/{target.url}", "c": [target.title]}, "."]
        if address:
            line += [" ", self.look.word("address"), " ", {"k": "a", "href": address, "c": [address]}]
        return [{"k": "p", "look": "small", "c": line}]

    def shown(self, source: str, base: str) -> dict[str, Any] | None:
        """Return what shows a picture, whose file is kept; None where there is none or nobody could see it."""
        data = _inside(source) if source.startswith("data:") else self._file(urljoin(f"/{base}", source))
        if data is None:
            return None
        ending = next((kind for begins, kind in _FORMATS.items() if data.startswith(begins)), "")
        ending = ending or ("svg" if b"<svg" in data[:2000] else "")
        if not ending:
            return None
        name = f"{digest(data)[:16]}.{ending}"
        self.pictures[name] = data
        return {"file": name}

    def _file(self, address: str) -> bytes | None:
        path = unquote_to_bytes(address.removeprefix("/").partition("?")[0]).decode(errors="replace")
        return self.paper.picture(path)


def _has(tree: Node, name: str) -> bool:
    return any(name in one.classes for one in tree.walk())


def _inside(address: str) -> bytes | None:
    """Return the picture that an address itself holds."""
    head, _, data = address.partition(",")
    try:
        return b64decode(data, validate=True) if head.endswith(";base64") else unquote_to_bytes(data)
    except (Error, ValueError):
        return None


def style(colour: str) -> str:
    """Return the style sheet of drawings on paper, in the place of that of the site (`guia.css`)."""
    return f"""
svg {{ fill: none; stroke: none; stroke-linecap: round; stroke-linejoin: round }}
text {{ fill: #444444; font-family: "Libertinus Serif"; font-size: 12px }}
.guia-plot-grid {{ stroke: #cccccc }}
.guia-plot-tick, .guia-plot-zero, .guia-plot-way {{ stroke: #555555 }}
.guia-plot-cut {{ stroke: #111111; stroke-width: 1.8 }}
.guia-plot-path {{ stroke: #555555; stroke-dasharray: 5 4; stroke-width: 1.5 }}
.guia-plot-until {{ stroke: #555555; stroke-dasharray: 1 4; stroke-width: 1.5 }}
.guia-plot-break {{ stroke: #a40000; stroke-dasharray: 2 3; stroke-width: 2 }}
.guia-plot-line {{ stroke: {colour}; stroke-width: 2.2 }}
.guia-plot-measured, .guia-plot-now, .guia-plot-done {{ fill: {colour} }}
.guia-plot-baseline, .guia-plot-target {{ fill: #ffffff; stroke: #111111; stroke-width: 1.8 }}
.guia-plot-closed {{ stroke: #a40000; stroke-width: 2 }}
.guia-plot-expected {{ fill: #111111 }}
"""
