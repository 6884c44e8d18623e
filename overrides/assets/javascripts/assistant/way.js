// The way through the tree: which questions were answered, and how, on the way to a step.

/** @typedef {"yes" | "no"} Answer */
/** @typedef {[question: string, answer: Answer][]} Way */

/** @type {Answer[]} */
const ANSWERS = ["yes", "no"];

/**
 * Return the way to a step as pairs of a question and its answer. `before` is the way to the step where one was: an answer
 * lengthens it, to go back shortens it. A step that neither leads to, as from a link, is reached by the shortest way.
 *
 * @param {Guia.AssistantContent} content
 * @param {string} step
 * @param {{ step: string, way: Way }} before
 * @returns {Way}
 */
export function wayTo({ questions, start }, step, before) {
  if (step === before.step) return before.way;
  const passed = before.way.findIndex(([question]) => question === step);
  if (passed >= 0) return before.way.slice(0, passed);
  const answer = ANSWERS.find((name) => questions[before.step]?.[name] === step);
  return answer ? [...before.way, [before.step, answer]] : shortest(questions, start, step);
}

/**
 * @param {Guia.AssistantContent["questions"]} questions
 * @param {string} start
 * @param {string} step
 */
function shortest(questions, start, step) {
  /** @type {Map<string, Way>} */
  const ways = new Map([[start, []]]);
  for (const [reached, way] of ways) {
    for (const answer of ANSWERS) {
      const next = questions[reached]?.[answer];
      if (next && !ways.has(next)) ways.set(next, [...way, [reached, answer]]);
    }
  }
  return ways.get(step) ?? [];
}
