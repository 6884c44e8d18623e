"""Every rule that the code names has its record in model/rules.yml: one without it is a traceback when it is found.

The calls of `found` are read out of the source; what a call may name is followed through constants, conditions,
loops, f-strings and the arguments of whoever calls the function. A call that cannot be followed fails too.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guiaviva.wording import wording
from projects import MODEL

RULES = MODEL.rules
PACKAGE = Path(__file__).parent.parent / "hooks" / "guiaviva"
Function = ast.FunctionDef | ast.Module


@cache
def walked(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Return a node with all below it; each module is walked for every name."""
    return tuple(ast.walk(tree))


@dataclass(frozen=True)
class Found:
    """A call of `found`: where it is, and the rules and the variants that it may name."""

    place: str
    rules: frozenset[str]
    variants: frozenset[str]


@dataclass(frozen=True)
class Scope:
    """Where a name is looked up: a function and its module, with the names of the class around it."""

    path: Path
    module: ast.Module
    function: Function
    owner: str = ""

    def values(self, node: ast.expr | None, seen: frozenset[str] = frozenset()) -> set[str]:
        """Return every text that an expression may be; an empty set where it cannot be followed."""
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=body, orelse=other):
                return self.values(body, seen) | self.values(other, seen)
            case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
                return set().union(*(self.values(part, seen) for part in parts))
            case ast.Dict(keys=keys):
                return set().union(*(self.values(key, seen) for key in keys))
            case ast.JoinedStr(values=parts):
                texts = {""}
                for part in parts:
                    ends = self.values(part.value if isinstance(part, ast.FormattedValue) else part, seen)
                    texts = {text + end for text in texts for end in ends}
                return texts
            case ast.Subscript(value=ast.Name(id=name)):
                return self._of_dict(name)
            case ast.Name(id=name) | ast.Attribute(attr=name) if self._key(name) not in seen:
                return self._of_name(name, seen | {self._key(name)})
        return set()

    def _key(self, name: str) -> str:
        return f"{self.path}:{getattr(self.function, 'lineno', 0)}:{name}"

    def _of_name(self, name: str, seen: frozenset[str]) -> set[str]:
        texts: set[str] = set()
        for tree in (self.function, self.module):
            for node in walked(tree):
                match node:
                    case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=value):
                        texts |= self._bound(name, target, value, seen)
                    case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                        texts |= self._looped(name, target, value, seen)
            if texts:
                return texts
        return self._passed(name, seen)

    def _bound(self, name: str, target: ast.expr, value: ast.expr | None, seen: frozenset[str]) -> set[str]:
        match target, value:
            case ((ast.Name(id=bound) | ast.Attribute(attr=bound)), _) if bound == name:
                return self.values(value, seen)
            case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
                return set().union(*(self._bound(name, *pair, seen) for pair in zip(targets, values, strict=True)))
        return set()

    def _looped(self, name: str, target: ast.expr, value: ast.expr, seen: frozenset[str]) -> set[str]:
        match value:
            case ast.Call(func=ast.Attribute(value=value, attr="items")):
                pass
        if isinstance(value, ast.Name):
            value = next((one for one in _assigned(self.module, value.id) or _assigned(self.function, value.id)), value)
        if isinstance(value, ast.Dict):
            value = ast.Tuple(
                [ast.Tuple([key, item]) for key, item in zip(value.keys, value.values, strict=True) if key]
            )
        rows = value.elts if isinstance(value, ast.Tuple | ast.List) else []
        return set().union(*(self._bound(name, target, row, seen) for row in rows))

    def _of_dict(self, name: str) -> set[str]:
        for value in _assigned(self.module, name):
            if isinstance(value, ast.Dict):
                return set().union(*(self.values(item) for item in value.values))
        return set()

    def _passed(self, name: str, seen: frozenset[str]) -> set[str]:
        """Return what callers pass for a parameter."""
        texts: set[str] = set()
        for called, position in self._parameter(name):
            for scope, call in calls(called):
                argument = next((one.value for one in call.keywords if one.arg == name), None)
                if argument is None and position < len(call.args):
                    argument = call.args[position]
                texts |= scope.values(argument, seen)
        return texts

    def _parameter(self, name: str) -> Iterator[tuple[str, int]]:
        """Return the name by which the function is called and which of the arguments this is."""
        for node in walked(self.module):
            if isinstance(node, ast.ClassDef) and node.name == self.owner:
                for one in node.body:
                    if isinstance(one, ast.FunctionDef) and one.name == "__init__":
                        names = [argument.arg for argument in one.args.args[1:]]
                        yield from [(node.name, names.index(name))] if name in names else []
        if isinstance(self.function, ast.FunctionDef):
            names = [argument.arg for argument in self.function.args.args if argument.arg != "self"]
            yield from [(self.function.name, names.index(name))] if name in names else []


def _assigned(tree: ast.AST, name: str) -> list[ast.expr]:
    found = []
    for node in walked(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=bound)], value=value) if bound == name:
                found.append(value)
            case ast.AnnAssign(target=ast.Name(id=bound), value=value) if bound == name and value:
                found.append(value)
    return found


@cache
def scopes() -> list[Scope]:
    """Return every function of the package, and every module."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        owners = {id(part): node.name for node in module.body if isinstance(node, ast.ClassDef) for part in node.body}
        for node in walked(module):
            if isinstance(node, ast.FunctionDef):
                found.append(Scope(path, module, node, owners.get(id(node), "")))
    return found


def calls(name: str) -> list[tuple[Scope, ast.Call]]:
    """Return every call of a function of this name, with the scope in which it is."""
    return _all_calls()[name]


@cache
def _all_calls() -> dict[str, list[tuple[Scope, ast.Call]]]:
    found: dict[str, list[tuple[Scope, ast.Call]]] = defaultdict(list)
    for scope in scopes():
        for node in walked(scope.function):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                    found[name].append((scope, node))
    return found


@cache
def all_found() -> list[Found]:
    """Return every call of `found` in the package."""
    reported = []
    for scope, call in calls("found"):
        given = next((one.value for one in call.keywords if one.arg == "variant"), None)
        place = f"{scope.path.relative_to(PACKAGE)}:{call.lineno}"
        variants = scope.values(given) if given else {""}
        reported.append(Found(place, frozenset(scope.values(call.args[0])), frozenset(variants)))
    return reported


def test_every_rule_that_the_code_names_has_words() -> None:
    of_module: dict[str, set[str]] = defaultdict(set)
    for one in all_found():
        assert one.rules, f"{one.place}: which rules this names cannot be read out of the source"
        assert one.variants, f"{one.place}: which variants this names cannot be read out of the source"
        assert one.rules <= set(RULES), one.place
        of_module[one.place.partition(":")[0]] |= set().union(*map(known, one.rules))
        for rule in one.rules:
            # Words of its own where there are none of the variant.
            assert all(wording(RULES, rule, each, "message") for each in one.variants & {"", *known(rule)}), one.place
    for one in all_found():
        # A variable may hold variants of more than one rule of its module.
        assert one.variants - {""} <= of_module[one.place.partition(":")[0]], one.place


def known(rule: str) -> set[str]:
    """Return the variants of a rule and of those whose words it shares."""
    spec = RULES[rule]
    return {*spec.variants, *(known(spec.words_of) if spec.words_of else ())}


def test_every_rule_of_the_model_is_named_by_the_code() -> None:
    assert set(RULES) == set().union(*(one.rules for one in all_found()))
