"""What pip installs for a guide: the program, out of the guide's own folder, and all that it stands on, with hashes."""

import re
from collections.abc import Iterator, Mapping

from packaging.utils import canonicalize_name

from guiaviva.contentmodel import ENGINE
from guiaviva.starting.wheel import wheel

FILE = "requirements.txt"
WHEELS = "wheels"
"""The folder in which a guide keeps the program."""
# The line after which stands what the institution adds; whatever its language, it begins so.
_END = "# guiaviva: "
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def requirements(words: Mapping[str, str], text: str = "") -> str:
    """Return the requirements of a guide for the program that is running.

    `words` are those of the group `start`; `text` are the requirements of an earlier version, of which what the
    institution added stays. Raises CannotJudgeError where the program cannot be packed.
    """
    packed = wheel()
    own = f"./{WHEELS}/{packed.name} \\\n    --hash=sha256:{packed.digest}\n"
    return f"# {words['requirements']}\n{own}{_pinned()}{_END}{words['requirements-added']}\n{_added(text)}"


def is_marked(text: str) -> bool:
    """Return whether requirements say which part of them is the program's."""
    return any(line.startswith(_END) for line in text.splitlines())


def _pinned() -> str:
    """Return what the program was made and tried with. The comments say which of its own files asked for it."""
    lines = (ENGINE / FILE).read_text(encoding="utf-8").splitlines()
    return "".join(f"{line}\n" for line in lines if not line.lstrip().startswith("#"))


def _added(text: str) -> str:
    """Return what an institution added to requirements: without a mark, what the program does not need."""
    if is_marked(text):
        return re.split(rf"(?m)^{re.escape(_END)}.*\n?", text, maxsplit=1)[1]
    ours = {"guiaviva", *(_named(one) for one in _entries(_pinned()))}
    others = (one for one in _entries(text) if _named(one) not in ours and not one.startswith("--find-links wheels"))
    return "".join(one for one in others if not one.startswith(f"./{WHEELS}/"))


def _entries(text: str) -> Iterator[str]:
    """Return the entries of requirements, each with the lines on which it goes on."""
    for found in re.finditer(r"(?m)^[^\s#](?:.*\\\n)*.*$", text):
        yield found[0].rstrip() + "\n"


def _named(entry: str) -> str:
    found = _NAME.match(entry)
    return canonicalize_name(found[0]) if found else ""
