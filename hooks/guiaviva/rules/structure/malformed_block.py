"""A block has the words that it takes and no others, and text within it only where it shows that text.

What is too much is left out without a word: a second name, or a paragraph that was written above the closing line.

Not seen: whether there is anything of the name that the block has, which the unknown-… rules say.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.blocks import DONT, block_name
from guiaviva.measures.periods import read_end


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["malformed-block"]
    for page in guide.all_pages:
        for block in page.blocks:
            name = block_name(block)
            spec = guide.model.blocks.guide.get(name)
            if spec is None:
                continue
            words = [word for word in block.words[1:] if not (spec.content and word == DONT)]
            most = (1 if spec.key else 0) + (1 if spec.period else 0)
            written = f"/// guide | {block.argument}"
            if len(words) > most:
                extra = words[most:]
                kept = " ".join(word for word in block.words if word not in extra)
                # What such a block shows stays below its first line.
                meant = f"/// guide | {kept}" + ("" if spec.content else "\n///")
                values = {"extra": " ".join(extra), "meant": meant}
                yield found("malformed-block", block.place, variant="words", found=written, **values)
            elif len(words) == most and spec.period and read_end(words[-1]) is None:
                kept = " ".join(block.words[:-1])
                values = {"extra": words[-1], "meant": f"/// guide | {kept} {guide.today.year}\n///"}
                yield found("malformed-block", block.place, variant="period", found=written, **values)
            elif block.closed and spec.content and not block.content.strip():
                yield found("malformed-block", block.place, variant="empty", found=written, meant=f"{written}\n…\n///")
            # One that is never closed has swallowed that text, and unclosed-block reports it.
            within = "\n".join((block.options, block.content)).strip()
            if block.closed and within and not spec.content:
                meant = f"{written}\n///\n\n{within}"
                yield found("malformed-block", block.place, variant="content", found=written, meant=meant)
