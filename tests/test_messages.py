"""Messages that somebody pastes into the search are read as such: dangers first, then the right situation.

Nobody who wrote the list of `tests/messages/` knew the examples that it is learned from
(`words/⟨language⟩/messages/`). None of it is ever added to them: it says how well messages are read that nobody has
seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from conftest import TESTS, TODAY
from guiaviva.contentmodel import load_examples
from guiaviva.contentmodel.examples import MESSAGES, QUERY
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.reporting import sentence
from guiaviva.search.answering import Shown, answered
from guiaviva.search.messages import Messages
from projects import demonstration
from test_search import LISTS, own, queries

LANGUAGES = ("ca", "es", "en")
# Of all dangers, so many are first; of all messages, so many first and among three; of all others, so few a danger.
DANGERS, FIRST, AMONG_THREE, ALARMS = 0.97, 0.89, 0.96, 0.045
# So many of what staff type are not taken for messages.
QUERIES = 0.94


def listed() -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the language and the text of each message."""
    for kind, several in yaml.safe_load((TESTS / "messages/unseen.yml").read_text(encoding="utf-8")).items():
        for language, text in several:
            yield kind, language, text


def pasted(text: str, language: str = "ca") -> tuple[Shown, list[str]]:
    """Return what is shown for a message, and the situations or pages that come first."""
    index = own(language)
    shown = answered(index, text)
    first = [index.records[group[0].record] for group in shown.groups[:3]]
    return shown, [one.anchor.removeprefix("situation-") or one.page for one in first]


def situations_of(kind: str) -> set[str]:
    """Return the situations that are of a kind."""
    return {key for key, one in demonstration().facts.situations.items() if kind in one.record.messages}


def is_danger(situations: Iterable[str]) -> bool:
    return any(demonstration().facts.situations[key].record.level == "danger" for key in situations)


@pytest.mark.slow
def test_dangers_and_the_right_situations_come_first() -> None:
    seen = [(situations_of(kind), *pasted(text, language)) for kind, language, text in listed()]
    dangers = [shown.pinned is not None for wanted, shown, _ in seen if is_danger(wanted)]
    alarms = [shown.pinned is not None for wanted, shown, _ in seen if not is_danger(wanted)]
    assert sum(dangers) >= DANGERS * len(dangers)
    assert sum(alarms) <= ALARMS * len(alarms)
    assert sum(first[0] in wanted for wanted, _, first in seen) >= FIRST * len(seen)
    assert sum(bool(wanted & set(first)) for wanted, _, first in seen) >= AMONG_THREE * len(seen)


@pytest.mark.slow
def test_what_staff_type_is_no_message() -> None:
    typed = [answered(own(language), text).is_message for name in LISTS for language, text, _ in queries(name)]
    assert typed.count(False) >= QUERIES * len(typed)


def test_some_situation_is_of_every_kind() -> None:
    guide = demonstration()
    assert guide.model.messages == {kind for one in guide.facts.situations.values() for kind in one.record.messages}
    assert {kind for kind, _, _ in listed()} == guide.model.messages


def test_no_message_of_the_test_is_an_example() -> None:
    examples = {text for _, texts in load_examples(None, MESSAGES, LANGUAGES) for text in texts}
    assert not examples & {" ".join(text.split()) for _, _, text in listed()}


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
    ["Oh great, another Saturday without buses 🙃", "Bravo ajuntament 👏👏 tres setmanes sense llum", "🙄🙄🙄"],
)
def test_irony_is_neither_a_danger_nor_thanks(text: str) -> None:
    shown, first = pasted(text)
    assert shown.is_message
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
def test_a_message_is_told_from_a_query(text: str, is_message: bool) -> None:
    assert pasted(text)[0].is_message == is_message


def test_the_words_of_a_message_are_not_corrected() -> None:
    shown, first = pasted("Les perssones grans no podem pujar al bus, ja us ho he dit!")
    assert [one.corrected for one in shown.taken if one.corrected] == []
    assert all(one in demonstration().facts.situations for one in first), "situations come before pages"


def test_what_is_learned_are_words_their_beginnings_and_what_is_written_with_them() -> None:
    abuse = ("O meu marido bateu-me outra vez", "o marido ameaça a vizinha, ela tem medo")
    queries = ("quem aprova", "modelo de plano", "senha do twitter")
    thanks = ("Obrigada a todos", "muito obrigado pela ajuda", "que bonita a festa, parabéns")
    examples = (("abuse", 30 * abuse), (QUERY, 30 * queries), ("thanks", 30 * thanks))
    messages = Messages.of_languages({"pt": examples})
    assert messages.read("ontem o MARIDO voltou a BATER, ameaçou os filhos").kinds[0] == "abuse"
    assert messages.read("parabéns e obrigadíssima por tudo o que fazem").kinds[0] == "thanks"
    assert not messages.read("quem aprova o plano").is_message


def test_a_browser_adds_up_what_words_that_begin_alike_say() -> None:
    examples = (("abuse", 3 * ("ontem ameaçou", "a ameaça dele")), ("thanks", 3 * ("obrigada", "obrigado")))
    messages = Messages.of_languages({"pt": examples})
    assert "*" not in messages.of_language("pt")["parts"], "what it can add up is not written"
    assert messages.read("as ameaças e o obrigadinho de ontem").kinds, "beginnings are known"
    more = Messages.of_languages({"pt": examples, "gl": (("abuse", ("ameazou a veciña", "ameazaba")),)})
    assert "*" in more.of_language("pt")["parts"], "of words of other languages it cannot"


def test_of_another_language_nothing_is_said() -> None:
    shown, _ = pasted("Wo bekomme ich bitte einen neuen Personalausweis?")
    assert not shown.is_message
    assert shown.pinned is None


def test_a_guide_has_examples_of_its_own(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("minimum")
    path = root / "words/ca/messages/weather.txt"
    path.parent.mkdir(parents=True)
    path.write_text("# What citizens ask of the sky.\nPlourà dissabte a la fira?\nQuin fred farà diumenge?\n", "utf-8")
    model = load_guide(root, today=TODAY).model
    assert "weather" in model.messages
    assert ("weather", ("Plourà dissabte a la fira?", "Quin fred farà diumenge?")) in load_examples(
        root, MESSAGES, ["ca"]
    )


def test_examples_that_cannot_be_read_are_said_with_their_file(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("minimum")
    path = root / "words/ca/messages/weather.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes("Plourà?\n".encode("utf-16"))
    with pytest.raises(CannotJudgeError) as raised:
        load_guide(root, today=TODAY)
    assert "words/ca/messages/weather.txt" in sentence(raised.value, "en")
