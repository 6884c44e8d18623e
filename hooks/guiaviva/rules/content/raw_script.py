"""No page brings a script, a style or anything else that acts.

The site leaves it out, so it would not work, and nobody would know why.

Not seen: files beside the pages (active-file looks at those), and code that is shown as an example.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.allowed import RUNNING, is_own, scheme_of
from guiaviva.reading.pages import Page
from guiaviva.rules.content._foreign import REFUSED, attributes, fetched


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for tag in page.tags:
            if tag.name in REFUSED and not fetched(tag):
                yield found("raw-script", tag.place, found=f"<{tag.name}>")
        for attribute in attributes(page):
            if attribute.rule == "raw-script":
                variant, name = "attribute" if attribute.tag else "", f"{attribute.name}=…"
                yield found("raw-script", attribute.place, variant=variant, found=name, tag=attribute.tag)
        yield from _addresses(page)


def _addresses(page: Page) -> Iterator[Finding]:
    """Report links and pictures whose address is a script."""
    # A file of the writer's own computer is reported by local-path.
    images = (image for image in page.images if not links.LOCAL.match(image.target) and not is_own(image.target))
    for link in (*images, *page.links):
        if scheme_of(link.target) in RUNNING:
            yield found("raw-script", link.place, variant="link", found=" ".join(link.target.split()))
