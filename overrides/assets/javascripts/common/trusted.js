// The policy of a page requires Trusted Types, so that no script turns a text into HTML or into a script. What is let
// through are scripts and workers from the folder of the scripts, and the worker that keeps pages, at the top of the site;
// in a copy of the site in a folder, where data are scripts too, all of that copy, and workers made of its scripts.

import { TOP } from "./load.js";

const SCRIPTS = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
const allowed = location.protocol === "file:" ? [TOP.href, "blob:"] : [SCRIPTS];

window.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => {
    const { href } = new URL(address, location.href);
    return href === `${TOP.href}worker.js` || allowed.some((folder) => href.startsWith(folder)) ? address : null;
  },
});
