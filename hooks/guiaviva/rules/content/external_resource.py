"""No page loads anything from another host.

The site's security policy refuses it, and it would let a stranger know who reads the guide.

Not seen: links, which load nothing until somebody follows them.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.allowed import RUNNING, is_own, scheme_of
from guiaviva.rules.content._foreign import attributes, fetched


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for tag in page.tags:
            if address := fetched(tag):
                yield found("external-resource", tag.place, found=address)
        for image in page.images:
            # A file of the writer's own computer is reported by local-path, a script by raw-script.
            elsewhere = not links.LOCAL.match(image.target) and not is_own(image.target)
            if elsewhere and scheme_of(image.target) not in RUNNING:
                yield found("external-resource", image.place, variant="image", found=image.target)
        for attribute in attributes(page):
            if attribute.rule == "external-resource":
                yield found("external-resource", attribute.place, found=attribute.value)
