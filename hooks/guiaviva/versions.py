"""Versions of the program, compared."""

from __future__ import annotations

import re


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, such as (0, 2, 1); (0,) where it has none."""
    return tuple(map(int, re.findall(r"\d+", version))) or (0,)
