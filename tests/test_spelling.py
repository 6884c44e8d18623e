"""The spelling of the built pages, data included, by Hunspell's dictionaries and the project's word lists.

`tests/spelling/names.txt` holds names for every language; `ca.txt`, `es.txt` and `en.txt` hold right words that the
dictionary of the language lacks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from conftest import TESTS
from projects import demonstration_languages, folder_of

DICTIONARIES = {"ca": "ca_ES", "es": "es_ES", "en": "en_GB"}
WORDS = TESTS / "spelling"
ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
# Example posts may be in two languages, and words in italics in another language; notes on measures say in which.
FOREIGN = re.compile(r'<figure class="guia-post.*?</figure>|<em>.*?</em>|<span [^>]*lang=.*?</span>', re.DOTALL)
# Text that is not prose: the permalink of a heading, words to avoid, keys, hashtags, handles, gaps, addresses, figures;
# and what keeps a word from being recognised: an article before a name, a hyphen between capitals.
NO_PROSE = re.compile(
    r'<a class="headerlink".*?</a>|<td data-label="(?:S\'evita|Se evita|Avoid)">.*?</td>|<kbd>.*?</kbd>'
    r"|(?<![\w&])[#@][\w·.@-]+|\{[\w\s·'-]+\}|\S+\.(?:example|org|com|gov|md|yml|cat|es|eu)\b\S*|\b\d\w*|\w+n't\b"
    r"|\b[lLdD]'(?=[\w])|(?<=[A-Z0-9])-(?=[A-Z0-9]|\s)",
    re.DOTALL,
)
# This page repeats the diagnostics, with the queries of the staff and their misspellings.
LEFT_OUT = "status"


def misspelt(text: str, language: str, known: Path) -> set[str]:
    """Return the words of an HTML text that are neither in the dictionary of the language nor in the file `known`."""
    command = ["hunspell", "-H", "-l", "-i", "utf-8", "-d", DICTIONARIES[language], "-p", str(known)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    return {word for word in done.stdout.split() if len(word.strip("-·'")) > 1}


@pytest.fixture
def known(tmp_path: Path) -> dict[str, Path]:
    """Return the file of the project's words for each language, names included, in the form that Hunspell reads."""
    names = (WORDS / "names.txt").read_text(encoding="utf-8")
    files = {}
    for language in DICTIONARIES:
        files[language] = tmp_path / f"{language}.txt"
        own = (WORDS / f"{language}.txt").read_text(encoding="utf-8")
        files[language].write_text(names + own, encoding="utf-8")
    return files


def prose(site: Path, language: str) -> dict[str, str]:
    """Return the HTML of each page's article without what is no prose of the language, by the page's address."""
    folder = site / folder_of(language, demonstration_languages())
    pages = {page.parent.relative_to(folder).as_posix(): page for page in folder.glob("**/index.html")}
    own = {name: page for name, page in pages.items() if folder != site or name.split("/")[0] not in DICTIONARIES}
    return {
        name: NO_PROSE.sub(" ", FOREIGN.sub(" ", unescape(ARTICLE.findall(page.read_text(encoding="utf-8"))[0])))
        for name, page in own.items()
        if name != LEFT_OUT
    }


needs_hunspell = pytest.mark.skipif(
    shutil.which("hunspell") is None,
    reason="Hunspell is not installed: apt-get install hunspell hunspell-ca hunspell-es hunspell-en-gb",
)


@needs_hunspell
@pytest.mark.parametrize("language", demonstration_languages())
def test_no_word_is_misspelt(site: Path, language: str, known: dict[str, Path]) -> None:
    texts = prose(site, language)
    assert len(texts) > 50
    wrong = misspelt("\n".join(texts.values()), language, known[language])
    where = {word: [name for name, text in texts.items() if word in text][:3] for word in sorted(wrong)}
    assert not where


@needs_hunspell
@pytest.mark.parametrize(("language", "word"), [("ca", "col·letiu"), ("es", "inglez"), ("en", "organisaton")])
def test_a_misspelt_word_is_found(language: str, word: str, known: dict[str, Path]) -> None:
    assert misspelt(f"<p>{word}</p>", language, known[language]) == {word}
