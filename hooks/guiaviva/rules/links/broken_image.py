"""Every picture is a file of the guide that exists.

In its place the reader sees an empty frame.

Not seen: what the picture shows, pictures from other sites (external-resource) and those on somebody's computer
(local-path).
"""

from collections.abc import Iterator
from urllib.parse import unquote

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.allowed import is_own, scheme_of


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for image in page.images:
            target = image.target.strip()
            if scheme_of(target) or links.LOCAL.match(target) or not is_own(target):
                continue
            resolved = links.resolve(page, unquote(target.split("#")[0].split("?")[0]))
            if not target or not links.is_file(guide, page, resolved):
                yield found("broken-image", image.place, found=target)
    for field, variant in (("logo", ""), ("logo_dark", ""), ("font_file", "letters"), ("font_file_bold", "letters")):
        file = getattr(guide.institution.brand, field, None)
        if file and file not in guide.files:
            place = guide.facts.institution.value_place("brand", field)
            yield found("broken-image", place, variant=variant, found=file)
