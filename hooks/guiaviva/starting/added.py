"""What the text that guides begin with says in a language which is added to a guide.

It follows only what is still as it would begin today: what somebody wrote is theirs to translate.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ruamel.yaml.comments import CommentedMap

from guiaviva.guide import Guide, load_guide
from guiaviva.guide.scaffold import sections as prompts
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Source, read_source
from guiaviva.reading.front_matter import scalar
from guiaviva.reading.pages import TOP, Page, read_page
from guiaviva.starting import demonstration
from guiaviva.starting.answers import Answers, answers_of
from guiaviva.starting.beginning import Beginning
from guiaviva.starting.data import SHORT
from guiaviva.starting.pages import as_draft, with_fields
from guiaviva.starting.untouched import section_text
from guiaviva.translations.records import FIELD, NOTHING, Record

_INVALID = "invalid-data"


@dataclass
class Start:
    """What a guide would begin with today in a language: its pages, by path, and the values of its data, by path.

    `source` is the language in which it is written first.
    """

    language: str
    source: str
    pages: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)

    def add_texts(self, path: str, value: Any) -> int:
        """Add texts to the value of a file where it says what it would begin with; return how many were added."""
        twin = self.data.get(path)
        return self._add(value, twin, dict(self._pairs(twin)))

    def _pairs(self, value: Any) -> Iterator[tuple[str, str]]:
        """Return the texts of a value in the source, each with what it says in the language."""
        if isinstance(value, dict):
            if isinstance(value.get(self.source), str) and self.language in value:
                yield value[self.source], value[self.language]
            value = list(value.values())
        for one in value if isinstance(value, list) else ():
            yield from self._pairs(one)

    def _add(self, value: Any, twin: Any, others: Mapping[str, str]) -> int:
        if isinstance(value, list):
            return sum(self._add(one, None, others) for one in value)
        if not isinstance(value, dict):
            return 0
        twin = twin if isinstance(twin, dict) else {}
        if self.source not in value:
            return sum(self._add(part, twin.get(key), others) for key, part in value.items())
        text = self._said(value[self.source], twin, others) if self.language not in value else None
        if text is None:
            return 0
        value[self.language] = text
        if isinstance(value, CommentedMap) and sum(len(str(one)) for one in value.values()) >= SHORT:
            value.fa.set_block_style()
        return 1

    def _said(self, own: Any, twin: Mapping[str, Any], others: Mapping[str, str]) -> Any:
        """Return what a text says in the language; of words to search for some in common are enough."""
        there = twin.get(self.source)
        alike = isinstance(own, list) and isinstance(there, list) and any(one in there for one in own)
        if own == there or alike:
            return twin.get(self.language)
        return others.get(own) if isinstance(own, str) else None


def start_of(guide: Guide, language: str) -> Start:
    """Return what a guide would begin with today in a language, of what is in it as it would begin."""
    made = Start(language, guide.source_language)
    written = {*demonstration.languages(), *demonstration.drafted()}
    if language not in demonstration.spoken() or not {language, made.source} & written:
        return made
    with TemporaryDirectory() as folder:
        root = Path(folder)
        beginning = Beginning(root, _answers(guide, language))
        beginning.lay()
        other = load_guide(root, today=guide.today, store=beginning.store)
        for page in guide.source_pages:
            path = guide.path(page.id, language)
            text = _page(guide, page, other, beginning, language)
            if text and not guide.folder.exists(path):
                made.pages[path] = text
        for path in other.facts.sources:
            if path.endswith(".yml"):
                made.data[path] = read_document(read_source(other.folder, path, _INVALID), _INVALID).value
        beginning.store.close()
    return made


def _answers(guide: Guide, language: str) -> Answers:
    source = guide.source_language
    return replace(
        answers_of(guide),
        names={source: guide.institution.name.get(source, "")},
        languages=[source, language],
        began_in=len(guide.languages),
        # The page of one that was closed stays.
        networks=[key for key in guide.facts.networks if key in demonstration.networks()],
    )


def _page(guide: Guide, page: Page, other: Guide, beginning: Beginning, language: str) -> str:
    """Return the text of a page in a language, with its prompts for the sections that are not as they began.

    "" where all of them were changed, or there is no such page. One with prompts is a draft.
    """
    source = other.source_page(page.id)
    new = other.page(language, page.id) or other.draft(language, page.id)
    if source is None or new is None:
        return ""
    both = (source.file.signatures, _without_note(source.file, beginning).signatures)
    said = page.file.signatures.items()
    same = {id for id, sign in said if id in new.signatures and sign in (one.get(id) for one in both)}
    if not same or (same == {TOP} and page.signatures.keys() > same):
        return ""
    top, note = section_text(new.file, TOP), beginning.note(page.id, language)
    title = next((line for line in top.split("\n") if line.startswith("# ")), "")
    body = top if TOP in same else "\n".join(["", title, "", *([note, ""] if note else [])])
    for id in (one for one in page.signatures if one != TOP):
        body += "\n" + (section_text(new.file, id) if id in same else prompts(guide, page.id, language, only={id}))
    text = _with_records(new.file.source.text, body, page, new, same)
    return text if same >= page.signatures.keys() else as_draft(text)


def _without_note(page: Page, beginning: Beginning) -> Page:
    """Return a page without the line that says that no speaker has read it, which whoever does takes away."""
    text = page.source.text.replace(f"{beginning.note(page.id, page.language)}\n\n", "", 1)
    return read_page(Source(page.path, text), page.language, page.id)


def _with_records(original: str, body: str, page: Page, new: Page, same: set[str]) -> str:
    """Return the text of a new page with the record of what each of its sections follows."""
    records = (
        f"  {scalar(id)}: {Record(sign, new.signatures[id] if id in same else NOTHING)}"
        for id, sign in page.signatures.items()
    )
    text = with_fields(original, "", {FIELD}, source=False)
    head = text.partition("\n---\n")[0] if text.startswith("---\n") else "---"
    return "\n".join((head, f"{FIELD}:", *records, "---", body.rstrip("\n"), ""))
