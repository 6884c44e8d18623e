"""Scripts and styles: those of the program under an address that changes with them, and of the theme what is used.

So a browser may keep them for ever, and a page never works with those of another version. Of MkDocs nothing is
imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from guiaviva.cache import digest
from guiaviva.contentmodel import ENGINE
from guiaviva.site.sources import content

OVERRIDES = ENGINE / "overrides"
"""The templates, styles and scripts of the program."""
BRAND = "assets/stylesheets/brand.css"
"""The style that is made from the colour of the institution."""
TRUSTED = "assets/javascripts/trusted.js"
"""The script that stands before those of Material."""
EARLY = "assets/javascripts/early.js"
"""The script that runs before the page is drawn, right after the lines of periods."""
MOVED = "assets/javascripts/moved.js"
"""The script of addresses of before."""
_OWN = re.compile(r"assets/(javascripts|stylesheets)/")
# What Material has for its own search, which the program replaces; for who debugs it; and what is for us alone.
# What the spelling of posts takes, which is much.
_SPELLING = re.compile(r"assets/javascripts/(vendor/(dictionaries|espells)/|posts/(spelling-worker|dictionary)\.js$)")
_CHECK = re.compile(r"(.*/)?check\.md")
_UNUSED = re.compile(r"assets/javascripts/(lunr|workers)/|assets/.*\.(map|d\.ts)$")


def arrange(config: Any, files: Any, brand: str) -> dict[str, str]:
    """Leave out what no page needs, and give the program's own scripts and styles a folder that is named after them.

    Where the configuration names one of them, it follows. `brand` is the text of the style that is made. Returns the
    new path of each, from the top of the site.
    """
    checks = any(_CHECK.fullmatch(one.src_uri) for one in files)
    unused = _UNUSED if checks else re.compile(f"{_UNUSED.pattern}|{_SPELLING.pattern}")
    for file in [one for one in files if one.src_dir in config.theme.dirs and unused.match(one.src_uri)]:
        files.remove(file)
    ours = {config.theme.custom_dir, str(OVERRIDES)}
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


def _folder(contents: Mapping[str, bytes]) -> str:
    """Return the folder for files of these contents; in it they keep their places to each other."""
    parts = [part for item in sorted(contents.items()) for part in item]
    return f"assets/guia.{digest(*parts)[:8]}/"


def _move(file: Any, path: str) -> None:
    """Give a file another place in the site."""
    for known in ("url", "abs_dest_path"):
        vars(file).pop(known, None)
    file.dest_uri = path
