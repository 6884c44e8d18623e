// When a length of time that began with a message is over, in the calendar of the institution: the twin of
// hooks/guiaviva/assistant/calendar.py. Moments are milliseconds since 1970, as in Date; the reader's own time zone
// plays no part. What a clock shows is milliseconds too: those of the same day and hour in UTC.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
// A deadline further away than this many days is no deadline: it is not counted.
const HORIZON = 3660;
const LENGTHS = { minutes: MINUTE, hours: 60 * MINUTE, days: DAY };

const clocks = new Map();

/** Gives what a clock in a time zone shows at a moment. */
export function shown(zone, moment) {
  if (!clocks.has(zone)) {
    const parts = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    };
    clocks.set(
      zone,
      new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: zone, hourCycle: "h23", ...parts }),
    );
  }
  const part = Object.fromEntries(
    clocks
      .get(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/**
 * Gives the moment at which a clock in a time zone shows this. Where it shows it twice, it is the first time; where it
 * leaves it out, the moment has the offset from before.
 */
export function momentOf(zone, clock) {
  const [before, after] = [clock - DAY, clock + DAY].map((near) => clock - (shown(zone, near) - near));
  return shown(zone, before) !== clock && shown(zone, after) === clock ? after : before;
}

/** Gives the day of what a clock shows, at midnight. */
export function dayOf(clock) {
  return Math.floor(clock / DAY) * DAY;
}

/** Gives the day of the week, 0 for Monday. */
export function weekday(day) {
  return (((day / DAY + 3) % 7) + 7) % 7;
}

/**
 * Gives when a length of time { value, unit, calendar } is over that began at `posted`: { at, unlisted }, with the years
 * on the way whose holidays are not known. Null where that cannot be counted.
 *
 * `calendar` is { zone, week, holidays, years }: the spans of service of each day, from Monday, in minutes from midnight.
 */
export function deadline(calendar, posted, span) {
  const length = span.value * LENGTHS[span.unit];
  if (!calendar.zone || length > HORIZON * DAY) return null;
  const start = shown(calendar.zone, posted);
  if (span.calendar === "working") {
    const count =
      span.unit === "days" ? workingDay(calendar, start, span.value) : workingTime(calendar, posted, length);
    return count === null ? null : { at: count, unlisted: unlisted(calendar, posted, count) };
  }
  return { at: span.unit === "days" ? momentOf(calendar.zone, start + length) : posted + length, unlisted: [] };
}

function workingDay(calendar, start, count) {
  for (const [day, spans] of days(calendar, dayOf(start))) {
    if (spans.length && day > dayOf(start) && --count === 0)
      return momentOf(calendar.zone, day + (start - dayOf(start)));
  }
  return null;
}

/** Goes through the spans of service, as they really pass: in the night of a change of hour they may be longer. */
function workingTime(calendar, posted, left) {
  let moment = posted;
  for (const [day, spans] of days(calendar, dayOf(shown(calendar.zone, posted)))) {
    for (const [begins, ends] of spans) {
      moment = Math.max(moment, momentOf(calendar.zone, day + begins * MINUTE));
      const end = momentOf(calendar.zone, day + ends * MINUTE);
      if (end - moment >= left) return moment + left;
      left -= Math.max(end - moment, 0);
      moment = Math.max(moment, end);
    }
  }
  return null;
}

/** Gives the days from the first with their spans of service; a holiday has none. */
function* days(calendar, first) {
  const holidays = new Set(calendar.holidays.map((day) => Date.parse(day)));
  for (let number = 0; number <= HORIZON; number++) {
    const day = first + number * DAY;
    yield [day, holidays.has(day) ? [] : calendar.week[weekday(day)]];
  }
}

function unlisted(calendar, posted, at) {
  const [first, last] = [posted, at].map((moment) => new Date(shown(calendar.zone, moment)).getUTCFullYear());
  const years = Array.from({ length: last - first + 1 }, (_, number) => first + number);
  return years.filter((year) => !calendar.years.includes(year));
}
