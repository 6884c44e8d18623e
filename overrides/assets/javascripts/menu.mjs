// The navigation on a narrow screen: a drawer that opens by its button, holds the focus, and closes by Escape.
// Without this script the button is a link to the index of the guide. Material's own box remembers whether it is open.

const drawer = document.querySelector("[data-md-toggle=drawer]");
const menu = document.querySelector("[data-guia-menu]");
const nav = document.querySelector("#guia-nav");
const close = nav?.querySelector("[data-guia-close]");

/** Opens or closes the drawer, by the box that Material listens to. */
function set(open) {
  if (drawer.checked !== open) drawer.click();
}

/** Makes the page say what the box says. What is under the drawer cannot be reached while it is open. */
function show(event) {
  menu.setAttribute("aria-expanded", String(drawer.checked));
  for (const part of document.querySelectorAll(".md-skip, .md-banner, .md-header, .md-content, .md-footer, .md-top")) {
    part.inert = drawer.checked;
  }
  if (!event) return;
  if (drawer.checked) {
    nav.querySelector("[aria-current=page]")?.scrollIntoView({ block: "center" });
    close.focus({ preventScroll: true });
  } else menu.focus();
}

if (drawer && menu && nav) {
  menu.setAttribute("role", "button");
  menu.setAttribute("aria-controls", nav.id);
  close.hidden = false;
  show();
  drawer.addEventListener("change", show);
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
    if (event.target.closest("a")) set(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") set(false);
  });
  // A wider screen has no drawer.
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => set(false));
}
