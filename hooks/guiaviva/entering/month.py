"""What each role has to enter for a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiaviva import locales
from guiaviva.guide import Guide
from guiaviva.measures.dues import Due, due_values
from guiaviva.measures.reading import end_of_month
from guiaviva.views.charts import account_name, amount
from guiaviva.views.context import Context


@dataclass(frozen=True)
class Month:
    """The values that a role has to enter for a month, in the words of a language."""

    context: Context
    first: date
    role: str
    """The key of a role; "" where nobody is named."""
    dues: tuple[Due, ...] = ()

    @property
    def last(self) -> date:
        """The last day of the month."""
        return end_of_month(self.first)

    @property
    def name(self) -> str:
        """The month in words."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", self.first, locale=locales.locale(self.context.spoken)))

    @property
    def until(self) -> date:
        """The day until which the values of the month are entered; where all are late, the last that has passed."""
        late = max(due.until for due in self.dues)
        return min((due.until for due in self.dues if due.last >= self.first), default=late)

    @property
    def called(self) -> str:
        """The name of the role."""
        role = self.context.guide.facts.roles.get(self.role)
        return self.context.text(role.record.name) if role else self.word("nobody")

    def word(self, key: str, **values: object) -> str:
        """Return a text of the group `entry`."""
        return self.context.word(key, "entry").format(**values)

    def what(self, due: Due) -> str:
        """Return what a value is of, in words: its indicator, account and part."""
        part = self.context.word(due.part, "part") if due.part else ""
        names = (self.context.text(due.series.name), self.account(due), part)
        return " · ".join(filter(None, names))

    def account(self, due: Due) -> str:
        """Return the name of the account of a value."""
        return account_name(self.context, due.account) if due.account else ""

    def address(self, due: Due) -> str:
        """Return the address of the account of a value."""
        account = self.context.guide.facts.accounts.get(due.account)
        return account.record.url if account else ""

    def source(self, due: Due) -> str:
        """Return where a value is read."""
        plan = self.context.guide.facts.plans[due.plan]
        return self.context.text(plan.indicators[due.series.indicator].record.source)

    def period(self, due: Due) -> str:
        """Return the period of a value in words: a day, or its first and last one; and that it is late."""
        days = dict.fromkeys((self.context.day(due.first), self.context.day(due.last)))
        return " – ".join(days) + (f" ({self.word('late')})" if due.last < self.first else "")

    def value(self, due: Due, value: float) -> str:
        """Return a value with its unit; of a part of a formula by itself."""
        return self.context.number(value) if due.part else amount(self.context, due.series, value)


def months_of(guide: Guide, first: date, language: str) -> Iterator[Month]:
    """Return what each role has to enter for a month, in the order of the plans; nobody where all of it is there."""
    by_role: dict[str, list[Due]] = defaultdict(list)
    for due in due_values(guide, first, end_of_month(first)):
        by_role[due.role].append(due)
    for role, dues in by_role.items():
        yield Month(Context(guide, language), first, role, tuple(dues))
