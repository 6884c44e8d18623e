"""The style sheet of how an institution looks: from its colours all others are derived, legible on their grounds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.cache import Cache, digest
from guiaviva.facts.schema import Brand

if TYPE_CHECKING:
    from coloraide import Color

KIND = "palettes"
# How an institution looks that says nothing of it.
PLAIN = Brand(colour="#1f4e79")
# The grounds of the two palettes, and the least contrast of text on them. It is more than the 4.5 of WCAG 2.2 AA, since
# links also are on surfaces that are a little darker or lighter than the ground.
LIGHT, DARK, LEAST = "#ffffff", "#1e2129", 6.0
# What has the same colour in every guide: in the light and in the dark.
SHADES = {
    "text": ("#1f2328", "#e1e3ea"),
    "quiet": ("#585d66", "#b0b4c0"),
    "line": ("#dcdfe4", "#3b404c"),
    "surface": ("#f4f5f7", "#272b35"),
    "good": ("#1b7f3b", "#6fcf8b"),
    "bad": ("#b3261e", "#ff8a80"),
    "amber": ("#b96e00", "#ffc845"),
}
# Fonts that come with systems, by what they look like.
FONTS = {
    "sans": '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
    "geometric": 'Avenir, Montserrat, Corbel, "URW Gothic", source-sans-pro, sans-serif',
    "serif": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif',
}
# How round corners are, beside those of a guide that says nothing of it.
_ROUND = {"square": "0", "soft": "1", "round": "2"}
# From the folder of the style sheet to the top of the site.
_TOP = "../../../"


class Palette(NamedTuple):
    """Colours: of the page, of the ground of its header and of what is on that, of links, and of marks."""

    page: str
    ground: str
    on: str
    link: str
    mark: str


def stylesheet(brand: Brand, store: Cache | None = None) -> str:
    """Return the CSS for the look of an institution, in both palettes.

    A browser that does not know how to choose between two colours shows the light ones.
    """
    light, dark = palettes(brand, store)
    pairs = {**SHADES, **{name: (getattr(light, name), getattr(dark, name)) for name in Palette._fields}}
    pairs["tint"] = (f"{light.link}1a", f"{dark.link}26")
    # Under what is on the header: it never makes that less legible.
    pairs["shade"] = (_shade(light.on), _shade(dark.on))
    plain = {name: one for name, (one, _) in pairs.items()}
    both = {name: f"light-dark({one}, {other})" for name, (one, other) in pairs.items()}
    rest = {"font": _font(brand), "round": _ROUND[brand.corners]}
    chosen = f"@supports (color: light-dark(red, red)) {{\n{_rule(both)}}}\n"
    return f"{_faces(brand)}{_rule({**plain, **rest})}{chosen}"


def palettes(brand: Brand, store: Cache | None = None) -> tuple[Palette, Palette]:
    """Return the light and the dark palette of an institution; what the store has of it is taken from there."""
    colours = brand.colour, brand.accent or brand.colour
    key = digest(*colours)
    known: tuple[Palette, Palette] | None = store.get(KIND, key) if store else None
    made = known or _palettes(*colours)
    if store and not known:
        store.put(KIND, key, made)
    return made


@cache
def _palettes(colour: str, accent: str) -> tuple[Palette, Palette]:
    on = "#ffffff" if contrast(colour, "#ffffff") >= contrast(colour, "#000000") else "#000000"
    marks = legible(accent, LIGHT), legible(accent, DARK)
    return (
        Palette(LIGHT, colour, on, legible(colour, LIGHT), marks[0]),
        Palette(DARK, legible_ground(colour), "#ffffff", legible(colour, DARK), marks[1]),
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


def _shade(on: str) -> str:
    return "#00000033" if on == "#ffffff" else "#ffffff33"


def _font(brand: Brand) -> str:
    return f"{'guia-own, ' if brand.font_file else ''}{FONTS[brand.font]}"


def _faces(brand: Brand) -> str:
    """Return where the institution's own letters are."""
    files = {"400": brand.font_file, "700": brand.font_file_bold}
    if not brand.font_file_bold:
        files = {"100 900": brand.font_file}
    return "".join(_face(weight, file) for weight, file in files.items() if file)


def _face(weight: str, file: str) -> str:
    where = f'font-weight: {weight}; src: url("{_TOP}{file}")'
    return f"@font-face {{ font-family: guia-own; font-display: swap; {where}; }}\n"


def _rule(variables: dict[str, str]) -> str:
    lines = "".join(f"  --guia-{name}: {value};\n" for name, value in variables.items())
    return f":root {{\n{lines}}}\n"
