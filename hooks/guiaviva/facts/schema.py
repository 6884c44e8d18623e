"""What each file of `data/` may hold. The JSON Schemas of `model/schema/` are made from these classes.

A field is required here where the record is of no use without it. Where the content model demands a value (the owner of
an account, the response time of a situation), the field is optional here and a rule reports that it is missing.
"""

from typing import Annotated, Literal

from pydantic import Field

from guiaviva.facts.types import (
    AccountKey,
    AllWhereNone,
    Amount,
    AudienceKey,
    Colour,
    Count,
    Day,
    Email,
    FontFile,
    HelplineKey,
    HoursSpan,
    IndicatorKey,
    Internal,
    Key,
    Language,
    Line,
    Month,
    NetworkKey,
    Number,
    ObjectiveKey,
    PageKey,
    PastDay,
    Phone,
    Phrases,
    PlanKey,
    ReplyKey,
    RoleKey,
    SituationKey,
    TermKey,
    Territory,
    Text,
    TimeZone,
    UnitKey,
    Url,
    Version,
    Within,
    Year,
    YesNo,
)
from guiaviva.reading.validation import Record

# No network allows more of anything; the longest text and the longest video known are a tenth of it.
Limit = Annotated[Count, Within(1, 1_000_000)]
Pixels = Annotated[Count, Within(16, 100_000)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WeekHours = dict[Weekday, list[HoursSpan]]
LevelName = Literal["error", "warning", "advice"]
PeriodKind = Literal["election", "mourning", "emergency"]
StyleCheck = Literal[
    "words",
    "undated",
    "vague-links",
    "hashtag-case",
    "hashtag-form",
    "hashtag-length",
    "hashtags",
    "emoji",
    "repeated-emoji",
    "emoji-between-words",
    "links",
    "dead-links",
    "mentions",
    "leading-mention",
    "sentence-words",
    "capitals",
    "repeated-punctuation",
    "punctuation-spacing",
    "repeated-words",
    "opening-marks",
    "decorative-letters",
    "dates",
    "times",
    "personal-data",
    "identifiable-person",
    "insult",
    "praise",
    "guarantee",
    "unknown-mention",
    "alt-text",
    "placeholders",
    "mixed-address",
]


InstitutionKind = Literal[
    "municipality", "county", "ministry", "university", "health", "school", "police", "museum", "other"
]


class Contact(Record):
    """How to reach a team: a shared mailbox or telephone, never a person's private one."""

    email: Email | None = None
    phone: Phone | None = None
    hours: Text | None = None


class Unit(Record):
    """An organisational unit."""

    name: Text


class Brand(Record):
    """How the site looks: the institution's own colour, from which the others are made, its letters and its logo."""

    colour: Colour
    accent: Colour | None = None
    """Of marks and lines; without it, they have the colour."""
    font: Literal["sans", "humanist", "geometric", "serif"] = "sans"
    """Letters that come with systems; they also stand in for those of a file."""
    font_file: FontFile | None = None
    """Letters below docs/, such as assets/letters.woff2: all weights, or the plain ones beside the bold ones."""
    font_file_bold: FontFile | None = None
    corners: Literal["square", "soft", "round"] = "soft"
    logo: Line | None = None
    """A picture below docs/, such as assets/logo.svg; it is shown on the colour."""
    logo_dark: Line | None = None
    """The logo for the dark palette."""


class Approval(Record):
    """Which body approved the guide, on which day, with what force, and where that is published."""

    body: Text
    date: PastDay
    force: Literal["instruction", "circular", "agreement", "resolution", "regulation", "ordinance"] | None = None
    number: Line | None = None
    """How the body numbers it, such as 3/2026."""
    published: Url | None = None


class Institution(Record):
    """data/institution.yml"""

    name: Text
    short_name: Text | None = None
    kind: InstitutionKind
    territory: Territory | None = None
    """Where it is: the code of the country (ISO 3166-1), or of a region of it (ISO 3166-2)."""
    preparing: YesNo = False
    """The guide is being written: what still has to be is a warning, and stops only a strict build."""
    public: YesNo = False
    """Anybody may find the guide: search engines are invited. Where nothing is said, they are asked to pass it by."""
    languages: Annotated[list[Language], Field(min_length=1)]
    """The first is the source; the same languages as in mkdocs.yml."""
    profile: Literal["minimum", "complete"]
    program: Version | None = None
    """The version of the program for which the guide is written, such as 0.2.0: `guia upgrade` changes it."""
    contact: Contact
    """The social media team."""
    issues: Url | None = None
    """Where a new issue is opened on the forge: readers whom a page did not answer are led there, else to `contact`."""
    emergency: Contact | None = None
    """Whom to reach out of hours, when an account is lost or a crisis begins."""
    on_call: RoleKey | None = None
    """Who answers there."""
    brand: Brand | None = None
    units: dict[Key, Unit] = {}
    # Laws ask for 13 to 16 years, and for 18 at most.
    consent_age: Annotated[Count, Within(10, 21)] | None = None
    """From this age a person consents to the use of their own image and data."""
    time_zone: TimeZone | None = None
    service_hours: WeekHours = {}
    """When citizens' messages are answered."""
    holidays: dict[Year, list[Day]] = {}
    approval: Approval | None = None
    elections: YesNo | None = None
    """Elections change what is published. Where nothing is said, they do in a guide with a page on them."""
    offline_pages: YesNo = False
    """Phones keep the pages that are `offline`, and show them where there is no network."""
    rule_levels: dict[Key, LevelName] = {}
    """Rules whose level this institution changes."""
    demonstration: YesNo = False
    """This is an invented institution."""


class Role(Record):
    """data/roles.yml"""

    name: Text
    former_names: list[Line] = []
    """What it was called before, in any language; pages use the present name."""
    unit: UnitKey | None = None
    contact: Contact
    deputy: RoleKey | None = None
    reviewers: list[Line] = []
    """Who is asked, on the forge, to review what this role keeps: `@council/communication`, `maria@example.org`."""


class Helpline(Record):
    """data/helplines.yml: a public telephone for people in danger, which is called, or given to somebody."""

    name: Text
    phone: Phone
    serves: Text
    """Whom it serves, and when to call it."""
    hours: Text | None = None
    whatsapp: Phone | None = None
    also: Text | None = None
    """Other ways to reach it, as a chat."""
    source: Url | None = None
    checked_on: PastDay | None = None
    """When name, number and hours were last compared with their source."""


class Limits(Record):
    """What the network allows; the guide's own limits are in style.yml."""

    characters: Limit | None = None
    counted: Literal["x-weighted", "graphemes", "code-points", "utf-16", "bytes", "emoji-bytes", "fediverse"] = (
        "code-points"
    )
    """How this network counts characters."""
    title: Limit | None = None
    """Characters of a title, where the network has one apart from the text."""
    alt_text: Limit | None = None
    hashtags: Number | None = None
    links: Number | None = None
    video_seconds: Limit | None = None


class ImageSize(Record):
    """A picture's use and its size in pixels."""

    use: Text
    width: Pixels
    height: Pixels


class Posting(Record):
    """From `min` to `max` posts per day, week or month."""

    min: Number
    max: Annotated[Count, Within(1, 10_000)]
    per: Literal["day", "week", "month"]


class Network(Record):
    """data/networks.yml"""

    name: Line
    status: Literal["active", "trial", "retiring", "closed"]
    until: Day | None = None
    """The last day of a trial, or the day on which a network closes or was closed."""
    replaced_by: NetworkKey | None = None
    """Where what was done there is done now."""
    former_names: list[Line] = []
    """Names that it had, or is wrongly given, in any language; pages use the present one."""
    names: Text | None = None
    """What it is called in each language, where that is not the same everywhere."""
    url: Url
    limits: Limits | None = None
    image_sizes: dict[Key, ImageSize] = {}
    posting: Posting | None = None
    private_messages: YesNo = True
    """Whoever writes to us there can be answered by private message."""

    def called(self, language: str) -> str:
        """Return its name in a language."""
        return (self.names or {}).get(language, self.name)

    monitoring_hours: WeekHours = {}
    """When somebody looks at what has come in there."""
    checked_on: PastDay | None = None
    """When the limits were last compared with their source."""
    source: Url | None = None


class Proof(Record):
    """By what anybody can tell that an account is ours, and when that was last seen to be so."""

    how: Literal["website", "rel-me", "domain-handle", "verified-link", "badge"]
    url: Url | None = None
    """The page of the institution's own website that lists the account, or links to it with `rel="me"`."""
    checked_on: PastDay


class Account(Record):
    """data/accounts.yml. Never a password."""

    network: NetworkKey
    handle: Line
    url: Url
    unit: UnitKey | None = None
    owner: RoleKey | None = None
    deputy: RoleKey | None = None
    languages: list[Language] = []
    mailbox: Annotated[Email, Internal()] | None = None
    two_factor: Annotated[YesNo, Internal()] | None = None
    opened: PastDay | None = None
    last_reviewed: PastDay | None = None
    status: Literal["active", "dormant", "closed"] = "active"
    closed: Day | None = None
    """The day on which it was closed, or will be: until then the status stays as it is."""
    rules_url: Url | None = None
    """Where the profile shows the public participation rules."""
    verified_by: list[Proof] = []
    """By what anybody can tell that it is ours."""


class Impersonation(Record):
    """data/impersonations.yml: an account that passes for one of ours. It stays on the list when it is gone."""

    network: Line
    """The key of a network of the guide, or what another one is called."""
    handle: Line
    url: Url | None = None
    imitates: AccountKey | None = None
    """The account of ours that it imitates."""
    seen: PastDay
    """The day on which it was seen first."""
    reported: PastDay | None = None
    """The day on which it was reported to the network."""
    removed: PastDay | None = None
    """The day on which the network took it down."""


class Duration(Record):
    """A length of time; `working` counts working hours and days alone."""

    value: Annotated[Count, Within(1, 10_000)]
    unit: Literal["minutes", "hours", "days"]
    calendar: Literal["natural", "working"] = "natural"


class Situation(Record):
    """data/situations.yml"""

    name: Text
    definition: Text | None = None
    example: Text | None = None
    level: Literal["danger", "serious", "ordinary"] = "ordinary"
    """How grave it is; the gravest is dealt with first, and danger begins with a call."""
    action: Literal["reply", "refer", "watch", "moderate", "escalate"]
    call: list[HelplineKey] = []
    """Whom to call before anything else, in this order; whoever it is escalated to comes after them."""
    offer: list[HelplineKey] = []
    """Helplines that whoever writes may be given."""
    steps: list[Text] = []
    """What to do, in this order, once they were called."""
    owner: RoleKey | None = None
    max_response: Duration | None = None
    counted_from: Literal["posted", "seen"] = "posted"
    """What the response time counts from: when it was posted, or when somebody of ours saw it."""
    escalate_to: RoleKey | None = None
    replies: list[ReplyKey] = []
    search_words: Phrases = {}
    """What people type who have such a message before them."""
    messages: list[Key] = []
    """The kinds of message that it is, of those of which there are examples (words/⟨language⟩/messages/)."""
    anonymous: YesNo = False
    """Whoever writes is not named in the answer, for their own safety or somebody else's."""
    measure: Key | None = None
    """The moderation measure: the id of a heading below `consequences` in the participation rules."""


class ContentType(Record):
    """data/approval.yml: who drafts, checks and approves one type of content."""

    name: Text
    examples: Text | None = None
    drafts: Annotated[list[RoleKey], Field(min_length=1)]
    checks: list[RoleKey] = []
    approves: RoleKey | None = None
    """Nobody: whoever drafts it publishes it."""
    within: Duration | None = None
    """How soon whoever approves must answer."""
    urgent: RoleKey | None = None
    """Who may authorise it out of hours; nobody: it waits."""


class Decision(Record):
    """data/decisions.yml: something that the guide says, and that somebody in the institution has to have decided."""

    decided: Text
    shown_in: Annotated[list[PageKey], Field(min_length=1)]
    """The pages or sections that say it; until it is confirmed, they say so."""
    taken_by: Literal["communication", "legal", "it", "management"]
    """Who usually takes it."""
    confirmed_on: PastDay | None = None
    confirmed_by: RoleKey | None = None


class Known(Record):
    """data/baseline.yml: how often a rule reported something in a file when the guide began to be checked."""

    files: dict[Line, Annotated[int, Field(ge=1)]]
    """How many findings there were, by the path of the file from the folder of the guide."""


class WayIn(Record):
    """data/ways.yml: what somebody who opens the guide has before them, and the page that serves."""

    text: Text
    help: Text | None = None
    """What a task is, in a sentence."""
    group: Literal["task", "happened", "doing"]
    """One of the few tasks that come first, what has happened, or what one is about to do."""
    level: Literal["danger", "serious"] | None = None
    """How grave it may be, where the situation to which it leads does not say so."""
    to: PageKey


class News(Record):
    """data/news.yml: what is new in the guide."""

    date: PastDay
    text: Text
    to: PageKey | None = None


class Citation(Record):
    """data/citations.yml: a law, a decision, a page of others on which texts of the guide are based."""

    name: Text
    url: Url | None = None
    language: Language | None = None
    """The language in which it is there, where it is in one alone."""
    read_on: Day
    """When it was last read."""
    cited_by: list[PageKey]
    """The pages or sections that are based on it."""


class Period(Record):
    """data/periods.yml: from the first day to the last one, other rules hold for all accounts."""

    name: Text
    kind: PeriodKind
    start: Day
    end: Day
    """The last day; of an election, that of the vote."""
    changes: Text
    """What changes, in a few words; every page shows them while the period runs."""
    to: PageKey
    """The page that says what changes."""
    source: Url | None = None
    checked_on: PastDay | None = None
    """When the dates were last compared with their source."""


class Target(Record):
    """Where an answer leads: to another question or to a situation."""

    question: Annotated[Key, Field(description="A key of `questions`.")] | None = None
    situation: SituationKey | None = None


class Question(Record):
    """A question that is answered with yes or no."""

    question: Text
    help: Text | None = None
    yes: Target | None = None
    no: Target | None = None


class DecisionTree(Record):
    """data/decision-tree.yml"""

    start: Key
    questions: dict[Key, Question]


class Placeholder(Record):
    """data/placeholders.yml: what is filled in before a reply is sent. `name` is what is in the braces."""

    name: Text
    person: YesNo = False
    """It is the name of whoever wrote."""
    invariable: YesNo = False
    """Whatever it is filled with, the word before it stays the same: a telephone, a link, a date."""


Writer = Literal["child", "adult", "other"]
"""Who writes of a danger: a minor, an adult, or somebody about another person."""


class Reply(Record):
    """data/replies.yml. A text may hold placeholders: {name}."""

    situation: SituationKey
    name: Text | None = None
    """What it is for, in a few words: «when you need time»."""
    when: Text | None = None
    """When to use it, and when not."""
    text: Text
    networks: Annotated[list[NetworkKey], AllWhereNone()] = []
    """The networks it is for; every network in use where none is named."""
    writers: list[Writer] = []
    """Who may have written for it to fit; anyone, where nobody is named."""
    private: YesNo = False
    """It is sent by private message alone; networks that have none are left out."""


class CrisisLevel(Record):
    """A level of data/crisis.yml. The levels are in order, the mildest first."""

    name: Text
    trigger: Text
    owner: RoleKey
    spokesperson: RoleKey
    first_message: Duration
    update_every: Duration


class Crisis(Record):
    """data/crisis.yml"""

    levels: dict[Key, CrisisLevel]


class IncidentStep(Record):
    """A step of data/incident.yml."""

    action: Text
    how: Text | None = None
    role: RoleKey
    minutes: Number
    """Done so many minutes after the incident was noticed, at the latest."""


class Incident(Record):
    """data/incident.yml. The steps are in order."""

    steps: dict[Key, IncidentStep]


class Objective(Record):
    """An objective of a plan."""

    statement: Text
    serves: Text | None = None
    """The public service or policy that it serves."""
    audiences: list[AudienceKey] = []
    deadline: Day | None = None
    owner: RoleKey | None = None
    indicators: list[IndicatorKey] = []
    activities: list[Text] = []
    """What is done for it."""
    out_takes: list[Text] = []
    """What the audiences are to understand, remember or feel, before they do anything."""
    cost: Text | None = None
    """What it costs: money, hours, or both."""
    other_causes: list[Text] = []
    """What else, beside communication, may bring about the same change."""


class Audience(Record):
    """A group of people whom a plan addresses."""

    name: Text
    description: Text | None = None
    networks: list[NetworkKey] = []
    languages: list[Language] = []


class PlanNetwork(Record):
    """What a plan uses a network for."""

    purpose: Text
    objectives: list[ObjectiveKey] = []
    audiences: list[AudienceKey] = []


class Measured(Record):
    """A value and its date."""

    value: Amount
    date: Day


FormulaName = Literal[
    "rate-per-follower", "rate-per-post", "reach-rate", "share-on-time", "against-promise", "cost-per-result"
]
PartName = Literal[
    "interactions", "posts", "followers", "reached", "answered", "received", "minutes", "cost", "results"
]


class Peer(Record):
    """A figure of another institution, or of several, that counts the same."""

    name: Line
    names: Text | None = None
    """What it is called in each language, where that is not the same everywhere."""
    value: Amount
    date: PastDay
    source: Url
    """Where the figure was published."""

    def called(self, language: str) -> str:
        """Return its name in a language."""
        return (self.names or {}).get(language, self.name)


class Indicator(Record):
    """An indicator of a plan."""

    name: Text
    type: Literal["use", "growth", "interaction", "service", "impact"]
    objective: ObjectiveKey | None = None
    source: Text | None = None
    baseline: Measured | None = None
    target: Measured | None = None
    unit: Text | None = None
    better: Literal["higher", "lower"] | None = None
    """Which values are better: of a time until something is done, the lower ones. Without it, the higher ones are."""
    frequency: Literal["daily", "weekly", "monthly", "quarterly", "yearly"] | None = None
    responsible: RoleKey | None = None
    accounts: list[AccountKey] = []
    """The accounts that it counts."""
    signed: YesNo = False
    """Its values may be below nought, as those of a balance."""
    combine: Literal["sum", "mean", "none"] | None = None
    """How the values of several accounts make that of the whole: added up, their mean, or not at all."""
    temporal_aggregation: Literal["sum", "mean", "last", "none"] | None = None
    """What of several values within one period of `frequency` makes that of the period: their sum, as of visits; their
    mean; the last, as of followers, which are a level; or none: there is to be one."""
    formula: FormulaName | None = None
    """How its values are worked out of their parts, which are measured instead: `guiaviva.measures.formulas`."""
    parts: dict[PartName, IndicatorKey] = {}
    """The parts that other indicators measure already, such as followers."""
    promise: SituationKey | None = None
    """The situation whose `max_response` is promised, for the formula `against-promise`."""
    peers: list[Peer] = []
    """What others have reached, to compare with; of each, the latest figure counts."""


class CalendarEntry(Record):
    """What is published when."""

    when: Text
    what: Text
    months: list[Month] = []
    """The months of the year that it concerns, as numbers, so that they can be drawn."""


class Resource(Record):
    """What a plan needs: people, hours, money, tools."""

    name: Text
    amount: Text | None = None
    role: RoleKey | None = None
    weekly_hours: Annotated[Amount, Within(0.1, 10_000)] | None = None
    """Hours of work a week, of all who have the role together."""
    watches: YesNo = False
    """Looking at what comes in on the networks is part of these hours."""


class Risk(Record):
    """What may go wrong, and what is done then."""

    name: Text
    response: Text


class PlanHead(Record):
    """A plan without its lists."""

    name: Text
    scope: Literal["institution", "area", "service"]
    unit: UnitKey | None = None
    parent: PlanKey | None = None
    start: Day
    end: Day | None = None
    entry_days: Annotated[Count, Within(1, 90)] | None = None
    """Within how many days after the end of a period its values are entered: 10 is by the 10th of the next month."""
    calendar: list[CalendarEntry] = []
    resources: list[Resource] = []
    risks: list[Risk] = []
    lessons: list[Text] = []
    """What the next plan learns from this one."""


class Plan(PlanHead):
    """data/plans/⟨key⟩.yml"""

    objectives: dict[Key, Objective] = {}
    audiences: dict[Key, Audience] = {}
    networks: dict[NetworkKey, PlanNetwork] = {}
    indicators: dict[Key, Indicator] = {}


class Measure(Record):
    """A row of data/measures/*.csv."""

    date: Day
    indicator: IndicatorKey
    account: AccountKey | None = None
    part: PartName | None = None
    """Which part of the formula of its indicator it is."""
    value: Amount
    n: Annotated[Amount, Within(0, 1_000_000_000)] | None = None
    """Of how many cases a percentage or a mean was taken."""
    note: Line | None = None
    source: Line | None = None
    """Where the value comes from; an import writes its shape and its file there."""
    breaks: YesNo = False
    """What is counted, or how, changed here: earlier values do not compare with it."""


class ShapeColumn(Record):
    """A column of figures of a table that a network or a tool exports."""

    indicator: IndicatorKey | None = None
    account: AccountKey | None = None
    part: PartName | None = None
    """Which part of the formula of its indicator it is."""
    names: list[Line] = []
    """Its heading in other languages, or in earlier exports."""
    counts: YesNo = False
    """Its figures are whole, so that 1.234 and 1,234 are over a thousand."""
    fraction: YesNo = False
    """Its figures are parts of one: 0.045 is 4.5%."""
    take: Literal["each", "sum", "mean", "median", "last"] = "each"
    """What of the rows of a month makes its measure; each row is a measure of its own where nothing else is said."""


class Shape(Record):
    """A record of data/measures/shapes.yml or model/shapes.yml: how a table is read that something exports.

    What data/measures/shapes.yml says of a shape adds to what the program knows of it, and wins over it.
    """

    name: Line | None = None
    source: Url | None = None
    """Where this is documented."""
    checked_on: PastDay | None = None
    """When it was last compared with its source."""
    unverified: Line | None = None
    """What of it could not be read in its source."""
    encoding: Line | None = None
    """Found out where nothing is said: UTF-8, UTF-16 with its mark, or that of Windows."""
    delimiter: Line | None = None
    """What separates the cells, or `tab`; found out where nothing is said."""
    sheet: Line | None = None
    """The sheet of a spreadsheet; by default the first one that has a column of dates."""
    date: list[Line] = []
    """The heading of the column of dates, in each language in which it may be."""
    dates: list[Line] = []
    """Forms of the dates besides 2026-10-31, such as `%d/%m/%Y` or `%B %d`."""
    decimal: Literal["point", "comma"] | None = None
    account: AccountKey | None = None
    """The account of all rows."""
    networks: list[Line] = []
    """The networks that write it, one of whose accounts it is about."""
    account_column: list[Line] = []
    """The heading of the column that names the account, by its key, its handle or its address."""
    title_column: list[Line] = []
    """The heading of the column that names the account by the title of its profile, which the guide need not have."""
    indicator_column: list[Line] = []
    """The heading of the column that names the indicator, in a table with one figure in each row."""
    value_column: list[Line] = []
    part_column: list[Line] = []
    """The heading of the column that says which part of the formula of an indicator a figure is."""
    note_column: list[Line] = []
    n_column: list[Line] = []
    """The heading of the column that says of how many cases a percentage or a mean was taken."""
    columns: dict[Line, ShapeColumn] = {}
    """The columns of figures by their headings."""
    without: list[Line] = []
    """Headings that a table of another kind has."""
    posts: YesNo = False
    """Each row is a post, so that several may be of one day; its date is that on which it was published."""
    of_report: YesNo = False
    """The figures of a post are those of the days of the report, which are not in the table; so those of posts that
    were published in an earlier period are no figures of that period."""
    daily: list[Line] = []
    """The heading of the column of days, where a table of posts has a row for each post and day."""
    items: list[Line] = []
    """The heading of the column that names a post, a video or a source, of which each day has several."""
    sparse: YesNo = False
    """A table leaves out the days without any; the tables of a file are all of the same days."""
    people: list[Line] = []
    """Words of the headings of what counts people, who are counted anew in each row."""
    ignore: list[Line] = []
    """What stands in a row that is no measure, such as Total."""
    empty: list[Line] = []
    """What stands in a cell that has no figure."""


class StyleRule(Record):
    """A rule of data/style.yml that a post can be checked against."""

    name: Text
    check: StyleCheck
    level: LevelName = "warning"
    max: Annotated[Number, Within(0, 100)] | None = None
    """The largest number that is right, for a check that counts."""
    avoid: Phrases = {}
    """For the check `words`: what must not be in a post, as whole words, in any case.

    The word … stands for one word or two, * in a word for letters, and ^ before one for the beginning of a sentence.
    """
    replacements: dict[Language, dict[Line, Line]] = {}
    """For the check `words`: more that must not be in a post, with the one thing that may always take its place."""
    accounts: list[Line] = []
    """For the check `unknown-mention`: accounts of others that may be mentioned, besides those of the register."""
    known: Phrases = {}
    """For the check `hashtag-case`: hashtags as they are written; what they are made of are known words."""
    address: dict[Language, dict[Line, list[Line]]] = {}
    """For the check `mixed-address`: words that show how the reader is addressed, by form of address.

    What begins with ' or - is the end of a word, and what ends with ' is its beginning. * in a word stands for letters,
    and ^ before one for the beginning of a sentence.
    """
    apart: dict[Language, dict[Line, list[Line]]] = {}
    """For the check `mixed-address`: words that only look as if they showed it."""
    prefer: Text | None = None
    """What to write instead."""
    networks: Annotated[list[NetworkKey], AllWhereNone()] = []
    """The networks for which it holds; every one where none is named."""
    period: PeriodKind | None = None
    """It holds only while a period of this kind runs."""
    explained_in: PageKey


class Term(Record):
    """data/terms.yml: glossary and search vocabulary. A term without a definition is vocabulary alone."""

    term: Text
    definition: Text | None = None
    synonyms: Phrases = {}
    forms: Phrases = {}
    """Other forms of the term and its synonyms in prose, such as plurals."""
    colloquial: Phrases = {}
    misspellings: Phrases = {}
    see: list[TermKey] = []


class Query(Record):
    """data/queries.yml: what staff ask, and the page or section that must answer."""

    language: Language
    words: Line
    answers: Annotated[list[PageKey], Field(min_length=1)]
