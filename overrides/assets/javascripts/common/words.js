// Sentences made of words and values.

/**
 * Return a sentence with values in its places: `filled("{count} words", { count: 3 })`.
 *
 * @param {string} sentence
 * @param {Record<string, string | number | null>} values
 */
export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * Return values with their numbers as the language writes them, as hooks/guiaviva/locales.py does: 63206 is 63.206 in
 * Catalan.
 *
 * @template T
 * @param {Record<string, T>} values
 * @param {string} locale
 */
export function localized(values, locale) {
  const numbers = new Intl.NumberFormat(locale, { numberingSystem: "latn", useGrouping: "always" });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? numbers.format(value) : value]),
  );
}

/**
 * Return the text for so many, in the form that the language has for the count: `counted(words, "results", 3, "fr")`.
 *
 * @param {Record<string, string>} words
 * @param {string} key
 * @param {number} count
 * @param {string} locale
 */
export function counted(words, key, count, locale) {
  return words[`${key}-${new Intl.PluralRules(locale).select(count)}`] ?? words[`${key}-other`];
}

/**
 * Return a day, its month and its year as the language writes them in a date, as hooks/guiaviva/locales.py does.
 *
 * @param {Guia.Dates} dates
 * @param {Date} date
 */
export function partsOf({ days, months, years }, date) {
  const year = date.getUTCFullYear();
  return {
    day: days[date.getUTCDate() - 1],
    month: months[date.getUTCMonth()],
    year: `${year}${years[year % years.length]}`,
  };
}
