"""The register of accounts as a site of its own: what a public website takes in where the guide is on an intranet.

Of the guide it has nothing else. It asks nobody for anything, and works in any folder of any server.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import tostring

import jinja2
from markupsafe import Markup

from guiaviva.guide import Guide
from guiaviva.locales import direction, language_name
from guiaviva.site.assets import OVERRIDES
from guiaviva.site.brand import PLAIN, palettes
from guiaviva.site.exports.accounts import Register, register
from guiaviva.site.exports.published import schema_name, schema_text, text_of
from guiaviva.site.html import elements
from guiaviva.site.made import FILE as OF_FILES
from guiaviva.site.policy import policy
from guiaviva.views.context import Context
from guiaviva.views.register import FILE, view_register

MARK = "data-register="
"""What is in each page, so that nothing else is written over."""
_HERE = Path(__file__).parent
_SCRIPT = OVERRIDES / "assets/javascripts/bundles/register.js"


def files_of(guide: Guide) -> Iterator[tuple[str, str]]:
    """Return path and text of each file: a page in each language, the first at the top; data; script and style."""
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(_HERE), autoescape=True, trim_blocks=True)
    template = env.get_template("register.html.jinja")
    for language in guide.languages:
        yield f"{guide.site_folder(language)}index.html", template.render(_shown(guide, language))
    yield FILE, text_of(register(guide))
    yield schema_name(FILE), schema_text(Register)
    light, dark = palettes(guide.institution.brand or PLAIN)
    yield "assets/register.css", env.get_template("register.css.jinja").render(light=light, dark=dark)
    yield "assets/register.js", _SCRIPT.read_text(encoding="utf-8")


def _shown(guide: Guide, language: str) -> dict[str, object]:
    """Return what a page shows."""
    context = Context(guide, language, argument="register")
    top = "../" if guide.site_folder(language) else "./"
    shown = [element for view in view_register(context) for element in elements(view)]
    for link in (link for element in shown for link in element.iter("a")):
        if path := link.attrib.pop(OF_FILES, None):
            link.set("href", f"{top}{path}")
    return {
        "language": language,
        "direction": direction(language),
        "languages": [(one, language_name(one, one), f"{top}{guide.site_folder(one)}") for one in guide.languages],
        "institution": context.text(guide.institution.name),
        "words": {key: context.word(key, "register") for key in ("title", "lead")}
        | {"as_of": context.word("as-of", "register").format(date=context.day(guide.today))},
        "spoken": context.spoken if context.spoken != language else "",
        "top": top,
        "policy": policy(""),
        # Each text in it has been escaped.
        "register": Markup("".join(tostring(one, encoding="unicode", method="html") for one in shown)),
    }
