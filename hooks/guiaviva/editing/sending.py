"""What somebody changed is sent: a branch of its own, a commit and a push, with the person's own Git.

What is sent stands on the last of what all have, with what others changed meanwhile in the same files. Until it is
approved, what is sent next is added to the same branch. No hook is run, and no password passes through here.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from guiaviva.editing.combining import Side, combined, held_back, stored
from guiaviva.editing.forges import request_address, web_of
from guiaviva.editing.git import Entry, Git, GitError
from guiaviva.editing.pictures import name_of
from guiaviva.editing.proposals import branches, open_branch
from guiaviva.editing.unsent import PROPOSALS, SENT, TAKEN, THERE, TIP, Working
from guiaviva.errors import CannotJudgeError
from guiaviva.translations.records import PATH as LEDGER

_LOGIN = re.compile(
    r"terminal prompts disabled|could not read (username|password)|authentication failed|permission denied"
    r"|host key verification failed|access denied|invalid credentials|returned error: 40[13]",
    re.IGNORECASE,
)
_UNREACHABLE = re.compile(
    r"could not resolve|unable to access|could not read from remote|timed? ?out|connection|does not appear to be a git",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")
# Whatever the settings say, it is one that every Git takes.
_AS_PATCH = (
    *("--stdout", "--binary", "--full-index", "--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--no-signature", "--no-thread", "--no-attach", "--no-base", "--no-notes"),
    "--no-cover-letter",
)
_SUBJECT = 72
_SAID = 300


class Person(NamedTuple):
    """Who a commit is by. `keep`: they agree that this repository remembers it."""

    name: str
    email: str
    keep: bool = False


@dataclass(frozen=True)
class Request:
    """What somebody wants to send: a sentence of why, what they chose of conflicts by their key, and who they are.

    `body` says what was changed, in words. Where it is not all, `only` some files, by path from the guide's root.
    """

    why: str
    body: str = ""
    chosen: Mapping[str, Sequence[Side]] = field(default_factory=dict)
    person: Person | None = None
    only: Collection[str] | None = None


@dataclass(frozen=True)
class Sent:
    """What was sent: its branch, where a change request is made of it, and the repository in the browser, or "".

    There is no branch where nothing was left to send, since all that was chosen is what all have.

    `shared` are the files in which others had changed something too, as they were sent, by path from the guide's root.
    It is `partial` where others had changed something in a file that was held back too, which is not taken in here.
    """

    branch: str
    address: str
    web: str
    commit: str
    shared: Mapping[str, bytes]
    partial: bool = False


def known_person(git: Git) -> bool:
    """Return whether Git knows who the person is."""
    return bool(git.maybe("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"))


def send(working: Working, request: Request) -> Sent:
    """Send what was changed, as a branch of its own.

    Raises CannotJudgeError where that cannot be, and ChoiceError where somebody has to choose first; nothing is sent
    then, and nothing is lost.
    """
    git = working.git
    also = _required(git, request)
    if not working.remote:
        raise CannotJudgeError("send-no-remote")
    try:
        target, heads = fetched(git, working.remote)
        # What all have is known anew.
        working = Working(git, working.root, working.languages)
        if not any(request.only is None or one.path in request.only for one in working.unsent):
            raise CannotJudgeError("send-nothing")
        held = held_back(working, request.only)
        mine = stored(working, request.only)
        tree = combined(working, mine, request.chosen)
        shared = dict(_shared(git, mine, tree))
        # The records of translations are those of what is sent alone.
        apart = {*held, f"{git.prefix}{LEDGER}"} if held else held
        taken = _below(git, {path: data for path, data in shared.items() if path not in apart})
        is_partial = len(taken) < len(shared)
        if tree == working.tree_of_tip and not working.waiting:
            # They chose in every place what all have.
            return Sent("", "", "", working.tip, taken, is_partial)
        branch, parents = _branch(working, request.why, heads)
        commit = _commit(git, tree, parents, _message(request), also)
        said = _pushed(git, working.remote, commit, branch)
        for below in ("refs/heads/", PROPOSALS, THERE):
            git.ask("update-ref", f"{below}{branch}", commit)
        git.ask("symbolic-ref", SENT, f"refs/heads/{branch}")
    except GitError as error:
        raise cannot(error) from None
    return Sent(branch, *addresses(working, branch, target, said), commit, taken, is_partial)


def addresses(working: Working, branch: str, target: str = "", said: str = "") -> tuple[str, str]:
    """Return where a change request is made of a branch, and the repository in the browser; "" where it is not known.

    It goes into the branch `target`, or else into that which was that of all when the guide was cloned. The forge
    `said` something when it was sent to.
    """
    git, remote = working.git, working.remote
    web = web_of(git.maybe("remote", "get-url", "--push", remote))
    known = git.maybe("symbolic-ref", "-q", f"refs/remotes/{remote}/HEAD").removeprefix(f"refs/remotes/{remote}/")
    return request_address(web, branch, target or known, said), web.address if web else ""


def taken_in(working: Working) -> None:
    """Note that the files here have what others had changed in them, as it was sent."""
    if tip := working.git.commit(TIP):
        working.git.ask("update-ref", TAKEN, tip)


def patch(working: Working, request: Request) -> bytes:
    """Return what was changed since the last commit as a patch, as `git am` takes it. Raises CannotJudgeError."""
    git = working.git
    also = _required(git, request)
    try:
        files = {**working.tree, **stored(working, request.only)}
        tree = {path: one for path, one in files.items() if one}
        commit = _commit(git, tree, [working.head], _message(request), also)
        return git.ask("format-patch", *_AS_PATCH, "-1", commit)
    except GitError as error:
        raise cannot(error) from None


def _required(git: Git, request: Request) -> Mapping[str, str]:
    """Return who a commit is by, as Git's environment says it; nothing where Git knows. Raises CannotJudgeError."""
    if not request.why.strip():
        raise CannotJudgeError("send-no-why")
    git.require_trust()
    if request.person is None:
        if not known_person(git):
            raise CannotJudgeError("send-no-identity")
        return {}
    name, email = (" ".join(re.sub(r"[<>\x00-\x1f]", " ", one).split()) for one in request.person[:2])
    if not name or not re.fullmatch(r"[^\s@]+@[^\s@]+", email):
        raise CannotJudgeError("send-no-identity")
    if request.person.keep:
        git.ask("config", "--local", "user.name", name)
        git.ask("config", "--local", "user.email", email)
    values = {"NAME": name, "EMAIL": email}
    return {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in values.items()}


class Remote(NamedTuple):
    """Where it is sent to: the branch of all, "" where there is nothing yet, and the commits of all by their branch."""

    target: str
    heads: Mapping[str, str]


def fetched(git: Git, remote: str) -> Remote:
    """Take what all have, and what became of proposals, from where it is sent to; return what is there."""
    there = _there(git, remote, "upload-pack")
    said = git.reach("ls-remote", *there, "--symref", remote, "HEAD", "refs/heads/*")
    found = re.search(r"^ref: refs/heads/(\S+)\tHEAD$", said, re.M)
    heads = {name: commit for commit, name in re.findall(r"^([0-9a-f]{40,64})\trefs/heads/(\S+)$", said, re.M)}
    if not found:
        return Remote("", heads)
    wanted = [f"+refs/heads/{found[1]}:{TIP}"]
    if last := open_branch(git):
        git.maybe("update-ref", f"{PROPOSALS}{last}", SENT)
    for branch in branches(git):
        if branch in heads:
            wanted.append(f"+refs/heads/{branch}:{THERE}{branch}")
        else:
            git.ask("update-ref", "-d", f"{THERE}{branch}")
    options = ("--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    git.reach("fetch", *options, *there, "--", remote, *wanted)
    return Remote(found[1], heads)


def _there(git: Git, remote: str, program: str) -> list[str]:
    """Return how the program of a repository in a folder is called: its hooks, too, may be somebody else's."""
    push = ["--push"] if program == "receive-pack" else []
    if web_of(git.maybe("remote", "get-url", *push, remote)):
        return []
    settings = (f"core.hooksPath={os.devnull}", "core.alternateRefsCommand=true", "receive.autogc=false")
    return [f"--{program}=git {' '.join(f'-c {one}' for one in settings)} {program}"]


def _branch(working: Working, why: str, heads: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the branch to send to, and what the commit follows: what was sent last, until it is approved.

    Raises CannotJudgeError where somebody else has changed what was sent.
    """
    git, tip, head = working.git, working.tip, working.head
    last = open_branch(git)
    there = heads.get(last)
    if working.waiting and there and there != working.sent:
        raise CannotJudgeError("send-changed")
    if working.waiting and there:
        first = working.sent
    else:
        first = tip if tip and git.is_ancestor(head, tip) else head
        last = _free(f"{date.today().isoformat()}-{name_of(why)}", {*heads, *_heads(git)})
    others = [tip] if tip and not git.is_ancestor(tip, first) else []
    return last, [first, *others]


def _heads(git: Git) -> list[str]:
    return git.maybe("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").split("\n")


def _free(name: str, taken: set[str]) -> str:
    """Return a name of a branch that none has; where one is called `guia`, none can be below it."""
    name = f"guia{'-' if 'guia' in taken else '/'}{name}"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _message(request: Request) -> str:
    """Return the message of the commit: why, and below it what, in words."""
    why = " ".join(request.why.split())
    if len(why) <= _SUBJECT:
        return "\n\n".join(filter(None, (why, request.body)))
    cut = why[:_SUBJECT].rpartition(" ")[0] or why[:_SUBJECT]
    return "\n\n".join(filter(None, (f"{cut}…", why, request.body)))


def _commit(git: Git, tree: Mapping[str, Entry], parents: Sequence[str], message: str, also: Mapping[str, str]) -> str:
    """Make a commit of files, without touching what is checked out or staged; return its id. Raises GitError."""
    rows = "".join(f"{one.mode} {one.oid}\t{path}\0" for path, one in tree.items())
    with tempfile.TemporaryDirectory(prefix="guia-") as folder:
        own = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git.ask("update-index", "-z", "--index-info", given=rows.encode("utf-8", "surrogateescape"), also=own)
        made = git.ask("write-tree", also=own).decode().strip()
    follows = [part for one in parents for part in ("-p", one)]
    return git.ask("commit-tree", made, *follows, "-F", "-", given=message.encode(), also=also).decode().strip()


def _pushed(git: Git, remote: str, commit: str, branch: str) -> str:
    """Send a commit as a branch; return what the forge says. Raises GitError where it does not take it."""
    options = ("--porcelain", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no")
    there = _there(git, remote, "receive-pack")
    return git.reach("push", *options, *there, "--", remote, f"{commit}:refs/heads/{branch}")


def _shared(git: Git, mine: Mapping[str, Entry | None], sent: Mapping[str, Entry]) -> Iterator[tuple[str, bytes]]:
    """Return the files that were sent with something that others had changed in them."""
    for path, entry in mine.items():
        data = git.content(sent.get(path)) if entry and entry != sent.get(path) else None
        if data is not None:
            yield path, data


def _below(git: Git, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {path.removeprefix(git.prefix): data for path, data in files.items()}


def cannot(error: GitError) -> CannotJudgeError:
    """Return why something could not be sent, without any password that an address may have."""
    text = _PASSWORD.sub("", str(error))
    if _LOGIN.search(text):
        return CannotJudgeError("send-login")
    telling = [one for one in text.split("\n") if re.match(r"remote:|fatal:|error:|!", one)] or text.split("\n")
    reason = " ".join(" ".join(telling).split())[:_SAID]
    return CannotJudgeError("send-unreachable" if _UNREACHABLE.search(text) else "send-failed", reason=reason)
