"""What the files of `model/` may hold: kinds of pages, rules and their levels, blocks. Words are in `words.py`."""

from typing import Annotated, Literal

from guiaviva.facts.types import Key, Line, Number, YesNo, matching
from guiaviva.reading.validation import Record

Condition = Literal["several-accounts", "specific-plan"]
Mark = Annotated[str, matching("mark", r"S\d+|C|G|P")]
RuleLevel = Annotated[str, matching("level", r"error|warning|advice|mark|S\d+|C|G|P")]


class FieldSpec(Record):
    """A front matter field: what it may hold, and whether it is in the source language alone."""

    type: Literal["text", "date", "months", "role", "units", "words", "choice", "hashes", "addresses", "sections"]
    source: YesNo = False
    empty: YesNo = False
    """It may be there without a value, which is still to come."""
    values: list[Line] = []


class SectionSpec(Record):
    """A required section."""

    mark: Mark
    words: Number | None = None
    when: Condition | None = None
    block: Key | None = None
    """The block without which the section does not say what it must: a page lives from it."""
    fold: Literal["whole", "parts"] | None = None
    """What of it the site shows closed, by its heading: all of it, or each of the parts with a heading of their own."""


class Stricter(Record):
    """A mark that takes the place of the page's own where the condition is true."""

    when: Condition
    mark: Mark


class PageBlock(Record):
    """A block without which a page shows nothing of what it is there for, wherever in the page it is."""

    mark: Mark
    name: Key


class PageSpec(Record):
    """A page that must exist below a pattern, or one of several paths with a block of its own."""

    mark: Mark | None = None
    block: PageBlock | None = None


class KindSpec(Record):
    """A kind of page."""

    path: Line | list[Line]
    group: Key
    mark: Mark | None = None
    stricter: Stricter | None = None
    for_each: Literal["networks", "plans"] | None = None
    block: PageBlock | None = None
    """The block of every page of this kind that has none of its own in `pages`."""
    begins: list[Key] = []
    """The blocks with which a new page of this kind begins."""
    pages: dict[Line, PageSpec] = {}
    sections: dict[Key, SectionSpec] = {}
    front_matter: dict[Line, Mark] | None = None


class Defaults(Record):
    """The values of a kind that does not set its own."""

    words: Number
    front_matter: dict[Line, Mark]


class KindsFile(Record):
    """model/kinds.yml"""

    defaults: Defaults
    fields: dict[Line, FieldSpec]
    groups: list[Key]
    """The sections of the navigation, in order."""
    kinds: dict[Key, KindSpec]
    marks: dict[Line, Line]


class RuleSpec(Record):
    """A rule's level. `dated`: it depends on the date, so it is never an error. `fixed`: its level stays.

    `first`: it is reported before all else. `in_drafts`: it is more than advice in a draft too.
    `comparing`: it compares translations, so it is not reported where one of them has an error. `todo`: it says what is
    still to be written, so it is no error while a guide is being prepared.
    """

    level: RuleLevel
    dated: YesNo = False
    fixed: YesNo = False
    first: YesNo = False
    in_drafts: YesNo = False
    comparing: YesNo = False
    signing: YesNo = False
    """It asks to sign a section off, so it is not reported where the section has an error, which is mended before."""
    todo: YesNo = False
    follows: list[Key] = []
    """Rules that say why: where one of them speaks of the same thing, this one is silent."""
    signed: YesNo = False
    """A translation that is signed off mends it, which the preview does beside the original."""
    reviewed: YesNo = False
    """A page that somebody has reviewed today mends it."""
    removed: YesNo = False
    """The record in which it is found, taken out of its list, mends it where somebody says so."""
    whole: YesNo = False
    """It goes through the whole guide, so that it does not look at one file alone."""
    words_of: Key | None = None
    """The rule whose words are used where this one has none of its own."""
    mends: dict[str, str] = {}
    """By variant, or "", what takes the place of what was found where that is certain, with placeholders."""
    rewrites: list[str] = []
    """The variants, or "", in which the value `meant` takes the place of whole lines."""


class BlockSpec(Record):
    """A block `/// guide | name`, and the data that it shows."""

    key: Literal["roles", "networks", "situations", "plans", "indicators"] | None = None
    """The collection of the one record that it shows: that of the key given, or of the page itself."""
    period: YesNo = False
    """After the key it may name the period, or the day, until whose end it shows what there is: `2026-H2`."""
    needs: list[Key] = []
    """The files of data/ without which it shows nothing."""
    rows: Line | None = None
    anchor: Key | None = None
    """Each row has the id `⟨anchor⟩-⟨key⟩`."""
    lasting: YesNo = False
    """Readers are led to its rows, so that their addresses last."""
    content: YesNo = False
    """It shows the text within it, and may be marked as an example of what not to do."""


class BlocksFile(Record):
    """model/blocks.yml"""

    guide: dict[Key, BlockSpec]
    others: list[Key]
    """Blocks of the Markdown extensions, which are not ours."""


class PhrasesFile(Record):
    """model/phrases.yml: what rules look for in pages whatever their language."""

    placeholders: list[Line]
    """Phrases that were meant to be replaced."""
    free_mail: list[Line] = []
    """Providers of mail for anyone: the name in their domain, whatever the country."""
    closed_services: list[Line] = []
    """Networks and services around them that were closed: a text that names one is older than that."""
    demonstration: list[Line]
    """The names of the invented institution of the guide that comes with the program."""


class TodoFile(Record):
    """model/todo.yml: how the list of what is left to write is ordered and grouped."""

    first: dict[Key, list[Line]]
    """What readers meet first, in order: patterns of places or of rules."""
    who: dict[Key, list[Line]]
    """Who can answer: patterns of places or of rules."""
