"""No answer of the decision tree leads back to a question that was answered already.

Whoever follows it would answer the same questions over and over and never learn what to do.

Not seen: whether the questions are asked in a sensible order, or one asks the same as another.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Term, found
from guiaviva.guide import Guide
from guiaviva.guide.tree import circles


def check(guide: Guide) -> Iterator[Finding]:
    tree = guide.facts.tree
    if tree is None:
        return
    for question, answer, back in circles(tree.record):
        place = tree.place("questions", question, answer)
        yield found("tree-cycle", place, question=question, answer=Term("answer", answer), found=back)
