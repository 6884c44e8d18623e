/**
 * Return how many letters are wrong, missing, too many or exchanged with the next one (optimal string alignment).
 *
 * @param {string[]} one
 * @param {string[]} other
 */
export function slipsBetween(one, other) {
  const rows = [other.map((_, at) => at + 1)];
  rows[0].unshift(0);
  for (let at = 1; at <= one.length; at++) {
    const row = [at];
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1];
      row[to] = Math.min(rows[at - 1][to] + 1, row[to - 1] + 1, rows[at - 1][to - 1] + Number(!same));
      const exchanged = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      if (exchanged) row[to] = Math.min(row[to], rows[at - 2][to - 2] + 1);
    }
    rows.push(row);
  }
  return rows[one.length][other.length];
}
