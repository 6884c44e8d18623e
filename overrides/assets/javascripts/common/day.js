// The day that it is.

/**
 * Return the day that it is in a time zone, or where the reader is without one, as data writes it: 2026-11-24.
 *
 * @param {string} zone
 */
export function today(zone) {
  const clock = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone || undefined,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const parts = Object.fromEntries(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}
