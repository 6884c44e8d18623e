"""Every picture says in words what it shows.

Whoever listens to a page hears nothing of a picture without them.

Not seen: whether the words are true or enough. A picture written in HTML whose alt is empty on purpose is decoration.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for image in page.images:
            if image.has_text and not image.text:
                yield found("image-without-alt", image.place, found=image.target)
