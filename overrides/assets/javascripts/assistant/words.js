// Moments in words.

import { counted, filled, partsOf } from "../common/words.js";
import { DAY, dayOf, weekday } from "./calendar.js";

/**
 * Return a deadline in words, by what clocks show then and now: «abans de dimecres 25 a les 10.00 h (demà)».
 *
 * @param {Guia.AssistantContent} content
 * @param {number} clock
 * @param {number} now
 */
export function before({ say, weekdays, dates, locale }, clock, now) {
  const date = new Date(clock);
  const away = (dayOf(clock) - dayOf(now)) / DAY;
  const parts = partsOf(dates, date);
  // Within a week, the weekday and its number are enough.
  const day = filled(Math.abs(away) < 7 ? say["day-near"] : say["day-far"], {
    weekday: weekdays[weekday(dayOf(clock))],
    day: parts.day,
    date: filled(dates.pattern, parts),
  });
  const hour = filled(counted(say, "hour", date.getUTCHours(), locale), {
    hour: date.getUTCHours(),
    minute: String(date.getUTCMinutes()).padStart(2, "0"),
  });
  const when = filled(say.before, { day, hour });
  return away === 0 ? filled(say["near-today"], { when }) : away === 1 ? filled(say["near-tomorrow"], { when }) : when;
}
