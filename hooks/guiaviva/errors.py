"""The one exception of the core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class CannotJudgeError(Exception):
    """The guide cannot be judged at all. `reason` is a key of words.yml, group `cannot`; `values` fill its braces."""

    def __init__(self, reason: str, /, **values: Any) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.details: Mapping[str, Any] = values
