"""Damages by which the languages of a guide say different things."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from battery.ground import Field, Ground, Part, Span, span_of, with_lines
from battery.kinds import Case, damage
from guiaviva.facts.types import Text

# The fewest words that show which language a text is in.
WORDS = 8
# A block may say what is around a part; what holds a link or code is not cut.
_FIGURE = re.compile(r"(?<![\w/#.,:{-])[1-9]\d+(?![\w/]|[.,:]\d)")
_HOUR = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
_LINK = re.compile(r"\]\((?!https?:)([^()\s#]+\.md)(#[\w-]+)?\)")


def twins(
    ground: Ground, random: Random, kind: str, least: int = 1, holds: re.Pattern[str] | None = None
) -> tuple[str, str, Part, Part] | None:
    """Draw a part that is in every language: its page, a translation's language, its part and the source's."""
    if not ground.translations:
        return None
    language = random.choice(ground.translations)
    found = [
        (id, language, some[language], some[ground.source])
        for id, some in ground.all_twins
        if some[language].kind == kind
        and min(some[language].words, some[ground.source].words) >= least
        and (holds is None or holds.search(some[language].text))
    ]
    return random.choice(found) if found else None


def section_span(ground: Ground, path: str, part: Part) -> Span:
    """Return the lines of the section in which a part is."""
    inside = [one for one in ground.parts(path) if one.section == part.section]
    return Span(path, inside[0].first + 1 if part.section else 1, inside[-1].last + 2)


def _in_other_language(ground: Ground, random: Random, kind: str) -> Case | None:
    drawn = twins(ground, random, kind, WORDS)
    if not drawn:
        return None
    id, language, part, theirs = drawn
    path = ground.path(id, language)
    text = with_lines(ground.texts[path], part.first, part.last, theirs.text)
    last = part.first + theirs.last - theirs.first
    return Case({path: text}, (Span(path, part.first + 1, last + 1),))


@damage
def paragraph_in_other_language(ground: Ground, random: Random) -> Case | None:
    return _in_other_language(ground, random, "paragraph")


@damage
def item_in_other_language(ground: Ground, random: Random) -> Case | None:
    return _in_other_language(ground, random, "item")


@damage
def row_in_other_language(ground: Ground, random: Random) -> Case | None:
    return _in_other_language(ground, random, "row")


def _front_in_other_language(ground: Ground, random: Random, name: str, least: int) -> Case | None:
    """Copy a field of the front matter from the source."""
    field = re.compile(rf"^{name}: (.*)$", re.MULTILINE)
    if not ground.translations or not ground.ids:
        return None
    id, language = random.choice(ground.ids), random.choice(ground.translations)
    ours, theirs = field.search(ground.page(id, language)), field.search(ground.page(id, ground.source))
    if not ours or not theirs or len(theirs[1].split()) < least or ours[1] == theirs[1]:
        return None
    path, text = ground.path(id, language), ground.page(id, language)
    line = text[: ours.start()].count("\n") + 1
    return Case({path: text[: ours.start()] + theirs[0] + text[ours.end() :]}, (Span(path, line, line),))


@damage
def title_in_other_language(ground: Ground, random: Random) -> Case | None:
    return _front_in_other_language(ground, random, "title", 3)


@damage
def description_in_other_language(ground: Ground, random: Random) -> Case | None:
    return _front_in_other_language(ground, random, "description", WORDS)


@damage
def search_words_in_other_language(ground: Ground, random: Random) -> Case | None:
    return _front_in_other_language(ground, random, "search_words", WORDS)


@damage
def page_in_other_language(ground: Ground, random: Random) -> Case | None:
    """The body of a translation is that of its source."""
    if not ground.translations or not ground.ids:
        return None
    id, language = random.choice(ground.ids), random.choice(ground.translations)
    path = ground.path(id, language)
    ours, theirs = ground.parts(path), ground.parts(ground.path(id, ground.source))
    if sum(part.words for part in theirs if part.kind == "paragraph") < WORDS:
        return None
    front = "\n".join(ground.texts[path].split("\n")[: ours[0].first])
    body = "\n".join(ground.page(id, ground.source).split("\n")[theirs[0].first :])
    text = f"{front}\n{body}"
    return Case({path: text}, (Span(path, 1, text.count("\n") + 1),))


def texts(ground: Ground, least: int = WORDS) -> list[Field]:
    """Return the texts of data that every language has, of so many words."""
    found = [
        one
        for one in ground.of_type(Text)
        if isinstance(value := ground.value(one), dict) and set(ground.languages) <= set(value)
    ]
    return [one for one in found if min(len(text.split()) for text in ground.value(one).values()) >= least]


def _text(ground: Ground, random: Random, change: Callable[[dict[str, str], str], dict[str, str]]) -> Case | None:
    """Change one language of a text of data."""
    found = texts(ground)
    if not found or not ground.translations:
        return None
    field, language = random.choice(found), random.choice(ground.translations)
    new = change(ground.value(field), language)
    changes = ground.with_value(field, new)
    span = span_of(field.file, changes[field.file] or "", *((*field.path, one) for one in new), field.path)
    return Case(changes, (span,))


@damage
def text_in_other_language(ground: Ground, random: Random) -> Case | None:
    return _text(ground, random, lambda value, language: {**value, language: value[ground.source]})


@damage
def languages_of_text_swapped(ground: Ground, random: Random) -> Case | None:
    def swapped(value: dict[str, str], language: str) -> dict[str, str]:
        return {**value, language: value[ground.source], ground.source: value[language]}

    return _text(ground, random, swapped)


@damage
def language_of_text_missing(ground: Ground, random: Random) -> Case | None:
    return _text(ground, random, lambda value, language: {key: one for key, one in value.items() if key != language})


def _other_figure(match: re.Match[str]) -> str:
    return str(int(match[0]) + 13)


def _other_hour(match: re.Match[str]) -> str:
    return f"{(int(match[1]) + 3) % 24}:{match[2]}"


def _differs(
    ground: Ground, random: Random, kind: str, pattern: re.Pattern[str], other: Callable[[re.Match[str]], str]
) -> Case | None:
    """Change what a pattern finds in a part of a translation."""
    drawn = twins(ground, random, kind, holds=pattern)
    if not drawn:
        return None
    id, language, part, _ = drawn
    path = ground.path(id, language)
    new = pattern.sub(other, part.text, count=1)
    if new == part.text:
        return None
    return Case(
        {path: with_lines(ground.texts[path], part.first, part.last, new)}, (Span(path, part.first + 1, part.last + 1),)
    )


@damage
def figure_of_paragraph_differs(ground: Ground, random: Random) -> Case | None:
    return _differs(ground, random, random.choice(["paragraph", "item"]), _FIGURE, _other_figure)


@damage
def figure_of_row_differs(ground: Ground, random: Random) -> Case | None:
    return _differs(ground, random, "row", _FIGURE, _other_figure)


@damage
def hour_differs(ground: Ground, random: Random) -> Case | None:
    return _differs(ground, random, random.choice(["paragraph", "item", "row"]), _HOUR, _other_hour)


UNITS = {
    "ca": ("hores", "dies"),
    "es": ("horas", "días"),
    "en": ("hours", "days"),
}


@damage
def unit_differs(ground: Ground, random: Random) -> Case | None:
    """So many hours are days in a translation."""

    def of(text: str, language: str) -> str:
        hours, days = UNITS.get(language, ("", ""))
        return re.sub(rf"(\b[1-9]\d* ){hours}\b", rf"\1{days}", text, count=1) if hours else text

    for id, twins in random.sample(ground.all_twins, len(ground.all_twins)):
        kinds = twins[ground.source].kind in ("paragraph", "item", "row")
        if kinds and all(of(part.text, language) != part.text for language, part in twins.items()):
            language = random.choice(ground.translations)
            path, part = ground.path(id, language), twins[language]
            text = with_lines(ground.texts[path], part.first, part.last, of(part.text, language))
            return Case({path: text}, (Span(path, part.first + 1, part.last + 1),))
    return None


WORDS_OF_NUMBERS = {
    "ca": ({"dos": "cinc", "dues": "cinc", "tres": "set"}),
    "es": ({"dos": "cinco", "tres": "siete"}),
    "en": ({"two": "five", "three": "seven"}),
}


@damage
def number_in_words_differs(ground: Ground, random: Random) -> Case | None:
    """A translation says another number in words."""
    language = random.choice(ground.translations) if ground.translations else ""
    numbers = WORDS_OF_NUMBERS.get(language)
    if not numbers:
        return None
    pattern = re.compile(rf"\b(?:{'|'.join(numbers)})\b")
    found = [
        (id, some[language])
        for id, some in ground.all_twins
        if some[language].kind in ("paragraph", "item") and pattern.search(some[language].text)
    ]
    if not found:
        return None
    id, part = random.choice(found)
    path = ground.path(id, language)
    new = pattern.sub(lambda match: numbers[match[0]], part.text, count=1)
    text = with_lines(ground.texts[path], part.first, part.last, new)
    return Case({path: text}, (Span(path, part.first + 1, part.last + 1),))


_EUROS = re.compile(r"(?<=\d )euros\b")


@damage
def currency_differs(ground: Ground, random: Random) -> Case | None:
    """Euros are pounds in a translation."""
    pounds = {"ca": "lliures esterlines", "es": "libras esterlinas", "en": "pounds"}
    drawn = twins(ground, random, random.choice(["paragraph", "item", "row"]), holds=_EUROS)
    if not drawn or drawn[1] not in pounds:
        return None
    id, language, part, _ = drawn
    path = ground.path(id, language)
    new = _EUROS.sub(pounds[language], part.text, count=1)
    text = with_lines(ground.texts[path], part.first, part.last, new)
    return Case({path: text}, (Span(path, part.first + 1, part.last + 1),))


_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý¿¡])")


@damage
def half_of_paragraph_missing(ground: Ground, random: Random) -> Case | None:
    """Of a paragraph or a list item with several sentences a translation has the first half."""
    drawn = twins(ground, random, random.choice(["paragraph", "item"]), 30)
    if not drawn:
        return None
    id, language, part, theirs = drawn
    sentences, originals = _END.split(part.text), _END.split(theirs.text)
    if min(len(sentences), len(originals)) < 4:
        return None
    path = ground.path(id, language)
    text = with_lines(ground.texts[path], part.first, part.last, " ".join(sentences[:2]))
    return Case({path: text}, (Span(path, part.first + 1, part.last + 1),))


@damage
def cells_exchanged(ground: Ground, random: Random) -> Case | None:
    """A short and a long cell of a row are the wrong way round in a translation."""
    drawn = twins(ground, random, "row", WORDS)
    if not drawn:
        return None
    id, language, part, _ = drawn
    cells = part.text.split("|")
    if len(cells) < 4 or abs(len(cells[1]) - len(cells[2])) < 40:
        return None
    cells[1], cells[2] = cells[2], cells[1]
    path = ground.path(id, language)
    text = with_lines(ground.texts[path], part.first, part.last, "|".join(cells))
    return Case({path: text}, (Span(path, part.first + 1, part.last + 1),))


@damage
def block_differs(ground: Ground, random: Random) -> Case | None:
    """A block shows another record than in the original."""
    blocks = [
        (id, twins)
        for id, twins in ground.all_twins
        if re.match(r"/// guide \| role \w", twins[ground.source].text) and ground.translations
    ]
    roles = sorted(ground.values.get("data/roles.yml") or {})
    if not blocks or len(roles) < 2:
        return None
    id, twins = random.choice(blocks)
    language = random.choice(ground.translations)
    path, part = ground.path(id, language), twins[language]
    new = re.sub(r"role ([\w-]+)", lambda one: f"role {next(r for r in roles if r != one[1])}", part.text, count=1)
    text = with_lines(ground.texts[path], part.first, part.last, new)
    return Case({path: text}, (Span(path, max(1, part.first - 1), part.last + 2),))


@damage
def figure_of_source_differs(ground: Ground, random: Random) -> Case | None:
    """The source says another figure than all its translations, which agree: it alone is wrong."""
    found = [
        (id, some[ground.source])
        for id, some in ground.all_twins
        if some[ground.source].kind in ("paragraph", "item", "row")
        and len({tuple(_FIGURE.findall(part.text)) for part in some.values()}) == 1
        and _FIGURE.search(some[ground.source].text)
    ]
    if not found or len(ground.translations) < 2:
        return None
    id, part = random.choice(found)
    path, text = ground.path(id, ground.source), _FIGURE.sub(_other_figure, part.text, count=1)
    return Case(
        {path: with_lines(ground.texts[path], part.first, part.last, text)},
        (Span(path, part.first + 1, part.last + 1),),
    )


@damage
def figure_of_text_differs(ground: Ground, random: Random) -> Case | None:
    found = [one for one in texts(ground, 3) if all(_FIGURE.search(text) for text in ground.value(one).values())]
    if not found or not ground.translations:
        return None
    field, language = random.choice(found), random.choice(ground.translations)
    value = ground.value(field)
    changes = ground.with_value(field, {**value, language: _FIGURE.sub(_other_figure, value[language], count=1)})
    return Case(changes, (span_of(field.file, changes[field.file] or "", (*field.path, language)),))


@damage
def link_differs(ground: Ground, random: Random) -> Case | None:
    """A link of a translation leads to another page of its folder."""

    def other(match: re.Match[str]) -> str:
        return f"]({random.choice(beside)})"

    drawn = twins(ground, random, random.choice(["paragraph", "item", "row"]), holds=_LINK)
    if not drawn:
        return None
    id, language, part, _ = drawn
    folder = id.rpartition("/")[0]
    linked = _LINK.search(part.text)
    assert linked
    known = [one.removesuffix(".md").rpartition("/")[2] for one in _LINK.findall(part.text)[0]]
    beside = [
        f"{one.rpartition('/')[2]}.md"
        for one in ground.ids
        if one.rpartition("/")[0] == folder and one != id and one.rpartition("/")[2] not in known
    ]
    if not beside:
        return None
    path = ground.path(id, language)
    text = with_lines(ground.texts[path], part.first, part.last, _LINK.sub(other, part.text, count=1))
    return Case({path: text}, (Span(path, part.first + 1, part.last + 1),))


def _missing(ground: Ground, random: Random, kind: str) -> Case | None:
    drawn = twins(ground, random, kind, 4)
    if not drawn:
        return None
    id, language, part, _ = drawn
    path = ground.path(id, language)
    return Case(
        {path: with_lines(ground.texts[path], part.first, part.last, None)}, (section_span(ground, path, part),)
    )


@damage
def paragraph_missing(ground: Ground, random: Random) -> Case | None:
    return _missing(ground, random, "paragraph")


@damage
def item_missing(ground: Ground, random: Random) -> Case | None:
    return _missing(ground, random, "item")


@damage
def row_missing(ground: Ground, random: Random) -> Case | None:
    return _missing(ground, random, "row")


def _extra(ground: Ground, random: Random, kind: str) -> Case | None:
    """A part of a translation is elsewhere in it too, after another of its kind."""
    drawn, another = twins(ground, random, kind, 4), twins(ground, random, kind, 4)
    if not drawn or not another or drawn[1] != another[1] or drawn[2].text == another[2].text:
        return None
    id, language, part, _ = drawn
    path, glue = ground.path(id, language), "\n\n" if kind == "paragraph" else "\n"
    added = another[2].text
    if kind == "row" and added.count("|") != part.text.count("|"):
        return None
    # Links hold from any folder only where both pages are in the same.
    if "](" in added and another[0].rpartition("/")[0] != id.rpartition("/")[0]:
        return None
    text = with_lines(ground.texts[path], part.first, part.last, f"{part.text}{glue}{added}")
    return Case({path: text}, (section_span(ground, path, part)._replace(last=part.last + 6 + added.count("\n")),))


@damage
def paragraph_extra(ground: Ground, random: Random) -> Case | None:
    return _extra(ground, random, "paragraph")


@damage
def item_extra(ground: Ground, random: Random) -> Case | None:
    return _extra(ground, random, "item")


@damage
def row_extra(ground: Ground, random: Random) -> Case | None:
    return _extra(ground, random, "row")


@damage
def source_changed(ground: Ground, random: Random) -> Case | None:
    """A paragraph of the source says something else, and the translations do not follow."""
    found = [
        (id, some)
        for id, some in ground.all_twins
        if some[ground.source].kind in ("paragraph", "item") and some[ground.source].words >= WORDS
    ]
    found = [
        (id, some) for id, some in found if any("translates:" in ground.page(id, one) for one in ground.translations)
    ]
    if not found:
        return None
    (id, some), (_, others) = random.choice(found), random.choice(found)
    part, other = some[ground.source], others[ground.source]
    if "](" in part.text + other.text or other.text == part.text or other.kind != part.kind:
        return None
    path = ground.path(id, ground.source)
    text = with_lines(ground.texts[path], part.first, part.last, other.text)
    spans = [section_span(ground, ground.path(id, one), some[one]) for one in ground.translations]
    return Case({path: text}, tuple(spans), stale=True)


@damage
def language_removed(ground: Ground, random: Random) -> Case | None:
    """All pages of a language are deleted, which the institution still names."""
    if not ground.translations:
        return None
    language = random.choice(ground.translations)
    gone = {path: None for path in ground.pages if path.startswith(f"docs/{language}/")}
    return Case(gone, anywhere=True)


@damage
def page_of_language_deleted(ground: Ground, random: Random) -> Case | None:
    if not ground.translations:
        return None
    path = ground.path(random.choice(ground.ids), random.choice(ground.translations))
    return Case({path: None}, (Span(path, 1, 1),))


@damage
def page_of_language_renamed(ground: Ground, random: Random) -> Case | None:
    if not ground.translations:
        return None
    id, language = random.choice(ground.ids), random.choice(ground.translations)
    path, new = ground.path(id, language), ground.path(f"{id}-other", language)
    return Case({path: None, new: ground.texts[path]}, (Span(path, 1, 1), Span(new, 1, 1)))


@damage
def parts_exchanged(ground: Ground, random: Random) -> Case | None:
    """Two rows, or two items, of a section are in the place of one another in a translation."""
    drawn = twins(ground, random, random.choice(["row", "item"]), WORDS)
    if not drawn:
        return None
    id, language, part, _ = drawn
    others = [
        some[language]
        for other, some in ground.all_twins
        if other == id and (one := some[language]).kind == part.kind and one.section == part.section
        if one.first > part.last and one.words >= WORDS
    ]
    if not others:
        return None
    other, path = random.choice(others), ground.path(id, language)
    # Items of a numbered list keep their numbers.
    own, mark = (re.match(r"(?:[-*+]|\d+[.)]) |", one.text)[0] for one in (part, other))  # type: ignore[index]
    text = with_lines(ground.texts[path], other.first, other.last, mark + part.text[len(own) :])
    text = with_lines(text, part.first, part.last, own + other.text[len(mark) :])
    return Case({path: text}, (Span(path, part.first + 1, other.last + 1),))


@damage
def paragraph_of_another_page(ground: Ground, random: Random) -> Case | None:
    """A paragraph of a translation has the text of one of another page, about as long, in its language."""
    drawn = twins(ground, random, "paragraph", 2 * WORDS)
    if not drawn or len(ground.languages) < 3:
        return None
    id, language, part, _ = drawn
    texts = [
        some[language].text
        for other, some in ground.all_twins
        if other != id and some[language].kind == "paragraph" and abs(some[language].words - part.words) < WORDS
        if not re.search(r"[\d\[{/]", some[language].text) and _differ(some[language].text, part.text)
    ]
    if not texts:
        return None
    path = ground.path(id, language)
    text = with_lines(ground.texts[path], part.first, part.last, random.choice(texts))
    return Case({path: text}, (Span(path, part.first + 1, part.last + 1),))


def _differ(one: str, other: str) -> bool:
    """Return whether two texts have few words in common."""
    some, others = ({*re.findall(r"\w{4,}", text.casefold())} for text in (one, other))
    return 3 * len(some & others) < min(len(some), len(others))
