"""What pages say and data does not: the bounds of each kind of statement, beside the complete guide in Catalan."""

from __future__ import annotations

import pytest

from conftest import TESTS, TODAY
from guiaviva.guide import Guide, load_guide
from guiaviva.reading.files import Folder, Source
from guiaviva.reading.pages import read_page
from guiaviva.rules import contradiction, wrong_count
from guiaviva.rules.contradiction.linked import LinkedStatements
from guiaviva.rules.contradiction.reader import Reader
from memory import MEMORY

# A network that is closing with its own hours, one that closed, a helpline of two words and one of six figures.
CHANGES = {
    "data/networks.yml": {
        "limits: {characters: 2200, counted: code-points, alt_text: 1000}": (
            "limits: {characters: 2200, counted: code-points, alt_text: 1000, title: 100, video_seconds: 90}\n"
            "  monitoring_hours: {monday: [8:00-20:00]}"
        )
    },
    "data/helplines.yml": {
        "  serves: {ca: Qui està en perill ara., es: Quien está en peligro ahora., en: Anyone in danger now.}\n": (
            "  serves: {ca: Qui està en perill ara., es: Quien está en peligro ahora., en: Anyone in danger now.}\n"
            "school:\n  name: {ca: Assetjament escolar, es: Acoso escolar, en: School bullying}\n  phone: 116 111\n"
            "  serves: {ca: Alumnes., es: Alumnos., en: Pupils.}\n"
            "violence:\n  name: {ca: Violència masclista, es: Violencia, en: Violence}\n  phone: 016\n"
            "  serves: {ca: Dones., es: Mujeres., en: Women.}\n"
        )
    },
}


@pytest.fixture(scope="module")
def guide() -> Guide:
    base, written = TESTS / "guides" / "complete", {}
    for path, changes in CHANGES.items():
        text = (base / path).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        written[path] = text.encode()
    return load_guide(Folder(base, dict(written)), today=TODAY, store=MEMORY)


@pytest.fixture(scope="module")
def checks(guide: Guide) -> contradiction._Checks:
    return contradiction._Checks(guide, "ca")


def said(checks: contradiction._Checks, text: str, id: str = "tone") -> list[str]:
    page = read_page(Source(f"docs/ca/{id}.md", f"# T\n\n{text}\n"), "ca", id)
    return [f"{one.variant} {one.values['found']}".strip() for one in checks.findings(page)]


# Each text with what is found in it. X has 280 letters, 2 hashtags and 140 seconds, Instagram 2200 and 90 seconds.
LIMITS = [
    ("X permet 280 caràcters.", []),
    ("X permet 281 caràcters.", ["281 caràcters"]),
    ("X permet 279 caràcters.", ["279 caràcters"]),
    ("A X, com a màxim 281 caràcters.", ["281 caràcters"]),
    ("A X, com a màxim 200 caràcters.", ["200 caràcters"]),
    ("A X, millor com a màxim 200 caràcters.", []),
    ("A X, millor com a màxim 1.001 caràcters.", ["1.001 caràcters"]),
    ("A X, millor una piulada de com a màxim 281 caràcters.", ["281 caràcters"]),
    ("A X: 281 caràcters.", ["281 caràcters"]),
    ("Diem 5 caràcters i, a X: 281 caràcters.", ["281 caràcters"]),
    ("A X **281 caràcters**.", []),
    ("A X com a màxim 1 etiqueta.", []),
    ("A X com a màxim 3 etiquetes.", ["3 etiquetes"]),
    ("X permet 1 etiqueta.", ["1 etiqueta"]),
    ("X permetia 140 caràcters.", []),
    ("A X el text alternatiu permet 280 caràcters.", ["280 caràcters"]),
    ("A X el text alternatiu permet 1.000 caràcters.", []),
    ("A X el text permet 1.000 caràcters.", ["1.000 caràcters"]),
    ("A X el text alternatiu del text permet 280 caràcters.", []),
    ("A Instagram el títol permet 100 caràcters.", []),
    ("A Instagram el títol permet 2.200 caràcters.", ["2.200 caràcters"]),
    ("X i Instagram permeten 2.200 caràcters.", []),
    ("X permet 280 caràcters i Instagram permet 281 caràcters.", ["281 caràcters"]),
    ("Facebook permet 281 caràcters.", []),
    ("Els vídeos de X permeten 140 segons.", []),
    ("Els vídeos de X permeten 139 segons.", ["139 segons"]),
    ("Els vídeos de X, com a màxim 141 segons.", ["141 segons"]),
    ("Els vídeos de X, com a màxim 60 segons.", []),
    ("Els vídeos de X, millor si permet 60 segons.", []),
    ("Els vídeos de X, millor si permet 150 segons.", ["150 segons"]),
    ("Els vídeos de X duren 150 segons.", []),
    ("Els vídeos de X i Instagram permeten 90 segons.", []),
    ("Els vídeos de X i Instagram permeten 95 segons.", ["95 segons"]),
    ("Els vídeos de X i Facebook permeten 95 segons.", []),
    ("Els vídeos de Facebook permeten 95 segons.", []),
    ("X permet 150 segons.", []),
    ("Abans, els vídeos de X permeten 150 segons.", []),
]


@pytest.mark.parametrize(("text", "found"), LIMITS)
def test_limits(checks: contradiction._Checks, text: str, found: list[str]) -> None:
    assert said(checks, text) == found


@pytest.mark.parametrize(
    ("text", "id", "found"),
    [
        ("Com a màxim 3 etiquetes.", "topics/hashtags", []),
        ("Com a màxim 4 etiquetes.", "topics/hashtags", ["style 4 etiquetes"]),
        ("Com a màxim 2 etiquetes.", "topics/hashtags", ["style 2 etiquetes"]),
        ("Com a màxim 4 etiquetes.", "tone", ["style 4 etiquetes"]),
        ("Com a màxim 2 etiquetes.", "tone", []),
        ("Com a màxim 4 enllaços.", "topics/hashtags", []),
        ("Hi ha 4 etiquetes.", "topics/hashtags", []),
        ("Abans, com a màxim 4 etiquetes.", "topics/hashtags", []),
        ("A Facebook com a màxim 4 etiquetes.", "topics/hashtags", []),
        ("Dona permís a partir dels 14 anys.", "tone", []),
        ("Dona permís a partir dels 16 anys.", "tone", ["age a partir dels 16"]),
        ("Dona permís a partir dels 18 anys.", "tone", []),
        ("Dona permís a partir dels 17 anys.", "tone", ["age a partir dels 17"]),
        ("Dona permís fins als 13 anys.", "tone", []),
        ("Dona permís fins als 12 anys.", "tone", ["age fins als 12"]),
        ("Dona permís dels 16 anys als 14 anys.", "tone", []),
        ("Dona permís dels 16 anys als 15 anys.", "tone", ["age 16 anys"]),
        ("A X dona permís a partir dels 16 anys.", "tone", []),
        ("Hi ha la proposta: dona permís a partir dels 16 anys.", "tone", []),
        ("Té 16 anys.", "tone", []),
        ("Dona permís amb 16,5 anys de mitjana.", "tone", []),
    ],
)
def test_the_rules_of_the_house_and_ages(checks: contradiction._Checks, text: str, id: str, found: list[str]) -> None:
    assert said(checks, text, id) == found


@pytest.mark.parametrize(
    ("text", "id", "found"),
    [
        ("Responem de 9:00 a 14:00.", "tone", []),
        ("Responem de 9:00 a 15:00.", "tone", ["hours 9:00 a 15:00"]),
        ("De 9:00 a 15:00.", "tone", []),
        ("Demà responem de 9:00 a 15:00.", "tone", []),
        ("Abans responem de 9:00 a 15:00.", "tone", []),
        ("El 3 de maig responem de 9:00 a 15:00.", "tone", []),
        ("Premsa respon de 9:00 a 15:00.", "tone", []),
        ("Premsa: responem de 9:00 a 15:00.", "tone", []),
        ("Mirem Instagram de 8:00 a 20:00.", "tone", []),
        ("Mirem Instagram de 8:00 a 21:00.", "tone", ["monitoring 8:00 a 21:00"]),
        ("Mirem X de 8:00 a 20:00.", "tone", ["monitoring 8:00 a 20:00"]),
        ("Mirem les xarxes de 8:00 a 20:00.", "tone", []),
        ("Mirem les xarxes de 8:00 a 21:00.", "tone", ["hours 8:00 a 21:00"]),
        ("Mirem Facebook de 8:00 a 20:00.", "tone", ["hours 8:00 a 20:00"]),
        ("Mirem X i Instagram de 8:00 a 20:00.", "tone", []),
        ("Mirem X i Instagram de 8:00 a 21:00.", "tone", ["hours 8:00 a 21:00"]),
        ("Responem a Instagram de 8:00 a 20:00.", "tone", []),
        ("Mirem els missatges de 8:00 a 20:00.", "networks/x", ["monitoring 8:00 a 20:00"]),
        ("Responem de 8:00 a 20:00.", "networks/instagram", ["hours 8:00 a 20:00"]),
        ("## Horari {#service-hours}\n\nDe 9:00 a 15:00.", "tone", ["hours 9:00 a 15:00"]),
    ],
)
def test_hours(checks: contradiction._Checks, text: str, id: str, found: list[str]) -> None:
    assert [one.replace("de ", "") for one in said(checks, text, id)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Una queixa es respon en 4 hores.", []),
        ("Una queixa es respon en 4 hores laborables.", []),
        ("Una queixa es respon en 4 hores naturals.", ["time 4 hores naturals"]),
        ("Una queixa es respon en 5 hores.", ["time 5 hores"]),
        ("Una queixa es respon en 3 hores.", ["time 3 hores"]),
        ("Una queixa es respon, millor, en 3 hores.", []),
        ("Una queixa es respon, millor, en 5 hores.", ["time 5 hores"]),
        ("Una queixa es va respondre en 5 hores.", []),
        ("Si és greu, una queixa es respon en 5 hores.", []),
        ("Una queixa per la llei es respon en 5 hores.", []),
        ("Una queixa es respon 5 hores.", []),
        ("Resposta d'una queixa: 5 hores.", ["time 5 hores"]),
        ("Un rumor es respon en 5 hores.", []),
        ("Responem els missatges en 4 hores.", []),
        ("Responem els missatges en 1 dia.", []),
        ("Responem els missatges en 3 dies.", ["any-time 3 dies"]),
        ("La resposta arriba en 3 dies.", []),
        ("| Situació | Resposta |\n| --- | --- |\n| Queixa | 5 hores |", ["time 5 hores"]),
        ("| Situació | Resposta |\n| --- | --- |\n| Altra | 5 hores |", []),
        ("## Queixa\n\nEs respon en 5 hores.", ["time 5 hores"]),
        ("Una queixa es llegeix. Es respon en 5 hores.", ["time 5 hores"]),
        ("Es respon en 5 hores ([veg.](responses/index.md#situation-complaint)).", ["time 5 hores"]),
        ("Es respon en 4 hores ([veg.](responses/index.md#situation-complaint)).", []),
        ("Es respon en 5 hores ([a](a.md#situation-complaint) i [b](a.md#situation-insult)).", ["any-time 5 hores"]),
    ],
)
def test_times_to_answer(checks: contradiction._Checks, text: str, found: list[str]) -> None:
    assert said(checks, text) == found


@pytest.mark.parametrize(
    ("text", "id", "found"),
    [
        ("La prova de Instagram acaba el 30 de juny de 2027.", "tone", []),
        ("La prova de Instagram acaba el 29 de juny de 2027.", "tone", ["until 29 de juny de 2027"]),
        ("La prova de Instagram acaba el 30 de juny.", "tone", []),
        ("La prova de Instagram acaba el 29 de juny.", "tone", ["until 29 de juny"]),
        ("La prova de Instagram és el 29 de juny de 2027.", "tone", []),
        ("Instagram acaba el 29 de juny de 2027.", "tone", []),
        ("## Prova\n\nInstagram acaba el 29 de juny de 2027.", "tone", ["until 29 de juny de 2027"]),
        ("La prova de Instagram acaba, amb 2 actes, el 29 de juny de 2027.", "tone", []),
        ("La prova de Instagram va acabar i acaba el 29 de juny de 2026.", "tone", []),
        ("La prova de Instagram va acabar i acaba el 23 de novembre de 2026.", "tone", []),
        (
            "La prova de Instagram va acabar i acaba el 24 de novembre de 2026.",
            "tone",
            ["until 24 de novembre de 2026"],
        ),
        ("La prova de Instagram va bé i acaba el 29 de juny de 2027.", "tone", ["until 29 de juny de 2027"]),
        ("La prova de X acaba el 29 de juny de 2027.", "tone", []),
        ("La prova de Instagram i de X acaba el 29 de juny de 2027.", "tone", []),
        ("La prova de Instagram i Facebook acaba el 29 de juny de 2027.", "tone", ["until 29 de juny de 2027"]),
        ("La prova de Instagram i Facebook acaba el 31 de març de 2027.", "tone", []),
        ("El compte es va obrir l'1 de març de 2012.", "networks/x", []),
        ("El compte es va obrir el 2 de març de 2012.", "networks/x", ["opened 2 de març de 2012"]),
        ("El compte es va obrir el 2 de març.", "networks/x", []),
        ("El compte es va obrir, com tothom sap, el 2 de març de 2012.", "networks/x", []),
        ("El centre es va obrir el 2 de març de 2012.", "networks/x", []),
        ("El compte es va obrir el 2 de març de 2012.", "networks/facebook", []),
        ("El compte es va obrir el 2 de març de 2012.", "tone", []),
        ("## Prova\n\nEs va obrir el 2 de març de 2012.", "networks/x", ["opened 2 de març de 2012"]),
        ("## Prova\n\nLa casa es va obrir el 2 de març de 2012.", "networks/x", []),
        ("La guia es va aprovar el 15 de setembre de 2026.", "tone", []),
        ("La guia es va aprovar el 16 de setembre de 2026.", "tone", ["approved 16 de setembre de 2026"]),
        ("La guia es va aprovar el 16 de setembre.", "tone", []),
        ("La casa es va aprovar el 16 de setembre de 2026.", "tone", []),
        ("La guia es va aprovar " + "molt " * 9 + "el 16 de setembre de 2026.", "tone", []),
    ],
)
def test_days(checks: contradiction._Checks, text: str, id: str, found: list[str]) -> None:
    assert [one.replace("el ", "") for one in said(checks, text, id)] == found


ELECTION = "Les eleccions municipals"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{ELECTION}: el període dura del 30 de març al 23 de maig de 2027.", []),
        (f"{ELECTION}: el període dura del 31 de març al 23 de maig de 2027.", ["period 31 de març"]),
        (f"{ELECTION}: el període dura del 30 de març al 24 de maig de 2027.", ["period 24 de maig de 2027"]),
        (f"{ELECTION}: el període dura del 31 de març fins a tot el 24 de maig de 2027.", []),
        (f"{ELECTION}: del 31 de març al 24 de maig de 2027.", []),
        (f"{ELECTION}: el període dura del 31 de març fins al 23 de maig de 2027.", ["period 31 de març"]),
        (f"{ELECTION}: comença el 30 de març.", []),
        (f"{ELECTION}: comença el 31 de març.", ["period 31 de març"]),
        (f"{ELECTION}: comença el 23 de maig.", ["period 23 de maig"]),
        (f"{ELECTION}: tenen lloc el 23 de maig.", []),
        (f"{ELECTION}: tenen lloc el 30 de març.", ["period 30 de març"]),
        (f"{ELECTION}: comença i tenen lloc el 30 de març.", []),
        (f"{ELECTION}: comença el maig.", []),
        (f"{ELECTION}: comença el 31 de març de 2023.", []),
        (f"{ELECTION} d'abans: comença el 31 de març.", []),
        (f"{ELECTION}: la campanya comença el 31 de març.", []),
        (f"{ELECTION}: la proposta comença el 31 de març.", []),
        ("La festa comença el 31 de març.", []),
        (f"| {ELECTION} | Comença |\n|---|---|\n| Dia | 31 de març |", []),
    ],
)
def test_periods(checks: contradiction._Checks, text: str, found: list[str]) -> None:
    assert said(checks, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Premsa: 930 000 003.", []),
        ("Premsa: 930 000 004.", ["phone 930 000 004"]),
        ("Premsa, tel. 930 000 004.", ["phone 930 000 004"]),
        ("930 000 004 (Premsa).", ["phone 930 000 004"]),
        ("930 000 004 i Premsa.", []),
        ("Premsa, 93 000 00 04 5.", []),
        ("Premsa: 612 345 678.", []),
        ("Premsa i Redacció de cultura: 930 000 003.", ["phone 930 000 003"]),
        ("Redacció de cultura i Premsa: 930 000 003.", []),
        ("Responsable de continguts digitals: 930 000 004.", []),
        ("La guàrdia: 930 000 001.", []),
        ("La guàrdia: 930 000 004.", ["phone 930 000 004"]),
        ("Equip de xarxes: 930 000 004.", ["phone 930 000 004"]),
        ("Equip de xarxes: 930 000 000.", []),
        ("Premsa, i per a tot el que no sigui cosa seva però sí de la casa: 930 000 004.", []),
        ("Premsa: premsa@riublanc.example", []),
        ("Premsa: PREMSA@riublanc.example", []),
        ("Premsa: prensa@riublanc.example", ["mailbox prensa@riublanc.example"]),
        ("Premsa: prensa@altres.example", []),
        ("Redacció de cultura: prensa@riublanc.example", []),
        ("Cosa: prensa@riublanc.example", []),
        ("Assetjament escolar: 116 111.", []),
        ("Assetjament escolar: 116 112.", ["helpline 116 112"]),
        ("Assetjament escolar: 116 122.", ["helpline 116 122"]),
        ("Assetjament escolar: 116.", []),
        ("Violència masclista: 016.", []),
        ("Violència masclista: 017.", ["helpline 017"]),
        ("Violència masclista: 117.", []),
        ("Violència masclista, tel. 117.", ["helpline 117"]),
        ("Violència masclista: 017 i 018.", []),
        ("Emergències, tel. 113.", ["helpline 113"]),
        ("Emergències, tel. 123.", []),
        ("Emergències, tel. 145.", []),
        ("Violència masclista: 017 dies.", []),
        ("Violència: 017.", []),
        ("Violència masclista i assetjament escolar: 017.", []),
    ],
)
def test_contacts(checks: contradiction._Checks, text: str, found: list[str]) -> None:
    assert said(checks, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[Premsa](roles/press-office.md)", []),
        ("[Redacció de cultura](roles/press-office.md)", ["name Redacció de cultura"]),
        ("[qui respon](roles/press-office.md)", []),
        ("[Redacció de cultura](roles/press-office.md#a)", []),
        ("[Instagram](networks/x.md)", ["name Instagram"]),
        ("[X](networks/x.md)", []),
        ("[X](networks/zzzz.md)", []),
    ],
)
def test_names_beside_links(checks: contradiction._Checks, text: str, found: list[str]) -> None:
    assert said(checks, text) == found


TABLE = "| Indicador | 1 de gener de 2026 | 31 de desembre de 2027 |\n| --- | --- | --- |\n"
LINK = "[R](plans/institution.md#indicator-answered-in-time)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{TABLE}| {LINK} | 61 | 90 |", []),
        (f"{TABLE}| {LINK} | 62 | 90 |", ["measured 62"]),
        (f"{TABLE}| {LINK} | **61 %** | 91 |", ["measured 91"]),
        (f"{TABLE}| {LINK} | molts | 91 persones |", ["measured 91"]),
        (f"| {LINK} | 62 |", []),
        (f"{TABLE}| {LINK} | 62 (1 de gener de 2026) | - |", ["measured 62"]),
        (f"{TABLE}| {LINK} | 62 (1 de gener de 2025) | - |", []),
        (f"{TABLE}| {LINK.replace('answered', 'zzzz')} | 62 | 91 |", []),
        (f"| Indicador | gener |\n| --- | --- |\n| {LINK} | 62 |", []),
        (f"{LINK} 62 el 1 de gener de 2026", []),
        (f"{TABLE}| [R](tone.md#indicator-x) | 62 | 91 |", []),
    ],
)
def test_values_beside_links(checks: contradiction._Checks, text: str, found: list[str]) -> None:
    assert said(checks, text) == found


def test_the_place_of_what_is_said(guide: Guide, checks: contradiction._Checks) -> None:
    page = read_page(Source("docs/ca/tone.md", f"# T\n\n{TABLE}| {LINK} | 61 | 91 |\n"), "ca", "tone")
    (one,) = LinkedStatements(Reader(guide, "ca")).measured(page)
    assert page.source.line(one.place.line)[one.place.column - 1 :].startswith("91")
    assert one.place.length == 2
    text = read_page(Source("docs/ca/tone.md", "# T\n\nHola. X permet 281 caràcters.\n"), "ca", "tone")
    (limit,) = checks.findings(text)
    assert (limit.place.line, limit.place.column, limit.place.length) == (3, 16, 13)
    assert limit.values["expected"] == ("280", "1000")


@pytest.mark.parametrize(
    ("text", "id", "found"),
    [
        ("Els dos nivells de crisi.", "tone", ["dos 1"]),
        ("Si calen, els dos nivells de crisi.", "tone", []),
        ("Si cal. Els dos nivells de crisi.", "tone", ["dos 1"]),
        ("Abans, els dos nivells de crisi.", "tone", []),
        ("Les nostres tres llengües.", "tone", []),
        ("Les nostres 2 llengües.", "tone", ["2 3"]),
        ("Som a tres xarxes.", "tone", []),
        ("Som a dos xarxes.", "tone", []),
        ("Som a quatre xarxes.", "tone", ["quatre 3"]),
        ("Hi ha dues xarxes en prova.", "tone", ["dues 1"]),
        ("Els dos indicadors.", "plans/institution", []),
        ("Els tres indicadors.", "plans/institution", ["tres 2"]),
        ("Els tres indicadors.", "tone", []),
        ("Els dos objectius.", "plans/institution", ["dos 1"]),
        ("Els dos públics.", "plans/institution", ["dos 1"]),
        ("El protocol té tres situacions.", "tone", []),
        ("El protocol té 4 situacions.", "tone", ["4 3"]),
        ("Hi ha dos comptes en ús.", "tone", []),
        ("Hi ha tres comptes en ús.", "tone", ["tres 2"]),
        ("Tres coses:\n\n- a\n- b", "tone", ["tres 2"]),
        ("Cinc coses:\n\n- a\n- b", "tone", ["cinc 2"]),
        ("Sis coses:\n\n- a\n- b", "tone", []),
        ("Almenys tres coses:\n\n- a\n- b", "tone", []),
        ("Les tres coses:\n\n- a\n- b", "tone", []),
        ("Les tres coses: a, b, c i d.", "tone", ["tres 4"]),
        ("Tres coses: a, b, c i d.", "tone", ["tres 4"]),
        ("Tres coses: a, b i c.", "tone", []),
        ("Tres coses:", "tone", []),
    ],
)
def test_how_many_there_are(guide: Guide, text: str, id: str, found: list[str]) -> None:
    page = read_page(Source(f"docs/ca/{id}.md", f"# T\n\n{text}\n"), "ca", id)
    made = wrong_count._Reader(guide, "ca").findings(page)
    shown = [(one.values["found"].casefold().split(), one.values["expected"]) for one in made]
    numbers = {"dos", "dues", "tres", "quatre", "cinc", "2", "4"}
    assert [f"{word} {expected}" for words, expected in shown for word in words if word in numbers] == found
