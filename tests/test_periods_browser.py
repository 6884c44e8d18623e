"""The line of a period in a browser: it follows the day where the institution is, whenever the site was built."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from browsing import NARROW, Visit, pytestmark  # noqa: F401 (the mark)
from projects import demonstration
from waiting import expect

LINES = "[data-guia-period]:visible"
# Where something was painted the observer is called, with all that moved until then.
SHIFT = """() => new Promise((done) => {
  const seen = new PerformanceObserver((list) =>
    done(list.getEntriesByType("layout-shift").reduce((sum, { value }) => sum + value, 0)));
  for (const type of ["layout-shift", "paint"]) seen.observe({ type, buffered: true });
})"""


def moments() -> list[tuple[datetime, int]]:
    """Return the moments around the last period of the demonstration, each with how many lines there are then."""
    institution = demonstration().institution
    zone = ZoneInfo(institution.time_zone or "UTC")
    last = max((one.record for one in demonstration().facts.periods.values()), key=lambda one: one.end)
    start, end = (datetime.combine(day, datetime.min.time(), zone) for day in (last.start, last.end))
    second = timedelta(seconds=1)
    ends = end + timedelta(days=1)
    return [(start - second, 0), (start, 1), (ends - second, 1), (ends, 0)]


@pytest.mark.parametrize(("now", "count"), moments())
def test_the_line_is_there_while_the_period_runs(browser: Any, address: str, now: datetime, count: int) -> None:
    # The reader is where it is another day already.
    visit = Visit(browser, address, viewport=NARROW, timezone_id="Pacific/Auckland")
    visit.page.clock.set_fixed_time(now.astimezone(UTC))
    for path in ("", "tone/"):
        visit.page.goto(address + path)
        expect(visit.page.locator(LINES)).to_have_count(count)
        # What comes or goes does so before the page is drawn.
        assert visit.page.evaluate(SHIFT) < 0.05
    visit.context.close()
