"""The style sheet of the institution's colour: the other colours are derived from it, legible on their grounds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.cache import Cache, digest

if TYPE_CHECKING:
    from coloraide import Color

KIND = "palettes"
# The colour of an institution that names none.
COLOUR = "#1f4e79"
# The grounds of Material's two palettes, and the least contrast of text on them. It is more than the 4.5 of WCAG 2.2
# AA, since links also are on surfaces that are a little darker or lighter than the ground.
LIGHT, DARK, LEAST = "#ffffff", "#1e2129", 6.0


class Palette(NamedTuple):
    """Colours: of the page, of the ground of its header and of what is on that, and of links."""

    page: str
    ground: str
    on: str
    link: str


def stylesheet(colour: str, store: Cache | None = None) -> str:
    """Return the CSS for a colour such as "#1f4e79": header, links and accents, in both palettes."""
    each = zip(("default", "slate"), palettes(colour, store), strict=True)
    return "\n".join(_rule(scheme, one) for scheme, one in each)


def palettes(colour: str, store: Cache | None = None) -> tuple[Palette, Palette]:
    """Return the light and the dark palette for a colour; what the store has of it is taken from there."""
    key = digest(colour)
    known: tuple[Palette, Palette] | None = store.get(KIND, key) if store else None
    made = known or _palettes(colour)
    if store and not known:
        store.put(KIND, key, made)
    return made


@cache
def _palettes(colour: str) -> tuple[Palette, Palette]:
    on = "#ffffff" if contrast(colour, "#ffffff") >= contrast(colour, "#000000") else "#000000"
    return (
        Palette(LIGHT, colour, on, legible(colour, LIGHT)),
        Palette(DARK, legible_ground(colour), "#ffffff", legible(colour, DARK)),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.1 defines it, from 1 to 21."""
    return float(_colour(one).contrast(other, method="wcag21"))


def legible(colour: str, ground: str) -> str:
    """Return the colour made lighter or darker, its hue unchanged, until it has the contrast LEAST on the ground."""
    shade = _colour(colour).convert("oklch")
    step = -0.01 if contrast(ground, "#000000") > contrast(ground, "#ffffff") else 0.01
    while contrast(_hex(shade), ground) < LEAST and 0 <= shade["lightness"] + step <= 1:
        shade["lightness"] += step
    return _hex(shade)


def legible_ground(colour: str) -> str:
    """Return the colour made darker until white text on it has the contrast LEAST, for the dark palette."""
    shade = _colour(colour).convert("oklch")
    while contrast(_hex(shade), "#ffffff") < LEAST and shade["lightness"] > 0.01:
        shade["lightness"] -= 0.01
    return _hex(shade)


def _colour(text: str) -> Color:
    # It takes a tenth of a second to import, and the palettes of most guides are known.
    from coloraide import Color

    return Color(text)


def _hex(colour: Color) -> str:
    return str(colour.convert("srgb").fit().to_string(hex=True))


def _rule(scheme: str, palette: Palette) -> str:
    _, ground, on, link = palette
    variables = {
        "--md-primary-fg-color": ground,
        "--md-primary-fg-color--light": ground,
        "--md-primary-fg-color--dark": ground,
        "--md-primary-bg-color": on,
        "--md-primary-bg-color--light": on,
        "--md-accent-fg-color": link,
        "--md-accent-fg-color--transparent": f"{link}1a",
        "--md-typeset-a-color": link,
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in variables.items())
    return f'[data-md-color-scheme="{scheme}"][data-md-color-primary="custom"] {{\n{lines}}}\n'
