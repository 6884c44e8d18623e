// Where the policy requires Trusted Types, a browser asks this one about each string that a script writes as HTML. It
// runs before Material's scripts, which write the title of an element so, as its tooltip: what was text stays text.
// Scripts and workers come from the folder of this one alone, and the worker that keeps pages from the top of the site.
{
  const folder = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  window.trustedTypes?.createPolicy("default", {
    createHTML: (text) => text.replaceAll("<", "&lt;"),
    createScriptURL: (address) => {
      const { href } = new URL(address, location.href);
      return href.startsWith(folder) || href === new URL("../../../worker.js", folder).href ? address : null;
    },
  });
}
