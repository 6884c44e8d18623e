// Where the policy requires Trusted Types, a browser asks this one about each string that a script writes as HTML. It
// runs before Material's scripts, which write the title of an element so, as its tooltip: what was text stays text.
// Scripts and workers come from the folder of this one alone; in a copy of the site in a folder, where data are scripts
// too, from that copy, and workers from its scripts.
{
  const inFolder = location.protocol === "file:";
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const folders = [new URL(inFolder ? "../../../" : ".", src).href, ...(inFolder ? ["blob:"] : [])];
  window.trustedTypes?.createPolicy("default", {
    createHTML: (text) => text.replaceAll("<", "&lt;"),
    createScriptURL: (address) => {
      const { href } = new URL(address, location.href);
      return folders.some((folder) => href.startsWith(folder)) ? address : null;
    },
  });
}
