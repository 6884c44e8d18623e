"""The state of the guide: what there is in each language, and what the check tells of it, in the reader's language."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Child, Shown, facts, h, table
from guiaviva.diagnostics import Diagnostic
from guiaviva.judging import judge

LEVELS = ("error", "warning", "advice")


def show_status(shown: Shown) -> list[Element]:
    guide = shown.guide
    language = shown.language if shown.language in guide.model.languages else guide.source_language
    told = tuple(shown.diagnostics(language)) if shown.diagnostics else judge(guide, language)
    levels: Counter[str] = Counter(one.level for one in told)
    pairs: list[tuple[str, Child]] = [
        (shown.word("judged-on"), shown.day(guide.today)),
        (shown.word("profile"), shown.word(guide.profile, "profile")),
        *((shown.word(f"status-{level}"), str(levels[level])) for level in LEVELS),
    ]
    return [facts("state", shown.word("state"), pairs), _coverage(shown), *_problems(shown, told)]


def _coverage(shown: Shown) -> Element:
    """Each kind of page: how many there are in each language."""
    guide = shown.guide
    rows = []
    for kind in guide.model.kinds.values():
        ids = sorted({id for _, id in guide.pages if guide.model.kind_of(id) is kind})
        wanted = sorted({id for id in guide.demanded if guide.model.kind_of(id) is kind} | set(ids))
        if wanted:
            there = (sum(guide.page(language, id) is not None for id in wanted) for language in guide.languages)
            rows.append(("", [shown.text(kind.spec.title), *(f"{count}/{len(wanted)}" for count in there)]))
    return table("coverage", shown.word("coverage"), (shown.word("pages"), *guide.languages), rows)


def _problems(shown: Shown, told: tuple[Diagnostic, ...]) -> list[Element]:
    """What is told, file by file; each file can be opened, so that the page stays short."""
    files: dict[str, list[Diagnostic]] = {}
    for one in told:
        files.setdefault(one.path, []).append(one)
    parts = []
    for path, problems in files.items():
        items = [
            h(
                "li",
                {"class": f"guia-{one.level}"},
                h("strong", {}, shown.word(f"level-{one.level}")),
                f" {one.message}",
            )
            for one in problems
        ]
        summary = h("summary", {}, h("code", {}, path), f" ({len(problems)})")
        parts.append(h("details", {"class": "guia-problems"}, summary, h("ul", {}, items)))
    return parts
