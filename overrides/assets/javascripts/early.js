// What is known before the page is drawn: what came or went later would move all else. It is no module, and stands before
// what it is about; without it there is what was so on the day of the build.

// The line of a period is there while the period runs, whenever the site was built.
for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-guia-period]"))) {
  const { start = "", end = "" } = line.dataset;
  line.hidden = Date.now() < Date.parse(start) || Date.parse(end) < Date.now();
}

// A step of the assistant is shown by its own script: the style sheet waits a while for it.
if (/^#(question|situation)-/.test(location.hash)) document.documentElement.dataset.guiaStep = "";

// Whoever has chosen networks for the post check before finds them folded on a narrow screen.
try {
  if (localStorage.getItem("guia-networks")) document.documentElement.dataset.guiaNetworks = "";
} catch {
  // The browser keeps nothing.
}
