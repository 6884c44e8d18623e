"""The libraries that only an import needs, which `pip install guiaviva[import]` brings."""

from __future__ import annotations

import importlib
from typing import Any

from guiaviva.errors import CannotJudgeError


def required(name: str) -> Any:
    """Return a module of these libraries. Raises CannotJudgeError where they are not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise CannotJudgeError("import-extra") from None
