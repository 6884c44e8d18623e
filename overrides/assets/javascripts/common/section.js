// Which section of a page is being read.

/** Return the id of the last section whose heading has passed the top of the screen, or "". */
export function passed() {
  const headings = [...document.querySelectorAll("article h2[id], article h3[id]")];
  return headings.filter((heading) => heading.getBoundingClientRect().top < 160).at(-1)?.id ?? "";
}
