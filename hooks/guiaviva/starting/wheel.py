"""The program as a wheel, which a guide keeps: it is installed from there, and no registry is asked for its name."""

import io
import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import guiaviva
from guiaviva.contentmodel import ENGINE
from guiaviva.errors import CannotJudgeError

_PACKAGE = Path(guiaviva.__file__).resolve().parent
# What a wheel brings of its own description; the rest says how it was installed here.
_DESCRIBED = {"METADATA", "WHEEL", "entry_points.txt", "licenses"}


class Wheel(NamedTuple):
    """A wheel: the name of its file, and what that holds."""

    name: str
    data: bytes

    @property
    def version(self) -> str:
        """Return its version, which tells it from other builds of the same number."""
        return self.name.split("-")[1]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the file, by which pip knows it."""
        return sha256(self.data).hexdigest()


@cache
def wheel() -> Wheel:
    """Return the program that is running as a wheel: of what is installed, or of the repository that it runs from.

    The same program gives the same bytes. Raises CannotJudgeError where its files are not whole, or hatchling, which
    packs a repository, is not there.
    """
    try:
        return _of_installation() if ENGINE == _PACKAGE else _of_repository()
    except (OSError, PackageNotFoundError, ValueError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise CannotJudgeError("no-wheel", reason=said.strip().splitlines()[-1] if said.strip() else "") from None


def _of_repository() -> Wheel:
    """Return what hatchling makes of the repository, whose pyproject.toml says what belongs to the program."""
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        subprocess.run(command, cwd=ENGINE, env=environment, capture_output=True, text=True, check=True)
        (made,) = Path(folder).glob("*.whl")
        return Wheel(made.name, made.read_bytes())


def _of_installation() -> Wheel:
    """Return the wheel from which pip installed the program, packed again: RECORD lists its files."""
    found = distribution(guiaviva.__name__)
    contents = {path: Path(str(found.locate_file(path))).read_bytes() for path in sorted(_brought(found))}
    if f"{guiaviva.__name__}/__init__.py" not in contents:
        raise ValueError(f"RECORD: {guiaviva.__name__}")
    folder = f"{guiaviva.__name__}-{found.version}.dist-info"
    record = [f"{path},sha256={_of_record(data)},{len(data)}" for path, data in contents.items()]
    contents[f"{folder}/RECORD"] = "\n".join((*record, f"{folder}/RECORD,,", "")).encode()
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for path, data in contents.items():
            file = ZipInfo(path)
            file.external_attr = 0o100644 << 16
            archive.writestr(file, data, ZIP_DEFLATED, 9)
    return Wheel(f"{guiaviva.__name__}-{found.version}-py3-none-any.whl", stream.getvalue())


def _brought(found: Distribution) -> Iterator[str]:
    """Return the paths of what a wheel brought, of all that an installation has."""
    for file in found.files or ():
        path = PurePosixPath(file.as_posix())
        if path.parts[0] == guiaviva.__name__:
            if "__pycache__" not in path.parts:
                yield str(path)
        elif path.parts[0].endswith(".dist-info") and path.parts[1] in _DESCRIBED:
            yield str(path)


def _of_record(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
