"""Compiled templates, shared by all languages of a process. They are code, so no file keeps them."""

from __future__ import annotations

from functools import cache

import jinja2
from jinja2.bccache import Bucket


class _Compiled(jinja2.BytecodeCache):
    """What Jinja has compiled in this process, by the name and the content of the template."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if it is known."""
        if code := self.known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@cache
def compiled() -> jinja2.BytecodeCache:
    """Return what this process has compiled, for all languages."""
    return _Compiled()
