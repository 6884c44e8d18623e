"""Messages that somebody pastes into the search are read as such: dangers first, then the right situation.

The lists of `tests/messages/` are by kind of message: `complaint|opinion` may be read in two ways. Each was asked once
before the words that it uses were added to the patterns (`words/⟨language⟩/messages.yml`); since then it guards them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
import yaml

from conftest import TESTS
from guiaviva.contentmodel.messages import MessageKinds, MessageWords
from guiaviva.search.analysis import tokens
from guiaviva.search.answering import Shown, answered
from guiaviva.search.messages import messages_of
from projects import demonstration
from test_search import own

LISTS = tuple(sorted(path.stem for path in (TESTS / "messages").glob("*.yml")))
LANGUAGES = ("ca", "es", "en")
# Of all dangers, so many must be first; of all messages, so many first and among three; of all others, so few a danger.
DANGERS, FIRST, AMONG_THREE, ALARMS = 0.98, 0.85, 0.95, 0.02


def listed(name: str) -> Iterator[tuple[str, str]]:
    """Yield the kinds and the text of each message of a list."""
    for kinds, texts in yaml.safe_load((TESTS / "messages" / f"{name}.yml").read_text(encoding="utf-8")).items():
        for text in texts:
            yield kinds, text


def pasted(text: str, language: str = "") -> tuple[Shown, list[str]]:
    """Return what is shown for a message, and the situations or pages that come first."""
    index = own(language or spoken(text))
    shown = answered(index, text)
    first = [index.records[group[0].record] for group in shown.groups[:3]]
    return shown, [one.anchor.removeprefix("situation-") or one.page for one in first]


def spoken(text: str) -> str:
    """Return the language of the demonstration of whose small words most are in a text."""
    words = tokens(text)
    return max(LANGUAGES, key=lambda code: sum(map(own(code).analyses[0].is_stop_word, words)))


def situations_of(kinds: str) -> set[str]:
    """Return the situations that are of some kinds."""
    wanted = set(kinds.split("|"))
    return {key for key, one in demonstration().facts.situations.items() if wanted & set(one.record.messages)}


def is_danger(situations: Iterable[str]) -> bool:
    return any(demonstration().facts.situations[key].record.level == "danger" for key in situations)


@pytest.mark.slow
def test_dangers_and_the_right_situations_come_first() -> None:
    seen = [(situations_of(kinds), *pasted(text)) for name in LISTS for kinds, text in listed(name)]
    dangers = [shown.pinned is not None for wanted, shown, _ in seen if is_danger(wanted)]
    alarms = [shown.pinned is not None for wanted, shown, _ in seen if not is_danger(wanted)]
    assert sum(dangers) >= DANGERS * len(dangers)
    assert sum(alarms) <= ALARMS * len(alarms)
    assert sum(first[0] in wanted for wanted, _, first in seen) >= FIRST * len(seen)
    assert sum(bool(wanted & set(first)) for wanted, _, first in seen) >= AMONG_THREE * len(seen)


def test_every_kind_is_known_and_some_situation_is_of_it() -> None:
    guide = demonstration()
    kinds = set(guide.model.message_kinds.kinds)
    assert kinds == {kind for one in guide.facts.situations.values() for kind in one.record.messages}
    for language in LANGUAGES:
        assert set(guide.model.messages[language].kinds) <= kinds
    assert {kind for name in LISTS for kinds in dict(listed(name)) for kind in kinds.split("|")} <= kinds


@pytest.mark.parametrize(
    "text",
    [
        "Ja no hi pinto res aquí. Tothom estaria millor sense mi",
        "a mi hija de 13 le escribe un tio de 30 y quiere quedar con ella",
        "theres a man on the floor outside the library not moving",
        "et trencaré les cames",
    ],
)
def test_a_danger_is_pinned_with_its_telephones(text: str) -> None:
    index = own("ca")
    shown = answered(index, text)
    assert shown.pinned == shown.groups[0][0].record, "whatever the language of the site"
    assert ("Emergències", "112") in index.records[shown.pinned].calls


@pytest.mark.parametrize(
    "text",
    [
        "Oh great, another Saturday without buses 🙃",
        "Bravo ajuntament 👏👏 tres setmanes sense llum",
        "Gràcies per res, us mataré... de riure 🙄",
        "🙄🙄🙄",
    ],
)
def test_irony_is_neither_a_danger_nor_thanks(text: str) -> None:
    shown, first = pasted(text)
    assert shown.pinned is None
    assert first[0] != "thanks"


@pytest.mark.parametrize(
    ("text", "is_message"),
    [
        ("persones amb discapacitat", False),
        ("qui aprova un tuit", False),
        ("how do i reply to a complaint", False),
        ("cómo respondo a un insulto en instagram", False),
        ("Hi ha molta gent que no pot pujar amb cadira de rodes.", True),
        ("sou uns inutils i no feu res", True),
        ("🤡", True),
    ],
)
def test_a_message_is_told_from_a_query_by_its_form(text: str, is_message: bool) -> None:
    assert pasted(text)[0].is_message == is_message


def test_the_words_of_a_message_are_not_corrected() -> None:
    shown, first = pasted("Les perssones grans no podem pujar al bus, ja us ho he dit!")
    assert [one.corrected for one in shown.taken if one.corrected] == []
    assert all(one in demonstration().facts.situations for one in first), "situations come before pages"


def test_another_language_is_a_file() -> None:
    words = MessageWords(
        short={"tbm": "também"},
        sounds={"ss": "s", "ç": "s"},
        groups={"hit": ["bate*", "bateu"], "close": ["marido", "pai"]},
        kinds={"abuse": ["<close> + <hit>|ameaça* - filme"], "self-harm": ["tenho 8-17 anos + sozinho"]},
    )
    messages = messages_of(MessageKinds(kinds={"self-harm": {}, "abuse": {}}), {"pt": words})
    assert messages.read("O meu MARIDO ontem bateu-me outra vez").kinds == ("abuse",)
    assert messages.read("o marido dela ameasa a criança").kinds == ("abuse",), "slips of the pen"
    assert messages.read("um filme em que o marido bate no vizinho").kinds == ()
    assert messages.read("marido e pai ao mesmo tempo").kinds == ()
    assert messages.read("tenho 12 anos e estou sozinho").kinds == ("self-harm",)
    assert messages.read("tenho 40 anos e estou sozinho").kinds == ()
