// Long work in short turns, between which the page answers whoever types or scrolls.

// Of so many milliseconds: a step may take some more, and what takes less than 50 is not felt.
const TURN = 8;

/**
 * Do the steps of a generator, and return what it returns; undefined where that is not wanted any more.
 *
 * @template Result
 * @param {Generator<void, Result>} steps
 * @param {() => boolean} isWanted
 * @returns {Promise<Result | undefined>}
 */
export async function unhurried(steps, isWanted) {
  let until = performance.now() + TURN;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (!isWanted()) return undefined;
    until = performance.now() + TURN;
  }
}
