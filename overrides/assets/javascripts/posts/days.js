// The checks of days and hours, as hooks/guiaviva/posts/days.py does them, where the figures stand. A test compares them.

import { hit } from "./hits.js";
import { endAt, groupsOf, matches, spansOf, touches, without } from "./text.js";

/** @import { Check, Checked, Hit } from "./hits.js" */
/** @typedef {{ year: number, month: number, day: number }} Day */

const DAY = 86_400_000;

/**
 * Does a text name a day of a month?
 *
 * @param {Checked} checked
 */
export function isDated({ text, reading, basis: { constants } }) {
  return constants["dated-forms"].some((form) => form in reading.finds && matches(reading.finds[form], text.folded));
}

/**
 * A day that its month does not have, and a weekday that is not that of its date.
 *
 * @type {Check}
 */
export function dates({ text, reading, day: today, basis: { constants } }) {
  return constants["date-forms"].filter((form) => form in reading.finds).flatMap((form) =>
    groupsOf(reading.finds[form], text.folded)
      .filter(({ span }) => !touches(span, text.names))
      .flatMap(({ span, groups }) => day(constants, reading, span, groups, form === "numbers", today)),
  );
}

/**
 * @param {Guia.CheckConstants} constants
 * @param {Guia.Reading} reading
 * @param {Guia.Span} span
 * @param {Record<string, string | undefined>} groups
 * @param {boolean} numbers
 * @param {string} today
 * @returns {Hit[]}
 */
function day(constants, reading, span, groups, numbers, today) {
  const { half } = constants.clock;
  let day = Number(groups.day);
  let month = numbers ? Number(groups.month) : reading.months[String(groups.month)];
  // The month may stand first.
  if (numbers && day > days(constants, month) && month <= days(constants, day)) [day, month] = [month, day];
  const year = groups.year ? Number(groups.year) : undefined;
  if (month < 1 || month > half || day < 1 || day > days(constants, month, year)) return [hit(...span, { kind: "none" })];
  if (!groups.weekday) return [];
  const weekday = reading.weekdays[groups.weekday];
  const each = year ? [{ year, month, day }] : near(constants, day, month, today);
  if (!each.length || each.some((one) => weekdayOf(one) === weekday)) return [];
  const last = each[each.length - 1];
  const right = Object.keys(reading.weekdays).find((name) => reading.weekdays[name] === weekdayOf(last));
  return [hit(...span, { kind: "weekday", year: String(last.year), right })];
}

/**
 * Return how many days a month has; none, if it is no month.
 *
 * @param {Guia.CheckConstants} constants
 * @param {number} month
 */
function days(constants, month, year = constants.leap) {
  return month >= 1 && month <= constants.clock.half ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
}

/** @param {Day} day */
function timeOf({ year, month, day }) {
  return Date.UTC(year, month - 1, day);
}

/**
 * Return the day of the week, 0 for Monday.
 *
 * @param {Day} day
 */
function weekdayOf(day) {
  const week = 7;
  return (new Date(timeOf(day)).getUTCDay() + week - 1) % week;
}

/**
 * Return the next of these days and, if it is not long ago, the last.
 *
 * @param {Guia.CheckConstants} constants
 * @param {number} day
 * @param {number} month
 * @param {string} today
 */
function near(constants, day, month, today) {
  if (!today) return [];
  const now = Date.parse(`${today}T00:00Z`);
  const this_ = new Date(now).getUTCFullYear();
  const each = [this_ - 1, this_, this_ + 1]
    .filter((year) => day <= days(constants, month, year))
    .map((year) => ({ year, month, day }));
  const last = each.filter((one) => timeOf(one) < now && timeOf(one) >= now - constants.past * DAY);
  return [...last.slice(-1), ...each.filter((one) => timeOf(one) >= now).slice(0, 1)];
}

/**
 * An hour that no clock shows, and hours that end before they begin.
 *
 * @type {Check}
 */
export function times({ text, reading, basis }) {
  const { patterns, constants } = basis;
  const { hours, half, minutes, evening } = constants.clock;
  const halves = spansOf(patterns["half-day"], text.written);
  const hits = halves.flatMap((span) => {
    const [hour, minute] = clock(patterns, text.written.slice(...span));
    return !touches(span, text.names) && (hour < 1 || hour > half || minute >= minutes) ? [hit(...span, { kind: "half" })] : [];
  });
  for (const span of spansOf(patterns.clock, text.written)) {
    if (touches(span, halves) || touches(span, text.names)) continue;
    if (isNoClock(basis, text.written.slice(...span))) hits.push(hit(...span, { kind: "none" }));
  }
  for (const { span, groups } of groupsOf(reading.finds.hours, text.folded)) {
    const [first, last] = [Number(groups.from), Number(groups.to)];
    const later = reading.finds["after-noon"];
    if (touches(span, text.names) || (later && endAt(later, text.folded, span[1] + 1) !== undefined)) continue;
    if (first > hours || last > hours) hits.push(hit(...span, { kind: "none" }));
    else if (last < first && (first < evening || last > half)) hits.push(hit(...span, { kind: "order" }));
  }
  return hits;
}

/**
 * Return hour and minute of a time.
 *
 * @param {Guia.Words} patterns
 * @param {string} written
 */
function clock(patterns, written) {
  const [hour, minute] = without(patterns["no-digit"], written, " ").trim().split(" ");
  return [Number(hour), Number(minute ?? 0)];
}

/**
 * Is what looks like a time none? With a full stop, only what is marked as one (h) looks like it.
 *
 * @param {Guia.Basis} basis
 * @param {string} written
 */
function isNoClock({ patterns, constants }, written) {
  const { hours, minutes, bare } = constants.clock;
  const [hour, minute] = clock(patterns, written);
  const marked = matches(patterns["clock-hours"], written);
  if (!marked && (written.includes(".") || hour > bare || (minute >= minutes && hour >= hours))) return false;
  return hour > hours || minute >= minutes || (hour === hours && minute > 0);
}
