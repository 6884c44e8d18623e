"""Compressed files beside those of a site, which a server sends as they are to browsers that can unpack them."""

from __future__ import annotations

import gzip
from pathlib import Path

from guiaviva.site.rendering.output import Output
from guiaviva.site.serving import PACKED

# More takes three times as long for a hundredth of the size.
_LEVEL = 6
# What goes in one packet arrives no sooner.
_SMALL = 1400


def compress(folder: Path, present: Path) -> None:
    """Write `tone/index.html.gz` beside `tone/index.html`, for all texts of a site that are worth it.

    The same text gives the same bytes. Those that the `present` site has are linked, so that their dates stay, by which
    servers know that nothing is new. What is compressed already is left alone. Raises OSError where the disk is full.
    """
    output = Output(folder, present)
    for path in sorted(folder.rglob("*")):
        packed = path.with_name(f"{path.name}.gz")
        if path.suffix[1:] in PACKED and path.stat().st_size >= _SMALL and not packed.exists():
            output.write(packed.relative_to(folder).as_posix(), gzip.compress(path.read_bytes(), _LEVEL, mtime=0))
