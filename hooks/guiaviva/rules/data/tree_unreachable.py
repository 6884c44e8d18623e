"""The decision tree leads from its first question to every other one, and to every situation.

A situation at which nobody arrives is not answered.

Not seen: anything while an answer of the tree is wrong or leads to an unknown situation, since what seems out of reach
may be what was meant.
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
