// Whether / and s open the search: a key of one letter must be possible to turn off (WCAG 2.1.4), since who speaks to
// the computer presses it by chance.

// Where a browser keeps that they shall not.
const CHOICE = "guia-keys";

/** Do / and s open the search? */
export function lettersOpen() {
  try {
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true;
  }
}

/**
 * Turn these keys on or off, for every page in this browser; where nothing may be kept, for none.
 *
 * @param {boolean} on
 */
export function setLettersOpen(on) {
  try {
    if (on) localStorage.removeItem(CHOICE);
    else localStorage.setItem(CHOICE, "off");
  } catch {
    // The browser keeps nothing.
  }
}
