"""Whether random edits of a guide leave every other byte as it was: by the program's own core, and in a browser.

    python benchmarks/edits.py --count 200 --seed 1            # The core: texts of pages, and fields of records.
    python benchmarks/edits.py --count 200 --seed 1 --browser  # The same by clicking and typing in `guia serve`.

It works on a copy of the guide, many of whose pages get `\\r\\n` or a byte order mark first. Each edit is judged by
bytes: what was typed, and nothing else, is there now. Exit code 1: one was not, and is shown.
"""

from __future__ import annotations

import argparse
import codecs
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import ndiff
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from guiaviva.editing.changes import Change, changed, shown
from guiaviva.editing.records import applying
from guiaviva.editing.records.kinds import records_in, value_at
from guiaviva.editing.records.writing import NotWritableError, value_of
from guiaviva.editing.savings import Desk
from guides import GUIA, TODAY
from preview import ARGUMENTS, CHROMIUM

ROOT = Path(__file__).parents[1]
TYPED = ("a word", "Ço és, l'altra: 50 %", "😀", "**no**", "\n\n- one\n- two\n", "«", "{{ x }}", "# ", "e\u0301", " ")
LANGUAGES = ("ca", "es", "en")
_OUTPUT: dict[str, int] = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
# A line that is typed begins no list and no table here, since an editor goes on with those.
KEYS = ("a word ", "Ço és: 50 % ", "😀 ", "«sí» ", "No. ")


class WrongError(Exception):
    """Raised where something else changed too."""


@contextmanager
def copied(seed: int) -> Iterator[Path]:
    """Yield a copy of the guide, whose pages have line ends and marks of all kinds."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="guia-edits-") as folder:
        root = Path(folder) / "guide"
        root.mkdir()
        for name in ("data", "docs", "images", "overrides", "mkdocs.yml", "translations.yml"):
            whole = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            whole(ROOT / name, root / name)
        (root / "hooks").mkdir()
        for path in (ROOT / "hooks").glob("*.py"):
            shutil.copy(path, root / "hooks")
        for path in sorted((root / "docs").rglob("*.md")):
            data = path.read_bytes()
            data = data.replace(b"\n", b"\r\n") if rng.random() < 0.3 else data
            path.write_bytes((codecs.BOM_UTF8 if rng.random() < 0.2 else b"") + data)
        yield root


def require(is_so: bool, where: str, before: bytes, after: bytes) -> None:
    """Raise WrongError, with what differs, where something is not so."""
    if not is_so:
        lines = [one.decode("utf-8", "replace").splitlines() for one in (before, after)]
        told = [one for one in ndiff(*lines) if one[0] in "+-"][:20]
        raise WrongError("\n".join((where, *told)))


def text_edit(root: Path, desk: Desk, rng: random.Random) -> str:
    """Change a page where it may be changed at all: what is before and after that place has to stay."""
    path = rng.choice(sorted((root / "docs").rglob("*.md"))).relative_to(root).as_posix()
    held = desk.read(path)
    before = held.data or b""
    text = shown(before)
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.choice((0, 0, 1, 5, 200)))
    new = rng.choice(TYPED)
    desk.save(path, held.version, lambda data: changed(data, [Change(start, end, new)]))
    after = (root / path).read_bytes()
    # What a text says up to a place is so many bytes of the file, whatever its lines end with.
    head, tail = _bytes_of(before, text[:start], first=True), _bytes_of(before, text[end:], first=False)
    middle = after[len(head) : len(after) - len(tail)]
    whole = after.startswith(head) and after.endswith(tail) and middle.replace(b"\r\n", b"\n") == new.encode()
    require(whole, path, before, after)
    return "text"


def _bytes_of(data: bytes, part: str, *, first: bool) -> bytes:
    """Return the bytes of a file of which its text begins, or ends, with a part."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    end = b"\r\n" if b"\r\n" in data else b"\n"
    made = part.encode().replace(b"\n", end)
    return mark + made if first else made


def texts_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of the texts in languages that a record has."""
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES) and all(isinstance(one, str) for one in value.values()):
            yield from ((*path, one) for one in value)
            return
        for key, one in value.items():
            yield from texts_in(one, (*path, key))


def form_edit(root: Path, desk: Desk, rng: random.Random) -> str:
    """Change a text of a record: the file has to say that, and in all other lines what it said."""
    path, found, at = _record(root, rng)
    held = desk.read(path)
    before = (held.data or b"").decode()
    new = f"{value_at(found.value, at)} {rng.choice(KEYS)}{rng.randrange(1000)}"
    change = [applying.Change(at, new)]
    make = partial(applying.applied, file=path, path=found.path, base=found.value, changes=change)
    try:
        desk.save(path, held.version, lambda data: make(data.decode())[0].encode())
    except NotWritableError:
        return "refused"
    judge_record(root, path, before, (*found.path, *at), new)
    return "form"


def _record(root: Path, rng: random.Random) -> tuple[str, Any, tuple[Any, ...]]:
    """Return a record that has a form and a text in it: its file, the record, and the path of the text."""
    files = sorted((root / "data").glob("*.yml"))
    while True:
        path = rng.choice(files).relative_to(root).as_posix()
        found = [one for one in records_in(path, value_of((root / path).read_text("utf-8"))) if one.path]
        some = [(one, at) for one in found for at in texts_in(one.value)]
        if some:
            return path, *rng.choice(some)


def judge_record(root: Path, path: str, before: str, at: tuple[Any, ...], new: str) -> None:
    """Raise WrongError where a file does not say one text anew and all else as before, in the same lines."""
    after = (root / path).read_bytes().decode()
    wanted = value_of(before)
    below = wanted
    for step in at[:-1]:
        below = below[step]
    old, below[at[-1]] = below[at[-1]], new
    gone = [one for one in ndiff(before.split("\n"), after.split("\n")) if one[0] == "-"]
    # A text of several lines is as many lines of the file, or more where it is folded.
    few = len(gone) <= 1 + max(old.count("\n"), len(old) // 60)
    require(value_of(after) == wanted and few, f"{path}: {at}", before.encode(), after.encode())


def by_core(count: int, seed: int) -> Counter[str]:
    """Make edits as the preview makes them of what a browser sends."""
    rng, done = random.Random(seed), Counter[str]()
    with copied(seed) as root:
        desk = Desk(root, LANGUAGES)
        for number in range(count):
            one: Callable[[Path, Desk, random.Random], str] = form_edit if number % 2 else text_edit
            done[one(root, desk, rng)] += 1
    return done


def page_in_browser(root: Path, page: Any, address: str, rng: random.Random) -> str:
    """Click on a sentence of the page as it will look, type there and save."""
    path = rng.choice(sorted((root / "docs" / rng.choice(LANGUAGES)).rglob("*.md"))).relative_to(root).as_posix()
    before, typed = (root / path).read_bytes(), rng.choice(KEYS)
    page.goto(f"{address}/-/edit/page?{urlencode({'path': path})}")
    page.locator("html[data-ready]").wait_for(state="attached")
    page.frame_locator("#frame").locator("article h1").first.wait_for()
    page.locator("#none:not([hidden]), #list li").first.wait_for()
    blocks = page.frame_locator("#frame").locator("article :is(p, li, h2, td):visible")
    blocks.nth(rng.randrange(blocks.count())).click(position={"x": 4, "y": 6})
    page.locator(".cm-content").focus()
    page.keyboard.insert_text(typed)
    page.keyboard.press("Control+s")
    page.wait_for_function("document.querySelector('#save').disabled && !document.querySelector('dialog')")
    after = wait_for_change(root / path, before)
    at = next(place for place in range(len(after)) if before[place : place + 1] != after[place : place + 1])
    size = len(typed.encode())
    places = [place for place in range(max(0, at - size), at + 1) if after[:place] + after[place + size :] == before]
    require(any(after[one : one + size] == typed.encode() for one in places), path, before, after)
    return "text"


def form_in_browser(root: Path, page: Any, address: str, rng: random.Random) -> str:
    """Open the form of a record, change a text of it and save."""
    path, found, at = _record(root, rng)
    before = (root / path).read_bytes().decode()
    key = "/".join(map(str, found.path))
    page.goto(f"{address}/-/edit/record?{urlencode({'file': path, 'path': key, 'lang': 'en'})}")
    page.locator("html[data-ready]").wait_for(state="attached")
    old = value_at(found.value, at)
    fields = page.locator("#form :is(textarea, input:not([type=checkbox], [type=radio])):visible").all()
    same = [one for one in fields if one.input_value() == old]
    lang = [one for one in same if one.get_attribute("lang") == at[-1]] or same
    if len(lang) != 1:
        return "passed over"
    new = f"{old} {rng.choice(KEYS)}{rng.randrange(1000)}"
    lang[0].fill(new)
    page.locator("#save").click()
    wait_for_change(root / path, before.encode())
    judge_record(root, path, before, (*found.path, *at), new)
    return "form"


def wait_for_change(path: Path, before: bytes) -> bytes:
    """Wait until a file is another, and return it. Raises TimeoutError."""
    end = time.monotonic() + 60
    while (data := path.read_bytes()) == before:
        if time.monotonic() > end:
            raise TimeoutError(path)
        time.sleep(0.02)
    return data


def by_browser(count: int, seed: int) -> Counter[str]:
    """Make edits by clicking and typing."""
    from playwright.sync_api import sync_playwright

    rng, done = random.Random(seed), Counter[str]()
    with copied(seed) as root, sync_playwright() as playwright:
        kept = {**os.environ, "XDG_CACHE_HOME": str(root.parent / "cache")}
        command = [*GUIA, "serve", "--root", str(root), "--today", TODAY]
        with subprocess.Popen(command, cwd=root.parent, env=kept, text=True, **_OUTPUT) as serving:
            assert serving.stdout
            address = "/".join(next(one for one in serving.stdout.readline().split() if "://" in one).split("/")[:3])
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page()
            page.set_default_timeout(60_000)
            try:
                while done["text"] + done["form"] < count:
                    one = form_in_browser if (done["text"] + done["form"]) % 2 else page_in_browser
                    done[one(root, page, address, rng)] += 1
            finally:
                serving.terminate()
    return done


def main() -> None:
    """Make the edits and say how many of which kind there were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--browser", action="store_true")
    asked = parser.parse_args()
    try:
        done = (by_browser if asked.browser else by_core)(asked.count, asked.seed)
    except WrongError as error:
        sys.exit(str(error))
    print(f"{dict(done)}: nothing else changed")


if __name__ == "__main__":
    main()
