"""Damages by which Markdown shows something else than what was meant, and what must not be in a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from battery.ground import Ground, Part, Span, with_lines
from battery.kinds import Case, damage

_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s#]+\.md)(#[\w-]+)?\)")
_ANCHOR = re.compile(r"\]\(([^()\s]*)#([\w-]+)\)")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")


def _part(ground: Ground, random: Random, kinds: tuple[str, ...], holds: str = "") -> tuple[str, Part] | None:
    pattern = re.compile(holds)
    found = [
        (path, part)
        for path in ground.pages
        for part in ground.parts(path)
        if part.kind in kinds and pattern.search(part.text)
    ]
    return random.choice(found) if found else None


def in_every_language(ground: Ground, path: str, part: Part) -> list[tuple[str, Part]]:
    """Return a part in every language where it has a twin, and else alone."""
    for id, some in ground.all_twins:
        if any(ground.path(id, one) == path and twin == part for one, twin in some.items()):
            return [(ground.path(id, one), twin) for one, twin in some.items()]
    return [(path, part)]


def _changed(
    ground: Ground, random: Random, kinds: tuple[str, ...], holds: str, change: Callable[[str], str], below: int = 0
) -> Case | None:
    """Change a part of a page that holds a pattern."""
    if not (drawn := _part(ground, random, kinds, holds)):
        return None
    path, part = drawn
    new = change(part.text)
    if new == part.text:
        return None
    span = Span(path, part.first + 1, part.first + 1 + new.count("\n") + below)
    return Case({path: with_lines(ground.texts[path], part.first, part.last, new)}, (span,))


PROSE = ("paragraph", "item", "row")


def _added(ground: Ground, random: Random, text: str, glue: str = "\n\n") -> Case | None:
    """Add a text after a paragraph, in every language, so that it alone is wrong."""
    if not (drawn := _part(ground, random, ("paragraph",))):
        return None
    changes: dict[str, str | None] = {}
    spans = []
    for path, part in in_every_language(ground, *drawn):
        changes[path] = with_lines(ground.texts[path], part.first, part.last, f"{part.text}{glue}{text}")
        spans.append(Span(path, part.last + 1, part.last + 3 + text.count("\n")))
    return Case(changes, tuple(spans))


@damage
def link_broken(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, _LINK.pattern, lambda text: _LINK.sub(r"[\1](zz\2\3)", text, count=1))


@damage
def anchor_broken(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, _ANCHOR.pattern, lambda text: _ANCHOR.sub(r"](\1#\2zz)", text, count=1))


@damage
def link_of_wrong_kind(ground: Ground, random: Random) -> Case | None:
    """It leads to the HTML and not to the page."""

    def html(match: re.Match[str]) -> str:
        return f"[{match[1]}]({match[2].replace('.md', '.html')})"

    return _changed(ground, random, PROSE, _LINK.pattern, lambda text: _LINK.sub(html, text, count=1))


@damage
def link_with_space(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, _LINK.pattern, lambda text: _LINK.sub(r"[\1] (\2\3)", text, count=1))


@damage
def link_unclosed(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, _LINK.pattern, lambda text: _LINK.sub(r"[\1](\2\3", text, count=1))


@damage
def link_without_address(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, _LINK.pattern, lambda text: _LINK.sub(r"[\1]()", text, count=1))


@damage
def link_turned_round(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, _LINK.pattern, lambda text: _LINK.sub(r"(\1)[\2\3]", text, count=1))


@damage
def local_path(ground: Ground, random: Random) -> Case | None:
    address = random.choice(["file:///C:/Documents/guia.docx", r"C:\Documents\guia.docx", "/home/anna/guia.md"])
    return _changed(
        ground,
        random,
        PROSE,
        _LINK.pattern,
        lambda text: _LINK.sub(lambda link: f"[{link[1]}]({address})", text, count=1),
    )


@damage
def image_broken(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "![Escut](assets/zz.png)")


@damage
def image_without_alt(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "![](https://www.riublanc.example/a.png)")


@damage
def strong_unclosed(ground: Ground, random: Random) -> Case | None:
    return _changed(
        ground, random, ("paragraph", "item"), _STRONG.pattern, lambda text: _STRONG.sub(r"**\1", text, count=1)
    )


@damage
def row_of_fewer_cells(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("row",), r"\|.*\|.*\|", lambda text: re.sub(r"\|[^|]*\|$", "|", text))


@damage
def row_of_more_cells(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("row",), r"\|.*\|.*\|", lambda text: f"{text} zz |")


@damage
def table_without_separator(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("head",), "", lambda text: text.split("\n")[0], below=1)


@damage
def separator_of_fewer_cells(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("head",), r"\|.*\|.*\|", lambda text: re.sub(r"[-:]+\|$", "", text))


@damage
def block_unclosed(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("block",), "", lambda text: text.rpartition("\n")[0], below=0)


@damage
def block_misspelt(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("block",), r"guide \| \w", lambda text: re.sub(r"guide \| ", "guide | z", text))


@damage
def block_of_other_name(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("block",), r"/// guide", lambda text: text.replace("/// guide", "/// guid", 1))


@damage
def box_not_indented(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, '!!! note "Nota"\nText.')


@damage
def box_of_unknown_kind(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, '!!! zznote "Nota"\n    Text.')


@damage
def footnote_undefined(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("paragraph",), "", lambda text: f"{text}[^zz]")


@damage
def footnote_unused(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "[^zz]: riublanc")


@damage
def fence_unclosed(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "```")


@damage
def comment_unclosed(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "<!-- riublanc")


@damage
def conflict_markers(ground: Ground, random: Random) -> Case | None:
    return _changed(
        ground, random, ("paragraph",), "", lambda text: f"<<<<<<< HEAD\n{text}\n=======\n{text}\n>>>>>>> main"
    )


@damage
def conflict_markers_in_data(ground: Ground, random: Random) -> Case | None:
    path = random.choice(sorted(ground.types))
    lines = ground.texts[path].rstrip("\n").split("\n")
    number = random.randrange(len(lines))
    new = [
        *lines[:number],
        "<<<<<<< HEAD",
        lines[number],
        "=======",
        lines[number],
        ">>>>>>> main",
        *lines[number + 1 :],
    ]
    return Case({path: "\n".join(new) + "\n"}, (Span(path, number, number + 6),))


@damage
def control_character(ground: Ground, random: Random) -> Case | None:
    sign = random.choice("\x00\x07\x0b\x1b\x7f\u0085")
    return _changed(ground, random, ("paragraph",), " ", lambda text: text.replace(" ", f" {sign}", 1))


@damage
def bidirectional_character(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("paragraph",), " ", lambda text: text.replace(" ", " \u202e", 1))


def _garbled(text: str) -> str:
    """Return a text in UTF-8 as it shows where it is taken for Windows-1252."""
    return text.encode().decode("cp1252", errors="replace")


@damage
def mojibake(ground: Ground, random: Random) -> Case | None:
    # Not in a comment, which nobody reads.
    return _changed(ground, random, PROSE, "[à-ü](?!.*-->)", _garbled)


@damage
def mojibake_in_data(ground: Ground, random: Random) -> Case | None:
    path = random.choice(sorted(ground.types))
    lines = ground.texts[path].split("\n")
    numbers = [n for n, line in enumerate(lines) if re.search("[à-ü]", line) and not line.lstrip().startswith("#")]
    if not numbers:
        return None
    number = random.choice(numbers)
    text = with_lines(ground.texts[path], number, number, _garbled(lines[number]))
    return Case({path: text}, (Span(path, number + 1, number + 1),))


@damage
def letter_in_code(ground: Ground, random: Random) -> Case | None:
    code = random.choice(["=C3=A0", "\\u00e0", "&amp;agrave;"])
    return _changed(
        ground, random, PROSE, "[à-ü]", lambda text: re.sub("(?<=[a-z])[à-ü]", lambda _: code, text, count=1)
    )


@damage
def letters_joined(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("paragraph", "item"), "[a-z]fi", lambda text: re.sub("(?<=[a-z])fi", "ﬁ", text))


@damage
def mark_of_git_alone(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, random.choice(["=======\nText.", "||||||| 3fa2b1c\nText."]))


@damage
def bullet_below_item(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "- riublanc\n• riublanc")


@damage
def telephone_with_letter(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "[riublanc](tel:93O000010)")


@damage
def host_with_comma(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "[riublanc](https://www,riublanc.example/)")


@damage
def replacement_character(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, "[à-ü]", lambda text: re.sub("[à-ü]", "\ufffd", text))


@damage
def letter_lost(ground: Ground, random: Random) -> Case | None:
    return _changed(
        ground, random, PROSE, "[a-z]{3}[à-ü][a-z]", lambda text: re.sub("(?<=[a-z]{3})[à-ü](?=[a-z])", "?", text)
    )


@damage
def word_cut(ground: Ground, random: Random) -> Case | None:
    cut = random.choice(["- ", "-\n", "\u00ad "])
    return _changed(
        ground,
        random,
        ("paragraph",),
        r"^[A-Z][^\[\]{}<>`|]*\b[a-z]{10}",
        lambda text: re.sub(r"\b([a-z]{4})(?=[a-z]{6})", rf"\1{cut}", text, count=1),
        below=1,
    )


@damage
def error_of_program(ground: Ground, random: Random) -> Case | None:
    errors = ["Error! Reference source not found.", "¡Error! Marcador no definido.", "#REF!", "#¡VALOR!", "x_x000D_"]
    return _added(ground, random, random.choice(errors))


@damage
def heading_of_message(ground: Ground, random: Random) -> Case | None:
    return _added(
        ground, random, random.choice(["[3/2/26, 9:05:11] Riublanc: riublanc", "3/2/26, 9:05 - Riublanc: riu"])
    )


@damage
def lines_of_patch(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, random.choice(["@@ -3,7 +3,7 @@", "diff --git a/docs/a.md b/docs/a.md"]))


@damage
def link_without_bracket(ground: Ground, random: Random) -> Case | None:
    half = random.choice([r"[\1(\2\3)", r"\1](\2\3)", r"[\1]\n(\2\3)", r"[[\1]]"])
    return _changed(ground, random, ("paragraph",), _LINK.pattern, lambda text: _LINK.sub(half, text, count=1))


@damage
def link_with_two_addresses(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, PROSE, _LINK.pattern, lambda text: _LINK.sub(r"[\1](\2)(index.md)", text, count=1))


@damage
def items_without_space(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, random.choice(["-Riublanc\n-Riu", "1. Riublanc\n2.Riu", "- Riublanc\n*Riu"]))


@damage
def paragraph_indented(ground: Ground, random: Random) -> Case | None:
    return _changed(ground, random, ("paragraph",), r"^[A-Z][^<>{}`|_]{60,}\.$", lambda text: f"    {text}")


@damage
def path_in_text(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, random.choice(["C:\\Users\\xarxes\\guia.docx", "\\\\srv\\comuns\\guia"]))


@damage
def script_in_page(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "<script>alert(1)</script>")


@damage
def foreign_frame(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, '<iframe src="https://www.youtube.com/embed/a" title="Vídeo"></iframe>')


@damage
def sample_text(ground: Ground, random: Random) -> Case | None:
    text = random.choice(["Lorem ipsum dolor sit amet, consectetur adipiscing elit.", "TODO", "XXXX", "[PENDENT]"])
    return _added(ground, random, text)


@damage
def html_unclosed(ground: Ground, random: Random) -> Case | None:
    return _added(ground, random, "<div>riublanc")
