"""Views: what pages show of data, as data. `/// guide | situations` becomes a table in the language of the page.

A block `name-of-it` is shown by the function `view_name_of_it` of one of these modules, which returns views
(`guiaviva.views.parts`). Nothing here knows HTML. The ids of rows come from `guiaviva.guide.rows`, which the rules of
links use too.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

from guiaviva.views.context import Context
from guiaviva.views.parts import View

MakeViews = Callable[[Context], list[View]]
"""Returns what a block shows. Raises KeyError where the key that it is about, or one that data names, is unknown."""


@cache
def all_views() -> Mapping[str, MakeViews]:
    """Return the function of every block by the block's name."""
    found: dict[str, MakeViews] = {}
    for module in pkgutil.iter_modules(__path__):
        for name, function in vars(importlib.import_module(f"{__name__}.{module.name}")).items():
            if name.startswith("view_"):
                found[name.removeprefix("view_").replace("_", "-")] = function
    return found
