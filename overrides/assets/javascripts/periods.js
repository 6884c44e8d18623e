// The line of a period is there while the period runs, whenever the site was built. Without this script the line is
// there that ran on the day of the build. It is no module, and stands right after the lines: what came or went once the
// page is drawn would move all of it.

for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-guia-period]"))) {
  const { start = "", end = "" } = line.dataset;
  line.hidden = Date.now() < Date.parse(start) || Date.parse(end) < Date.now();
}
