"""Compiled templates, kept from one language, and one run, to the next."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import jinja2
from jinja2.bccache import Bucket

from guiaviva.cache import Cache

KIND = "template"


@dataclass
class Bytecode(jinja2.BytecodeCache):
    """What Jinja compiles, by the name and the content of the template."""

    cache: Cache | None
    found: dict[str, bytes] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, cache: Cache | None) -> Bytecode:
        """Return what the cache keeps; without one, what this process compiles."""
        return cls(cache)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if it is known."""
        key = _key(bucket)
        code = self.made.get(key)
        if code is None and self.cache is not None:
            code = self.cache.get_many(KIND, [key]).get(key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.made[_key(bucket)] = bucket.bytecode_to_string()

    def keep(self) -> None:
        """Hand what was compiled to the cache."""
        if self.cache is not None and self.made:
            self.cache.put_many(KIND, self.made)


def _key(bucket: Bucket) -> str:
    return f"{jinja2.__version__}-{sys.implementation.cache_tag}-{bucket.key}-{bucket.checksum}"
