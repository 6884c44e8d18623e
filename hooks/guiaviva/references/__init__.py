"""References: a sentence names a fact of data, as in `{{ networks.x.limits.characters }}`, and shows what that says.

Nothing is run: a name is the path of a value in `data/`, and what is there is looked up.

lookup   the value that a name means, or why it means none
texts    texts and records with what is shown in the place of their references
"""

from guiaviva.references.lookup import NoValueError, Value, type_below
from guiaviva.references.texts import (
    OPENING,
    References,
    escaped,
    half_written,
    name_of,
    references_in,
    replaced,
    shown_facts,
)

__all__ = [
    "OPENING",
    "NoValueError",
    "References",
    "Value",
    "escaped",
    "half_written",
    "name_of",
    "references_in",
    "replaced",
    "shown_facts",
    "type_below",
]
