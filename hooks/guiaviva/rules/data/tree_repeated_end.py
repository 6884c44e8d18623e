"""One answer of the decision tree leads to each situation.

Two who have one message before them must arrive by the same way, or one of the questions decides nothing.

Not seen: anything while a situation is out of reach: then one of the two answers was most likely meant for it, and
tree-unreachable says so.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Term, found
from guiaviva.guide import Guide
from guiaviva.guide.tree import answers, is_whole, out_of_reach


def check(guide: Guide) -> Iterator[Finding]:
    tree = guide.facts.tree
    if tree is None or not is_whole(guide, tree.record) or any(out_of_reach(guide, tree.record)):
        return
    first: dict[str, tuple[str, str]] = {}
    reported = set[str]()
    for question, answer, target in answers(tree.record):
        situation = (target and target.situation) or ""
        other, other_answer = first.setdefault(situation, (question, answer))
        if situation and (other, other_answer) != (question, answer) and situation not in reported:
            reported.add(situation)
            place = tree.value_place("questions", question, answer, "situation")
            values: dict[str, Any] = {"question": question, "answer": Term("answer", answer), "other": other}
            values |= {"other_answer": Term("answer", other_answer), "situation": situation}
            yield found("tree-repeated-end", place, variant="same" if question == other else "", **values)
