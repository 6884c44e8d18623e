// Has the browser keep the pages for a danger in the language that is read (`worker.js`, at the top of the site). Where the
// institution no longer wants it, no page names the worker, and the one that a browser has removes itself.

const worker = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel='guia-worker']"));

/** Register the worker, and have it keep what it does not have yet. */
async function keep() {
  // A language that falls back is that of the folder, whatever the page is written in.
  const { href = "", hreflang = "" } = worker ?? {};
  await navigator.serviceWorker.register(href, { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ keep: hreflang });
}

// Without https browsers keep nothing.
if (worker && "serviceWorker" in navigator) {
  const forgive = () => keep().catch((error) => console.warn(error));
  // What is read now comes first.
  if (document.readyState === "complete") forgive();
  else addEventListener("load", forgive);
}
