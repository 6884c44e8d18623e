"""Every answer of the decision tree leads to a question that is there, or to a situation, and to one of them alone.

Whoever follows it under pressure must arrive somewhere.

Not seen: whether the situation it leads to is the right one, and whether there is a situation of that key
(unknown-situation says that).
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Place, Term, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import DecisionTree
from guiaviva.guide import Guide
from guiaviva.guide.tree import answers
from guiaviva.nearest import nearest


def check(guide: Guide) -> Iterator[Finding]:
    tree = guide.facts.tree
    if tree is None:
        return
    questions = tree.record.questions
    if tree.record.start not in questions:
        yield _unknown(tree, tree.value_place("start"), tree.record.start)
    for question, answer, target in answers(tree.record):
        place = tree.place("questions", question, answer)
        values: dict[str, Any] = {"question": question, "answer": Term("answer", answer)}
        if target is None or not (target.question or target.situation):
            yield found("tree-dead-end", place, key=answer, **values)
        elif target.question and target.question not in questions:
            place = tree.value_place("questions", question, answer, "question")
            yield _unknown(tree, place, target.question)
        elif target.question and target.situation:
            yield found("tree-dead-end", place, variant="both", key=answer, **values)


def _unknown(tree: Entry[DecisionTree], place: Place, key: str) -> Finding:
    near = nearest(key, tree.record.questions)
    variant = "unknown-nearest" if near else "unknown"
    return found("tree-dead-end", place, variant=variant, found=key, nearest=near)
