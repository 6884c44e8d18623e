"""References to facts: what a sentence shows for the name of a value in data, and where what is wrong is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import TODAY
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.loading import with_data
from guiaviva.guide.pairs import texts_of
from guiaviva.guide.referring import typed_place
from guiaviva.judgement import judge
from guiaviva.reading.pages import Shown
from guiaviva.references import NoValueError, References
from guiaviva.site.references import with_values
from memory import changed

NETWORKS = """\
x:
  name: X
  url: https://x.com
  status: active
  limits: {characters: 2200}
mastodon:
  name: Mastodon
  url: https://mastodon.social
  status: trial
  until: 2027-03-12
"""
TONE = "docs/ca/tone.md"


def guide_of(**texts: str) -> Guide:
    """Return the small guide with other files of data, each by its name."""
    return changed("minimum", {f"data/{name}.yml": text for name, text in texts.items()})


def references(**texts: str) -> References:
    guide = guide_of(**({"networks": NETWORKS} | texts))
    return References(guide.facts, guide.model.words)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("networks.x.limits.characters", {"ca": "2.200", "en": "2,200"}),
        ("networks.mastodon.until", {"ca": "12 de març de 2027", "es": "12 de marzo de 2027", "en": "12 March 2027"}),
        ("networks.count", {"ca": "2"}),
        ("networks.active.count", {"ca": "1"}),
        ("networks.x.name", {"ca": "X"}),
    ],
)
def test_a_value_is_written_as_the_language_writes_it(name: str, texts: Mapping[str, str]) -> None:
    assert {language: references().show(name, language).text for language in texts} == texts


def test_a_duration_has_its_unit_in_the_right_number() -> None:
    data = """\
complaint:
  name: {ca: Queixa}
  action: reply
  max_response: {value: 1, unit: hours}
harm:
  name: {ca: Dany}
  action: reply
  max_response: {value: 24, unit: hours, calendar: working}
"""
    known = references(situations=data)
    texts = [known.show(f"situations.{key}.max_response", "ca").text for key in ("complaint", "harm")]
    assert texts == ["1 hora", "24 hores laborables"]


def test_a_key_of_another_file_leads_to_its_record() -> None:
    accounts = "main: {network: x, handle: '@casa', url: 'https://x.com/casa'}\n"
    found = references(accounts=accounts).show("accounts.main.network.limits.characters", "ca")
    assert (found.name, found.text) == ("networks.x.limits.characters", "2.200")


def test_a_text_that_lacks_the_language_is_in_that_of_the_guide_and_says_so() -> None:
    roles = "lead: {name: {ca: Direcció}, contact: {}}\n"
    found = references(roles=roles).show("roles.lead.name", "en")
    assert (found.text, found.language) == ("Direcció", "ca")


@pytest.mark.parametrize(
    ("name", "variant", "value"),
    [
        ("networks.mastadon.until", "nearest", "networks.mastodon.until"),
        ("networks.x.limit.characters", "nearest", "networks.x.limits.characters"),
        ("network.x.name", "nearest", "networks.x.name"),
        ("networks.x.name.first", "nearest", "networks.x.name"),
        ("weather.tomorrow", "", ""),
        ("networks.x", "several", ""),
        ("networks", "several", ""),
        ("networks.x.status", "no-text", ""),
        ("networks.x.limits.title", "empty", "x.limits.title"),
        ("networks.mastodon.limits.characters", "empty", "mastodon.limits.characters"),
        ("accounts.main.mailbox", "internal", ""),
        ("accounts.main.network", "key", "accounts.main.network.name"),
        ("", "form", ""),
    ],
)
def test_a_name_that_means_no_value_says_why(name: str, variant: str, value: str) -> None:
    accounts = "main: {network: x, handle: '@casa', url: 'https://x.com/casa', mailbox: a@example.org}\n"
    known = references(accounts=accounts)
    with pytest.raises(NoValueError) as raised:
        known.show(name, "ca")
    values = raised.value.values
    assert raised.value.variant == variant
    assert value in (values.get("nearest"), values.get("key"), "")


def test_texts_of_data_refer_to_facts_and_to_each_other() -> None:
    replies = """\
first: {situation: complaint, text: {ca: 'Fins a {{ networks.x.limits.characters }}: {{ replies.second.text }}'}}
second: {situation: complaint, text: {ca: 'Som a {{ networks.x.name }}, {name}.'}}
"""
    facts = guide_of(networks=NETWORKS, replies=replies).facts
    assert facts.replies["first"].record.text["ca"] == "Fins a 2.200: Som a X, {name}."


def test_texts_that_refer_to_each_other_in_a_circle_are_said_once() -> None:
    replies = """\
first:
  situation: complaint
  text:
    ca: "Vegeu {{ replies.second.text }}"
second: {situation: complaint, text: {ca: 'I {{ replies.first.text }}'}}
"""
    found = [one for one in judge(guide_of(replies=replies)).findings if one.rule == "unknown-reference"]
    assert [(one.variant, one.place.line, one.place.column) for one in found] == [("circular", 4, 16)]


def with_tone(text: str) -> Guide:
    return changed("minimum", {"data/networks.yml": NETWORKS, TONE: text})


def test_code_and_comments_stay_as_they_are_typed() -> None:
    typed = "`{{ networks.x.name }}` <!-- {{ networks.x.name }} -->\n\n```\n{{ networks.x.name }}\n```\n"
    page = with_tone(f"# To\n\nA {{{{ networks.x.name }}}}: {typed}").source_page("tone")
    assert page
    assert page.source.text == f"# To\n\nA X: {typed}"


def test_values_stand_in_headings_addresses_and_front_matter() -> None:
    text = "---\ntitle: A {{ networks.x.name }}\n---\n\n# Són {{networks.count}}\n\n[web]({{ networks.x.url }})\n"
    page = with_tone(text).source_page("tone")
    assert page
    assert (page.fields["title"], page.sections[0].title) == ("A X", "Són 2")
    assert [link.target for link in page.links] == ["https://x.com"]


def test_signs_of_markdown_in_a_value_mean_nothing() -> None:
    guide = changed("minimum", {"data/networks.yml": NETWORKS.replace("name: X", "name: '[X](y) <b>'"), TONE: TEXT})
    page = guide.source_page("tone")
    assert page
    assert (page.links, page.tags) == ((), ())


TEXT = "# To\n\nA {{ networks.x.name }} hi ha {{ networks.x.limits.characters }} signes i mmmm.\n"


def test_places_are_those_of_the_file() -> None:
    page = with_tone(TEXT).source_page("tone")
    assert page
    typed, shown = TEXT.split("\n")[2], page.source.line(3)
    assert shown == "A X hi ha 2.200 signes i mmmm."
    for word in ("A ", "hi ha", "signes", "mmmm"):
        place = typed_place(page, page.at(3)._replace(column=shown.index(word) + 1, length=len(word)))
        assert (place.column, place.length) == (typed.index(word) + 1, len(word))
    value = typed_place(page, page.at(3)._replace(column=shown.index("2.200") + 1, length=5))
    assert typed[value.column - 1 :][: value.length] == "{{ networks.x.limits.characters }}"


def test_a_translation_follows_the_reference_and_not_the_value() -> None:
    one, other = with_tone(TEXT), changed("minimum", {"data/networks.yml": NETWORKS.replace("2200", "300"), TONE: TEXT})
    pages = [guide.source_page("tone") for guide in (one, other)]
    assert pages[0]
    assert pages[1]
    assert pages[0].signatures == pages[1].signatures
    assert pages[0].source.text != pages[1].source.text


def test_a_translation_of_data_is_signed_off_as_it_is_typed(tmp_path: Path) -> None:
    serves = "{ca: 'Truqueu al {{ helplines.a.phone }}', es: 'Llame al {{ helplines.a.phone }}'}"
    (tmp_path / "data").mkdir()
    (tmp_path / "docs/ca").mkdir(parents=True)
    (tmp_path / "data/institution.yml").write_text("name: {ca: A}\nkind: other\nlanguages: [ca, es]\n", "utf-8")
    signed = []
    for phone in (112, 999):
        text = f"a: {{name: {{ca: A}}, phone: {phone}, serves: {serves}}}\n"
        (tmp_path / "data/helplines.yml").write_text(text, "utf-8")
        signed.append([one.now for one in texts_of(load_guide(tmp_path, today=TODAY))])
    assert signed[0]
    assert signed[0] == signed[1]


def test_a_change_of_a_record_changes_the_pages_that_show_it(tmp_path: Path) -> None:
    guide = with_tone(TEXT)
    later = changed("minimum", {"data/networks.yml": NETWORKS.replace("2200", "300"), TONE: TEXT})
    same = with_data(guide, today=guide.today)
    assert same.source_page("tone") is guide.source_page("tone")
    fresh = with_data(later, today=guide.today).source_page("tone")
    assert fresh
    assert "300 signes" in fresh.source.text


@pytest.mark.parametrize(
    "text",
    [
        "Fins a {{ networks.x.limits.characters }} signes.",
        "A {{ networks.bluesky.name }}, que encara no hi és.",
        "A {{ networks.mastodon.name }}, que ja no hi és.",
        "A {{ networks.bluesky.name }} i a {{ networks.x",
        "Al codi: `{{ networks.bluesky.name }}`.",
    ],
)
def test_a_change_of_data_shows_what_a_new_reading_shows(text: str) -> None:
    later = NETWORKS.replace("2200", "300").replace("mastodon", "bluesky")
    fresh = changed("minimum", {"data/networks.yml": later, TONE: text})
    typed = with_data(replace(with_tone(text), folder=fresh.folder), today=TODAY)
    assert [one.source.text for one in typed.all_pages] == [one.source.text for one in fresh.all_pages]


def test_what_is_wrong_in_files_that_stay_is_found_after_a_change_of_another() -> None:
    wrong = {"data/roles.yml": "a: {name: {ca: A}, nam: B}\nb: {name: {ca: B}}\n", "data/terms.yml": "a: b\n- c\n"}
    guide = changed("minimum", wrong)
    fresh = changed("minimum", {**wrong, "data/networks.yml": NETWORKS})
    typed = with_data(replace(guide, folder=fresh.folder), today=TODAY)
    assert fresh.facts.problems
    assert typed.facts.problems == fresh.facts.problems
    assert typed.facts.unread == fresh.facts.unread
    assert typed.facts.fingerprint == fresh.facts.fingerprint


PHONE = Shown("institution.contact.phone", "930 000 010", "phone")
NAME = Shown("networks.x.name", "X <b>")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>\ue0000\ue001930 000 010\ue002</p>", '<p><a href="tel:930000010">930 000 010</a></p>'),
        ('<a href="x">\ue0000\ue001930 000 010\ue002</a>', '<a href="x">930 000 010</a>'),
        ('<img alt="\ue0001\ue001X &lt;b&gt;\ue002">', '<img alt="X &lt;b&gt;">'),
        ("<h2>\ue0000\ue001930 000 010\ue002</h2>", "<h2>930 000 010</h2>"),
    ],
)
def test_telephones_are_links_where_links_can_be(html: str, shown: str) -> None:
    assert with_values(html, (PHONE, NAME), preview=False) == shown


def test_a_preview_says_where_a_value_is_from() -> None:
    html = with_values("<p>\ue0001\ue001X\ue002</p>", (PHONE, NAME), preview=True)
    assert 'data-fact="networks.x.name"' in html
    assert 'title="data/networks.yml: x.name"' in html
