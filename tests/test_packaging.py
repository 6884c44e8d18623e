"""What the program imports is what pyproject.toml says that it needs: it starts in a bare environment."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from conftest import TESTS

ROOT = TESTS.parent


def plain(name: str) -> str:
    """Return the name of a distribution as names are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> dict[str, str]:
    """Return each module of somebody else that the program imports, by its first name, and a file that does."""
    found: dict[str, str] = {}
    for path in [*(ROOT / "hooks").glob("*.py"), *(ROOT / "hooks/guiaviva").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            found |= {name.split(".")[0]: str(path.relative_to(ROOT)) for name in names}
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names and name != "guiaviva"}


def needed() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {plain(re.split(r"[<>=~!\[ ]", one, maxsplit=1)[0]) for one in project["dependencies"]}


def test_every_import_is_a_dependency() -> None:
    distributions = packages_distributions()
    missing = {
        name: path for name, path in imported().items() if needed().isdisjoint(map(plain, distributions.get(name, ())))
    }
    assert not missing


def test_every_dependency_is_pinned_for_users() -> None:
    pinned = {
        plain(line.split("==")[0]) for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").split("\n")
    }
    assert needed() <= pinned
