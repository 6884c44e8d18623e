"""Damages of the structure of pages: sections, headings, front matter, whole pages."""

from __future__ import annotations

import re
from random import Random

from battery.ground import Ground, Part, Span, with_lines
from battery.kinds import Case, damage


def sections(ground: Ground, path: str) -> list[tuple[Part, int]]:
    """Return the headings of the second level of a page, each with the last line of its section, from 0."""
    heads = [part for part in ground.parts(path) if part.kind == "heading" and part.text.startswith("## ")]
    ends = [*(head.first - 1 for head in heads[1:]), ground.texts[path].rstrip("\n").count("\n")]
    return list(zip(heads, ends, strict=True)) if heads else []


def required(ground: Ground, path: str) -> set[str]:
    """Return the ids of the sections that the model requires of a page."""
    page = ground.guide.page(path.split("/")[1], path.split("/", 2)[2].removesuffix(".md"))
    kind = ground.guide.model.kind_of(page.id) if page else None
    return {section.id for section in kind.sections(frozenset())} if kind else set()


def _drawn(ground: Ground, random: Random) -> tuple[str, list[str], list[tuple[Part, int]], int] | None:
    """Draw a section of which the model or another language knows: its page, lines, all sections, and its number."""
    path = random.choice(ground.pages)
    found = sections(ground, path)
    language, id = path.split("/")[1], path.split("/", 2)[2].removesuffix(".md")
    known = {part.section for one in ground.languages if one != language and id in ground.ids
             for part in ground.parts(ground.path(id, one))} | required(ground, path)  # fmt: skip
    numbers = [number for number, (head, _) in enumerate(found) if head.section in known]
    return (path, ground.texts[path].split("\n"), found, random.choice(numbers)) if numbers else None


def _others(ground: Ground, path: str) -> list[Span]:
    """Return all lines of the other languages of a page: what the source lacks is extra there."""
    language, id = path.split("/")[1], path.split("/", 2)[2]
    others = [f"docs/{one}/{id}" for one in ground.languages if one != language]
    return [Span(one, 1, ground.texts[one].count("\n") + 1) for one in others if one in ground.texts]


@damage
def section_lost(ground: Ground, random: Random) -> Case | None:
    """It is reported where it belongs: after the section before, or at the top."""
    if not (drawn := _drawn(ground, random)):
        return None
    path, lines, found, number = drawn
    head, end = found[number]
    first = found[number - 1][0].first + 1 if number else 1
    text = "\n".join([*lines[: head.first], *lines[end + 1 :]])
    spans = [Span(path, 1 if number == 0 else first, head.first + 1)]
    # Where the source alone has lost it and the model does not ask for it, its translations have one too many.
    if path.startswith(f"docs/{ground.source}/") and head.section not in required(ground, path):
        spans += _others(ground, path)
    return Case({path: text}, tuple(spans))


@damage
def page_copied(ground: Ground, random: Random) -> Case | None:
    path = random.choice(ground.pages)
    copy = path.replace(".md", random.choice([" (1).md", "-copy.md", "_old.md", "-2.md"]))
    return Case({copy: ground.texts[path]}, (Span(copy, 1, 1),))


@damage
def page_cut_in_two(ground: Ground, random: Random) -> Case | None:
    """The second half of a page is in a file of its own."""
    path = random.choice(ground.pages)
    heads = [head for head, _ in sections(ground, path)]
    if len(heads) < 4 or len(ground.languages) < 2:
        return None
    lines, at = ground.texts[path].split("\n"), heads[len(heads) // 2].first
    half = path.replace(".md", random.choice([" (2).md", "-2.md", "-end.md"]))
    changes = {path: "\n".join([*lines[:at], ""]), half: "\n".join(lines[at:])}
    return Case(changes, (Span(half, 1, 1), Span(path, at, at + 1)))


@damage
def front_matter_within(ground: Ground, random: Random) -> Case | None:
    """The front matter of another page was pasted before a section."""
    if not (drawn := _drawn(ground, random)):
        return None
    path, lines, found, number = drawn
    at = found[number][0].first
    pasted = ["---", "title: Pasted", "reviewed: 2026-01-01", "---", ""]
    return Case({path: "\n".join([*lines[:at], *pasted, *lines[at:]])}, (Span(path, at + 1, at + 4),))


@damage
def section_emptied(ground: Ground, random: Random) -> Case | None:
    if not (drawn := _drawn(ground, random)):
        return None
    path, lines, found, number = drawn
    head, end = found[number]
    if not any(part.section == head.section and part.kind != "heading" for part in ground.parts(path)):
        return None
    text = "\n".join([*lines[: head.first + 1], "", *lines[end + 1 :]])
    return Case({path: text}, (Span(path, head.first + 1, head.first + 2),))


@damage
def sections_swapped(ground: Ground, random: Random) -> Case | None:
    """Two sections that the model requires in this order."""
    path = random.choice(ground.pages)
    found, lines = sections(ground, path), ground.texts[path].rstrip("\n").split("\n")
    wanted = required(ground, path)
    pairs = [n for n in range(len(found) - 1) if found[n][0].section in wanted and found[n + 1][0].section in wanted]
    if not pairs:
        return None
    number = random.choice(pairs)
    (one, end), (_, last) = found[number], found[number + 1]
    text = "\n".join(
        [*lines[: one.first], *lines[end + 1 : last + 1], "", *lines[one.first : end + 1], *lines[last + 1 :]]
    )
    return Case({path: text + "\n"}, (Span(path, one.first + 1, last + 3),))


@damage
def section_doubled(ground: Ground, random: Random) -> Case | None:
    if not (drawn := _drawn(ground, random)):
        return None
    path, lines, found, number = drawn
    head, end = found[number]
    text = "\n".join([*lines[: end + 1], "", *lines[head.first : end + 1], *lines[end + 1 :]])
    return Case({path: text}, (Span(path, end + 2, 2 * end - head.first + 4),))


@damage
def section_renamed(ground: Ground, random: Random) -> Case | None:
    if not (drawn := _drawn(ground, random)):
        return None
    path, _, found, number = drawn
    head = found[number][0]
    text = with_lines(ground.texts[path], head.first, head.last, head.text.replace("{#", "{#z", 1))
    first = found[number - 1][0].first + 1 if number else 1
    spans = [Span(path, first, head.first + 1)]
    if path.startswith(f"docs/{ground.source}/") and head.section not in required(ground, path):
        spans += _others(ground, path)
    return Case({path: text}, tuple(spans))


def _heading(ground: Ground, random: Random, pattern: str, new: str) -> Case | None:
    if not (drawn := _drawn(ground, random)):
        return None
    path, _, found, number = drawn
    head = found[number][0]
    text = with_lines(ground.texts[path], head.first, head.last, re.sub(pattern, new, head.text, count=1))
    return Case({path: text}, (Span(path, head.first + 1, head.first + 1),))


@damage
def heading_without_id(ground: Ground, random: Random) -> Case | None:
    return _heading(ground, random, r" \{#.*", "")


@damage
def heading_of_broken_id(ground: Ground, random: Random) -> Case | None:
    return _heading(ground, random, r"\{#(.*)\}", r"{\1}")


@damage
def heading_of_unclosed_id(ground: Ground, random: Random) -> Case | None:
    return _heading(ground, random, r"\{#(.*)\}", r"{#\1")


@damage
def heading_without_space(ground: Ground, random: Random) -> Case | None:
    return _heading(ground, random, "## ", "##")


@damage
def heading_indented(ground: Ground, random: Random) -> Case | None:
    return _heading(ground, random, "## ", "    ## ")


@damage
def heading_of_lower_level(ground: Ground, random: Random) -> Case | None:
    return _heading(ground, random, "## ", "#### ")


@damage
def heading_as_title(ground: Ground, random: Random) -> Case | None:
    return _heading(ground, random, "## ", "# ")


@damage
def page_emptied(ground: Ground, random: Random) -> Case | None:
    path = random.choice(ground.pages)
    return Case({path: ""}, (Span(path, 1, 1),))


@damage
def page_cut(ground: Ground, random: Random) -> Case | None:
    """The second half of a page is lost."""
    path = random.choice(ground.pages)
    found = sections(ground, path)
    if len(found) < 3 or not (required(ground, path) or len(ground.languages) > 1):
        return None
    half = found[len(found) // 2][0].first
    text = "\n".join(ground.texts[path].split("\n")[:half]) + "\n"
    return Case({path: text}, (Span(path, 1, half + 1), *_others(ground, path)))


@damage
def page_deleted_everywhere(ground: Ground, random: Random) -> Case | None:
    """A page that is demanded, or to which something leads, is deleted in all languages."""
    id = random.choice(ground.ids)
    name = id.rpartition("/")[2]
    gone = {ground.path(id, one): None for one in ground.languages}
    linked = any(f"{name}.md" in text or f" {id}" in text for path, text in ground.texts.items() if path not in gone)
    kind = ground.guide.model.kind_of(id)
    demanded = kind is not None and any(page == id for page, _, _ in kind.pages(frozenset()))
    return Case(gone, anywhere=True) if linked or demanded else None


@damage
def page_renamed_everywhere(ground: Ground, random: Random) -> Case | None:
    if not (case := page_deleted_everywhere(ground, random)):
        return None
    new = {path.replace(".md", "-other.md"): ground.texts[path] for path in case.changes}
    return Case({**case.changes, **new}, anywhere=True)


def _front(ground: Ground, random: Random, name: str, new: str) -> Case | None:
    path = random.choice(ground.pages)
    field = re.search(rf"(?m)^{name}: .*$", ground.texts[path])
    if not field:
        return None
    text = ground.texts[path]
    line = text[: field.start()].count("\n") + 1
    return Case({path: text[: field.start()] + field.expand(new) + text[field.end() :]}, (Span(path, 1, line),))


@damage
def front_matter_key_misspelt(ground: Ground, random: Random) -> Case | None:
    name = random.choice(["owner", "reviewed", "review_every", "title", "description", "search_words"])
    return _front(ground, random, name, r"z\g<0>")


@damage
def owner_unknown(ground: Ground, random: Random) -> Case | None:
    return _front(ground, random, "owner", r"\g<0>zz")


@damage
def owner_missing(ground: Ground, random: Random) -> Case | None:
    return _front(ground, random, "owner", "owner:")


@damage
def review_in_future(ground: Ground, random: Random) -> Case | None:
    return _front(ground, random, "reviewed", "reviewed: 2031-01-15")


@damage
def review_long_ago(ground: Ground, random: Random) -> Case | None:
    return _front(ground, random, "reviewed", "reviewed: 2011-01-15")


@damage
def review_of_impossible_date(ground: Ground, random: Random) -> Case | None:
    return _front(ground, random, "reviewed", "reviewed: 2026-02-30")


@damage
def front_matter_unclosed(ground: Ground, random: Random) -> Case | None:
    path = random.choice(ground.pages)
    lines = ground.texts[path].split("\n")
    if lines[0] != "---":
        return None
    end = lines.index("---", 1)
    return Case({path: "\n".join([*lines[:end], *lines[end + 1 :]])}, (Span(path, 1, end + 2),))


@damage
def front_matter_twice(ground: Ground, random: Random) -> Case | None:
    path = random.choice(ground.pages)
    front = re.match(r"---\n(?:\w+: .+\n){2,}", ground.texts[path])
    if not front:
        return None
    text = f"{front[0]}---\n\n{ground.texts[path]}"
    return Case({path: text}, (Span(path, 1, front[0].count("\n") + 4),))


@damage
def front_matter_below(ground: Ground, random: Random) -> Case | None:
    path = random.choice(ground.pages)
    if not re.match(r"---\n(?:\w+: .+\n){2}", ground.texts[path]):
        return None
    return Case({path: "\n" + ground.texts[path]}, (Span(path, 1, 2),))


@damage
def heading_of_another(ground: Ground, random: Random) -> Case | None:
    """A section has the heading of the first one of its page."""
    if not (drawn := _drawn(ground, random)):
        return None
    path, _, found, number = drawn
    head, first = found[number][0], found[0][0]
    if not number or "{#" not in first.text:
        return None
    new = first.text.partition("{#")[0] + head.text[head.text.index("{#") :] if "{#" in head.text else ""
    text = with_lines(ground.texts[path], head.first, head.last, new)
    return Case({path: text}, (Span(path, head.first + 1, head.first + 1),)) if new else None
