"""Versions of the program, compared."""

from __future__ import annotations

import re

VERSION = r"\d+(\.\d+)*((a|b|rc)\d+)?(\.dev\d+)?"
"""What a version looks like: 0.2.0, or 0.3.0rc1 before it is released."""


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, such as (0, 2, 1), also of one before its release; (0,) where it has none."""
    released = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, released[0].split("."))) if released else (0,)
