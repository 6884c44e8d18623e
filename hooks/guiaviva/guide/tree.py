"""The decision tree: its answers, those that lead back, and whether it is whole."""

from collections.abc import Iterator

from guiaviva.facts.schema import DecisionTree, Target
from guiaviva.guide.guide import Guide


def answers(tree: DecisionTree) -> Iterator[tuple[str, str, Target | None]]:
    """Return question, answer and target of each answer, in order."""
    for key, question in tree.questions.items():
        yield key, "yes", question.yes
        yield key, "no", question.no


def circles(tree: DecisionTree) -> Iterator[tuple[str, str, str]]:
    """Return question, answer and target of each answer that leads back to a question on the way to it."""
    following: dict[str, list[tuple[str, str]]] = {key: [] for key in tree.questions}
    for question, answer, target in answers(tree):
        if target and target.question in following:
            following[question].append((answer, target.question))
    finished: set[str] = set()
    for first in following:
        way = [] if first in finished else [(first, iter(following[first]))]
        while way:
            question, rest = way[-1]
            answer, after = next(rest, ("", ""))
            if not after:
                finished.add(question)
                way.pop()
            elif any(after == passed for passed, _ in way):
                yield question, answer, after
            elif after not in finished:
                way.append((after, iter(following[after])))


def is_whole(guide: Guide, tree: DecisionTree) -> bool:
    """Return whether every answer leads somewhere that is known, and none leads back."""
    ends = (_leads_on(guide, tree, target) for _, _, target in answers(tree))
    return tree.start in tree.questions and all(ends) and not any(circles(tree))


def out_of_reach(guide: Guide, tree: DecisionTree) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the questions and the situations to which no answer leads.

    Without circles, whatever else is out of reach comes after such a question.
    """
    targets = [target for _, _, target in answers(tree) if target]
    questions = {tree.start, *(target.question for target in targets)}
    situations = {target.situation for target in targets}
    return (
        tuple(key for key in tree.questions if key not in questions),
        tuple(key for key in guide.facts.situations if key not in situations),
    )


def _leads_on(guide: Guide, tree: DecisionTree, target: Target | None) -> bool:
    """Return whether a target is a question that is there, or a situation that is, and not both."""
    if target is None or bool(target.question) == bool(target.situation):
        return False
    return target.question in tree.questions or guide.knows("situations", target.situation or "")
