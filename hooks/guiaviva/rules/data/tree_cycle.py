"""No answer of the decision tree leads back to a question that was answered already.

Whoever follows it under pressure must arrive somewhere.
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
