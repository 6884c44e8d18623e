// Addresses of before. What stands after the # is told to no server, so it is carried on here; without this script whoever
// asks for a section arrives at the top of its page, or at a notice with a link.
{
  const { to, sections = "{}" } = document.currentScript?.dataset ?? {};

  const asked = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  };

  /** Follows the notice that is asked for, in a page that is there. */
  const follow = () => {
    const link = document.getElementById(asked())?.closest("[data-guia-moved]")?.querySelector("a");
    if (link) location.replace(link.href);
  };

  if (to === undefined) {
    addEventListener("hashchange", follow);
    follow();
  } else if (asked()) {
    /** @type {Record<string, string>} */
    const known = JSON.parse(sections);
    // What follows in the page would lead to its top.
    stop();
    location.replace(Object.hasOwn(known, asked()) ? known[asked()] : to.includes("#") ? to : to + location.hash);
  }
}
