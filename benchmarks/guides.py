"""Guides of any size to measure with, and the same pages for plain MkDocs.

    python benchmarks/guides.py FOLDER [--pages 400]

The demonstration is the base. Pages of the kind `topic` are added until there are as many in each language as asked.
Each is one of the demonstration's own, the same one in every language, with made-up words put between its words: its
translations match, as those of a guide do, and hardly a sentence is that of another page. The same size gives the same
bytes, and a smaller guide is the beginning of a larger one.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from guiaviva.site.events.settings import EXTENSIONS

ROOT = Path(__file__).resolve().parents[1]
# A day on which nothing in the demonstration is out of date.
TODAY = "2026-11-25"
GUIA = (sys.executable, "-m", "guiaviva")
PLAIN = (sys.executable, "-m", "mkdocs", "build", "--quiet")
# As many as a guide that grows brings along.
NEW_WORDS = 5000
Fields = dict[str, Any]

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_BLOCK = re.compile(r"^///.*\n?", re.MULTILINE)
# What says something to a program, and the headings, and the text of links, which names what they lead to.
_KEPT = re.compile(r"(<!--.*?-->|^///.*?$|^#.*?$|`[^`]*`|\[[^]]*\]\([^)]*\)|\{[^}]*\})", re.MULTILINE | re.DOTALL)
_LONG_WORD = re.compile(r"(?<![\w'’·.@#-])[^\W\d_]{5,}(?= [^\W\d_])")


def make(folder: Path, pages: int) -> Path:
    """Write a guide of so many pages a language, those of the demonstration at least, and return its folder."""
    for name in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "translations.yml"):
        shutil.copy(ROOT / name, folder)
    (folder / "hooks").mkdir()
    for path in (ROOT / "hooks").glob("*.py"):
        shutil.copy(path, folder / "hooks")
    if (missing := pages - size(folder)) > 0:
        _grow(folder, missing)
    return folder


def size(root: Path) -> int:
    """Return how many pages a guide has in its first language."""
    return len(list((root / "docs" / languages(root)[0]).rglob("*.md")))


def languages(root: Path) -> list[str]:
    """Return the languages of a guide, the source first."""
    return list(yaml.safe_load((root / "data/institution.yml").read_text(encoding="utf-8"))["languages"])


def plain(guide: Path, folder: Path) -> Path:
    """Write a guide for plain MkDocs: its pages and its mkdocs.yml without what is ours; return the folder."""
    shutil.copytree(guide / "docs", folder / "docs")
    for path in folder.rglob("*.md"):
        path.write_text(_BLOCK.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    settings: Fields = yaml.safe_load((guide / "mkdocs.yml").read_text(encoding="utf-8"))
    settings.pop("hooks")
    settings["theme"].pop("custom_dir", None)
    settings["plugins"].insert(0, "search")
    settings["markdown_extensions"] = [
        {name: options} for name, options in EXTENSIONS.items() if not name.startswith("guiaviva")
    ]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def middle_page(root: Path) -> str:
    """Return the page of the kind `topic` that is the middle one by its id: its path without language and end."""
    ids = sorted(path.stem for path in (root / "docs" / languages(root)[0] / "topics").glob("*.md"))
    return f"topics/{ids[len(ids) // 2]}"


def change_page(root: Path, number: int, sentence: str = "Una frase més: canvi {}.") -> None:
    """Add a sentence to a page; another number gives another sentence."""
    path = root / "docs" / languages(root)[0] / f"{middle_page(root)}.md"
    with path.open("a", encoding="utf-8") as page:
        page.write(f"\n{sentence.format(number)}\n")


def change_record(root: Path, number: int) -> None:
    """Change the first telephone number in the data of the institution; another number gives another one."""
    _replace(root, "phone", f"930 000 {number:03}")


def change_reference(root: Path, number: int, name: str) -> None:
    """Change who is on call to a role that does not exist."""
    _replace(root, "on_call", name.format(number))


def _replace(root: Path, key: str, value: str) -> None:
    path = root / "data/institution.yml"
    text, count = re.subn(
        rf"^( *{key}: ).*$", rf"\g<1>{value}", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE
    )
    assert count, f"{path} has no {key}"
    path.write_text(text, encoding="utf-8")


def _grow(root: Path, missing: int) -> None:
    first = root / "docs" / languages(root)[0] / "topics"
    topics = sorted(path.stem for path in first.glob("*.md") if path.stem != "index")
    for language in languages(root):
        folder = root / "docs" / language / "topics"
        texts = {topic: (folder / f"{topic}.md").read_text(encoding="utf-8") for topic in topics}
        words = _new_words(" ".join(texts.values()), language)
        for number in range(missing):
            text = _varied(texts[topics[number % len(topics)]], words, random.Random(f"{number} {language}"))
            (folder / f"topic-{number + 1:04}.md").write_text(text, encoding="utf-8")
    # They follow sources that differ from those of the pages they are made of.
    subprocess.run([*GUIA, "translated", "--all", "--root", root], check=True, stdout=subprocess.DEVNULL)


def _new_words(text: str, language: str) -> list[str]:
    """Return words that no page has: the beginning of one and the end of another."""
    chance = random.Random(language)
    known = sorted({word for word in re.findall(r"[^\W\d_]{6,}", text) if word.islower()})
    pairs = (chance.sample(known, 2) for _ in range(NEW_WORDS))
    return [one[: len(one) // 2 + 1] + other[len(other) // 2 - 1 :] for one, other in pairs]


def _varied(text: str, words: list[str], chance: random.Random) -> str:
    """Return a page with other words between its own, in its title, description and search words too."""
    match = _FRONT.match(text)
    assert match
    fields: Fields = yaml.safe_load(match[1])
    title = f"{fields['title']} {' '.join(chance.sample(words, 2))}"
    body = re.sub(r"^# .*$", f"# {title}", text[match.end() :], count=1, flags=re.MULTILINE)
    fields |= {"title": title, "description": f"{chance.choice(words).capitalize()}. {fields['description']}"}
    fields["search_words"] = [f"{one} {chance.choice(words)}" for one in fields.get("search_words", ())]
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n{''.join(_with_words(body, words, chance))}"


def _with_words(text: str, words: list[str], chance: random.Random) -> Iterator[str]:
    def longer(match: re.Match[str]) -> str:
        is_prose = match[0].islower() and chance.random() < 0.5
        return f"{match[0]} {chance.choice(words)}" if is_prose else match[0]

    for number, part in enumerate(_KEPT.split(text)):
        yield part if number % 2 else _LONG_WORD.sub(longer, part)


def main() -> None:
    """Write a guide."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    options = parser.parse_args()
    make(options.folder, options.pages)


if __name__ == "__main__":
    main()
