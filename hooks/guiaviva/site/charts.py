"""Charts as SVG: what `guiaviva.views.charts` says is to be drawn, as elements with classes.

The style sheet gives them their colours, so that they follow both palettes and print; nothing has a style or a script
of its own. Texts are texts, level and never smaller than the page's notes: a drawing is as wide as a telephone shows
and is only ever made larger.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guiaviva.site.elements import Child, h
from guiaviva.views import parts as v

# In the units of a drawing, which a telephone of 360 pixels shows as one pixel or more.
WIDTH, HEIGHT = 288, 150
PART_WIDTH, PART_HEIGHT = 136, 48
LETTER, LETTERS_HIGH = 12, 18
SPARK_WIDTH, SPARK_HEIGHT = 96, 28
BULLET_WIDTH, BULLET_HEIGHT = 120, 14
MONTH, MONTHS_HEIGHT = 12, 14


def drawing(plot: v.Plot, label: str) -> Element:
    """Return a chart with its scales."""
    # Digits and signs take a little over half of their height.
    left = max((len(tick.text) for tick in plot.up), default=0) * LETTER * 0.58 + 6
    frame = _Frame(left, 10 + (LETTERS_HIGH if plot.uprights else 0), WIDTH - 10, HEIGHT - LETTERS_HIGH)
    return _svg(WIDTH, HEIGHT, label, "guia-drawing", _scales(plot, frame), _marks(plot, frame))


def part(plot: v.Plot, label: str) -> Element:
    """Return one of several charts on one scale, between lines at its ends."""
    frame = _Frame(1, 5, PART_WIDTH - 6, PART_HEIGHT - 2)
    ends = [_line("guia-grid", 0, y, PART_WIDTH, y) for y in (frame.top, frame.bottom)]
    return _svg(PART_WIDTH, PART_HEIGHT, label, "guia-drawing", ends, _marks(plot, frame))


def spark(one: v.Spark) -> Element:
    """Return a series without scales."""
    frame = _Frame(4, 4, SPARK_WIDTH - 4, SPARK_HEIGHT - 4)
    return _svg(SPARK_WIDTH, SPARK_HEIGHT, one.label, "guia-spark", _marks(one.plot, frame))


def bullet(one: v.Bullet) -> Element:
    """Return a bar for what is done, and an upright line where it should be by now."""
    done = min(max(one.done, 0), 1) * BULLET_WIDTH
    middle = BULLET_HEIGHT / 2
    bar = h("rect", {"class": "guia-done", "y": "4", "width": _n(done), "height": _n(BULLET_HEIGHT - 8)})
    way = h("rect", {"class": "guia-way", "y": "2", "width": _n(BULLET_WIDTH), "height": _n(BULLET_HEIGHT - 4)})
    expected = None
    if one.expected is not None:
        at = min(max(one.expected, 0), 1) * (BULLET_WIDTH - 3)
        box = {"x": _n(at), "y": "0", "width": "3", "height": _n(middle * 2)}
        expected = h("rect", {"class": "guia-expected", **box})
    return _svg(BULLET_WIDTH, BULLET_HEIGHT, one.label, "guia-bullet", way, bar, expected)


def months(one: v.Months) -> Element:
    """Return twelve boxes, of which those of the months are full."""
    boxes = [
        h(
            "path",
            {"class": name, "d": "".join(_box(month) for month in range(1, 13) if (month in one.months) is within)},
        )
        for name, within in (("guia-out", False), ("guia-in", True))
    ]
    return _svg(12 * MONTH, MONTHS_HEIGHT, one.label, "guia-months", boxes)


def _box(month: int) -> str:
    """Return the path of the box of a month."""
    return f"M{(month - 1) * MONTH + 1},1h{MONTH - 2}v{MONTHS_HEIGHT - 2}h{2 - MONTH}z"


class _Frame:
    """Where in a drawing the plot is; shares of it become places."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.left, self.top, self.right, self.bottom = left, top, right, bottom

    def x(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    def y(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)


def _scales(plot: v.Plot, frame: _Frame) -> list[Child]:
    found: list[Child] = []
    for tick in plot.up:
        y = frame.y(tick.at)
        found.append(_line("guia-grid", frame.left, y, frame.right, y))
        found.append(_text(frame.left - 6, "end", y + LETTER * 0.35, tick.text))
    for tick in plot.across:
        x = frame.x(tick.at)
        found.append(_line("guia-tick", x, frame.bottom, x, frame.bottom + 4))
        found.append(_text(*_inside(x, tick.text), frame.bottom + LETTERS_HIGH - 2, tick.text))
    for key, tick in plot.uprights:
        x = frame.x(tick.at)
        found.append(_line(f"guia-{key}", x, frame.top - 4, x, frame.bottom))
        if tick.text:
            found.append(_text(*_inside(x, tick.text), LETTER, tick.text))
    return found


def _inside(x: float, text: str) -> tuple[float, str]:
    """Return where a text at `x` is anchored, so that all of it is in the drawing."""
    half = len(text) * LETTER * 0.3
    if x - half < 0:
        return 0, "start"
    return (WIDTH, "end") if x + half > WIDTH else (x, "middle")


def _marks(plot: v.Plot, frame: _Frame) -> list[Child]:
    found: list[Child] = []
    for stroke in plot.strokes:
        points = " ".join(f"{_n(frame.x(x))},{_n(frame.y(y))}" for x, y in stroke.points)
        found.append(h("polyline", {"class": f"guia-{stroke.key}", "points": points}))
    for dot in plot.dots:
        found.append(_mark(dot.key, frame.x(dot.x), frame.y(dot.y)))
    return found


def _mark(key: str, x: float, y: float) -> Element:
    """Return a mark; what it shows is told by its shape: a target is a diamond, a baseline a ring."""
    if key == "target":
        corners = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
        points = " ".join(f"{_n(one)},{_n(other)}" for one, other in corners)
        return h("polygon", {"class": f"guia-{key}", "points": points})
    if key == "closed":
        return h("path", {"class": "guia-closed", "d": f"M{_n(x - 4)},{_n(y - 4)}l8,8m0,-8l-8,8"})
    radius = {"now": "4", "baseline": "4"}.get(key, "1.8")
    return h("circle", {"class": f"guia-{key}", "cx": _n(x), "cy": _n(y), "r": radius})


def mark_of(key: str) -> Element:
    """Return the mark by itself, for what says what it stands for."""
    return h("svg", {"class": "guia-key", "viewBox": "0 0 12 12", "aria-hidden": "true"}, _mark(key, 6, 6))


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> Element:
    return h("line", {"class": name, "x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)})


def _text(x: float, anchor: str, y: float, text: str) -> Element:
    return h("text", {"x": _n(x), "y": _n(y), "text-anchor": anchor}, text)


def _svg(width: float, height: float, label: str, name: str, *children: Child) -> Element:
    attributes = {"class": name, "viewBox": f"0 0 {_n(width)} {_n(height)}", "role": "img", "aria-label": label}
    return h("svg", attributes, *children)


def _n(value: float) -> str:
    """Return a number with as many decimals as can be seen, and no more."""
    return f"{value:.1f}".removesuffix(".0")
