"""Git as the person has it, asked so that nothing that came with a guide is run.

The settings of a repository can name programs, and whoever sent the guide may have written them. So its hooks, its
filters and what watches its files are not run, and where its settings name another program that sending would run,
nothing is sent and that setting is named. What the person's own settings say (who they are, how they sign in) counts.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from guiaviva.errors import CannotJudgeError

_SECONDS, _PATIENCE = 30, 180
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_ENVIRONMENT = {
    # Its messages are told apart by their words.
    "LC_ALL": "C",
    # Who signs in does so with what they have for it; there is nobody at a terminal.
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    # Nothing but these: an address such as ext::… is a command.
    "GIT_ALLOW_PROTOCOL": "file:http:https:ssh",
}
_OPTIONS = tuple(
    part
    for setting in (
        "core.fsmonitor=false",
        f"core.hooksPath={os.devnull}",
        "core.safecrlf=false",
        "core.quotePath=false",
        "i18n.commitEncoding=utf-8",
        "submodule.recurse=false",
        "maintenance.auto=false",
        "gc.auto=0",
    )
    for part in ("-c", setting)
)
# Settings of a repository that name a program, or lead a password elsewhere, when something is fetched or sent.
_DANGEROUS = re.compile(
    r"core\.(sshcommand|gitproxy|askpass|alternaterefscommand)|ssh\.variant|credential\.(.*\.)?helper"
    r"|remote\..*\.(receivepack|uploadpack|vcs|proxy)|http\.(.*\.)?(proxy|sslverify|sslcainfo|sslcapath)",
    re.IGNORECASE,
)
_OWN = frozenset({"local", "worktree"})


class Entry(NamedTuple):
    """A file of a commit: its mode, and the id of its content."""

    mode: str
    oid: str


Tree = Mapping[str, Entry]
"""The files of a commit by their path from the top of the repository."""


class GitError(Exception):
    """Raised with what Git says where it could not do something."""


@dataclass(frozen=True)
class Git:
    """The repository whose files are below `top`; `prefix` leads from there to the guide: "" or "guide/"."""

    top: Path
    prefix: str

    @classmethod
    def of(cls, root: Path) -> Git | None:
        """Return the repository that the guide at `root` is in; None where there is no Git, or no commit yet."""
        try:
            said = cls(root, "").ask("rev-parse", "--show-toplevel", "--show-prefix", "HEAD^{commit}")
        except GitError:
            return None
        lines = said.decode("utf-8", "surrogateescape").split("\n")
        return cls(Path(lines[0]), lines[1])

    def ask(self, *arguments: str, given: bytes = b"", also: Mapping[str, str] | None = None) -> bytes:
        """Return what Git says. `also` is added to its environment. Raises GitError where it cannot do it."""
        return self._run(arguments, given, also or {}, _SECONDS).stdout

    def reach(self, *arguments: str) -> str:
        """Return all that Git says, and what it is told, where it goes over the network. Raises GitError."""
        done = self._run(arguments, b"", {}, _PATIENCE)
        return (done.stdout + done.stderr).decode("utf-8", "replace")

    def _run(
        self, arguments: Sequence[str], given: bytes, also: Mapping[str, str], seconds: int
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
        try:
            done = subprocess.run(
                ["git", *_OPTIONS, *arguments],
                cwd=self.top,
                env={**kept, **_ENVIRONMENT, **also},
                input=given,
                capture_output=True,
                timeout=seconds,
                # Without a terminal of its own, nothing that it starts can ask for a password there and wait.
                start_new_session=os.name == "posix",
            )
        except subprocess.TimeoutExpired:
            raise GitError("timeout") from None
        except OSError as error:
            raise GitError(error.strerror or "") from None
        if done.returncode:
            raise GitError((done.stderr + done.stdout).decode("utf-8", "replace").strip())
        return done

    def line(self, *arguments: str, given: bytes = b"") -> str:
        """Return what Git says in one line, "" where it says nothing. Raises GitError."""
        return self.ask(*arguments, given=given).decode("utf-8", "surrogateescape").strip()

    def maybe(self, *arguments: str) -> str:
        """Return what Git says in one line, "" where it cannot say it."""
        try:
            return self.line(*arguments)
        except GitError:
            return ""

    def require_trust(self) -> None:
        """Raise CannotJudgeError where settings of the repository itself name a program that sending would run."""
        said = self.ask("config", "--list", "--show-scope", "--name-only", "-z").decode("utf-8", "replace").split("\0")
        for scope, name in zip(said[::2], said[1::2], strict=False):
            if scope in _OWN and _DANGEROUS.fullmatch(name):
                raise CannotJudgeError("git-program", setting=name)

    def commit(self, name: str) -> str:
        """Return the commit to which a name leads, "" where there is none."""
        return self.maybe("rev-parse", "-q", "--verify", f"{name}^{{commit}}")

    def tree(self, commit: str) -> dict[str, Entry]:
        """Return all files of a commit. Raises GitError."""
        said = self.ask("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
        found = {}
        for one in filter(None, said.split("\0")):
            facts, _, path = one.partition("\t")
            mode, _, oid = facts.split(" ")
            found[path] = Entry(mode, oid)
        return found

    def content(self, entry: Entry | None) -> bytes | None:
        """Return the content of a file of a commit; None where there is none, or it is no file. Raises GitError."""
        return self.ask("cat-file", "blob", entry.oid) if entry and entry.mode.startswith("100") else None

    def stored(self, path: str, data: bytes, *, write: bool = False) -> str:
        """Return the id of a content as Git stores it at a path, which may have other line ends. Raises GitError."""
        options = ["-w"] if write else []
        return self.line("hash-object", *options, f"--path={path}", "--stdin", given=data)

    def put(self, data: bytes) -> str:
        """Store a content as it is; return its id. Raises GitError."""
        return self.line("hash-object", "-w", "--no-filters", "--stdin", given=data)

    def filtered(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of some paths whose content a program is to change before it is stored. Raises GitError."""
        asked = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
        said = self.ask("check-attr", "-z", "--stdin", "filter", given=asked).decode("utf-8", "surrogateescape")
        rows = said.split("\0")
        pairs = zip(rows[::3], rows[2::3], strict=False)
        return frozenset(path for path, value in pairs if value not in ("unspecified", "unset"))

    def is_ancestor(self, one: str, other: str) -> bool:
        """Return whether a commit is in the history of another."""
        try:
            self.ask("merge-base", "--is-ancestor", one, other)
        except GitError:
            return False
        return True
