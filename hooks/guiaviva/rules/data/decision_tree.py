"""The decision tree leads from its first question to every situation, by one answer, without a dead end or a circle.

Whoever follows it under pressure must arrive somewhere, and two who have one message before them at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Place, Term, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import DecisionTree, Target
from guiaviva.guide import Guide
from guiaviva.nearest import nearest


def check(guide: Guide) -> Iterator[Finding]:
    tree = guide.facts.tree
    if tree is None:
        return
    broken = [*_dead_ends(tree), *_cycles(tree)]
    # Behind a wrong answer everything seems out of reach, and what should lead to one situation may lead to another.
    # That is one cause, so it is reported once.
    if not broken and all(guide.knows("situations", situation) for situation in _situations(tree)):
        broken = [*_unreachable(guide, tree)]
    yield from broken or _repeated(tree)


def _answers(tree: Entry[DecisionTree], question: str) -> Iterator[tuple[str, Target | None]]:
    record = tree.record.questions[question]
    yield "yes", record.yes
    yield "no", record.no


def _situations(tree: Entry[DecisionTree]) -> Iterator[str]:
    for question in tree.record.questions:
        for _, target in _answers(tree, question):
            if target and target.situation:
                yield target.situation


def _dead_ends(tree: Entry[DecisionTree]) -> Iterator[Finding]:
    questions = tree.record.questions
    if tree.record.start not in questions:
        place = tree.value_place("start")
        yield _unknown_question(tree, place, tree.record.start)
    for question in questions:
        for answer, target in _answers(tree, question):
            place = tree.place("questions", question, answer)
            values: dict[str, Any] = {"question": question, "answer": Term("answer", answer)}
            if target is None or not (target.question or target.situation):
                yield found("tree-dead-end", place, key=answer, **values)
            elif target.question and target.question not in questions:
                place = tree.value_place("questions", question, answer, "question")
                yield _unknown_question(tree, place, target.question)
            elif target.question and target.situation:
                yield found("tree-dead-end", place, variant="both", key=answer, **values)


def _unknown_question(tree: Entry[DecisionTree], place: Place, key: str) -> Finding:
    near = nearest(key, tree.record.questions)
    variant = "unknown-nearest" if near else "unknown"
    return found("tree-dead-end", place, variant=variant, found=key, nearest=near)


def _cycles(tree: Entry[DecisionTree]) -> Iterator[Finding]:
    """Report each answer that leads back to a question on the way to it."""
    questions = tree.record.questions
    finished: set[str] = set()
    for first in questions:
        way = [] if first in finished else [(first, _answers(tree, first))]
        while way:
            question, answers = way[-1]
            for answer, target in answers:
                following = target.question if target else None
                if any(following == passed for passed, _ in way):
                    place = tree.place("questions", question, answer)
                    yield found("tree-cycle", place, question=question, answer=Term("answer", answer), found=following)
                elif following in questions and following not in finished:
                    way.append((following, _answers(tree, following)))
                    break
            else:
                finished.add(question)
                way.pop()


def _repeated(tree: Entry[DecisionTree]) -> Iterator[Finding]:
    """Report each situation to which several answers lead, once: at the second of them."""
    ends: dict[str, list[tuple[str, str]]] = {}
    for question in tree.record.questions:
        for answer, target in _answers(tree, question):
            if target and target.situation and not target.question:
                ends.setdefault(target.situation, []).append((question, answer))
    for situation, ((first, first_answer), *others) in ends.items():
        if others:
            question, answer = others[0]
            place = tree.value_place("questions", question, answer, "situation")
            values: dict[str, Any] = {"question": question, "answer": Term("answer", answer)}
            earlier: dict[str, Any] = {"other": first, "other_answer": Term("answer", first_answer)}
            variant = "same" if question == first else ""
            yield found("tree-repeated-end", place, variant=variant, situation=situation, **values, **earlier)


def _unreachable(guide: Guide, tree: Entry[DecisionTree]) -> Iterator[Finding]:
    """Report what no answer leads to. Without cycles, whatever else is out of reach comes after such a question."""
    questions = tree.record.questions
    reached = {target.question for question in questions for _, target in _answers(tree, question) if target}
    for question in questions:
        if question != tree.record.start and question not in reached:
            yield found("tree-unreachable", tree.place("questions", question), question=question)
    situations = set(_situations(tree))
    for key, situation in guide.facts.situations.items():
        if key not in situations:
            yield found("tree-unreachable", situation.place(), variant="situation", situation=key)
