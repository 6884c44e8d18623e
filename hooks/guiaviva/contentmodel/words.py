"""What the files of `words/⟨language⟩/` may hold: all that the program says, asks for and looks for in one language."""

from guiaviva.facts.types import Key, Line, Number, YesNo
from guiaviva.reading.validation import Record


class LanguageFile(Record):
    """words/⟨language⟩/language.yml: what holds for all words of a language."""

    draft: YesNo = False
    """No speaker has reviewed them yet."""

    territories: list[Line] = []
    """Where it is official, the first one first: `ES-CT`, `AD`; without them, the countries where it is by the CLDR."""

    near: list[Line] = []
    """The languages that those who read it understand best."""


Interface = dict[Key, dict[Line, Line]]
"""words/⟨language⟩/interface.yml: group → key → text."""


class Wording(Record):
    """A message and its fix."""

    message: Line
    fix: Line


class RuleWords(Record):
    """What a rule says; `variants` are other words for a case of it."""

    message: Line | None = None
    fix: Line | None = None
    variants: dict[Key, Wording] = {}


RulesFile = dict[Key, RuleWords]
"""words/⟨language⟩/rules.yml"""


class RuleExplanation(Record):
    """What a rule is for. In English, what its docstring says is not repeated here."""

    rule: Line | None = None
    """What is right, in one sentence."""
    why: Line | None = None
    unseen: Line | None = None
    """What it does not see."""
    wrong: Line | None = None
    """An example, as it stands in a file."""
    right: Line | None = None


ExplanationsFile = dict[Key, RuleExplanation]
"""words/⟨language⟩/explanations.yml"""


class HeadingWords(Record):
    """The heading of a section; `write` says to the editor what to write there."""

    title: Line
    write: Line


class KindWords(Record):
    """The name of a kind of page, the titles of its pages, and its sections."""

    title: Line
    pages: dict[Line, Line] = {}
    sections: dict[Key, HeadingWords] = {}


class SectionsFile(Record):
    """words/⟨language⟩/sections.yml: how the parts of a guide are called."""

    groups: dict[Key, Line] = {}
    kinds: dict[Key, KindWords] = {}


class LanguageSpec(Record):
    """words/⟨language⟩/search.yml: how the search reads a language, and in what words its readers look for things."""

    stemmer: Line | None = None
    """The Snowball stemmer, by its English name. Without one, only the very form that is typed is found."""
    stop_words: list[Line] = []
    """Words that are too common to search for: they count only where a query has no others."""
    elisions: list[Line] = []
    """Letters before an apostrophe and a vowel, so that `lescola` is read as `l'escola`."""
    definitions: list[Line] = []
    """How people ask what a word means: `what is {term}`."""
    asked: dict[Line, list[Line]] = {}
    """What people type who look for a page, a section or one of every page of a pattern: `networks/*#profile`."""


class SecretWords(Record):
    """How a language names what must stay secret, and gives it away."""

    passwords: list[Line] = []
    keys: list[Line] = []
    """Words that also mean something else, so that only a value like no word shows that one is given away."""
    pins: list[Line] = []
    """What consists of figures alone."""
    codes: list[Line] = []
    """What opens an account once: groups of figures."""
    verbs: list[Line] = []
    """What is between the name and the value: «is»."""
    of: list[Line] = []
    """What is between the name and what it opens: «for»; with an apostrophe at its end, nothing follows."""
    qualities: list[Line] = []
    """What may follow the name: «new»."""
    keepers: list[Line] = []
    """Where secrets are kept, which may stand for them."""
    users: list[Line] = []
    """How the name is called with which one logs in; beside it, a password needs no more than its name."""
    others: list[Line] = []
    """What has one of these words within it and is nothing secret: a keyword."""


class PeopleWords(Record):
    """The words beside a number or an address by which it is somebody's, or nobody's."""

    references: list[Line] = []
    """What has a number that is no telephone: a file, an order."""
    telephone: list[Line] = []
    extensions: list[Line] = []
    """What has the few figures of a telephone within the house."""
    counted: list[Line] = []
    """What large figures count."""
    vehicles: list[Line] = []
    documents: list[Line] = []
    """How the numbers of identity documents are called whose figures prove little."""
    at_sign: list[Line] = []
    """How the sign @ is called, and in `dot` the dot, where an address is written out."""
    dot: list[Line] = []
    samples: list[Line] = []
    """What is in an address for the name that people have."""
    papers: list[Line] = []
    """Documents that belong to one person, beside whose name a number is theirs."""
    born: list[Line] = []
    """What stands before the day on which one person was born."""


class PostWords(Record):
    """What the post check reads in a post: who can be told, where people live, whom a telephone belongs to, days."""

    weekdays: list[Line] = []
    """The days of the week from Monday."""
    once: list[Line] = []
    """Small words that never stand twice in a row."""
    reduplicated: bool = False
    """Whether other words are said twice on purpose, as in Basque: «poliki poliki»."""
    marks: dict[Line, Line] = {}
    """For the sign that ends a question or an exclamation, the one that begins it."""
    ages: list[Line] = []
    """How the age of one person is said, {n} being the number."""
    children: list[Line] = []
    """Words for one child, and in `patients` for one person who is cared for."""
    patients: list[Line] = []
    schools: list[Line] = []
    classes: list[Line] = []
    """The class of a pupil, {n} being its number."""
    care: list[Line] = []
    """What shows that somebody is cared for, or where."""
    conditions: list[Line] = []
    """What shows of the name before it that it is a patient's."""
    illnesses: list[Line] = []
    professionals: list[Line] = []
    """What stands before the name of somebody who speaks in public, not of a patient."""
    titles: list[Line] = []
    """What stands before the name of a private person."""
    names: list[Line] = []
    """Given names that are common, and no words of the language besides."""
    general: list[Line] = []
    """What shows that a sentence speaks of anyone, not of one person."""
    streets: list[Line] = []
    floors: list[Line] = []
    """A door within a house, {n} being a number."""
    lives: list[Line] = []
    """What shows that an address is somebody's home."""
    services: list[Line] = []
    """What shows that a telephone or an address beside it is that of a service."""


class FigureWords(Record):
    """How a language writes numbers, hours and dates."""

    numbers: dict[Line, Number] = {}
    halves: list[Line] = []
    """What shows that a number is followed by a part of one: «two years and a half»."""
    out_of: list[Line] = []
    """What is between a part and the whole of which it is one: nine «in» ten."""
    characters: list[Line] = []
    """What the length of a post is counted in."""
    to: list[Line] = []
    """What is between two hours of a day: «to»."""
    after_noon: list[Line] = []
    months: list[Line] = []
    dates: list[Line] = []
    """The forms of a date, made of {day}, {month} and {year}."""


class NameWords(Record):
    """The words of a sentence in which a name that is no longer used is right."""

    former: list[Line] = []
    """What shows that it is a former name."""
    sources: list[Line] = []
    """What else shows that a name is that of a source, beside how a list of sources begins."""


class SourceWords(Record):
    """How a language names sources."""

    begin: list[Line] = []
    """How a list of sources begins, before a colon, or the heading above it."""


class DraftWords(Record):
    """What a language writes where a text is not finished."""

    placeholders: list[Line] = []
    """Phrases that were meant to be replaced."""
    unfinished: list[Line] = []
    """The same, only where no word follows."""
    bracketed: list[Line] = []
    """The same, only at the beginning of what is in square brackets."""


class LinkWords(Record):
    """What a language calls links."""

    vague: list[Line] = []
    """Texts of a link that do not say where it leads."""


class PastedWords(Record):
    """What programs in a language put into a text, and comes with it where it is copied."""

    errors: list[Line] = []
    """What a word processor says where a reference leads nowhere."""


class ProseSpec(Record):
    """words/⟨language⟩/prose.yml: in what words a language says what rules look for in texts.

    Words are found whole and in any case, those in capitals only in capitals. Where one ends with *, letters follow.
    """

    drafts: DraftWords = DraftWords()
    links: LinkWords = LinkWords()
    pasted: PastedWords = PastedWords()
    figures: FigureWords = FigureWords()
    secrets: SecretWords = SecretWords()
    people: PeopleWords = PeopleWords()
    posts: PostWords = PostWords()
    names: NameWords = NameWords()
    sources: SourceWords = SourceWords()
    followers: list[Line] = []
    """How those are called who follow an account."""
    furniture: list[Line] = []
    """Headings of what a document has of itself: its contents, its edition."""
    introductions: list[Line] = []
    """Headings of what begins a document."""
    editions: list[Line] = []
    """Words for the edition of a document."""
