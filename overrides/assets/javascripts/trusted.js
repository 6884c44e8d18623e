// The policy of a page requires Trusted Types, so that no script turns a text into HTML or into a script. What is let
// through are scripts and workers from the folder of this one, and the worker that keeps pages, at the top of the site; in
// a copy of the site in a folder, where data are scripts too, all of that copy, and workers made of its scripts.
{
  const inFolder = location.protocol === "file:";
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const top = new URL("../../../", src).href;
  const allowed = inFolder ? [top, "blob:"] : [new URL(".", src).href];
  window.trustedTypes?.createPolicy("default", {
    createScriptURL: (address) => {
      const { href } = new URL(address, location.href);
      return href === `${top}worker.js` || allowed.some((folder) => href.startsWith(folder)) ? address : null;
    },
  });
}
