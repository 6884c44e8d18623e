// What has changed: chosen by role and by the first day, at first that of the last visit. Without this script all
// of it is listed.

import { today } from "./common/day.js";
import { h } from "./common/html.js";
import { keep, kept } from "./common/kept.js";

const VISITS = "guia-changes-visits";
const ROLE = "guia-changes-role";

/** Return the day of the last visit before today's, or "", and remember that of today. */
function lastVisit() {
  const now = today("");
  const [last = "", before = ""] = kept(VISITS).split(" ");
  if (last === now) return before;
  keep(VISITS, `${now} ${last}`);
  return last;
}

/**
 * Show what concerns a role, "" for any, on a day or after it, "" for any; return how much that is.
 *
 * @param {HTMLElement} place
 * @param {string} role
 * @param {string} since
 */
function choose(place, role, since) {
  let left = 0;
  for (const day of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-day]"))) {
    let count = 0;
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (day.querySelectorAll("[data-roles]"))) {
      one.hidden = Boolean(role) && !one.dataset.roles?.split(" ").includes(role);
      if (!one.hidden) count += 1;
    }
    day.hidden = !count || (day.dataset.day ?? "") < since;
    const shown = day.querySelector("[data-count]");
    if (shown) shown.textContent = String(count);
    if (!day.hidden) left += count;
  }
  return left;
}

/**
 * Put the controls above what has changed.
 *
 * @param {HTMLElement} place
 */
function open(place) {
  /** @type {[string, string][]} */
  const roles = JSON.parse(place.dataset.changes ?? "[]");
  const { role: one, everyone, since: from, nothing } = place.dataset;
  const options = [["", everyone], ...roles].map(([value, name]) => h("option", { value }, name));
  const role = h("select", {}, options);
  const since = h("input", { type: "date", value: lastVisit() });
  const status = h("p", { role: "status" });
  const form = h("form", {}, h("label", {}, `${one} `, role), h("label", {}, `${from} `, since));
  const known = kept(ROLE);
  if (roles.some(([key]) => key === known)) role.value = known;
  const show = () => (status.textContent = choose(place, role.value, since.value) ? "" : (nothing ?? ""));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    keep(ROLE, role.value);
    show();
  });
  place.querySelector("details")?.before(form, status);
  show();
}

function begin() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-changes]"));
  if (place && !place.querySelector("form")) open(place);
}

begin();
// What the preview has put in its place is as the server sent it.
document.addEventListener("guia-changed", begin);
