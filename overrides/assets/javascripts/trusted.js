// The policy of a page requires Trusted Types, so that no script turns a text into HTML or into a script. What is let
// through are scripts and workers from the folder of this one, and the worker that keeps pages, at the top of the site.
{
  const folder = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const worker = new URL("../../../worker.js", folder).href;
  window.trustedTypes?.createPolicy("default", {
    createScriptURL: (address) => {
      const { href } = new URL(address, location.href);
      return href.startsWith(folder) || href === worker ? address : null;
    },
  });
}
