"""Languages are identified by the texts of a guide alone: any languages, also near ones and those without capitals."""

from __future__ import annotations

from itertools import permutations

import pytest

from guiaviva.guide.identification import Identifier, identifier, telling_words
from guiaviva.reading.passages import words_of

# The same eight texts in each language; nothing else is known of it.
TEXTS = {
    "gl": [
        "O equipo responde todas as mensaxes no prazo dun día e non borra ningunha crítica.",
        "Cando alguén pregunta por un trámite, dámoslle a ligazón da sede electrónica.",
        "As imaxes levan sempre un texto alternativo que di o que se ve nelas.",
        "Non se publica nada sen que o revise outra persoa do mesmo servizo.",
        "Se hai unha emerxencia, só publica quen está de garda, e faino axiña.",
        "O concello non contesta os insultos, pero garda unha copia deles.",
        "Para abrir unha conta nova fai falla un plan e unha persoa responsable.",
        "Os datos das persoas nunca se piden nunha mensaxe pública da rede.",
    ],
    "pt": [
        "A equipa responde a todas as mensagens no prazo de um dia e não apaga nenhuma crítica.",
        "Quando alguém pergunta por um serviço, damos-lhe a ligação da sede eletrónica.",
        "As imagens levam sempre um texto alternativo que diz o que se vê nelas.",
        "Não se publica nada sem que o reveja outra pessoa do mesmo serviço.",
        "Se houver uma emergência, só publica quem está de serviço, e fá-lo depressa.",
        "A câmara não responde aos insultos, mas guarda uma cópia deles.",
        "Para abrir uma conta nova é preciso um plano e uma pessoa responsável.",
        "Os dados das pessoas nunca se pedem numa mensagem pública da rede.",
    ],
    "eu": [
        "Taldeak mezu guztiei egun batean erantzuten die eta ez du kritikarik ezabatzen.",
        "Norbaitek izapide bati buruz galdetzen duenean, egoitza elektronikoaren esteka ematen diogu.",
        "Irudiek beti dute testu alternatibo bat, bertan ikusten dena esaten duena.",
        "Ez da ezer argitaratzen zerbitzu bereko beste pertsona batek berrikusi gabe.",
        "Larrialdi bat badago, guardian dagoenak bakarrik argitaratzen du, eta azkar egiten du.",
        "Udalak ez die irainei erantzuten, baina horien kopia bat gordetzen du.",
        "Kontu berri bat irekitzeko plan bat eta pertsona arduradun bat behar dira.",
        "Pertsonen datuak ez dira inoiz eskatzen sareko mezu publiko batean.",
    ],
    "ar": [
        "يجيب الفريق عن جميع الرسائل خلال يوم واحد ولا يحذف أي نقد.",
        "عندما يسأل أحد عن إجراء نعطيه رابط المقر الإلكتروني.",
        "تحمل الصور دائما نصا بديلا يقول ما الذي يظهر فيها.",
        "لا ينشر أي شيء دون أن يراجعه شخص آخر من نفس الخدمة.",
        "إذا كانت هناك حالة طوارئ ينشر فقط من هو في المناوبة.",
        "لا تجيب البلدية عن الإهانات ولكنها تحتفظ بنسخة منها.",
        "لفتح حساب جديد يلزم وجود خطة وشخص مسؤول عنه.",
        "لا تطلب بيانات الأشخاص أبدا في رسالة عامة على الشبكة.",
    ],
}


@pytest.fixture(scope="module")
def small() -> Identifier:
    return identifier(((code, words_of(text)) for code, texts in TEXTS.items() for text in texts), {})


@pytest.mark.parametrize(("own", "other"), list(permutations(TEXTS, 2)))
def test_texts_in_another_language_are_found_and_no_others(small: Identifier, own: str, other: str) -> None:
    others = [one for one in TEXTS if one != own]
    assert not any(small.weigh(telling_words(text), own, others).clear for text in TEXTS[own])
    found = [small.weigh(telling_words(text), own, others) for text in TEXTS[other]]
    assert sum(one.language == other and one.score > 0 for one in found) >= 7


def test_a_language_of_few_texts_is_not_told_apart() -> None:
    few = identifier([*(("gl", words_of(text)) for text in TEXTS["gl"]), ("pt", words_of(TEXTS["pt"][0]))], {})
    assert set(few.counts) == {"gl"}


def test_names_quotations_and_addresses_say_nothing() -> None:
    text = "Escriviu «please write to us» a guia@riublanc.example, @riublanc i #PressOffice o al Press Office"
    assert telling_words(text) == ["escriviu", "a", "i", "o", "al"]


@pytest.mark.parametrize(("own", "other"), list(permutations(TEXTS, 2)))
def test_letters_are_left_out_only_where_they_decide_nothing(small: Identifier, own: str, other: str) -> None:
    for text in (*TEXTS[own], *TEXTS[other]):
        words = telling_words(text)
        for some in (words, words[:2], words[:1]):
            weight = small.weigh(some, own, [other])
            assert small.at_most(some, own, other) >= weight.score
            assert small.may_be(some, own, [other], copied=False) or not weight.clear
            assert small.may_be(some, own, [other], copied=True) or not (weight.clear or weight.likely)


def test_a_word_speaks_for_the_language_that_has_it_in_other_texts(small: Identifier) -> None:
    says = small.lexicon("gl", "pt").of
    # That of the text itself, and of its version in the other language, does not count.
    assert says(1, 1) == says(0, 1) == says(1, 0) == 0.0
    assert says(4, 0) < says(3, 1) < 0 < says(1, 3) < says(0, 4)
    assert says(3, 3) != 0.0, "a word that both have is not new"
    assert (says(2**9, 0), says(0, 2**9)) == (-4.0, 4.0), "one word alone decides little"


def test_what_is_known_of_a_word_changes_where_what_it_says_does() -> None:
    def of(number: int) -> Identifier:
        """Return what is known where a word is in so many documents of twenty."""
        return identifier((("gl", ["os", "mar"] if one < number else ["os"]) for one in range(20)), {})

    known = [of(number).known(["mar"]) for number in range(20)]
    assert len(set(known[:4])) == 4, "a word in few documents is known exactly"
    assert known[10] == known[11] == known[12] != known[13], "and one in many roughly"
    assert of(12).known(["os"]) == of(13).known(["os"]), "whatever is known of others"


def test_letters_that_are_asked_for_are_noticed(small: Identifier) -> None:
    with small.watched() as asked:
        small.quickly(["equipo"], "gl", "pt")
        assert not asked()
        small.weigh(["xurelo"], "gl", ["pt"])
        assert asked()
