"""The decision tree leads from its first question to every other one, and to every situation.

A situation at which nobody arrives is not answered. Behind a wrong answer everything seems out of reach, and what leads
to a situation that is unknown may have meant any: then nothing is said.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.tree import is_whole, out_of_reach


def check(guide: Guide) -> Iterator[Finding]:
    tree = guide.facts.tree
    if tree is None or not is_whole(guide, tree.record):
        return
    questions, situations = out_of_reach(guide, tree.record)
    for key in questions:
        yield found("tree-unreachable", tree.place("questions", key), question=key)
    for key in situations:
        yield found("tree-unreachable", guide.facts.situations[key].place(), variant="situation", situation=key)
