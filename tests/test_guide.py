"""The look-ups of a guide: what its pages, data and model say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from conftest import TESTS, TODAY
from guiaviva.facts.schema import Duration
from guiaviva.guide import Guide, links, load_guide, revisions, rows
from guiaviva.guide.durations import longer
from guiaviva.guide.sections import blank
from guiaviva.judgement import judge
from guiaviva.reading.files import Folder, Source
from guiaviva.reading.pages import read_page
from memory import MEMORY


def changed(base: str, changes: Mapping[str, str | None]) -> Guide:
    """Return one of the guides of the tests with other texts of files, or with None without them."""
    overlay = {path: None if text is None else text.encode() for path, text in changes.items()}
    return load_guide(Folder(TESTS / "guides" / base, overlay), today=TODAY, store=MEMORY)


def with_pages(*ids: str) -> Guide:
    """Return the guide of a few pages with these in Catalan beside them."""
    return changed("minimum", {f"docs/ca/{id}.md": "# Títol\n" for id in ids})


@pytest.mark.parametrize(
    ("id", "there", "meant"),
    [
        # In another folder under its own name, be there one that is almost of that name beside it.
        ("images", ("topics/images", "imatges"), "topics/images"),
        # Of two of its name in other folders none: it may be either, or the one beside it.
        ("images", ("topics/images", "teams/images"), ""),
        ("images", ("topics/images", "teams/images", "imatges"), "imatges"),
        # Of two that are almost of its name the one beside it, and of such elsewhere the only one.
        ("topics/hashtag", ("topics/hashtags", "hashtaf"), "topics/hashtags"),
        ("responses/hashtag", ("responses/hashtab", "topics/hashtags"), "responses/hashtab"),
        ("hashtag", ("topics/hashtags",), "topics/hashtags"),
        ("hashtag", ("topics/hashtags", "teams/hashtags"), ""),
        ("topics/xyz", ("topics/hashtags",), ""),
    ],
)
def test_the_page_that_a_link_seems_to_mean(id: str, there: tuple[str, ...], meant: str) -> None:
    assert links.nearest_page(with_pages(*there), "ca", id) == meant


@pytest.mark.parametrize(
    ("page", "path", "resolved"),
    [
        ("responses/index", "../tone.md", "ca/tone.md"),
        ("responses/index", "./crisis.md", "ca/responses/crisis.md"),
        ("responses/index", "/Xarxes.md", "ca/Xarxes.md"),
        ("responses/index", "../../es/tone.md", "es/tone.md"),
        ("tone", "x.md", "ca/x.md"),
    ],
)
def test_where_a_link_leads(page: str, path: str, resolved: str) -> None:
    found = with_pages().source_page(page)
    assert found
    assert links.resolve(found, path) == resolved


@pytest.mark.parametrize(
    ("ids", "renamed"),
    [
        ((), False),
        # One heading in common says little: many pages have «who to ask».
        (("dates",), False),
        (("dates", "places"), True),
    ],
)
def test_a_page_of_another_name_is_known_by_several_headings(ids: tuple[str, ...], renamed: bool) -> None:
    text = "# Títol\n" + "".join(f"\n## Apartat {{#{id}}}\n\nText.\n" for id in ids)
    guide = changed("complete", {"docs/ca/calendar/holidays.md": text, "docs/es/notes/ideas.md": text})
    # Each may be the other's; the source is right.
    assert guide.demands.renamed == ({"docs/es/notes/ideas.md": "calendar/holidays"} if renamed else {})


def test_of_two_pages_that_it_may_be_none_is_meant() -> None:
    text = "# Títol\n\n## U {#one}\n\nText.\n\n## Dos {#two}\n\nText.\n"
    names = ("docs/ca/calendar/holidays.md", "docs/es/notes/ideas.md", "docs/es/forms/requests.md")
    assert "docs/ca/calendar/holidays.md" not in changed("complete", dict.fromkeys(names, text)).demands.renamed
    # Nor is one that has other headings.
    other = {names[0]: text, names[1]: text.replace("{#two}", "{#three}")}
    assert changed("complete", other).demands.renamed == {}
    # Of two that are alike, the one that is almost of its name is.
    near = ("docs/ca/calendar/holidays.md", "docs/es/notes/ideas.md", "docs/es/calendar/holiday.md")
    renamed = changed("complete", dict.fromkeys(near, text)).demands.renamed
    assert renamed["docs/es/calendar/holiday.md"] == "calendar/holidays"


@pytest.mark.parametrize(
    ("id", "block"),
    [
        ("situation-complaint", "situations"),
        ("network-x", "networks"),
        ("reply-complaint-received", "replies"),
        ("term-account", "terms"),
        ("situation-none", ""),
        ("complaint", ""),
        ("network-situation-complaint", ""),
        ("x-situation-complaint", ""),
    ],
)
def test_the_block_that_shows_a_row(id: str, block: str) -> None:
    assert rows.block_of(changed("complete", {}), id) == block


def test_rows_that_nothing_names_have_no_ids() -> None:
    guide = changed("complete", {})
    blocks = guide.model.blocks
    unnamed = blocks.guide["situations"].model_copy(update={"anchor": None})
    model = replace(guide.model, blocks=blocks.model_copy(update={"guide": {"situations": unnamed}}))
    assert list(rows.ids_of(guide, "situations", ""))
    assert list(rows.ids_of(replace(guide, model=model), "situations", "")) == []


@pytest.mark.parametrize(
    ("front", "stale"),
    [
        ("translates:\n  voice: 00000000\n  examples: 00000000\n", ("voice", "examples")),
        ("translates: {voice: 00000000}\n", ("voice",)),
        ("translates: {no-such-section: 00000000}\n", ()),
        # What cannot be read, all of it or some, says nothing of the rest.
        ("translates: {voice: 00000000, examples: yesterday}\n", ()),
        ("translates: yesterday\n", ()),
        ("translates:\n", ()),
        ("translates: {voice: 00000000}\nowner: [\n", ()),
        ("owner: [\n", ()),
        ("", ()),
    ],
)
def test_what_is_stale_is_known_where_all_that_is_recorded_can_be_read(front: str, stale: tuple[str, ...]) -> None:
    text = (TESTS / "guides/complete/docs/es/tone.md").read_text(encoding="utf-8")
    guide = changed("complete", {"docs/es/tone.md": f"---\n{front}---\n{text}"})
    page, source = guide.page("es", "tone"), guide.source_page("tone")
    assert page
    assert source
    assert revisions.stale(page, source) == stale
    readable = "yesterday" not in front and "[" not in front
    assert bool(revisions.unrecorded(page, source)) is readable


@pytest.mark.parametrize(
    ("text", "is_blank"),
    [
        ("", True),
        ("# Títol\n", True),
        ("# Títol\n\n## Apartat {#section}\n", False),
        ("# Títol\n\n- ## Apartat en una llista\n", False),
        ("# Títol\n\nUn text.\n", False),
        ("---\nowner: nobody\n---\n# Títol\n", False),
        ("# Títol\n\n/// guide | situations\n///\n", False),
    ],
)
def test_a_page_is_blank_where_it_has_at_most_a_title(text: str, is_blank: bool) -> None:
    assert blank(read_page(Source("docs/ca/tone.md", text), "ca", "tone")) is is_blank


@pytest.mark.parametrize(
    ("in_source", "in_other", "language"),
    [(0, 0, "ca"), (0, 2, "ca"), (0, 3, "es"), (1, 3, "ca"), (1, 4, "es"), (2, 6, "ca"), (2, 7, "es"), (9, 1, "ca")],
)
def test_front_matter_is_that_of_the_language_that_has_by_far_the_most(
    in_source: int, in_other: int, language: str
) -> None:
    text = "---\nowner: digital-content-lead\n---\n# Títol\n"
    counts = {"ca": in_source, "es": in_other}
    pages = {
        (code, f"p{number}"): read_page(Source(f"docs/{code}/p{number}.md", text), code, f"p{number}")
        for code, count in counts.items()
        for number in range(count)
    }
    assert replace(changed("complete", {}), pages=pages).front_language == language


def test_no_rule_fails_on_a_language_of_which_the_model_has_no_words() -> None:
    guide = changed("complete", {})
    prose = {code: spec for code, spec in guide.model.prose.items() if code == "ca"}
    model = replace(guide.model, prose=prose, fingerprint="other")
    assert [one for one in judge(replace(guide, model=model)).findings if one.rule == "rule-failed"] == []


@pytest.mark.parametrize(
    ("one", "other", "is_longer"),
    [
        ("3 hours working", "2 hours working", True),
        ("2 hours working", "2 hours working", False),
        ("2 days working", "1 days working", True),
        # How many hours a day of work has is not said.
        ("2 days working", "10 hours working", False),
        ("3 hours working", "2 hours natural", True),
        ("2 days natural", "3 hours working", False),
        ("61 minutes natural", "1 hours natural", True),
    ],
)
def test_what_lasts_longer_whatever_the_hours_of_service(one: str, other: str, is_longer: bool) -> None:
    durations = [
        Duration.model_construct(value=int(value), unit=unit, calendar=calendar)
        for value, unit, calendar in (one.split(), other.split())
    ]
    assert longer(*durations) is is_longer
