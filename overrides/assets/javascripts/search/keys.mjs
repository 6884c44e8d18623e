// Whether / and s open the search: a key of one letter must be possible to turn off (WCAG 2.1.4), since who speaks to the
// computer presses them by chance. The choice is kept in this browser.

const CHOICE = "guia-keys";

/** Do the keys of one letter open the search? */
export function lettersOpen() {
  try {
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true;
  }
}

/** Turns them on or off. Where nothing may be kept, the choice is for nothing. */
export function setLettersOpen(on) {
  try {
    if (on) localStorage.removeItem(CHOICE);
    else localStorage.setItem(CHOICE, "off");
  } catch {
    // The browser keeps nothing.
  }
}
