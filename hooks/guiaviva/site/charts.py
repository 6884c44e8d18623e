"""Charts as SVG, drawn by Vega: `model/charts/` says how each form looks, a plot what it shows.

Vega makes the scales and the places. Of what it draws, places, shapes and texts are kept, each group with a class that
names what it shows: the style sheet gives colours, lines and letters, so that both palettes, print and the reader's own
colours need no script, and nothing has a style of its own.

Vega runs in V8, which takes a third of a second and 130 MB to begin with. So a block leaves a place for each drawing,
all those of a page are drawn at its end, what was drawn once is taken from the store, and V8 begins when something else
is to be drawn.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from guiaviva.cache import Cache, digest
from guiaviva.contentmodel import ENGINE
from guiaviva.site.d3 import locale_in_d3
from guiaviva.site.elements import h
from guiaviva.views import parts as v

PLOT = "data-guia-plot"
"""The attribute of a drawing that says what it is to show, until it is drawn."""
KIND = "drawn"
# What is kept of an element: where it is, and its shape.
_GEOMETRY = ("d", "text-anchor", "transform", "x2", "y2")
_NOWHERE = "translate(0,0)"
_SVG = "{http://www.w3.org/2000/svg}"
# Of more decimals than one nothing can be seen; what is next to nothing has an exponent.
_DECIMALS = re.compile(r"\d+(?:\.\d+)?e[+-]?\d+|\d+\.\d+")


def drawing(plot: v.Plot, label: str) -> Element:
    """Return the place of a drawing; `label` says what is to be seen."""
    return h(
        "svg", {"class": f"guia-drawing guia-{plot.form}", "role": "img", "aria-label": label, PLOT: _written(plot)}
    )


def bullet(one: v.Bullet) -> Element:
    """Return the place of a bar for what is done, with an upright line where it should be by now."""
    marks = [v.Mark("way", value=1), v.Mark("done", value=one.done)]
    marks += [v.Mark("expected", value=one.expected)] if one.expected is not None else []
    return drawing(v.Plot("bullet", tuple(marks)), one.label)


def key_of(mark: str) -> Element:
    """Return the place of a mark by itself, for what says what it stands for."""
    plot = v.Plot("key", (v.Mark(mark),))
    return h("svg", {"class": "guia-drawing guia-key", "aria-hidden": "true", PLOT: _written(plot)})


class Drawings(Treeprocessor):  # type: ignore[misc]
    """Draws in its place each drawing of a page; what is in the store is taken from there."""

    def __init__(self, md: Markdown, store: Cache | None) -> None:
        super().__init__(md)
        self.store = store

    def run(self, root: Element) -> None:
        """Draw what is below `root`, in place."""
        draw(root, self.store)


def draw(root: Element, store: Cache | None = None) -> None:
    """Draw in its place each drawing below an element."""
    places = [(svg, svg.attrib.pop(PLOT)) for svg in root.iter("svg") if PLOT in svg.attrib]
    keys = {written: digest(written, _specification(json.loads(written)["form"])) for _, written in places}
    known: dict[str, str] = store.get_many(KIND, keys.values()) if store and keys else {}
    missing = {key: json.loads(written) for written, key in keys.items() if key not in known}
    if missing:
        made = dict(zip(missing, _all_drawn(list(missing.values())), strict=True))
        if store:
            store.put_many(KIND, made)
        known |= made
    for svg, written in places:
        drawn = fromstring(known[keys[written]])
        svg.attrib |= drawn.attrib
        svg.extend(drawn)


def _written(plot: v.Plot) -> str:
    """Return a plot as text."""
    marks = [
        {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in vars(mark).items()
            if value not in (None, "")
        }
        for mark in plot.marks
    ]
    shown = {"form": plot.form, "language": plot.language, "numbers": plot.numbers, "marks": marks}
    return json.dumps(shown, ensure_ascii=False)


def _all_drawn(plots: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return drawings as text."""
    if _process_of_v8() == os.getpid():
        return list(map(_drawn, plots))
    # It began before this process was forked, and is not there any more.
    from multiprocessing import get_context

    with get_context("spawn").Pool(1) as pool:
        return pool.map(_drawn, plots)


@cache
def _process_of_v8() -> int:
    """Return the process in which V8 begins: the first that asks, or one from which this was forked."""
    return os.getpid()


@cache
def _specification(form: str) -> str:
    """Return what a form looks like, in Vega-Lite."""
    return (ENGINE / "model" / "charts" / f"{form}.vl.json").read_text(encoding="utf-8")


@cache
def _compiled(form: str) -> Mapping[str, Any]:
    """Return what a form looks like, in Vega."""
    import vl_convert

    return dict(vl_convert.vegalite_to_vega(_specification(form)))


def _drawn(plot: Mapping[str, Any]) -> str:
    """Return a drawing as text."""
    import vl_convert

    compiled = _compiled(plot["form"])
    marks, *others = compiled["data"]
    locale = locale_in_d3(plot["language"], plot["numbers"])
    drawn = vl_convert.vega_to_svg(
        {**compiled, "data": [{**marks, "values": plot["marks"]}, *others]},
        # It is drawn from what it is given, and nothing else.
        allowed_base_urls=[],
        format_locale=locale.numbers,
        time_format_locale=locale.times,
    )
    vega = fromstring(drawn)
    return tostring(h("svg", {"viewBox": vega.get("viewBox", "")}, _own(vega)), encoding="unicode")


def _own(drawn: Element) -> Iterator[Element]:
    """Yield what is kept of the elements in one of Vega's, without groups that say nothing."""
    for child in drawn:
        name = _name(child)
        if name in ("background", "foreground"):
            continue
        kept = list(_own(child))
        tag = child.tag.removeprefix(_SVG)
        attributes = {"class": f"guia-plot-{name}"} if name else {}
        attributes |= {one: _DECIMALS.sub(_short, value) for one in _GEOMETRY if (value := child.get(one))}
        if attributes.get("transform") == _NOWHERE:
            del attributes["transform"]
        if tag == "g" and not (attributes and kept):
            yield from kept
        else:
            yield h(tag, attributes, child.text, kept)


def _name(element: Element) -> str:
    """Return what an element shows: the name of its layer, or the part of an axis; "" for one that shows nothing."""
    for word in (element.get("class") or "").split():
        if word.endswith("_marks"):
            return word.removesuffix("_marks")
        if word.startswith("role-axis-"):
            return word.removeprefix("role-axis-")
        if word in ("background", "foreground"):
            return word
    return ""


def _short(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}".removesuffix(".0")
