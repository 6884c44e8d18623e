// The button of the dark palette says whether it is dark. Without scripts it is not shown, and the system chooses.

const DARK = "slate";

/** @type {HTMLButtonElement | null} */
const button = document.querySelector("[data-guia-dark]");

/** What of the page is dark now: a choice, or what the system prefers, which Material writes there. */
function dark() {
  return document.body.dataset.mdColorScheme === DARK;
}

/** Say it. */
function show() {
  button?.setAttribute("aria-pressed", String(dark()));
}

if (button) {
  show();
  new MutationObserver(show).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  button.addEventListener("click", () => {
    /** @type {NodeListOf<HTMLInputElement>} */
    const palettes = document.querySelectorAll("[data-md-component=palette] input");
    const other = [...palettes].find((one) => (one.dataset.mdColorScheme === DARK) !== dark());
    // Material listens to the boxes, and remembers what was chosen.
    other?.click();
  });
}
