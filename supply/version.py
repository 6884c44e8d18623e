"""The version of the program as it is packed: two programs that differ have two versions, such as 0.2.0+1f0c9a3b.

What stands after the plus sign is made of the content of all that is packed. So pip installs another build over one of
the same number, and a guide knows which one it carries.
"""

import re
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKED = (
    "hooks/guiaviva",
    "model",
    "words",
    "overrides",
    "starters",
    "docs",
    "data",
    "requirements.txt",
    "pyproject.toml",
)
_DIGITS = 8


def version() -> str:
    """Return the number that the program says, with a digest of what is packed."""
    said = re.search(r'__version__ = "(.+)"', (ROOT / "hooks/guiaviva/__init__.py").read_text(encoding="utf-8"))
    assert said
    return f"{said[1]}+{_digest()}"


def _digest() -> str:
    found = sha256()
    for path in sorted(one for name in PACKED for one in _files(ROOT / name)):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return found.hexdigest()[:_DIGITS]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts and one.suffix != ".pyc"]
