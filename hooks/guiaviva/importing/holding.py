"""What of a document may be a secret or a person is held back from what Git takes, until somebody releases it.

In its place stands a mark with a number. The document itself, and the list of what the numbers stand for, lie in a
folder of which a `.gitignore` says that Git takes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guiaviva.guide import Guide
from guiaviva.guide.imports import UNSHARED, files
from guiaviva.importing.documents import Document
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.files import Source
from guiaviva.reading.outline import Part
from guiaviva.text.suspected import Suspicions

LIST = "held.md"
_ENTRY = re.compile(r"- \[(?P<tick>[^\]]?)\] (?P<number>\d+): (?P<value>.*)")


@dataclass(frozen=True)
class Held:
    """What is held back: its number, what it may be, and its text."""

    number: int
    kind: str
    value: str


class Marks:
    """What stands in the place of what is held back. `forms` are its form in each language, with {number}."""

    def __init__(self, forms: Mapping[str, str], language: str) -> None:
        self._form = choose(forms, language, FALLBACK)
        self._pattern = re.compile("|".join(re.escape(one).replace(r"\{number\}", r"(\d+)") for one in forms.values()))

    def of(self, number: int) -> str:
        """Return the mark with a number."""
        return self._form.replace("{number}", str(number))

    def numbers(self, text: str) -> Iterator[int]:
        """Return the numbers of the marks of a text, in any language."""
        return (int(match[match.lastindex or 0]) for match in self._pattern.finditer(text))

    def put_back(self, text: str, values: Mapping[int, str]) -> str:
        """Return a text with what is released in the place of its marks."""
        return self._pattern.sub(lambda match: values.get(int(match[match.lastindex or 0]), match[0]), text)


def hold(guide: Guide, document: Document, marks: Marks, first: int) -> tuple[Document, list[Held]]:
    """Return a document without what may be a secret or a person, and what that is; numbers begin with `first`."""
    texts = [f"{'#' * part.level} {part.title}\n\n{part.body}" for part in document.parts]
    suspicions = Suspicions(guide.model.prose.values(), guide.detector)
    held: dict[str, Held] = {}
    redacted, start = ["" for _ in texts], 0
    starts = []
    for text in texts:
        starts.append(start)
        start += len(text) + 2
    found = [
        (one.start, one.kind, one.value.rstrip(".,;:)"))
        for one in suspicions.find(Source(document.name, "\n\n".join(texts)), guide.contacts)
    ]
    for at, text in enumerate(texts):
        here = [one for one in found if starts[at] <= one[0] < starts[at] + len(text)]
        pieces, end = [], 0
        for place, kind, value in here:
            known = held.setdefault(value, Held(first + len(held), kind, value))
            begins = place - starts[at]
            pieces += [text[end:begins], marks.of(known.number)]
            end = begins + len(value)
        redacted[at] = "".join((*pieces, text[end:]))
    parts = [_part(part, text) for part, text in zip(document.parts, redacted, strict=True)]
    return replace(document, parts=parts), list(held.values())


def _part(part: Part, text: str) -> Part:
    title, _, body = text.partition("\n\n")
    return part._replace(title=title.lstrip("#").strip(), body=body)


def last_number(guide: Guide, marks: Marks) -> int:
    """Return the highest number that a mark in the guide has, or a list of what is held back; 0 without any."""
    numbers = [0]
    for path in files(guide):
        if path.endswith(".md"):
            text = guide.folder.read(path).decode(errors="replace")
            numbers += marks.numbers(text)
            if path.startswith(f"{UNSHARED}/") and path.endswith(f"/{LIST}"):
                numbers += (int(one["number"]) for one in _ENTRY.finditer(text))
    numbers += (number for page in guide.all_pages for number in marks.numbers(page.source.text))
    return max(numbers)


def listed(held: Sequence[Held], heading: str, how: str, say: Callable[[str], str]) -> str:
    """Return the list of what is held back, in which somebody ticks what is to be released."""
    lines = (f"- [ ] {one.number}: {one.value} — {say(one.kind)}" for one in held)
    return "\n".join((f"# {heading}", "", how, "", *lines)) + "\n"


def released(text: str) -> Iterator[tuple[int, str]]:
    """Return number and text of all that is ticked in a list of what is held back."""
    for line in text.splitlines():
        if (match := _ENTRY.fullmatch(line)) and match["tick"].strip():
            yield int(match["number"]), match["value"].rpartition(" — ")[0]


def without(text: str, numbers: set[int]) -> str:
    """Return a list of what is held back without some of it."""
    lines = text.split("\n")
    return "\n".join(
        line for line in lines if not ((match := _ENTRY.fullmatch(line)) and int(match["number"]) in numbers)
    )
