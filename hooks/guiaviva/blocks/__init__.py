"""Blocks: data shown in pages. `/// guide | situations` becomes a table in the language of the page.

A block `name-of-it` is shown by the function `show_name_of_it` of one of these modules, which gives elements of HTML.
The ids of rows come from `Guide.block_anchors`, of which the link rules ask too.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Shown

Show = Callable[[Shown], list[Element]]


@cache
def all_blocks() -> Mapping[str, Show]:
    """Give the function of every block by the block's name."""
    found: dict[str, Show] = {}
    for module in pkgutil.iter_modules(__path__):
        for name, function in vars(importlib.import_module(f"{__name__}.{module.name}")).items():
            if name.startswith("show_"):
                found[name.removeprefix("show_").replace("_", "-")] = function
    return found
