"""What was changed in the preview is sent with the person's own Git: exactly that, to a branch, and nothing is run."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiaviva.editing.combining import ChoiceError, Side
from guiaviva.editing.git import Git
from guiaviva.editing.merging import merged, regions
from guiaviva.editing.patches import unified
from guiaviva.editing.proposals import forget, proposals
from guiaviva.editing.receiving import noted, receive
from guiaviva.editing.savings import Desk
from guiaviva.editing.sending import Person, Request, Sent, known_person, patch, send, taken_in
from guiaviva.editing.unsent import Changed, Working, of_today
from guiaviva.errors import CannotJudgeError
from guiaviva.translations.records import Record, read_ledger, written_ledger

LANGUAGES = ("ca", "en")
TONE, HELP = "docs/ca/tone.md", "docs/ca/help.md"
WHY = Request("The council has moved to another house.")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def settings_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let Git know who somebody is, and nothing else of whoever runs the tests."""
    own = tmp_path / "gitconfig"
    own.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A copy of a guide that is in the folder `guide` of a repository, with what it is sent to beside it."""
    git(tmp_path, "init", "-q", "--bare", "there.git")
    git(tmp_path, "clone", "-q", "there.git", "here")
    root = tmp_path / "here/guide"
    for path in (TONE, HELP):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("# Page\n\nOne.\n\nTwo.\n\nThree.\n", "utf-8", newline="\n")
    (root / "data").mkdir()
    (root / "data/terms.yml").write_text("a: {term: {ca: A}}\n", "utf-8")
    (root / "mkdocs.yml").write_text("x: 1\n", "utf-8")
    (root / ".gitignore").write_text("data/private.yml\n", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Begin")
    git(root, "push", "-q", "origin", "HEAD")
    return root


def working(root: Path) -> Working:
    repository = Git.of(root)
    assert repository
    return Working(repository, root, LANGUAGES)


def change(root: Path, path: str, before: str, after: str) -> None:
    data = (root / path).read_bytes()
    assert before.encode() in data
    (root / path).write_bytes(data.replace(before.encode(), after.encode()))


def colleague(root: Path) -> Path:
    """Return the copy of somebody else, with the last of what all have."""
    folder = root.parent.parent / "others"
    if not folder.is_dir():
        git(root, "clone", "-q", str(root.parent.parent / "there.git"), str(folder))
    git(folder, "pull", "-q")
    return folder


def others(root: Path, edit: Callable[[Path], None]) -> None:
    """Have somebody else change the guide, and have it approved."""
    folder = colleague(root)
    edit(folder / "guide")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Theirs")
    git(folder, "push", "-q")


def there(root: Path, *arguments: str) -> str:
    return git(root.parent.parent / "there.git", *arguments)


def paths(sent: Sent, root: Path, since: str = "main") -> list[str]:
    return there(root, "diff", "--name-only", f"{since}...{sent.branch}").split("\n")


def refused(root: Path, request: Request = WHY) -> CannotJudgeError:
    with pytest.raises(CannotJudgeError) as error:
        send(working(root), request)
    return error.value


def test_what_was_changed_is_sent_and_nothing_else(guide: Path) -> None:
    change(guide, TONE, "Two.", "Second.")
    (guide / "docs/ca/new.md").write_text("# New\n", "utf-8")
    (guide / HELP).unlink()
    # What is no part of the guide, is ignored or is staged stays where it is.
    (guide / "data/private.yml").write_text("secret: 1\n", "utf-8")
    (guide / "mkdocs.yml").write_text("x: 2\n", "utf-8")
    (guide.parent / "notes.txt").write_text("mine", "utf-8")
    git(guide, "add", "mkdocs.yml")
    before = (
        git(guide, "status", "--porcelain"),
        git(guide, "rev-parse", "HEAD"),
        git(guide, "branch", "--show-current"),
    )
    assert [one.path for one in working(guide).unsent] == [HELP, "docs/ca/new.md", TONE]
    sent = send(working(guide), Request(WHY.why, "- 1 section of «Page»"))
    assert paths(sent, guide) == [f"guide/{one}" for one in (HELP, "docs/ca/new.md", TONE)]
    assert there(guide, "log", "-1", "--format=%an <%ae>%n%B", sent.branch) == (
        "Ada <ada@example.org>\nThe council has moved to another house.\n\n- 1 section of «Page»"
    )
    assert sent.branch.startswith("guia/20")
    assert sent.branch.endswith("-the-council-has-moved-to-another-house")
    assert before == (
        git(guide, "status", "--porcelain"),
        git(guide, "rev-parse", "HEAD"),
        git(guide, "branch", "--show-current"),
    )
    assert working(guide).unsent == ()
    assert refused(guide).reason == "send-nothing"


def test_what_is_sent_next_is_added_to_the_same_branch_until_it_is_approved(guide: Path) -> None:
    change(guide, TONE, "Two.", "Second.")
    first = send(working(guide), WHY)
    change(guide, TONE, "Three.", "Third.")
    assert [one.path for one in working(guide).unsent] == [TONE]
    second = send(working(guide), Request("And more"))
    assert second.branch == first.branch
    assert there(guide, "rev-parse", f"{second.branch}~1") == first.commit
    # What is taken back is sent too.
    change(guide, TONE, "Third.", "Three.")
    change(guide, TONE, "Second.", "Two.")
    assert working(guide).changed == {}
    third = send(working(guide), Request("Never mind"))
    assert there(guide, "diff", "main", third.branch) == ""
    # As a forge may do it: all in one commit, and the branch stays there.
    change(guide, TONE, "One.", "First.")
    fourth = send(working(guide), Request("Again"))
    others(guide, lambda root: (root / TONE).write_bytes((guide / TONE).read_bytes()))
    assert refused(guide).reason == "send-nothing"
    change(guide, HELP, "One.", "First.")
    fifth = send(working(guide), Request("Again"))
    assert fifth.branch != fourth.branch
    assert paths(fifth, guide) == [f"guide/{HELP}"]


def test_what_was_not_chosen_stays_here_and_is_sent_another_day(guide: Path) -> None:
    names = {path: {"top": {"en": Record("a" * 12, "b" * 12)}} for path in (TONE, HELP)}
    (guide / "translations.yml").write_text(written_ledger({}), "utf-8")
    git(guide, "add", "-A")
    git(guide, "commit", "-qm", "Begin to translate")
    git(guide, "push", "-q", "origin", "HEAD")
    (guide / "translations.yml").write_text(written_ledger(names), "utf-8")
    change(guide, TONE, "Two.", "Second.")
    change(guide, HELP, "Two.", "Second.")
    first = send(working(guide), Request("The tone", only={TONE, "translations.yml"}))
    assert paths(first, guide) == [f"guide/{TONE}", "guide/translations.yml"]
    # What was validated goes with its text.
    assert read_ledger(there(guide, "show", f"{first.branch}:guide/translations.yml")).records.keys() == {TONE}
    assert [one.path for one in working(guide).unsent] == [HELP, "translations.yml"]
    # What was sent, and is changed again, stays as it was sent while something else is.
    change(guide, TONE, "Second.", "No. 2.")
    others(guide, lambda root: [change(root, path, "One.", "First.") for path in (TONE, HELP)] and None)
    second = send(working(guide), Request("The help", only={HELP, "translations.yml"}))
    assert second.branch == first.branch
    assert there(guide, "show", f"{second.branch}:guide/{TONE}") == "# Page\n\nFirst.\n\nSecond.\n\nThree."
    assert there(guide, "show", f"{second.branch}:guide/{HELP}") == "# Page\n\nFirst.\n\nSecond.\n\nThree."
    assert (list(second.shared), second.partial) == ([HELP], True)
    (guide / HELP).write_bytes(second.shared[HELP])
    assert [one.path for one in working(guide).unsent] == [TONE]
    third = send(working(guide), Request("All of it"))
    assert there(guide, "show", f"{third.branch}:guide/{TONE}") == "# Page\n\nFirst.\n\nNo. 2.\n\nThree."
    assert there(guide, "show", f"{third.branch}:guide/{HELP}") == "# Page\n\nFirst.\n\nSecond.\n\nThree."
    assert read_ledger(there(guide, "show", f"{third.branch}:guide/translations.yml")).records.keys() == {TONE, HELP}
    assert refused(guide, Request("Nothing", only=[])).reason == "send-nothing"


def test_what_others_changed_elsewhere_comes_together(guide: Path) -> None:
    change(guide, TONE, "Three.", "Third.")
    others(guide, lambda root: change(root, TONE, "One.", "First."))
    sent = send(working(guide), WHY)
    assert there(guide, "show", f"{sent.branch}:guide/{TONE}") == "# Page\n\nFirst.\n\nTwo.\n\nThird."
    assert there(guide, "merge-base", "main", sent.branch) == there(guide, "rev-parse", "main")
    assert sent.shared == {TONE: b"# Page\n\nFirst.\n\nTwo.\n\nThird.\n"}
    # Whether that was taken in or not, it is not taken back by what is sent next.
    change(guide, TONE, "Third.", "3.")
    again = send(working(guide), WHY)
    assert there(guide, "show", f"{again.branch}:guide/{TONE}") == "# Page\n\nFirst.\n\nTwo.\n\n3."


@pytest.mark.parametrize(("side", "text"), [("ours", "Second."), ("theirs", "II.")])
def test_the_same_lines_are_chosen_and_no_file_has_marks(guide: Path, side: str, text: str) -> None:
    change(guide, TONE, "Two.", "Second.")
    others(guide, lambda root: change(root, TONE, "Two.", "II."))
    before = (guide / TONE).read_bytes()
    with pytest.raises(ChoiceError) as error:
        send(working(guide), WHY)
    assert there(guide, "branch", "--format=%(refname:short)") == "main"
    assert (guide / TONE).read_bytes() == before
    (conflict,) = error.value.conflicts
    assert (conflict.path, conflict.questions) == (TONE, ((b"Second.\n", b"II.\n"),))
    chosen: Mapping[str, list[str]] = {conflict.key: [side]}
    sent = send(working(guide), Request(WHY.why, chosen=chosen))  # type: ignore[arg-type]
    assert there(guide, "show", f"{sent.branch or 'main'}:guide/{TONE}") == f"# Page\n\nOne.\n\n{text}\n\nThree."
    # Where nothing is left, no branch is made for it.
    assert bool(sent.branch) == (side == "ours")
    # Once it is in the file here, nobody is asked again.
    (guide / TONE).write_bytes(sent.shared.get(TONE, before))
    taken_in(working(guide))
    change(guide, TONE, "Three.", "3.")
    again = send(working(guide), WHY)
    assert again.branch == (sent.branch or again.branch)
    assert there(guide, "show", f"{again.branch}:guide/{TONE}") == f"# Page\n\nOne.\n\n{text}\n\n3."


def test_records_of_translations_come_together_by_themselves(guide: Path) -> None:
    head, record = "data/terms.yml:\n", "  {}.term: en 0123456789ab-{}\n"
    own, new, other = ("1" * 12, "2" * 12, "3" * 12)

    def write(root: Path, *rows: tuple[str, str]) -> None:
        (root / "translations.yml").write_text(head + "".join(record.format(*row) for row in rows), "utf-8")

    others(guide, lambda root: write(root, ("a", own), ("b", own)))
    git(guide, "pull", "-q")
    others(guide, lambda root: write(root, ("a", other), ("b", own), ("c", own)))
    write(guide, ("a", own), ("b", new))
    sent = send(working(guide), WHY)
    rows = there(guide, "show", f"{sent.branch}:guide/translations.yml").split("\n")[-3:]
    assert [row[-12:] for row in rows] == [other, new, own]


def test_a_picture_that_two_changed_is_chosen_as_a_whole(guide: Path) -> None:
    picture = "docs/assets/a.png"
    for root, data in ((guide, b"\x89PNG\0mine"),):
        (root / picture).parent.mkdir(parents=True)
        (root / picture).write_bytes(data)

    def add(root: Path) -> None:
        (root / picture).parent.mkdir(parents=True)
        (root / picture).write_bytes(b"\x89PNG\0theirs")

    others(guide, add)
    with pytest.raises(ChoiceError) as error:
        send(working(guide), WHY)
    (conflict,) = error.value.conflicts
    assert conflict.questions == ((b"\x89PNG\0mine", b"\x89PNG\0theirs"),)
    sent = send(working(guide), Request(WHY.why, chosen={conflict.key: ["ours"]}))
    assert paths(sent, guide) == [f"guide/{picture}"]


def taken(root: Path, chosen: Mapping[str, list[Side]] | None = None, to: str | None = None) -> list[str]:
    """Take what others did, or another proposal, into the files, as the preview does, and return which files."""
    now = working(root)
    received = receive(now, chosen or {}, to)
    for path, data in received.files.items():
        if data is None:
            (root / path).unlink()
        else:
            (root / path).write_bytes(data)
    noted(now, received)
    return sorted(received.files) + (taken(root, chosen) if received.more else [])


def test_what_others_did_comes_into_the_files_and_is_no_change_of_ours(guide: Path) -> None:
    change(guide, TONE, "One.", "First.")

    def edit(root: Path) -> None:
        change(root, TONE, "Three.", "Third.")
        (root / "docs/ca/new.md").write_text("# New\n", "utf-8")
        (root / HELP).unlink()

    others(guide, edit)
    before = git(guide, "rev-parse", "HEAD"), git(guide, "diff", "--cached")
    assert taken(guide) == [HELP, "docs/ca/new.md", TONE]
    assert (guide / TONE).read_text("utf-8") == "# Page\n\nFirst.\n\nTwo.\n\nThird.\n"
    assert not (guide / HELP).exists()
    assert before == (git(guide, "rev-parse", "HEAD"), git(guide, "diff", "--cached"))
    assert taken(guide) == []
    # Whatever they change next there is no conflict with what came from them.
    others(guide, lambda root: change(root, TONE, "Third.", "3."))
    assert taken(guide) == [TONE]
    assert [(one.path, one.before) for one in working(guide).unsent] == [(TONE, b"# Page\n\nOne.\n\nTwo.\n\n3.\n")]
    sent = send(working(guide), WHY)
    assert paths(sent, guide) == [f"guide/{TONE}"]
    assert there(guide, "show", f"{sent.branch}:guide/{TONE}") == "# Page\n\nFirst.\n\nTwo.\n\n3."


def test_what_two_changed_is_chosen_before_it_comes_into_the_files(guide: Path) -> None:
    change(guide, TONE, "Two.", "Second.")
    others(guide, lambda root: change(root, TONE, "Two.", "2."))
    with pytest.raises(ChoiceError) as choice:
        receive(working(guide), {})
    (conflict,) = choice.value.conflicts
    assert conflict.questions == ((b"Second.\n", b"2.\n"),)
    assert taken(guide, {conflict.key: ["theirs"]}) == [TONE]
    assert b"\n2.\n" in (guide / TONE).read_bytes()
    assert working(guide).unsent == ()


def states(root: Path) -> dict[str, str]:
    """Return what became of what was sent, by why it was, with a mark at what is in the files here."""
    return {one.why + "*" * one.here: one.state for one in proposals(working(root))}


def review(root: Path, branch: str, edit: Callable[[Path], None] | None = None) -> Path:
    """Have whoever reviews a proposal look at it, and add to it if they edit."""
    folder = colleague(root)
    git(folder, "fetch", "-q", "origin", branch)
    git(folder, "checkout", "-q", "-B", "review", "FETCH_HEAD")
    if edit:
        edit(folder / "guide")
        git(folder, "commit", "-qam", "Reviewed")
        git(folder, "push", "-q", "origin", f"HEAD:{branch}")
    git(folder, "checkout", "-q", "main")
    return folder


def accept(root: Path, branch: str, *, squash: bool = False, edit: Callable[[Path], None] | None = None) -> None:
    folder = review(root, branch)
    git(folder, "merge", "-q", *(["--squash"] if squash else ["--no-ff", "-m", "Accept"]), "review")
    if edit:
        edit(folder / "guide")
    if squash:
        git(folder, "commit", "-qam", "Accept")
    git(folder, "push", "-q", "origin", "main")


def refuse(root: Path, branch: str) -> None:
    there(root, "update-ref", "-d", f"refs/heads/{branch}")


def begun(root: Path) -> tuple[Sent, Sent]:
    """Send a proposal on Monday, and another on Tuesday."""
    change(root, TONE, "One.", "First.")
    monday = send(working(root), Request("Monday"))
    others(root, lambda guide: change(guide, HELP, "Two.", "II."))
    # It was begun before somebody thought of sending it apart.
    change(root, HELP, "One.", "1.")
    assert taken(root, to="") == [HELP, TONE]
    assert (root / TONE).read_text("utf-8") == "# Page\n\nOne.\n\nTwo.\n\nThree.\n"
    assert (root / HELP).read_text("utf-8") == "# Page\n\n1.\n\nII.\n\nThree.\n"
    assert [one.path for one in working(root).unsent] == [HELP]
    tuesday = send(working(root), Request("Tuesday"))
    assert monday.branch != tuesday.branch
    assert states(root) == {"Monday": "waits", "Tuesday*": "waits"}
    return monday, tuesday


def test_another_proposal_is_begun_while_one_waits(guide: Path) -> None:
    monday, tuesday = begun(guide)
    assert paths(monday, guide) == [f"guide/{TONE}"]
    # It stands on the last of what all have, and has nothing of the first.
    assert paths(tuesday, guide) == [f"guide/{HELP}"]
    assert there(guide, "rev-list", "--count", f"main..{tuesday.branch}") == "1"
    # Whoever is asked to correct the first adds to it, and comes back.
    assert taken(guide, to=monday.branch) == [HELP, TONE, HELP]
    assert (guide / HELP).read_text("utf-8") == "# Page\n\nOne.\n\nII.\n\nThree.\n"
    assert working(guide).unsent == ()
    change(guide, TONE, "Two.", "Second.")
    assert send(working(guide), Request("As asked")).branch == monday.branch
    assert "First.\n\nSecond." in there(guide, "show", f"{monday.branch}:guide/{TONE}")
    assert paths(monday, guide) == [f"guide/{TONE}"]
    taken(guide, to=tuesday.branch)
    assert (guide / HELP).read_text("utf-8") == "# Page\n\n1.\n\nII.\n\nThree.\n"
    assert working(guide).unsent == ()
    assert states(guide) == {"Monday": "waits", "Tuesday*": "waits"}


@pytest.mark.parametrize("squash", [False, True])
def test_what_was_accepted_meanwhile_is_no_change_any_more(guide: Path, squash: bool) -> None:
    monday, tuesday = begun(guide)
    accept(guide, monday.branch, squash=squash)
    others(guide, lambda root: change(root, TONE, "First.", "1st."))
    taken(guide)
    assert states(guide)["Tuesday*"] == "waits"
    assert states(guide)["Monday"] == ("waits" if squash else "accepted")
    accept(guide, tuesday.branch, squash=squash)
    assert taken(guide) == []
    assert states(guide)["Tuesday"] == "accepted"
    assert working(guide).unsent == ()
    # What is sent next is a proposal of its own.
    change(guide, TONE, "1st.", "No. 1.")
    third = send(working(guide), Request("Wednesday"))
    assert (third.branch in (monday.branch, tuesday.branch), paths(third, guide)) == (False, [f"guide/{TONE}"])
    forget(working(guide).git, tuesday.branch)
    assert "Tuesday" not in states(guide)
    assert git(guide, "rev-parse", tuesday.branch) == tuesday.commit


def test_what_was_accepted_in_other_words_is_not_asked_again(guide: Path) -> None:
    change(guide, TONE, "One.", "First.")
    monday = send(working(guide), Request("Monday"))
    accept(guide, monday.branch, squash=True, edit=lambda root: change(root, TONE, "First.", "At first."))
    refuse(guide, monday.branch)
    change(guide, HELP, "One.", "1.")
    taken(guide, to="")
    assert states(guide) == {"Monday": "gone"}
    assert "At first." in (guide / TONE).read_text("utf-8")
    assert [one.path for one in working(guide).unsent] == [HELP]
    # Whoever does not give it up chooses between the two texts, and sends it anew.
    with pytest.raises(ChoiceError) as choice:
        taken(guide, to=monday.branch)
    (conflict,) = choice.value.conflicts
    assert conflict.questions == ((b"First.\n", b"At first.\n"),)
    taken(guide, {conflict.key: ["ours"]})
    assert [one.path for one in working(guide).unsent] == [HELP, TONE]
    again = send(working(guide), Request("Monday again"))
    assert again.branch != monday.branch
    assert paths(again, guide) == [f"guide/{HELP}", f"guide/{TONE}"]


def test_what_a_reviewer_changed_is_added_to(guide: Path) -> None:
    change(guide, TONE, "One.", "First.")
    monday = send(working(guide), Request("Monday"))
    review(guide, monday.branch, lambda root: change(root, TONE, "First.", "At first."))
    change(guide, TONE, "Three.", "Third.")
    assert refused(guide).reason == "send-changed"
    assert states(guide) == {"Monday*": "changed"}
    taken(guide)
    assert (guide / TONE).read_text("utf-8") == "# Page\n\nAt first.\n\nTwo.\n\nThird.\n"
    assert [one.path for one in working(guide).unsent] == [TONE]
    again = send(working(guide), Request("More"))
    assert again.branch == monday.branch
    assert there(guide, "log", "--format=%s", f"main..{again.branch}") == "More\nReviewed\nMonday"
    # What they replaced by something else is on the list still.
    there(guide, "update-ref", f"refs/heads/{monday.branch}", monday.commit)
    taken(guide)
    assert "Three." in (guide / TONE).read_text("utf-8")
    assert sorted(states(guide).values()) == ["gone", "waits"]
    assert git(guide, "rev-parse", f"{monday.branch}-{again.commit[:7]}") == again.commit


def test_what_was_not_sent_is_chosen_where_another_proposal_has_it_otherwise(guide: Path) -> None:
    monday, _ = begun(guide)
    change(guide, TONE, "One.", "I.")
    before = (guide / TONE).read_bytes(), states(guide)
    with pytest.raises(ChoiceError) as choice:
        taken(guide, to=monday.branch)
    (conflict,) = choice.value.conflicts
    assert conflict.questions == ((b"I.\n", b"First.\n"),)
    assert ((guide / TONE).read_bytes(), states(guide)) == before
    taken(guide, {conflict.key: ["ours"]}, to=monday.branch)
    assert [one.path for one in working(guide).unsent] == [TONE]
    assert "I.\n" in (guide / TONE).read_text("utf-8")


def test_whoever_has_commits_of_their_own_begins_no_other_proposal_here(guide: Path) -> None:
    change(guide, TONE, "One.", "First.")
    git(guide, "commit", "-qam", "Mine")
    with pytest.raises(CannotJudgeError) as error:
        taken(guide, to="")
    assert error.value.reason == "turn-commits"


@pytest.mark.parametrize("seed", range(3))
def test_no_order_of_proposals_loses_a_line(guide: Path, seed: int) -> None:
    random, branches, written = Random(seed), list[str](), list[str]()

    def either(root: Path, line: str) -> None:
        path = random.choice([TONE, HELP])
        lines = (root / path).read_text("utf-8").split("\n\n")
        lines.insert(random.randint(1, len(lines) - 1), line)
        (root / path).write_text("\n\n".join(lines), "utf-8", newline="\n")

    def settled(act: Callable[[Mapping[str, list[Side]]], Sent | list[str]]) -> Sent | list[str]:
        sides: dict[str, list[Side]] = {}
        while True:
            try:
                return act(sides)
            except ChoiceError as error:
                sides |= {one.key: ["ours"] * len(one.questions) for one in error.conflicts}
            except CannotJudgeError as error:
                if error.reason not in ("send-nothing", "send-changed"):
                    raise
                return []

    def act(what: str, line: str, known: list[str]) -> None:
        one = random.choice(known or [""])
        if what == "write":
            written.append(line)
            either(guide, line)
        elif what == "send":
            done = settled(lambda sides: send(working(guide), Request(line, chosen=sides)))
            branches.extend([done.branch] if isinstance(done, Sent) and done.branch else [])
        elif what == "begin":
            settled(lambda sides: taken(guide, sides, to=""))
        elif what == "get":
            settled(lambda sides: taken(guide, sides))
        elif what == "go on" and branches:
            branch = random.choice(branches)
            settled(lambda sides: taken(guide, sides, to=branch))
        elif what == "accept" and known:
            # Whoever accepts it may find that it does not fit any more.
            with suppress(subprocess.CalledProcessError):
                accept(guide, one, squash=random.random() < 0.5)
            git(guide.parent.parent / "others", "reset", "-q", "--hard", "origin/main")
        elif what == "review" and known:
            review(guide, one, lambda root: either(root, f"Reviewed: {line}"))
        elif what == "refuse" and known:
            refuse(guide, one)

    acts = ["write", "write", "send", "send", "begin", "go on", "get", "accept", "review", "refuse"]
    for number in range(14):
        rows = there(guide, "for-each-ref", "--format=%(refname:short) %(objectname)").split("\n")
        heads = dict(row.split() for row in rows)
        act(random.choice(acts), f"Line {number}.", [one for one in branches if one in heads])
        for branch, commit in heads.items():
            now = there(guide, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
            # Nothing that was sent is ever written over.
            assert not now or there(guide, "merge-base", commit, now) == commit
    texts = [git(guide, "log", "--all", "-p", "-m"), *((guide / path).read_text("utf-8") for path in (TONE, HELP))]
    assert [line for line in written if not any(f"{line}\n" in text for text in texts)] == []


def test_commits_that_were_made_here_go_with_it(guide: Path) -> None:
    change(guide, "mkdocs.yml", "1", "2")
    git(guide, "commit", "-qam", "Mine")
    change(guide, TONE, "Two.", "Second.")
    others(guide, lambda root: change(root, HELP, "Two.", "II."))
    sent = send(working(guide), WHY)
    assert paths(sent, guide) == [f"guide/{TONE}", "guide/mkdocs.yml"]
    assert "II." in there(guide, "show", f"{sent.branch}:guide/{HELP}")
    others(guide, lambda root: change(root, "mkdocs.yml", "1", "3"))
    change(guide, TONE, "One.", "First.")
    error = refused(guide)
    assert (error.reason, error.details["path"]) == ("send-diverged", "guide/mkdocs.yml")


def test_line_ends_of_the_disk_are_no_change(guide: Path) -> None:
    git(guide, "config", "core.autocrlf", "true")
    for path in (TONE, HELP):
        (guide / path).write_bytes((guide / path).read_bytes().replace(b"\n", b"\r\n"))
    assert working(guide).unsent == ()
    change(guide, TONE, "Two.", "Second.")
    sent = send(working(guide), WHY)
    assert there(guide, "diff", "--numstat", "main", sent.branch) == f"1\t1\tguide/{TONE}"


def test_nothing_that_came_with_the_guide_is_run(guide: Path, tmp_path: Path) -> None:
    proof = tmp_path / "run"
    evil = tmp_path / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch {proof}\ncat\n", "utf-8")
    evil.chmod(0o755)
    for folder in (git(guide, "rev-parse", "--absolute-git-dir"), str(tmp_path / "there.git")):
        for name in (
            "pre-commit",
            "pre-push",
            "post-checkout",
            "reference-transaction",
            "pre-receive",
            "post-receive",
            "update",
        ):
            (Path(folder) / "hooks").mkdir(exist_ok=True)
            (Path(folder) / "hooks" / name).symlink_to(evil)
    settings = {
        "core.fsmonitor": f"{evil}",
        "core.hooksPath": f"{tmp_path}",
        "core.editor": f"{evil}",
        "commit.gpgSign": "true",
        "gpg.program": f"{evil}",
        "diff.external": f"{evil}",
        "diff.evil.textconv": f"{evil}",
        "filter.evil.clean": f"{evil}",
        "filter.evil.required": "true",
        "merge.evil.driver": f"{evil}",
        "alias.push": f"!{evil}",
        "format.coverLetter": "true",
        "diff.noprefix": "true",
        "color.ui": "always",
    }
    for name, value in settings.items():
        git(guide, "config", "--local", name, value)
    (guide / "docs/assets").mkdir()
    (guide / "docs/assets/a.png").write_bytes(b"\x89PNG\0")
    (guide / ".gitattributes").write_text("*.png filter=evil\n*.md diff=evil merge=evil\n", "utf-8")
    change(guide, TONE, "Two.", "Second.")
    others(guide, lambda root: change(root, TONE, "One.", "First."))
    proof.unlink(missing_ok=True)
    sent = send(working(guide), WHY)
    assert b"Second." in patch(working(guide), WHY)
    assert not proof.exists()
    assert paths(sent, guide) == [f"guide/{TONE}"]
    for name, value in (
        ("core.sshCommand", str(evil)),
        ("credential.helper", f"!{evil}"),
        ("remote.origin.receivepack", str(evil)),
        ("http.https://example.org/.proxy", "evil"),
    ):
        git(guide, "config", "--local", name, value)
        error = refused(guide)
        assert (error.reason, error.details["setting"].lower()) == ("git-program", name.lower())
        git(guide, "config", "--local", "--unset", name)
    git(guide, "remote", "set-url", "origin", f"ext::{evil}")
    assert refused(guide).reason == "send-failed"
    assert not proof.exists()


def test_without_a_name_it_is_asked_and_kept_if_they_agree(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    change(guide, TONE, "Two.", "Second.")
    assert not known_person(working(guide).git)
    for person in (None, Person("Ada", ""), Person(" ", "ada@example.org"), Person("Ada", "ada@example.org>\n<x")):
        assert refused(guide, Request(WHY.why, person=person)).reason == "send-no-identity"
    sent = send(working(guide), Request(WHY.why, person=Person("Ada <\n L.", "ada@example.org")))
    assert there(guide, "log", "-1", "--format=%cn|%ae", sent.branch) == "Ada L.|ada@example.org"
    assert not known_person(working(guide).git)
    change(guide, TONE, "Three.", "Third.")
    send(working(guide), Request(WHY.why, person=Person("Ada", "ada@example.org", keep=True)))
    assert known_person(working(guide).git)


def test_what_cannot_be_sent_says_why_and_loses_nothing(guide: Path, tmp_path: Path) -> None:
    change(guide, TONE, "Two.", "Second.")
    assert refused(guide, Request(" ")).reason == "send-no-why"
    git(guide, "remote", "set-url", "origin", str(tmp_path / "nowhere.git"))
    assert refused(guide).reason == "send-unreachable"
    git(guide, "remote", "set-url", "origin", "https://ada:s3cret@127.0.0.1:1/guide.git")
    error = refused(guide)
    assert error.reason == "send-unreachable"
    assert "s3cret" not in str(error.details)
    git(guide, "remote", "remove", "origin")
    assert refused(guide).reason == "send-no-remote"
    assert [one.path for one in working(guide).unsent] == [TONE]


def test_another_branch_or_another_main_one_is_no_matter(guide: Path) -> None:
    git(guide, "push", "-q", "origin", "HEAD:refs/heads/guia")
    others(guide, lambda root: change(root, HELP, "One.", "First."))
    # The main branch has another name now, which the clone does not know.
    there(guide, "branch", "trunk", "main")
    there(guide, "symbolic-ref", "HEAD", "refs/heads/trunk")
    there(guide, "update-ref", "refs/heads/main", "guia")
    change(guide, TONE, "Two.", "Second.")
    sent = send(working(guide), WHY)
    assert sent.branch.startswith("guia-20")
    assert paths(sent, guide, "trunk") == [f"guide/{TONE}"]
    assert "First." in there(guide, "show", f"{sent.branch}:guide/{HELP}")


class _Locked(BaseHTTPRequestHandler):
    """A forge that lets nobody in."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="forge"')
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_no_password_is_asked_for(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_ASKPASS", "SSH_ASKPASS", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    change(guide, TONE, "Two.", "Second.")
    with ThreadingHTTPServer(("127.0.0.1", 0), _Locked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        git(guide, "remote", "set-url", "origin", f"http://127.0.0.1:{server.server_port}/a/guide.git")
        assert refused(guide).reason == "send-login"
        server.shutdown()
    assert [one.path for one in working(guide).unsent] == [TONE]


def test_a_patch_is_what_another_copy_takes(guide: Path, tmp_path: Path) -> None:
    change(guide, TONE, "Two.", "Second.")
    (guide / "docs/assets").mkdir()
    (guide / "docs/assets/a.png").write_bytes(bytes(range(256)))
    made = patch(working(guide), WHY)
    git(tmp_path, "clone", "-q", "there.git", "copy")
    (tmp_path / "a.patch").write_bytes(made)
    git(tmp_path / "copy", "am", "-q", str(tmp_path / "a.patch"))
    for path in (TONE, "docs/assets/a.png"):
        assert (tmp_path / "copy/guide" / path).read_bytes() == (guide / path).read_bytes()
    assert git(tmp_path / "copy", "log", "-1", "--format=%an: %s") == f"Ada: {WHY.why}"


texts = st.none() | st.text("ab-+ \n\ré", max_size=12).map(str.encode)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=3))
def test_a_patch_without_git_is_one_that_git_takes(
    tmp_path_factory: pytest.TempPathFactory, versions: list[tuple[bytes | None, bytes | None]]
) -> None:
    root = tmp_path_factory.mktemp("patch")
    changed = [Changed(f"docs/ca/{at}é.md", *pair) for at, pair in enumerate(versions) if pair[0] != pair[1]]
    made = unified(changed, "--- why\n-- so")
    for one in changed:
        (root / one.path).parent.mkdir(parents=True, exist_ok=True)
        if one.before is not None:
            (root / one.path).write_bytes(one.before)
    if not any(line.startswith(b"@@") for line in made.split(b"\n")):
        return
    subprocess.run(["git", "apply", "-"], cwd=root, input=made, check=True, capture_output=True)
    for one in changed:
        if one.before and one.after:
            assert (root / one.path).read_bytes() == one.after


def test_without_git_the_savings_of_today_are_what_was_changed(tmp_path: Path) -> None:
    root = tmp_path / "guide"
    (root / "docs/ca").mkdir(parents=True)
    (root / TONE).write_bytes(b"One.\n")
    assert Git.of(root) is None
    desk = Desk(root, LANGUAGES)
    for text in (b"Two.\n", b"Three.\n"):
        desk.save(TONE, desk.read(TONE).version, lambda _, text=text: text)  # type: ignore[misc]
    assert of_today(root) == (Changed(TONE, b"One.\n", b"Three.\n"),)


parts = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"d\n"]), max_size=6).map(b"".join)


@given(parts, parts, parts)
def test_each_side_of_what_is_chosen_is_a_text_of_its_own(base: bytes, ours: bytes, theirs: bytes) -> None:
    found = regions(base, ours, theirs)
    together = merged(base, ours, theirs)
    assert merged(base, ours, base) == ours
    assert merged(base, base, theirs) == theirs
    if together is None:
        assert any(not one.agreed for one in found)
