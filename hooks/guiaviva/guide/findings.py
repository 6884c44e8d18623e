"""What rules say of a translation that is not as it was signed off."""

from typing import Any

from guiaviva.diagnostics import Finding, Sentences, Term, found
from guiaviva.guide.guide import Guide
from guiaviva.guide.known import Judged, lacking
from guiaviva.guide.pairs import Pair
from guiaviva.reading.front_matter import scalar
from guiaviva.translations.comparing import Difference
from guiaviva.translations.records import Record
from guiaviva.worddiff import changes


def finding(guide: Guide, rule: str, judged: Judged, *, variant: str = "") -> Finding:
    """Return the finding of a rule in a pair, with what changed and in what both sides differ."""
    pair = judged.pair
    change = pair.change
    # What a translation lost when it was edited is no matter of wording.
    surely = rule == "translation-changed" and not change.minor and bool(pair.differences)
    values: dict[str, Any] = {
        "title": [pair.title],
        "source": pair.there.place.path,
        "line": pair.there.place.line,
        "target": pair.target,
        "differences": differing(pair),
        "record": record_line(pair),
    }
    if rule != "translation-mismatch":
        side = pair.here if rule == "translation-changed" else pair.there
        values["change"] = _change(guide, judged, side.raw, "source" if side is pair.there else "translation")
    mark = "advice" if change.record and change.minor else "warning" if surely else ""
    return found(rule, pair.here.place, variant=variant, mark=mark, **values)


def _change(guide: Guide, judged: Judged, now: str, side: str) -> Term | str:
    """Return what has changed on a side of a pair, or why it cannot be shown; "" without Git, where none ever can."""
    known = judged.before is not None
    if not known and (why := lacking(guide)) == "no-git":
        return ""
    shown = "\n".join(changes(judged.before or "", now)) if known else ""
    return Term("history", side, (("change", shown or Term("history", "moved" if known else why)),))


def differing(pair: Pair) -> Sentences:
    """Return a sentence for each thing in which both sides of a pair surely differ."""
    return Sentences(_sentence(one) for one in pair.differences)


def _sentence(one: Difference) -> Term:
    values = (("what", Term("difference", one.kind)), ("found", _shown(one.here)), ("expected", _shown(one.there)))
    return Term("difference", "sentence", values)


def _shown(value: int | tuple[str, ...]) -> Any:
    return value or Term("difference", "none")


def record_line(pair: Pair) -> str:
    """Return the line that signs a pair off as it is now, for those who have no terminal."""
    now = Record(pair.there.signature, pair.here.signature)
    if pair.path.endswith(".md"):
        return f"translates:\n  {scalar(pair.name)}: {now}"
    return f"{pair.path}:\n  {pair.name}: {pair.language} {now}"
