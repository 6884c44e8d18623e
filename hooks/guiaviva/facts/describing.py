"""What is said of the fields of data, in English, where their schema is: the docstrings of attributes."""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise


@cache
def docstrings(model: type) -> dict[str, str]:
    """Return the docstring that is below each attribute of a class, or of one that it extends."""
    found: dict[str, str] = {}
    for base in reversed([one for one in model.__mro__ if one.__module__.startswith("guiaviva.")]):
        [definition] = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        assert isinstance(definition, ast.ClassDef)
        for attribute, text in pairwise(definition.body):
            if isinstance(attribute, ast.AnnAssign) and isinstance(attribute.target, ast.Name):
                match text:
                    case ast.Expr(ast.Constant(str() as docstring)):
                        found[attribute.target.id] = inspect.cleandoc(docstring)
    return found
