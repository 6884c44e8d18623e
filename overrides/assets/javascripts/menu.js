// The navigation on a narrow screen: a drawer that opens by its button, holds the focus, and closes by Escape.
// Without this script the button is a link to the index of the guide. Material's own box remembers whether it is open.

/** @type {HTMLInputElement | null} */
const drawer = document.querySelector("[data-md-toggle=drawer]");
/** @type {HTMLElement | null} */
const menu = document.querySelector("[data-guia-menu]");
/** @type {HTMLElement | null} */
const nav = document.querySelector("#guia-nav");
/** @type {HTMLElement | null | undefined} */
const close = nav?.querySelector("[data-guia-close]");

if (drawer && menu && nav && close) {
  /** Open or close the drawer, by the box that Material listens to. */
  const set = (/** @type {boolean} */ open) => {
    if (drawer.checked !== open) drawer.click();
  };
  /** Make the page say what the box says. What is under the drawer cannot be reached while it is open. */
  const show = () => {
    menu.setAttribute("aria-expanded", String(drawer.checked));
    /** @type {NodeListOf<HTMLElement>} */
    const parts = document.querySelectorAll(".md-skip, .md-banner, .md-header, .md-content, .md-footer, .md-top");
    for (const part of parts) part.inert = drawer.checked;
  };
  menu.setAttribute("role", "button");
  menu.setAttribute("aria-controls", nav.id);
  close.hidden = false;
  show();
  drawer.addEventListener("change", () => {
    show();
    if (drawer.checked) {
      nav.querySelector("[aria-current=page]")?.scrollIntoView({ block: "center" });
      close.focus({ preventScroll: true });
    } else menu.focus();
  });
  menu.addEventListener("click", (event) => {
    event.preventDefault();
    set(!drawer.checked);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    set(!drawer.checked);
  });
  close.addEventListener("click", () => set(false));
  nav.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) set(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") set(false);
  });
  // A wider screen has no drawer.
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => set(false));
}
