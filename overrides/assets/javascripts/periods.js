// The line of a period is there while the period runs, whenever the site was built. Without this script the line is
// there that ran on the day of the build.

import { today } from "./common/day.js";

/** @type {NodeListOf<HTMLElement>} */
const lines = document.querySelectorAll("[data-guia-period]");
for (const line of lines) {
  const { start = "", end = "", zone = "" } = line.dataset;
  const day = today(zone);
  line.hidden = day < start || end < day;
}
