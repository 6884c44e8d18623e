"""Scripts and styles: those of the program under an address that changes with them, and of Material none.

So a browser may keep them for ever, and a page never works with those of another version. Of MkDocs nothing is
imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from guiaviva.cache import digest
from guiaviva.contentmodel import ENGINE
from guiaviva.site.sources import content

OVERRIDES = ENGINE / "overrides"
"""The templates, styles and scripts of the program."""
BRAND = "assets/stylesheets/brand.css"
"""The style that is made from the colour of the institution."""
EARLY = "assets/javascripts/early.js"
"""The script that runs before the page is drawn, right after the lines of periods."""
ASSISTANT = "assets/javascripts/bundles/assistant.js"
"""The script of the assistant, which its page loads."""
MOVED = "assets/javascripts/moved.js"
"""The script of addresses of before."""
_OWN = re.compile(r"assets/(javascripts|stylesheets)/")
# The styles of what few pages have, and what of the text asks for each.
_OF_TOOLS = {"assistant.css": "data-guia-assistant", "posts.css": "data-guia-posts"}
# What is for us alone, and for the register by itself, which a page of the guide has in the script of all.
_UNUSED = re.compile(r"assets/.*\.(map|d\.ts)$|.*/bundles/(sources\.json|register\.js)$")
# What the spelling of posts takes, which is much.
_SPELLING = re.compile(r"assets/javascripts/(vendor/(dictionaries|espells)/|bundles/spelling\.js$)")
_MOVED = re.compile(r"assets/guia\.[0-9a-f]{8}/")
_CHECK = re.compile(r"(.*/)?check\.md")
_SOURCES = OVERRIDES / "assets/javascripts"
# What runs as it is; and of what others wrote under a licence that asks for its source (MPL-2.0), that.
_AS_WRITTEN = {EARLY, MOVED, "assets/javascripts/vendor/espells/espells.js"}


def arrange(config: Any, files: Any, brand: str) -> dict[str, str]:
    """Leave out what no page needs, and give the program's own scripts and styles a folder that is named after them.

    Where the configuration names one of them, it follows. `brand` is the text of the style that is made. Returns the
    new path of each, from the top of the site.
    """
    checks = any(_CHECK.fullmatch(one.src_uri) for one in files)
    unused = _UNUSED if checks else re.compile(f"{_UNUSED.pattern}|{_SPELLING.pattern}")
    ours = {config.theme.custom_dir, str(OVERRIDES)}
    for file in [one for one in files if one.src_dir in config.theme.dirs]:
        if file.src_dir not in ours or unused.match(file.src_uri) or file.src_uri in _bundled():
            files.remove(file)
    own: dict[str, Any] = {one.src_uri: one for one in files if one.src_dir in ours and _OWN.match(one.src_uri)}
    contents = {path: content(config, file) for path, file in own.items()}
    # What an author puts in its place is his, and keeps its address.
    if files.get_file_from_path(BRAND) is None:
        contents[BRAND] = brand.encode("utf-8")
    folder = _folder(contents)
    moved = {path: folder + path.removeprefix("assets/") for path in contents}
    for path, file in own.items():
        _move(file, moved[path])
    config.extra_css = [moved.get(path, path) for path in config.extra_css]
    for script in config.extra_javascript:
        if not isinstance(script, str):
            script.path = moved.get(script.path, script.path)
    return moved


def styles(config: Any, text: str) -> list[str]:
    """Return the paths of the style sheets of a page with this text, in order."""
    left_out = {name for name, mark in _OF_TOOLS.items() if mark not in text}
    return [path for path in config.extra_css if not (_MOVED.match(path) and Path(path).name in left_out)]


@cache
def _bundled() -> frozenset[str]:
    """Return the modules of the program, of which pages run bundles."""
    modules = (path for path in _SOURCES.rglob("*.js") if "bundles" not in path.parts)
    return frozenset(path.relative_to(OVERRIDES).as_posix() for path in modules) - _AS_WRITTEN


def _folder(contents: Mapping[str, bytes]) -> str:
    """Return the folder for files of these contents; in it they keep their places to each other."""
    parts = [part for item in sorted(contents.items()) for part in item]
    return f"assets/guia.{digest(*parts)[:8]}/"


def _move(file: Any, path: str) -> None:
    """Give a file another place in the site."""
    for known in ("url", "abs_dest_path"):
        vars(file).pop(known, None)
    file.dest_uri = path
