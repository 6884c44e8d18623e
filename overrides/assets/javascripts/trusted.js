// The policy of a page requires Trusted Types, so that no script turns a text into HTML or into a script. The one thing that
// is let through is the worker that looks words up, from the folder of this script.
{
  const worker = new URL("posts/spelling-worker.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  window.trustedTypes?.createPolicy("default", { createScriptURL: (address) => (address === worker ? address : null) });
}
