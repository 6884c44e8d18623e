"""The libraries that only an import needs: the extra `import` of the program."""

import importlib
from importlib.metadata import requires
from typing import Any

from packaging.requirements import Requirement

from guiaviva.errors import CannotJudgeError

_EXTRA = "import"


def required(name: str) -> Any:
    """Return a module of these libraries. Raises CannotJudgeError where they are not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise CannotJudgeError("import-extra", packages=" ".join(_packages())) from None


def _packages() -> list[str]:
    """Return the libraries as pip takes them. By the name of the program, pip would ask a registry for that."""
    needs = (Requirement(one) for one in requires("guiaviva") or ())
    wanted = (one for one in needs if one.marker and one.marker.evaluate({"extra": _EXTRA}))
    return [f'"{one.name}{one.specifier}"' for one in wanted if not (one.marker and one.marker.evaluate({"extra": ""}))]
