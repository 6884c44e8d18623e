// When a length of time that began with a message is over, in the calendar of the institution, as
// hooks/guiaviva/assistant/calendar.py hands it over; a test counts in another way. Moments are milliseconds since 1970, as in Date; the reader's own time zone
// plays no part. What a clock shows is milliseconds too: those of the same day and hour in UTC.

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/**
 * Return a clock of a time zone, made once.
 *
 * @param {string} zone
 */
function clockOf(zone) {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(zone, clock);
  return clock;
}

/**
 * Return what a clock in a time zone shows at a moment.
 *
 * @param {string} zone
 * @param {number} moment
 */
export function shown(zone, moment) {
  const parts = clockOf(zone).formatToParts(moment);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/**
 * Return the moment at which a clock in a time zone shows this. Where it shows it twice, it is the first time; where it
 * leaves it out, the moment has the offset from before.
 *
 * @param {string} zone
 * @param {number} clock
 */
export function momentOf(zone, clock) {
  const [before, after] = [clock - DAY, clock + DAY].map((near) => clock - (shown(zone, near) - near));
  return shown(zone, before) !== clock && shown(zone, after) === clock ? after : before;
}

/**
 * Return the day of what a clock shows, at midnight.
 *
 * @param {number} clock
 */
export function dayOf(clock) {
  return Math.floor(clock / DAY) * DAY;
}

/**
 * Return the day of the week, 0 for Monday.
 *
 * @param {number} day
 */
export function weekday(day) {
  return (((day / DAY + 3) % 7) + 7) % 7;
}

/**
 * Return when a length of time is over that began at `posted`, and the years on the way whose holidays are not known.
 * Null where that cannot be counted: the institution has no time zone, or for working time no service hours.
 *
 * @param {Guia.Calendar} calendar
 * @param {number} posted
 * @param {Guia.Length} span
 */
export function deadline(calendar, posted, span) {
  const length = span.value * calendar.minutes[span.unit] * MINUTE;
  if (!calendar.zone || length > calendar.horizon * DAY) return null;
  const start = shown(calendar.zone, posted);
  if (span.calendar === "working") {
    const count =
      span.unit === "days" ? workingDay(calendar, start, span.value) : workingTime(calendar, posted, length);
    return count === null ? null : { at: count, unlisted: unlisted(calendar, posted, count) };
  }
  return { at: span.unit === "days" ? momentOf(calendar.zone, start + length) : posted + length, unlisted: [] };
}

/**
 * @param {Guia.Calendar} calendar
 * @param {number} start
 * @param {number} count
 */
function workingDay(calendar, start, count) {
  for (const [day, spans] of days(calendar, dayOf(start))) {
    if (spans.length && day > dayOf(start) && --count === 0)
      return momentOf(calendar.zone, day + (start - dayOf(start)));
  }
  return null;
}

/**
 * Go through the spans of service, as they really pass: in the night of a change of hour they may be longer.
 *
 * @param {Guia.Calendar} calendar
 * @param {number} posted
 * @param {number} left
 */
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

/**
 * Yield the days from the first with their spans of service; a holiday has none.
 *
 * @param {Guia.Calendar} calendar
 * @param {number} first
 * @returns {Generator<[day: number, spans: Guia.Calendar["week"][number]]>}
 */
function* days(calendar, first) {
  const holidays = new Set(calendar.holidays.map((day) => Date.parse(day)));
  for (let number = 0; number <= calendar.horizon; number++) {
    const day = first + number * DAY;
    yield [day, holidays.has(day) ? [] : calendar.week[weekday(day)]];
  }
}

/**
 * @param {Guia.Calendar} calendar
 * @param {number} posted
 * @param {number} at
 */
function unlisted(calendar, posted, at) {
  const [first, last] = [posted, at].map((moment) => new Date(shown(calendar.zone, moment)).getUTCFullYear());
  const years = Array.from({ length: last - first + 1 }, (_, number) => first + number);
  return years.filter((year) => !calendar.years.includes(year));
}
