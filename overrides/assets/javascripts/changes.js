// What has changed: chosen by role and by the first day, which begins with that of the last visit. Without this script all
// of it is listed.

import { today } from "./common/day.js";
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
 * Show what concerns a role, "" for any, on a day or after it, "" for any.
 *
 * @param {HTMLElement} place
 * @param {string} role
 * @param {string} since
 */
function choose(place, role, since) {
  let left = 0;
  for (const day of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-guia-day]"))) {
    let count = 0;
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (day.querySelectorAll("[data-guia-roles]"))) {
      one.hidden = Boolean(role) && !one.dataset.guiaRoles?.split(" ").includes(role);
      if (!one.hidden) count += 1;
    }
    day.hidden = !count || (day.dataset.guiaDay ?? "") < since;
    const shown = day.querySelector("[data-guia-count]");
    if (shown) shown.textContent = String(count);
    if (!day.hidden) left += count;
  }
  const nothing = /** @type {HTMLElement | null} */ (place.querySelector("[data-guia-nothing]"));
  if (nothing) nothing.textContent = left ? "" : (nothing.dataset.guiaNothing ?? "");
}

function open() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-guia-changes]"));
  const form = place?.querySelector("form");
  const role = form?.querySelector("select");
  const since = form?.querySelector("input");
  if (!place || !form || !role || !since || !form.hidden) return;
  const known = kept(ROLE);
  if ([...role.options].some(({ value }) => value === known)) role.value = known;
  since.value = lastVisit();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    keep(ROLE, role.value);
    choose(place, role.value, since.value);
  });
  form.hidden = false;
  choose(place, role.value, since.value);
}

open();
// What the preview has put in its place is as the server sent it.
document.addEventListener("guia-changed", open);
