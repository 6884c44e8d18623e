"""The vocabulary of views: what a page shows of data, as data.

A part is what is in a line or a cell; a view is what a block is made of. They say what something is and never how
it is written: `guiaviva.site.html` makes them elements of HTML, `guiaviva.views.text` lines of plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeAlias, TypeVar

R = TypeVar("R")

# Parts.


@dataclass(frozen=True)
class PageLink:
    """A link to a place in the guide: the id of a page, "" for the page on which it is, and where in it."""

    text: str
    page: str
    anchor: str = ""


@dataclass(frozen=True)
class WebLink:
    """A link to an address outside the guide."""

    text: str
    address: str


@dataclass(frozen=True)
class MailLink:
    """A mailbox to write to."""

    address: str


@dataclass(frozen=True)
class PhoneLink:
    """A telephone to call, as it is written."""

    number: str


@dataclass(frozen=True)
class Call:
    """Whom to call now, as a large link: a name, the telephone and whom it serves."""

    name: str
    phone: PhoneLink
    serves: str


@dataclass(frozen=True)
class Strong:
    """Words that matter most where they are."""

    text: str


@dataclass(frozen=True)
class State:
    """One of a few states, by its key and in words."""

    key: str
    text: str


@dataclass(frozen=True)
class Foreign:
    """Words in another language than the page: what was written once, for everybody."""

    text: str
    language: str


@dataclass(frozen=True)
class Linked:
    """What a network would make a link in a post; it leads nowhere here."""

    text: str


@dataclass(frozen=True)
class Line:
    """Parts in a line of their own."""

    parts: Parts


@dataclass(frozen=True)
class Paragraph:
    """Parts in a paragraph of their own."""

    parts: Parts


@dataclass(frozen=True)
class Note:
    """Small help text, in a paragraph of its own."""

    parts: Parts


@dataclass(frozen=True)
class Quote:
    """What somebody might say, in their own words."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """A list of what is done one after another."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class ChainLink:
    """What is done, and by whom."""

    word: str
    names: Parts


@dataclass(frozen=True)
class Chain:
    """What is done by whom, one after another; `end` says what follows where nobody has to act any more."""

    links: tuple[ChainLink, ...]
    end: str = ""


# What charts show, as values: places are made of them where it is drawn.

PlotForm = Literal["series", "part", "spark", "bullet", "key"]
"""What a drawing looks like: that is the name of its specification in `model/charts/`."""


@dataclass(frozen=True)
class Mark:
    """Something in a drawing; `key` says what it shows: `measured`, `now`, `target` …; those of one `run` are a line.

    One that lasts is from its `day` `until` another.
    """

    key: str
    day: date | None = None
    value: float | None = None
    run: int | None = None
    text: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Plot:
    """What a drawing shows; `language` is that of its dates, `numbers` the locale of its numbers, "" for none."""

    form: PlotForm
    marks: tuple[Mark, ...]
    language: str = ""
    numbers: str = ""


@dataclass(frozen=True)
class Spark:
    """A series in a line of text; `label` says what is to be seen."""

    label: str
    plot: Plot


@dataclass(frozen=True)
class Bullet:
    """How much of a way is done, and how much should be by now, as shares of it; `label` says both."""

    label: str
    done: float
    expected: float | None


@dataclass(frozen=True)
class Months:
    """The months of a year in which something is; `label` names them."""

    label: str
    months: tuple[int, ...]


@dataclass(frozen=True)
class FileLink:
    """A link to a file that is made with the site; `path` is from its top."""

    text: str
    path: str


Part = (
    str
    | PageLink
    | WebLink
    | MailLink
    | PhoneLink
    | Call
    | Strong
    | State
    | Foreign
    | Linked
    | Line
    | Paragraph
    | Note
    | Quote
    | Points
    | Order
    | Chain
    | Spark
    | Bullet
    | Months
    | FileLink
)
Parts = tuple[Part, ...]
Content: TypeAlias = "Part | Iterable[Content] | None"
"""What views are written from: parts within one another, of which empty texts and None are nothing."""


def flat(*content: Content) -> Parts:
    """Return the parts one by one, without empty texts."""
    return tuple(_flat(content))


def _flat(content: Iterable[Content]) -> Iterator[Part]:
    for one in content:
        if isinstance(one, str):
            if one:
                yield one
        elif isinstance(one, Iterable):
            yield from _flat(one)
        elif one is not None:
            yield one


def joined(items: Iterable[Content], sign: str) -> Parts:
    """Return things that follow one another in a line, with a sign between them."""
    content: list[Content] = []
    for item in items:
        content += [sign, item] if content else [item]
    return flat(content)


# Views.


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column of a table: its heading, and the function that returns its cell for a record."""

    heading: str
    cell: Callable[[R], Content]


Columns = tuple[Column[R], ...]


@dataclass(frozen=True)
class FilledColumn:
    """A heading with the cells below it, one for each row."""

    heading: str
    cells: tuple[Parts, ...]


@dataclass(frozen=True)
class Table:
    """A table. The first column names the rows; `anchors` are their ids, "" for none.

    Where `brief` says in short what matters of each row, a narrow screen shows that beside its name, and the row opens.
    """

    name: str
    caption: str
    anchors: tuple[str, ...]
    columns: tuple[FilledColumn, ...]
    brief: tuple[Parts, ...] = ()

    def rows(self) -> Iterator[tuple[str, list[tuple[str, Parts]]]]:
        """Return the id of each row and its cells, each with its heading."""
        for index, anchor in enumerate(self.anchors):
            yield anchor, [(column.heading, column.cells[index]) for column in self.columns]


def table(
    name: str,
    caption: str,
    columns: Columns[R],
    rows: Iterable[tuple[str, R]],
    brief: Callable[[R], Content] | None = None,
) -> Table:
    """Return a table of records, each with the id of its row.

    A column in which every cell is empty is left out, but for the first.
    """
    named = list(rows)
    filled = [FilledColumn(one.heading, tuple(flat(one.cell(record)) for _, record in named)) for one in columns]
    used = [column for number, column in enumerate(filled) if number == 0 or any(column.cells)]
    short = tuple(flat(brief(record)) for _, record in named) if brief else ()
    return Table(name, caption, tuple(anchor for anchor, _ in named), tuple(used), short)


@dataclass(frozen=True)
class Fact:
    """A value and the word for it."""

    word: str
    value: Parts


@dataclass(frozen=True)
class Card:
    """The facts of one thing; `label` names it."""

    name: str
    label: str
    facts: tuple[Fact, ...]


def card(name: str, label: str, facts: Iterable[tuple[str, Content]]) -> Card:
    """Return a card of words and values; those without a value are left out."""
    filled = (Fact(word, flat(value)) for word, value in facts)
    return Card(name, label, tuple(fact for fact in filled if fact.value))


@dataclass(frozen=True)
class Known:
    """An account of the register: its state, handle and address as they are compared, its row, what is said of it."""

    state: str
    handle: str
    address: str
    anchor: str
    says: str


@dataclass(frozen=True)
class Lookup:
    """A field in which somebody looks up an account; `tables` say how addresses are read. `file` has the whole list."""

    words: Mapping[str, str]
    tables: Mapping[str, object]
    accounts: tuple[Known, ...]
    file: FileLink


@dataclass(frozen=True)
class LinkGroup:
    """Links under a title."""

    title: str
    links: tuple[Part, ...]


@dataclass(frozen=True)
class Ways:
    """Ways into the guide, under a title; `key` is that of their group, `grave` how grave what each leads to is."""

    key: str
    links: LinkGroup
    grave: tuple[State | None, ...] = ()


@dataclass(frozen=True)
class Task:
    """What most people come for: a link, what it leads to in a sentence, and `page`, the id of the page."""

    link: Part
    help: str
    page: str


@dataclass(frozen=True)
class Tasks:
    """The tasks that come first."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Index:
    """Groups of links, in the order of the alphabet."""

    groups: tuple[LinkGroup, ...]


@dataclass(frozen=True)
class SearchField:
    """What opens the search; without a script it is a link."""

    link: PageLink


@dataclass(frozen=True)
class Emergency:
    """Whom to call now."""

    words: str
    phone: PhoneLink
    hours: str


@dataclass(frozen=True)
class NewsItem:
    """What is new, and since when, in words."""

    day: str
    text: Part


@dataclass(frozen=True)
class News:
    """What is new, the newest first."""

    items: tuple[NewsItem, ...]


@dataclass(frozen=True)
class ChangeItem:
    """What has changed in one place (the id of a page, or the name of a record), and the roles that it concerns."""

    parts: Parts
    roles: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True)
class ChangeDay:
    """What has changed on a day, which is written as data has it and as people do."""

    day: str
    text: str
    items: tuple[ChangeItem, ...]


@dataclass(frozen=True)
class ChangeWords:
    """The words of the controls: what chooses a role, every role and the first day, and that nothing is left."""

    role: str
    everyone: str
    since: str
    nothing: str


@dataclass(frozen=True)
class Changes:
    """What has changed, the newest first, to be chosen by role and day; `roles` are keys with names."""

    lead: str
    words: ChangeWords
    roles: tuple[tuple[str, str], ...]
    days: tuple[ChangeDay, ...]


@dataclass(frozen=True)
class Definition:
    """A term with its definition; `notes` name synonyms and related terms."""

    anchor: str
    term: str
    text: str
    notes: Parts


@dataclass(frozen=True)
class Terms:
    """Definitions, in the order of the alphabet."""

    definitions: tuple[Definition, ...]


@dataclass(frozen=True)
class Jump:
    """A link to a question or a situation that is elsewhere on the page."""

    link: PageLink


@dataclass(frozen=True)
class Outcome:
    """A situation to which a decision leads, and in short what is done."""

    situation: Part
    summary: str
    gravity: State | None = None


@dataclass(frozen=True)
class Reply:
    """A ready reply: what it is for, when to use it, and in `only_for` where, unless it is for every network.

    `called` is its name or, where it has none, how it begins.
    """

    anchor: str
    number: int
    name: str
    when: str
    text: str
    only_for: str
    called: str


@dataclass(frozen=True)
class Answer:
    """An answer to a question, `yes` or `no`, in words, and what it leads to."""

    key: str
    word: str
    lead: Lead


@dataclass(frozen=True)
class Question:
    """A question with its answers; `number` is its place in a tree that numbers them."""

    anchor: str
    text: str
    help: str
    answers: tuple[Answer, ...]
    number: int = 0


@dataclass(frozen=True)
class Trunk:
    """Questions each of which follows from an answer to the one before."""

    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Procedure:
    """Whom to call and what to do, in this order; `label` names what it is for, and `title` is shown above it.

    With a title, a narrow screen shows that, `brief` and whom to call until somebody opens the rest.
    """

    label: str
    parts: Parts
    anchor: str = ""
    title: Parts = ()
    brief: Parts = ()


@dataclass(frozen=True)
class SituationGuide:
    """A situation with all that whoever answers needs: what it is, what to do first, its facts, and ready replies.

    Replies are labelled one by one; without any, the title says so.
    """

    anchor: str
    name: Part
    definition: str
    procedure: Parts
    facts: Card
    replies_title: str
    replies: tuple[tuple[str, Reply], ...]


Lead = Trunk | Question | SituationGuide | Outcome | Jump | str


@dataclass(frozen=True)
class Tree:
    """A decision tree, as one trunk or several."""

    trunks: tuple[Trunk, ...]


@dataclass(frozen=True)
class Assistant:
    """Questions that open one another; `file` is what its script reads, from the top of the site."""

    file: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class ReplyGroup:
    """The ready replies of a situation."""

    situation: Part
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Replies:
    """Ready replies, by situation."""

    groups: tuple[ReplyGroup, ...]


@dataclass(frozen=True)
class Step:
    """Something to do: what, how, by when, and who."""

    anchor: str
    action: str
    how: str
    by: str
    role: Parts


@dataclass(frozen=True)
class Steps:
    """What to do, step by step, to be ticked off."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Length:
    """How much of the limit of a network a text takes, in words; `over`: it is more than is allowed."""

    text: str
    over: bool


@dataclass(frozen=True)
class Post:
    """An example of a post as it would look; `right`: it is one to follow, as `verdict` says in words."""

    right: bool
    verdict: str
    network: str
    initials: str
    name: str
    handle: str
    paragraphs: tuple[Parts, ...]
    length: Length | None


@dataclass(frozen=True)
class PostCheck:
    """The place of the post check; `file` is what its script reads, from the top of the site."""

    file: str
    without_script: str


@dataclass(frozen=True)
class Problem:
    """A problem that the check reports, with its level by key and in words."""

    level: str
    word: str
    message: str


@dataclass(frozen=True)
class Problems:
    """The problems of a file; `title` says which."""

    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Tally:
    """How many there are in each state; `label` says of what."""

    label: str
    counts: tuple[tuple[State, str], ...]


@dataclass(frozen=True)
class Chart:
    """A drawing with its name, what its marks stand for, what is to be seen in words, and its figures as a table.

    `multiples` draw the parts of which it is the whole. `opens` is what opens the table.
    """

    anchor: str
    title: str
    state: State | None
    keys: tuple[tuple[str, str], ...]
    plot: Plot
    sentences: tuple[str, ...]
    opens: str
    table: Table
    multiples: Multiples | None = None


@dataclass(frozen=True)
class Multiples:
    """Drawings of the parts of a whole on one scale, which is said in words."""

    scale: str
    parts: tuple[ChartPart, ...]


@dataclass(frozen=True)
class ChartPart:
    """The drawing of a part of what another chart shows, with its name and what its marks stand for."""

    title: str
    keys: tuple[tuple[str, str], ...]
    plot: Plot


@dataclass(frozen=True)
class Fold:
    """Views that are opened together, by a title with what matters of them in short, or the names of what is there."""

    title: str
    brief: Parts
    views: tuple[View, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A part of a chain of reasons: what it is, and what there is of it; without any, `gap` says what lacks."""

    word: str
    items: tuple[Parts, ...]
    gap: str = ""


@dataclass(frozen=True)
class Logic:
    """Chains of reasons, each from what it serves to how one knows."""

    chains: tuple[tuple[Link, ...], ...]


View = (
    Table
    | Tally
    | Chart
    | Fold
    | Logic
    | Card
    | Ways
    | Tasks
    | Index
    | SearchField
    | Lookup
    | Emergency
    | News
    | Changes
    | Terms
    | Tree
    | Assistant
    | Replies
    | Steps
    | Procedure
    | Post
    | PostCheck
    | Problems
)
