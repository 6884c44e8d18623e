"""The migrations from the version for which a guide was written to this one, in order."""

import importlib
import itertools
import os
import pkgutil
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from guiaviva import __version__, upgrading
from guiaviva.errors import CannotJudgeError
from guiaviva.language import FALLBACK
from guiaviva.reading.files import Folder
from guiaviva.reading.gate import RefusedError
from guiaviva.upgrading.bringing import bring
from guiaviva.upgrading.changes import Changes, Note, loaded
from guiaviva.upgrading.exceptions import drop
from guiaviva.upgrading.records import take_along
from guiaviva.versions import VERSION, numbers
from guiaviva.yaml_files import dump, load

FIRST = "0.1"
"""The version that did not yet write itself into a guide."""
INSTITUTION = "data/institution.yml"
KEY = "program"
_MODULE = re.compile(r"v(\d+)_(\d+)")


def upgraded(root: Path, *, committed: bool = True) -> Changes:
    """Return what makes of the guide at `root` one for this version of the program.

    With `committed`, all that Git knows must be committed.

    Raises CannotJudgeError where there is no guide, its data cannot be read, it was written for a later version or for
    what is none, Git has changes that are not committed, or the program cannot be packed.
    """
    text, value = _institution(root)
    version = str(value.get(KEY) or FIRST)
    if not re.fullmatch(VERSION, version):
        raise CannotJudgeError("no-version", found=version, version=__version__)
    if numbers(version) > numbers(__version__):
        raise CannotJudgeError("older-program", found=version, version=__version__)
    if committed and (changed := _uncommitted(root)):
        raise CannotJudgeError("uncommitted", path=changed)
    changes = Changes(root, _unused(root, f"removed/{version}"))
    for number, module in migrations():
        if number > numbers(version)[:2]:
            importlib.import_module(f"{upgrading.__name__}.{module}").migrate(changes)
    drop(changes)
    languages = [str(one) for one in _listed(value.get("languages"))]
    take_along(changes, languages)
    bring(changes, languages[0] if languages else FALLBACK)
    if version != __version__:
        _record(changes, text)
    return changes


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _unused(root: Path, folder: str) -> str:
    """Return the path of a folder, or with a number the next one that is not there: what it holds stays as it is."""
    others = (f"{folder}-{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain((folder,), others) if not (root / one).exists())


def migrations() -> list[tuple[tuple[int, ...], str]]:
    """Return the versions that change a guide, each with its module, the earliest first."""
    names = (one.name for one in pkgutil.iter_modules(upgrading.__path__))
    found = ((match, name) for name in names if (match := _MODULE.fullmatch(name)))
    return sorted(((int(match[1]), int(match[2])), name) for match, name in found)


def _institution(root: Path) -> tuple[str, dict[str, object]]:
    folder = Folder(root)
    if not folder.exists(INSTITUTION):
        raise CannotJudgeError("no-docs", path=str(root))
    try:
        text = folder.read(INSTITUTION).decode("utf-8-sig").replace("\r\n", "\n")
    except RefusedError:
        raise
    except (OSError, UnicodeDecodeError):
        raise CannotJudgeError("unreadable-data", path=INSTITUTION) from None
    return text, loaded(INSTITUTION, text)


def _record(changes: Changes, text: str) -> None:
    value = load(changes.text(INSTITUTION) or text)
    value[KEY] = __version__
    changes.written[INSTITUTION] = dump(value, text)
    changes.notes.append(Note("version", INSTITUTION))


def _uncommitted(root: Path) -> str:
    """Return the first file that Git knows with a change that is not committed, or "": also where there is no Git."""
    asked = ("status", "--porcelain", "-z", "--untracked-files=no", "--ignore-submodules=all", "--", ".")
    said = _said_by_git(root, *asked, settings=_harmless(root))
    return said.split("\0")[0][3:]


def _harmless(root: Path) -> dict[str, str]:
    """Return settings by which Git runs no program that those of the repository name: whoever sent it wrote them."""
    listed = _said_by_git(root, "config", "--list", "--name-only", "-z").split("\0")
    filters = {name.rpartition(".")[0] for name in listed if name.startswith("filter.")}
    none = {f"{one}.{program}": "" for one in filters for program in ("clean", "process")}
    none |= {f"{one}.required": "false" for one in filters}
    return {"core.fsmonitor": "false", "core.hooksPath": os.devnull, **none}


def _said_by_git(root: Path, *arguments: str, settings: Mapping[str, str] | None = None) -> str:
    """Return what Git says, "" where it cannot."""
    environment = {**os.environ, "GIT_CONFIG_COUNT": str(len(settings or {})), "GIT_OPTIONAL_LOCKS": "0"}
    # As variables and no options: a name may have any sign.
    for at, (name, value) in enumerate((settings or {}).items()):
        environment |= {f"GIT_CONFIG_KEY_{at}": name, f"GIT_CONFIG_VALUE_{at}": value}
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", check=False, env=environment
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
