"""The one exception of the core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class CannotJudgeError(Exception):
    """The guide cannot be judged at all. `reason` is a key of words.yml, key `cannot`; `values` fill its placeholders."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values_: Mapping[str, Any] = values
