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
