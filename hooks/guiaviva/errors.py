"""The exception that ends a command or a build with a sentence instead of a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class CannotJudgeError(Exception):
    """Raised where a guide cannot be judged, or a command cannot be carried out.

    `reason` is a key of the group `cannot` of `words/⟨language⟩/interface.yml`; `values` fill its placeholders.
    """

    def __init__(self, reason: str, /, **values: Any) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.details: Mapping[str, Any] = values
