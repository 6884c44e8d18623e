"""The evaluation report of a plan: its measures in words and tables, and prompts for what only people can say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import indent
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide
from guiaviva.guide.scaffold import front_matter
from guiaviva.language import FALLBACK, choose
from guiaviva.measures import STATES, Series, State, objective_state, series_of, state_of
from guiaviva.measures.growth import growth
from guiaviva.measures.periods import KIND, Period, read_period
from guiaviva.measures.states import BEHIND
from guiaviva.measures.values import is_percentage
from guiaviva.views.charts import (
    PER_CENT,
    amount,
    dated,
    figure,
    of_cases,
    sentences,
    state_word,
    way,
    whole_percents,
)
from guiaviva.views.context import Context
from guiaviva.views.indicators import latest_peers


def period_of(text: str) -> Period:
    """Return the period of a text. Raises CannotJudgeError where it is none."""
    period = read_period(text)
    if period is None:
        raise CannotJudgeError("bad-period", found=text)
    return period


def page_id(plan: str, period: Period) -> str:
    """Return the id of the page of a report."""
    return f"{KIND}/{plan}-{period.name}"


def limits(guide: Guide, plan: Plan, period: Period, language: str) -> list[str]:
    """Return what must be known of a period, in words: that it is not over, or that the plan did not run all of it."""
    context = Context(guide, language)
    head = plan.head.record if plan.head else None
    told = []
    if guide.today <= period.end:
        told.append(context.word("not-over", "evaluation").format(day=context.day(period.end)))
    if head and period.start < head.start:
        told.append(context.word("begins-later", "evaluation").format(day=context.day(head.start)))
    if head and head.end and head.end < period.end:
        told.append(context.word("ended-before", "evaluation").format(day=context.day(head.end)))
    return told


def report(guide: Guide, plan: Plan, period: Period, language: str) -> str:
    """Return the page of the report of a plan on a period, in one language of the guide.

    The plan has a head. The report shows what was measured until the end of the period, or today where that is earlier.
    Raises CannotJudgeError where the period has not begun, or was over before the plan began.
    """
    if period.start > guide.today:
        raise CannotJudgeError("period-not-begun", found=period.name.upper(), today=guide.today)
    if plan.head and period.end < plan.head.record.start:
        start = plan.head.record.start
        raise CannotJudgeError("period-before-plan", found=period.name.upper(), plan=plan.key, start=start)
    return _Report(guide, plan, period, language).page()


class _Report:
    """What the parts of a report share: the plan, the period, the words, the series and their states."""

    def __init__(self, guide: Guide, plan: Plan, period: Period, language: str) -> None:
        self.guide, self.plan, self.period, self.language = guide, plan, period, language
        self.id = page_id(plan.key, period)
        self.context = Context(guide, language, self.id, f"indicators {plan.key}")
        self.end = min(period.end, guide.today)
        self.series = [one.until(self.end) for one in series_of(guide, plan)]
        days = [one.last.date for one in self.series if one.last and one.last.date >= period.start]
        # The day of the figures, which is that of the latest of the period and not of today.
        self.known = max(days, default=self.end)
        self.states = [state_of(one, self.end) for one in self.series]

    def word(self, key: str, group: str = "evaluation", **values: Any) -> str:
        return self.context.word(key, group).format(**values)

    def prompt(self, key: str, **values: Any) -> str:
        """Return what people are to write there; the check refuses a published page in which it is left."""
        return self.word("prompt", "start", what=self.word(key, **values))

    def page(self) -> str:
        kind = self.guide.model.kinds[KIND]
        head = self.plan.head.record if self.plan.head else None
        name = self.context.text(head.name) if head else self.plan.key
        span = self.span()
        lead = self.word(
            "lead", plan=f"[{name}](../plans/{self.plan.key}.md)", period=span, day=self.context.day(self.known)
        )
        lead = " ".join((lead, *limits(self.guide, self.plan, self.period, self.language)))
        written = {"results": self.results, "deviations": self.deviations, "decisions": self.decisions}
        parts = [f"# {self.word('title', plan=name, period=span)}", lead, *self.summary()]
        for section in kind.sections(self.guide.page_conditions(self.id)):
            heading = choose(section.title, self.language, FALLBACK)
            # A guide may ask for more sections, in which people write everything.
            ask = (self.word("prompt", "start", what=choose(section.write, self.language, FALLBACK)),)
            parts += [f"## {heading} {{#{section.id}}}", *(written[section.id]() if section.id in written else ask)]
        # What is not written yet is not published, and stops nothing.
        front = front_matter(self.guide, self.id, self.language, draft=True)
        return front + "\n\n".join(parts) + "\n"

    def summary(self) -> Iterator[str]:
        """Return what whoever signs the report reads: where the objectives stand, three sentences, what is decided."""
        context, word = self.context, self.context.word
        # On a narrow screen what stands last is beside the name.
        heading = (word("objective"), word("deciding", "chart"), word("owner"), word("status"))
        found = [(objective_state(self.plan, key, self.series, self.end), key) for key in self.plan.objectives]
        rows = []
        for state, key in sorted(found, key=lambda one: STATES.index(one[0].name)):
            one = self.plan.objectives[key].record
            role = self.guide.facts.roles.get(one.owner or "")
            owner = context.text(role.record.name) if role else "—"
            rows.append([context.text(one.statement), self.deciding(state), owner, state_word(context, state).text])
        if rows:
            yield self.word("objectives", count=len(rows), states=self.counted(state for state, _ in found))
            yield _table(heading, rows)
        yield "\n".join(f"- {self.prompt(key)}" for key in ("changed", "failed", "next"))
        yield f"**{self.word('decided-label')}:** {self.prompt('decided')}"
        yield f"**{self.word('signed-label')}:** {self.prompt('signed')}"

    def deciding(self, state: State) -> str:
        """Return the indicator that decides on an objective, with its value and its target."""
        one, context = state.series, self.context
        if one is None:
            return "—"
        figures = way(context, one, state.point) if state.point else self.word("missing")
        return f"{context.text(one.name)}: {figures}"

    def span(self) -> str:
        """Return the period in words: a year as such, anything else by its first and last day."""
        if self.period.name.isdigit():
            return self.period.name
        return " – ".join(self.context.day(day) for day in (self.period.start, self.period.end))

    def results(self) -> Iterator[str]:
        yield self.word("summary", count=len(self.series), states=self.counted(self.states))
        before = self.period.before
        days = [self.context.day(one) for one in (before.end, self.known)]
        block = self.context.word
        heading = [
            block("indicator"),
            block("baseline"),
            *days,
            self.word("change"),
            block("target"),
            self.word("state"),
        ]
        rows = [heading, *(self.row(one, state) for one, state in self.judged())]
        if all(begun == previous for _, begun, previous, *_ in rows[1:]):
            # The period before ended where the plan begins.
            rows = [[name, *others] for name, _, *others in rows]
        yield _table(rows[0], rows[1:])
        yield self.prompt("read")
        if compared := list(self.peers()):
            yield f"### {block('peers')} {{#peers}}"
            titles = (block("indicator"), block("institution"), block("value", "chart"), block("own-value"))
            yield _table(titles, compared)
        # Those that are behind have theirs beside what is said of them.
        drawn = [one for one, state in self.judged() if one.points and state.name not in BEHIND]
        if drawn:
            blocks = "\n\n".join(map(self.chart, drawn))
            yield f'??? info "{block("charts", "chart")}"\n\n' + indent(blocks, "    ")

    def counted(self, states: Iterable[State]) -> str:
        """Return how many are in each state, the worst first."""
        counts = Counter(state.name for state in states)
        return "; ".join(f"{self.word(name, 'chart')}: {counts[name]}" for name in STATES if counts[name])

    def judged(self) -> Iterator[tuple[Series, State]]:
        """Return the series, each with its state."""
        return zip(self.series, self.states, strict=True)

    def chart(self, one: Series) -> str:
        """Return the block of a chart, which shows what there was until the end of the period whatever comes later."""
        until = self.end.isoformat() if self.end < self.period.end else self.period.name.upper()
        return f"/// guide | indicator {one.indicator} {until}\n///"

    def peers(self) -> Iterator[list[str]]:
        """Return what others had reached by the end of the period, each with its source, beside what was ours then."""
        context = self.context
        for one in self.series:
            for peer in latest_peers(self.plan.indicators[one.indicator].record, self.end):
                own = one.at(peer.date)
                yield [
                    context.text(one.name),
                    f"[{peer.called(self.language)}]({peer.source})",
                    f"{amount(context, one, peer.value)} ({context.short_day(peer.date)})",
                    dated(context, one, own) if own else "—",
                ]

    def row(self, one: Series, state: State) -> list[str]:
        context, before, target = self.context, self.period.before, one.target
        name = f"[{context.text(one.name)}](../plans/{self.plan.key}.md#{context.anchors()[one.indicator]})"
        unit = context.text(one.unit)
        return [
            f"{name}, {unit}" if unit and unit != PER_CENT else name,
            figure(context, one, one.baseline.value) if one.baseline else self.word("no-baseline"),
            self.figure(one, before.start, before.end),
            self.figure(one, self.period.start, self.known),
            self.change(one),
            f"{figure(context, one, target.value)} ({context.short_day(target.date)})" if target else "—",
            state_word(context, state).text,
        ]

    def figure(self, one: Series, start: date, end: date) -> str:
        """Return the last value of a period, with its day where that is not the end of the period.

        What was measured before it is no value of the period.
        """
        points = one.between(start, end)
        if not points:
            return self.word("missing")
        last = points[-1]
        shown = of_cases(self.context, figure(self.context, one, last.value), last)
        return shown if last.date == end else f"{shown} ({self.context.short_day(last.date)})"

    def change(self, one: Series) -> str:
        """Return how an indicator changed since its start, and since when that is, or why it cannot be said.

        Per cent change by points.
        """
        start, points = one.start(self.end), one.between(self.period.start, self.end)
        found = growth(one, self.end)
        if not points or start is None:
            return self.word("missing" if start else "no-baseline")
        since = self.context.short_day(start.date)
        if found.value is None:
            # What was measured until the baseline is no growth.
            return "—" if found.problem == "missing" else self.word(found.problem or "zero", day=since)
        change = points[-1].value - start.value
        if is_percentage(self.plan.indicators[one.indicator].record):
            shown = self.word("points", count=self.context.number(round(change, 1)))
        else:
            shown = self.context.percent(whole_percents(found.value / 100))
        return self.word("since", change=f"+{shown}" if change > 0 else shown, day=since)

    def deviations(self) -> Iterator[str]:
        behind = [(one, state) for one, state in self.judged() if state.name in BEHIND]
        yield self.word("behind" if behind else "none-behind", count=len(behind))
        for one, state in behind:
            yield f"### {self.context.text(one.name)} {{#{one.indicator}}}"
            # A chart says in words what is to be seen.
            said = " ".join(sentences(self.context, one, state))
            yield self.chart(one) if one.points else f"{state_word(self.context, state).text}. {said}"
            yield self.prompt("why")
        hindered = [
            f"- {self.context.text(one.name)}: {' '.join(told)}"
            for one in self.series
            if (told := self.hindrances(one))
        ]
        if hindered:
            yield f"### {self.word('reading')} {{#reading}}"
            yield "\n".join(hindered)

    def hindrances(self, one: Series) -> list[str]:
        """Return what must be known of a series to read its figures: gaps and breaks of the period, closed accounts."""
        start, context = self.period.before.start, self.context
        gaps = [(context.day(first.date), context.day(last.date)) for first, last in one.gaps() if last.date >= start]
        told = [self.word("gap", "chart", before=first, after=last) for first, last in gaps]
        told += [self.word("break", "chart", day=context.day(one.date)) for one in one.breaks if one.date >= start]
        told += [self.word("undefined", "chart", day=context.day(day)) for day in one.undefined if day >= start]
        for point in one.between(self.period.start, self.end):
            if point.note:
                told.append(f"{dated(context, one, point)}: {self.note(point.note)}")
        return told

    def note(self, note: str) -> str:
        """Return a note of the measures, which is in the guide's own language; elsewhere it is to be translated."""
        return f"{note}." if self.language == self.guide.source_language else self.prompt("translate", note=note)

    def decisions(self) -> Iterator[str]:
        heading = [self.word(key) for key in ("what", "who", "when")]
        rows = [[self.prompt("keep"), self.prompt("role"), self.prompt("date")]]
        for one, state in self.judged():
            if state.name in BEHIND:
                role = self.guide.facts.roles.get(one.responsible)
                who = self.context.text(role.record.name) if role else self.prompt("role")
                rows.append([self.prompt("decide", indicator=self.context.text(one.name)), who, self.prompt("date")])
        yield _table(heading, rows)


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
