"""Guides of any size to measure with, and the same Markdown for other tools.

    python benchmarks/guides.py FOLDER [--pages 400] [--words 860]

The demonstration is the base. Pages of the kind `topic` are added until there are as many in each language as asked:
their text comes from a Markov chain over the language's own pages, so that words, their frequencies and the lengths of
sentences are those of a guide; each page also has words that no other has, as pages about different subjects do. The
same seed gives the same bytes, and a smaller guide is the beginning of a larger one.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from guiaviva.contentmodel import load_model

ROOT = Path(__file__).resolve().parents[1]
# A day on which nothing in the demonstration is out of date.
TODAY = "2026-11-25"
WORDS = 860  # The mean of the demonstration's own pages.
OTHER_WORDS = 550
Fields = dict[str, Any]

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_BLOCK = re.compile(r"^///.*\n?", re.MULTILINE)
_ROLE = re.compile(r"^/// guide \| role .*\n///$", re.MULTILINE)
_SECTION = re.compile(r"^##+ .*\{#([\w-]+)\}$", re.MULTILINE)
_NO_PROSE = re.compile(r"^\s*(?:#|\||///|```|!!!|\?\?\?|===).*$", re.MULTILINE)
_MARKER = re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`«»“”\"()¿¡]|\{[^}]*\}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n{2,}")
# No figure, address or handle: a page that is made up states no facts.
_WORD = re.compile(r"[^\W\d_]+(?:[’'·-][^\W\d_]+)*[.,;:!?]?")


@dataclass(frozen=True)
class Voice:
    """What the pages of one language give to write others with."""

    starts: tuple[tuple[str, str], ...]
    after: Mapping[tuple[str, str], tuple[str, ...]]
    long_words: tuple[str, ...]
    headings: Mapping[str, str]
    topics: tuple[str, ...]


def make(folder: Path, pages: int, words: int = WORDS, seed: int = 1) -> Path:
    """Write a guide of so many pages a language, those of the demonstration first, and return its folder.

    `words` is the mean length of the added pages. Raises ValueError where the demonstration alone has more pages.
    """
    demonstration(folder)
    grow(folder, pages, words, seed)
    return folder


def demonstration(folder: Path) -> None:
    """Copy the demonstration: what the institution writes, and what the program puts beside it."""
    for name in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "hooks").mkdir()
    for path in (ROOT / "hooks").glob("*.py"):
        shutil.copy(path, folder / "hooks")


def grow(root: Path, pages: int, words: int = WORDS, seed: int = 1) -> None:
    """Add pages to a guide that has pages of the kind `topic`, until each language has so many."""
    targets = list(_targets(root))
    own = len(list((root / "docs" / languages(root)[0]).rglob("*.md")))
    if pages < own:
        raise ValueError(f"the guide alone has {own} pages")
    for language in languages(root):
        voice = _voice(root, language)
        for number in range(pages - own):
            text = _page(voice, targets, number, words, seed, language)
            path = root / "docs" / language / f"topics/{_id(number)}.md"
            path.write_text(text, encoding="utf-8")


def languages(root: Path) -> list[str]:
    """Return the languages of a guide, in alphabetical order."""
    return sorted(path.name for path in (root / "docs").iterdir() if (path / "index.md").exists())


def same_markdown(root: Path, target: Path) -> Path:
    """Copy the pages of a guide without the blocks that only our program understands."""
    for path in sorted((root / "docs").rglob("*")):
        copy = target / path.relative_to(root / "docs")
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif path.suffix == ".md":
            copy.write_text(_BLOCK.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copy(path, copy)
    return target


def front_matter(text: str) -> tuple[Fields, str]:
    """Return the front matter of a page and what follows it."""
    match = _FRONT.match(text)
    return (yaml.safe_load(match[1]), text[match.end() :]) if match else ({}, text)


def with_front_matter(fields: Fields, body: str) -> str:
    """Return a page made of its front matter and its text."""
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)}---\n{body}"


def _id(number: int) -> str:
    return f"topic-{number + 1:04}"


def _targets(root: Path) -> Iterator[tuple[str, str]]:
    """Yield page and id of each section that is in all languages."""
    first = root / "docs" / languages(root)[0]
    for path in sorted(first.rglob("*.md")):
        for section in _SECTION.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(first).with_suffix("").as_posix(), section


def _voice(root: Path, language: str) -> Voice:
    folder = root / "docs" / language
    starts: list[tuple[str, str]] = []
    long_words: set[str] = set()
    after: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        for words in _sentences(path.read_text(encoding="utf-8")):
            starts.append((words[0], words[1]))
            for pair, word in zip(pairwise(words), [*words[2:], ""], strict=True):
                after[pair].append(word)
            long_words.update(word for word in words if len(word) > 5 and word.isalpha() and word.islower())
    sections = load_model(root).kinds["topic"].headings
    return Voice(
        tuple(starts),
        {pair: tuple(words) for pair, words in after.items()},
        tuple(sorted(long_words)),
        {key: section.title[language] for key, section in sections.items()},
        tuple(path.read_text(encoding="utf-8") for path in sorted((folder / "topics").glob("*.md"))),
    )


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence of a page's paragraphs and lists, without marks and figures."""
    text = _NO_PROSE.sub("\n", _FRONT.sub("", text))
    text = _MARKS.sub("", _LINK.sub(r"\1", _MARKER.sub("\n\n", text)))
    for sentence in _SENTENCE_END.split(text):
        words = [word for word in sentence.split() if _WORD.fullmatch(word)]
        if len(words) > 3:
            yield words


def _page(voice: Voice, targets: list[tuple[str, str]], number: int, words: int, seed: int, language: str) -> str:
    # What a page is made of is the same in every language; its text is not.
    shape = random.Random(f"{seed} {number}")
    chance = random.Random(f"{seed} {number} {language}")
    coined = [_coined(voice, chance) for _ in range(10)]
    # Lists, tables and links take about so many words whatever the length of a page; paragraphs have the rest.
    tenth = max(0, round(words * shape.uniform(0.6, 1.4)) - OTHER_WORDS) // 10

    def sentence(most: int = 45) -> list[str]:
        pair = chance.choice(voice.starts)
        said = list(pair)
        while len(said) < most and (word := chance.choice(voice.after[pair])):
            said.append(word)
            pair = (pair[1], word)
        places = [at for at, word in enumerate(said) if len(word) > 5 and word.isalpha() and word.islower()]
        if places and chance.random() < 0.2:
            said[chance.choice(places)] = chance.choice(coined)
        said[-1] = f"{said[-1].rstrip('.,;:!?')}."
        return said

    def phrase(most: int) -> str:
        return " ".join(sentence(most)).rstrip(".").replace(". ", ", ")

    def link() -> str:
        # To a page that is there in a smaller guide too.
        if number and shape.random() < 0.4:
            page, section = f"topics/{_id(shape.randrange(number))}", shape.choice(list(voice.headings))
        else:
            page, section = shape.choice(targets)
        address = page.removeprefix("topics/") if page.startswith("topics/") else f"../{page}"
        return f"[{phrase(3)}]({address}.md#{section})"

    def paragraph() -> str:
        return " ".join(" ".join(sentence()) for _ in range(chance.randint(1, 3)))

    def prose(count: int) -> Iterator[str]:
        while count > 0:
            yield (text := paragraph())
            count -= len(text.split())

    def items() -> str:
        return "\n".join(f"- **{phrase(3)}:** {' '.join(sentence(20))}" for _ in range(shape.randint(3, 5)))

    def table() -> str:
        rows = [(phrase(2), phrase(2)), ("---", "---")]
        rows += [(phrase(7), phrase(7)) for _ in range(shape.randint(4, 7))]
        return "\n".join(f"| {one} | {other} |" for one, other in rows)

    def section(key: str, count: int) -> Iterator[str]:
        yield f"## {voice.headings[key]} {{#{key}}}"
        for at, text in enumerate(prose(count)):
            yield text
            if at == 0:
                yield f"{' '.join(sentence(12))} {link()}."

    topic = chance.choice(voice.topics)
    fields, _ = front_matter(topic)
    title = f"{phrase(3)} {coined[0]}"
    fields |= {
        "title": title.capitalize(),
        "description": " ".join(sentence()),
        "search_words": [*coined[:2], *(phrase(3).lower() for _ in range(6))],
    }
    rule, advice, cases, ask = voice.headings
    parts = [f"# {fields['title']}", *section(rule, tenth * 2), items()]
    parts += [*section(advice, tenth * 2), table()]
    parts += section(cases, tenth)
    for case in range(shape.randint(2, 4)):
        parts += [f"### {phrase(6)} {{#case-{case + 1}}}", *prose(tenth), f"{' '.join(sentence(12))} {link()}."]
    if shape.random() < 0.3:
        parts.append(f'!!! example "{phrase(5)}"\n\n    {paragraph()}')
    parts += [*section(ask, tenth), *_ROLE.findall(topic)]
    return with_front_matter(fields, "\n" + "\n\n".join(parts) + "\n")


def _coined(voice: Voice, chance: random.Random) -> str:
    """Return a word that no page has: the beginning of one and the end of another."""
    one, other = chance.choice(voice.long_words), chance.choice(voice.long_words)
    return one[: len(one) // 2 + 1] + other[len(other) // 2 - 1 :]


def main() -> None:
    """Write a guide."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--words", type=int, default=WORDS)
    options = parser.parse_args()
    make(options.folder, options.pages, options.words)


if __name__ == "__main__":
    main()
