"""The spelling of a post on the terminal, by the dictionaries of the site and the program Hunspell, where there is one.

The browser chooses the same words and reads the same dictionaries with a library (`posts/spelling.js`).
"""

import gzip
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import regex
from rapidfuzz.distance import OSA

from guiaviva.contentmodel import ENGINE
from guiaviva.diagnostics import Level
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.posts.check import PostFinding
from guiaviva.posts.patterns import PATTERNS, compiled, folded
from guiaviva.posts.readings import Reading, reading_of
from guiaviva.posts.text import Span, Text, matches, read_text, touches
from guiaviva.text.words import fold

SPELLING = "spelling"
DICTIONARIES = ENGINE / "overrides/assets/javascripts/vendor/dictionaries"
# So many suggestions are given.
_SUGGESTIONS = 3
# What is so many slips from a right word at most is wrong; another may be a word that the dictionary lacks.
_SLIPS = 1
# An article or a pronoun that lost its vowel.
_ELIDED = regex.compile(r"^\p{L}{1,2}'(?=\p{L}{2})")
# Letters that sound alike in some language, in this order; the last makes one of two.
SOUNDS: Sequence[tuple[str, str]] = (
    ("h", ""),
    ("c(?=[ei])|z|x", "s"),
    ("[kq]u?", "c"),
    ("v", "b"),
    ("j", "g"),
    ("y", "i"),
    ("e", "a"),
    ("u", "o"),
    ("m(?=[bpn])", "n"),
    (r"(.)\1+", r"\1"),
)
SHORT = 5
_JOINED = regex.compile(r"['’-]")
# Two words are seldom meant where one was written.
_PARTED = regex.compile(r"[ -]")
_ENDING = regex.compile(r"([ao])(s?)$")


def misspelt(guide: Guide, text: str, language: str) -> tuple[PostFinding, ...]:
    """Return the words of a text that are not in the dictionary of the language, each with what may be meant.

    Raises CannotJudgeError where there is no dictionary of the language, or no Hunspell on this computer.
    """
    reading = reading_of(guide.model, language)
    spans = list(words(read_text(text), known_words(guide), reading))
    suggested = _look_up({text[slice(*span)] for span in spans}, language)
    found = []
    for span in spans:
        word = text[slice(*span)]
        near = _near(word, suggested.get(word, ()))
        certain = any(is_slip(word, one) for one in near)
        # With a capital it may be a name.
        if word in suggested and (certain or not compiled(PATTERNS["upper"]).search(word)):
            level: Level = "warning" if certain else "advice"
            values = {"suggestions": near or suggested[word][:_SUGGESTIONS]}
            found.append(PostFinding(*span, SPELLING, SPELLING, level, word, (), None, values))
    return tuple(found)


def _near(word: str, suggested: Iterable[str]) -> tuple[str, ...]:
    """Return the suggestions that are one slip away: where an accent is one, nothing else is meant."""
    written = word.replace("’", "'").lower()
    slips = [one for one in suggested if _PARTED.search(one) is None and OSA.distance(written, one.lower()) <= _SLIPS]
    # The dictionary may lack the plural of a word, or its other gender.
    if any(written in (f"{one}s", _ENDING.sub(_other_gender, one)) for one in map(str.lower, slips)):
        return ()
    accents = [one for one in slips if fold(one.lower()) == fold(word.lower())]
    return tuple((accents or slips)[:_SUGGESTIONS])


def _other_gender(ending: regex.Match[str]) -> str:
    return ("o" if ending[1] == "a" else "a") + ending[2]


def is_slip(word: str, meant: str) -> bool:
    """Return whether a word is another as people misspell it: it sounds the same, or lacks a letter within."""
    plain, whole = fold(word.lower()), fold(meant.lower())
    lacks = len(plain) > SHORT and any(plain == whole[:at] + whole[at + 1 :] for at in range(1, len(whole) - 1))
    return lacks or sounding(word) == sounding(meant)


def sounding(word: str) -> str:
    """Return a word without what people miss by ear or in a hurry: two words of which it is the same are one misspelt.

    Those are accents, letters that sound alike or not at all, doubled ones, and the order of letters within it. In a
    short word they make others too often.
    """
    plain = fold(word.replace("’", "'").lower())
    if len(plain) < SHORT:
        return plain
    for find, put in SOUNDS:
        plain = regex.sub(find, put, plain)
    return plain[:1] + "".join(sorted(plain[1:]))


def words(text: Text, known: Set[str], reading: Reading) -> Iterator[Span]:
    """Return the words whose spelling is looked up: neither names nor what the guide knows, `known`, in folded text.

    A name has a capital within a sentence, or before another word with one, or is a given name; what is written with a
    capital within a word is one too, such as that of a product.
    """
    named = reading.finds.get("named") if text.may_hold(reading.needs.get("named", ())) else None
    given = [match.span() for match in compiled(named).finditer(text.written)] if named else []
    unread = [text.names, text.emojis, given, [match.span() for match in matches("decorative", text.written)]]
    for match in matches("spelt-word", text.written):
        start, end = match.span()
        parts = _JOINED.split(text.folded[start:end])
        own = all(len(part) < 2 or part in known for part in parts)
        if (
            not own
            and not any(touches((start, end), spans) for spans in unread)
            and _may_be_word(match[0], text, start)
        ):
            yield start, end


def _may_be_word(word: str, text: Text, start: int) -> bool:
    """Return whether a word has no capital, or one that says no more than that a sentence begins."""
    if not compiled(PATTERNS["upper"]).search(word):
        return True
    begins = compiled(PATTERNS["begins-sentence"]).search(text.written[:start])
    within = compiled(PATTERNS["capital-within"]).search(word)
    after = compiled(PATTERNS["capital-after"]).search(text.written[start + len(word) :])
    return begins is not None and not within and not after


def known_words(guide: Guide) -> frozenset[str]:
    """Return the words of the institution's own names and terms, folded: no dictionary has them."""
    facts = guide.facts
    names = [one.record.name for one in facts.networks.values()], [one.record.name for one in facts.roles.values()]
    terms = [entry.record for entry in facts.terms.values()]
    hashtags = [entry.record.known for entry in facts.style.values()]
    institution = facts.institution.record.model_dump() if facts.institution else {}
    texts = _texts([names, institution, [[one.term, one.synonyms, one.forms] for one in terms], hashtags])
    each = (folded(word[0]) for text in texts for word in matches("part", text))
    return frozenset(word for word in each if len(word) > 1 and not word.isdigit())


def _texts(value: Any) -> Iterator[str]:
    """Return every text within lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _look_up(each: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
    """Return what may be meant by each word that is wrong: neither it nor all its parts are in the dictionary.

    An elided word may stand before any other.
    """
    forms: dict[str, list[str]] = {}
    for word in sorted(each):
        plain = word.replace("’", "'")
        forms[word] = [plain, *(_ELIDED.sub("", part) for part in plain.split("-"))]
    asked = list(dict.fromkeys(form for several in forms.values() for form in several if form))
    wrong = dict(zip(asked, _hunspell(asked, language), strict=True)) if asked else {}
    return {
        word: tuple(wrong[whole] or ())
        for word, (whole, *parts) in forms.items()
        if wrong[whole] is not None and any(wrong.get(part) is not None for part in parts)
    }


def _hunspell(each: list[str], language: str) -> Iterator[list[str] | None]:
    """Return for each word its suggestions, or None where it is right."""
    program = shutil.which("hunspell")
    if not program:
        raise CannotJudgeError("no-hunspell")
    if not (DICTIONARIES / f"{language}.dic.gz").is_file():
        raise CannotJudgeError("no-dictionary", found=language)
    with tempfile.TemporaryDirectory() as folder:
        for part in ("aff", "dic"):
            name = f"{language}.{part}"
            Path(folder, name).write_bytes(gzip.decompress((DICTIONARIES / f"{name}.gz").read_bytes()))
        command = [program, "-a", "-i", "utf-8", "-d", str(Path(folder, language))]
        # A line that begins with ^ is no command.
        asked = "".join(f"^{word}\n" for word in each)
        done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    answers = done.stdout.split("\n\n")
    if done.returncode or len(answers) <= len(each):
        raise CannotJudgeError("no-hunspell")
    # The first line says which program it is.
    answers[0] = answers[0].partition("\n")[2]
    for answer in answers[: len(each)]:
        wrong = [line for line in answer.split("\n") if line[:1] in ("&", "#")]
        yield [one for line in wrong for one in line.partition(": ")[2].split(", ") if one] if wrong else None
