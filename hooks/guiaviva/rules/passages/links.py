"""The links of a translation lead where those of its source do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from babel import Locale

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.pages import Link, Page
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.pairs import Pair, of_all

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?»”\"'|]")


def link_mismatch(guide: Guide, pair: Pair) -> Iterator[Finding]:
    """Report the links of a section that its original has not, or those that it lacks."""
    page, source = pair.page, pair.source
    codes = _codes(tuple(guide.languages))
    here, there = (
        [(_same(of, target, codes), target, one.line) for one in side for target in _targets(one)]
        for of, side in ((page, pair.ours), (source, pair.theirs))
    )
    counts, wanted = (Counter(same for same, _, _ in side) for side in (here, there))
    # A link that is repeated in a section is no other link, and one that leads nowhere is reported as such.
    if counts.keys() == wanted.keys() or any(not _leads(guide, page, target) for _, target, _ in here):
        return
    extra = [(target, line) for same, target, line in here if same in counts - wanted]
    missing = [target for same, target, _ in there if same in wanted - counts]
    variant = "changed" if extra and missing else "extra" if extra else "missing"
    line = _line_of(page, *_foreign(pair, extra, codes)) if extra else _counterpart(pair, missing[0]).line
    wrong = tuple(dict.fromkeys(target for target, _ in extra))
    about = {**pair.values, "found": wrong, "expected": tuple(dict.fromkeys(missing))}
    one = found("link-mismatch", page.at(line), variant=variant, **about)
    differing = f"{sorted(counts - wanted)} {sorted(wanted - counts)}"
    yield of_all(pair, one, source.at(_line_there(pair, missing, line)), differing)


def _line_there(pair: Pair, missing: Sequence[str], line: int) -> int:
    """Return the line of the source with the first link that is missing, or with what is translated at a `line`."""
    if missing:
        at = next(passage.line for passage in pair.theirs if missing[0] in _targets(passage))
        return _line_of(pair.source, missing[0], at)
    return next(
        (original.line for original, own in reversed([*pair.passages]) if own.line <= line), pair.theirs[0].line
    )


def _foreign(pair: Pair, extra: Sequence[tuple[str, int]], codes: re.Pattern[str]) -> tuple[str, int]:
    """Return the first extra link that is not in the original of its passage, for it may be in others rightly."""
    originals = {own.line: original for original, own in pair.passages}
    for target, line in extra:
        there = {_same(pair.source, one, codes) for one in _targets(originals[line])} if line in originals else set()
        if _same(pair.page, target, codes) not in there:
            return target, line
    return extra[0]


def _targets(passage: Passage) -> Iterator[str]:
    """Return where the links of a passage lead, and the addresses that are written out; those in code are samples."""
    yield from passage.links
    if "://" in passage.prose:
        yield from _ADDRESS.findall(passage.prose)


@cache
def _codes(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a code of a language in the address of another site, which may have a page for each.

    A source may be there in none of the `languages` of the guide; its address in another is that of the same page.
    """
    known = (str(code) for code in Locale("en").languages)
    short = (code for code in known if len(code) == len("en"))
    codes = "|".join(map(re.escape, dict.fromkeys((*languages, *short))))
    return re.compile(rf"(?<=://)(?:{codes})\.|(?<=[/=])(?:{codes})(?:[-_][a-z]{{2}})?(?=[/?&#]|$)", re.IGNORECASE)


def _same(page: Page, target: str, codes: re.Pattern[str]) -> str:
    """Return a target of a link in a page without what may differ between languages or in how it is written."""
    if "://" in target:
        plain = re.sub(r"/index\.\w+$", "/", codes.sub("", target))
        return re.sub(r"(?<!:)/{2,}", "/", plain).rstrip("/").casefold()
    if links.SCHEME.match(target):
        # The subject of a letter is in the language of the page.
        return target.partition("?")[0]
    path, anchor = links.split(Link(target, "", page.at()))
    return f"{links.in_language(page, links.resolve(page, path)) if path else page.id + '.md'}#{anchor}"


def _leads(guide: Guide, page: Page, target: str) -> bool:
    """Return whether a link to a page of the guide leads somewhere; others are taken to do so."""
    path, anchor = links.split(Link(target, "", page.at()))
    if links.SCHEME.match(target) or (path and not path.endswith(".md")):
        return True
    shown = guide.shown(page.language, links.id_of(page, links.resolve(page, path))) if path else page
    return shown is not None and (not anchor or anchor in guide.anchors[shown.path])


def _counterpart(pair: Pair, target: str) -> Passage:
    """Return the passage that translates the one with a link, or the first where the two sides differ."""
    return next((own for original, own in pair.passages if target in _targets(original)), pair.ours[0])


def _line_of(page: Page, target: str, line: int) -> int:
    """Return the line of a link in its passage, which may have several."""
    numbers = range(line, len(page.source.lines) + 1)
    return next((number for number in numbers if target in page.source.line(number)), line)
