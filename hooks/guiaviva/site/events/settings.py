"""The part of the configuration that belongs to the program: `mkdocs.yml` of a guide says what is the institution's.

What the institution sets itself stays: an option of the theme, of the validation or of an extension. Its own
extensions, styles and scripts come after those of the program, its own templates before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.theme import Theme

from guiaviva.site import i18n
from guiaviva.site.assets import OVERRIDES

EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "guiaviva.site.blocks": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True},
    "pymdownx.details": {},
    "pymdownx.saneheaders": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}
_GUARD = "guiaviva.site.snippets"
_STYLES = ("brand", "guia", "assistant", "posts")
_SCRIPT = "assets/javascripts/bundles/guia.js"
_WATCHED = ("data", "model", "words", "overrides")


# Of what Material takes, what our templates show.
_THEME = {"favicon": "assets/favicon.svg", "icon": {"logo": "material/message-text"}}


# Before all else: the other hooks and static-i18n read what is set here.
@event_priority(200)
def on_config(config: MkDocsConfig) -> None:
    # static-i18n builds one language inside another, with the configuration that the first one had made.
    if i18n.is_complete(config):
        return
    stock = _stock(config.theme.name)
    for name, value in _THEME.items():
        if config.theme.get(name) == stock.get(name):
            config.theme[name] = value
    arrange_templates(config)
    for extension, options in EXTENSIONS.items():
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
        config.mdx_configs[extension] = {**options, **(config.mdx_configs.get(extension) or {})}
    root = Path(str(config.config_file_path)).parent
    # After all others: it guards what one of them reads.
    config.markdown_extensions.append(_GUARD)
    config.mdx_configs[_GUARD] = {"root": str(root)}
    styles = [f"assets/stylesheets/{name}.css" for name in _STYLES]
    config.extra_css = [*styles, *(one for one in config.extra_css if one not in styles)]
    config.extra_javascript = [_script(), *(one for one in config.extra_javascript if str(one) != _SCRIPT)]
    _validate(config.validation.nav, {"omitted_files": "info"})
    # Links from the root, `/tone.md`, are to pages of the language.
    _validate(config.validation.links, {"absolute_links": "relative_to_docs", "anchors": "warn"})
    config.watch += [
        str(root / one) for one in _WATCHED if (root / one).is_dir() and str(root / one) not in config.watch
    ]


# Looking for it among all that is installed takes as long as all else here.
@cache
def _stock(name: str | None) -> Theme:
    return Theme(name=name)


def arrange_templates(config: MkDocsConfig) -> None:
    """Have the institution's templates looked up first, then the program's, then what Material has of icons."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    first = list(dict.fromkeys([*own, str(OVERRIDES)]))
    config.theme.dirs[:] = [*first, *(one for one in config.theme.dirs if one not in first)]


def _validate(part: Any, values: dict[str, str]) -> None:
    """Set what is to be validated, where it is as MkDocs has it."""
    stock, ours = type(part)(), type(part)()
    ours.load_dict(values)
    stock.validate()
    ours.validate()
    for name in values:
        if part[name] == stock[name]:
            part[name] = ours[name]


def _script() -> ExtraScriptValue:
    # It stands at the end of the page, which it needs; waiting for it would keep a browser from going to its place.
    script = ExtraScriptValue(_SCRIPT)
    script.async_ = True
    return script
