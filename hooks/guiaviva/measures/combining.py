"""What several rows of a table make within one period of their indicator: one measure, or a question."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guiaviva.facts.schema import Indicator, Shape, ShapeColumn
from guiaviva.measures.formulas import first_response
from guiaviva.measures.frequencies import Frequency, period_of
from guiaviva.measures.imported import Key, Measure, Refusal
from guiaviva.measures.periodicity import period_name
from guiaviva.measures.reading import shown
from guiaviva.measures.values import impossible

# What a column gives, and an indicator counts, where one of them is a level and the other is not.
_LEVEL = "last"


@dataclass
class Combining:
    """Gathers the measures of the rows of a column, and makes those of the periods of them."""

    indicators: Mapping[str, Indicator]
    column: ShapeColumn
    first: date | None = None
    """The first and the last day that the table covers."""
    last: date | None = None
    shape: Shape = field(default_factory=Shape)
    posts: bool = False
    """Each row is a post, with all that it has had since it was published."""
    items: bool = False
    """Several rows may be of one day, of a post each."""
    of_days: bool = False
    """A period has several rows."""
    refused: list[Refusal] = field(default_factory=list)
    left_out: dict[str, None] = field(default_factory=dict)

    def made(self, rows: Sequence[Measure]) -> Iterator[Measure]:
        """Return the measures that the rows of a column make; what is wrong with them is noted in `refused`."""
        groups: dict[Key, list[Measure]] = defaultdict(list)
        for row in rows:
            groups[self.end(row), *row.key[1:]].append(row)
        self.of_days = any(len(ones) > 1 for ones in groups.values())
        for (end, *_), ones in groups.items():
            made = list(self.group(end, ones))
            # What a day brings may be negative, as that of followers who leave, and that of the month is not.
            if not self.negative(made if self.taken(ones[0].indicator) == "sum" else ones):
                yield from made

    def taken(self, indicator: str) -> str:
        """Return what of the rows of a period is taken; what the indicator says, of a column that no shape knows.

        A row that somebody fills in is of a period as it is, and so is one alone in a table without several of one.
        """
        says = self.indicators[indicator].temporal_aggregation
        of_program = self.column.indicator and (self.of_days or not self.shape.value_column)
        return says if self.column.take == "each" and of_program and says in ("sum", "mean") else self.column.take

    def frequency(self, indicator: str) -> Frequency | None:
        """Return over which periods the rows of an indicator are taken together.

        Where it has none, what a column adds up is that of a month; and of levels there is one for each month at least.
        """
        frequency = self.indicators[indicator].frequency
        if self.column.take == _LEVEL and frequency in ("quarterly", "yearly"):
            return "monthly"
        return frequency or (None if self.column.take == "each" else "monthly")

    def end(self, row: Measure) -> date:
        """Return the last day of the period of a row; where the indicator has none, its own."""
        frequency = self.frequency(row.indicator)
        return period_of(frequency, row.day)[1] if frequency else row.day

    def group(self, end: date, ones: Sequence[Measure]) -> Iterator[Measure]:
        """Return the measures that rows of one period make."""
        indicator = self.indicators[ones[0].indicator]
        says = indicator.temporal_aggregation
        take = self.taken(ones[0].indicator)
        if take == "each":
            if len(ones) == 1:
                yield from ones
                return
            if not self.items and self.repeated(ones):
                return
            if says in (None, "none"):
                self.ask(ones, "several" if says is None else "one-only")
                return
            if says == _LEVEL:
                yield from ones
                return
            take = says
        elif says in ("sum", "mean", _LEVEL) and (says == _LEVEL) != (take == _LEVEL) and not ones[0].part:
            self.ask(ones[:1], "level-of-flow" if says == _LEVEL else "flow-of-level")
            return
        elif says in ("sum", "mean") and take in ("sum", "mean"):
            take = says
        if not self.wrong(ones, take) and self.whole(end, ones, take):
            yield self.one(end, ones, take)

    def negative(self, ones: Sequence[Measure]) -> bool:
        """Return whether some measures cannot be negative and are, which is noted."""
        below = [one for one in ones if one.value < 0 and (one.part or impossible(self.indicators[one.indicator], -1))]
        for one in below:
            self.ask([one], "negative")
        return bool(below)

    def wrong(self, ones: Sequence[Measure], take: str) -> bool:
        """Return whether rows of a period cannot be taken together, which is noted."""
        first = self.period(ones[0])[0]
        across = next((one for one in ones if one.first < first), None)
        if across and take != _LEVEL:
            self.ask([across], "across", first=across.first, last=across.day)
            return True
        return self.repeated(ones) if not self.items and take != "median" else False

    def repeated(self, ones: Sequence[Measure]) -> bool:
        """Return whether a day is in two rows, which is noted: a day twice, or the whole among its parts."""
        before: Measure | None = None
        found = False
        for one in sorted(ones, key=lambda one: (one.day, one.line)):
            if before and before.day == one.day and before.first == one.first:
                reason = "duplicate" if before.value == one.value else "duplicate-other"
                self.ask([one], reason, other=before.line, expected=shown(before.value), date=one.day)
                found = True
            elif before and one.first <= before.day:
                # The wider of both is a week or a month among days, or a total.
                one, wide = sorted((one, before), key=lambda two: two.day - two.first)
                self.ask([wide], "overlap", other=one.line, first=wide.first, last=wide.day)
                found = True
            before = one
        return found

    def whole(self, end: date, ones: Sequence[Measure], take: str) -> bool:
        """Return whether the table covers a period; where it does not, that is noted.

        Of posts nobody can tell, unless they have figures of the days of the report alone; and the last value of a
        period does not need those before it.
        """
        begin = self.period(ones[0])[0]
        begun = take == _LEVEL or (self.first is not None and self.first <= begin)
        if self.posts:
            whole = not self.shape.of_report or self.last is None or self.last <= end
        else:
            whole = begun and self.last is not None and self.last >= end
        if whole:
            return True
        frequency = self.frequency(ones[0].indicator) or "monthly"
        self.left_out[period_name(frequency, end)] = None
        return False

    def period(self, one: Measure) -> tuple[date, date]:
        frequency = self.frequency(one.indicator)
        return period_of(frequency, one.day) if frequency else (one.first, one.day)

    def one(self, end: date, ones: Sequence[Measure], take: str) -> Measure:
        """Return the measure of a period."""
        ordered = sorted(ones, key=lambda one: one.day)
        last, lines = ordered[-1], max(one.line for one in ones)
        if take == _LEVEL:
            return last._replace(day=end, note="", line=lines)
        values = [one.value for one in ones]
        if take == "median":
            value = first_response(values).value or 0.0
        else:
            value = round(sum(values) / (len(values) if take == "mean" else 1), 6)
        begin = min(one.first for one in ones)
        return last._replace(day=end, value=value, note="", line=lines, begin=begin, rows=len(ones))

    def ask(self, ones: Sequence[Measure], reason: str, **values: Any) -> None:
        """Note that rows cannot be taken as they are."""
        last = ones[-1]
        frequency = self.frequency(last.indicator) or "monthly"
        told = {
            "indicator": last.indicator,
            "found": shown(last.value),
            "count": len(ones),
            "period": period_name(frequency, last.day),
            "from_line": ones[0].line,
        }
        self.refused.append(Refusal(last.line, reason, told | values, last.table))
