"""What is private in a text, and what only looks so; keys and numbers are made here, so that none is anybody's."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator

import pytest

from guiaviva.guide.contacts import plain_contact
from guiaviva.reading.files import Source
from guiaviva.text.identifiers import Number, mobiles_abroad
from guiaviva.text.private import Detector
from guiaviva.text.services import lines_of, tokens
from projects import MODEL

DETECTOR = Detector(MODEL.prose.values(), MODEL.phrases.free_mail)
HEX, LETTERS = "0123456789abcdef", string.ascii_letters + string.digits


def kinds(text: str, *known: str, data: bool = False) -> list[str]:
    """Return the kinds of what is private in a text."""
    shared = frozenset(map(plain_contact, known))
    return [one.kind for one in DETECTOR.find(Source("docs/ca/page.md", text), shared, data=data)]


def made(signs: str, length: int, seed: int = 1) -> str:
    """Return so many of these signs, in which letters of both cases and figures are."""
    return ("aB3" if signs is LETTERS else "") + "".join(random.Random(seed).choices(signs, k=length))


def dni(number: int) -> str:
    return f"{number:08}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def nir(start: str) -> str:
    """Return a French number with its key: Corsican departments count as 19 and 18."""
    number = int(start.replace("2A", "19").replace("2B", "18"))
    return f"{start}{97 - number % 97:02}"


def nif(start: str) -> str:
    check = 11 - sum(int(figure) * weight for figure, weight in zip(start, range(9, 1, -1), strict=True)) % 11
    return f"{start}{check if check < 10 else 0}"


def doubled(start: str) -> str:
    """Return what every second sign from the right is doubled in, with its check digit, as cards have it (Luhn)."""
    values = [int(sign, 36) for sign in reversed(start)]
    twice = [2 * value - 9 if 2 * value > 9 else 2 * value for value in values[::2]]
    return f"{start}{-sum((*twice, *values[1::2])) % 10}"


# In the order of what letters count at the odd places of an Italian code; figures count as the first ten letters.
ODD = "BAKPLCQDREVOSFTGUHMINJWZYX"


def codice_fiscale(start: str) -> str:
    signs = [string.ascii_uppercase[int(sign)] if sign.isdecimal() else sign for sign in start]
    total = sum(map(ODD.index, signs[::2])) + sum(map(string.ascii_uppercase.index, signs[1::2]))
    return start + string.ascii_uppercase[total % 26]


def iban(country: str, account: str) -> str:
    figures = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(figures) % 97:02}{account}"


def grouped(number: str, *sizes: int, sign: str = " ") -> str:
    """Return a number in groups of these sizes, the last one again and again."""
    groups, rest = [], number
    for size in [*sizes, *[sizes[-1]] * len(number)]:
        if rest:
            groups.append(rest[:size])
            rest = rest[size:]
    return sign.join(groups)


TOKENS = {
    "Facebook": f"EAA{made(LETTERS, 60)}",
    "Facebook, a page": f"EAAM{made(LETTERS, 120)}",
    "Facebook, an app": f"123456789012345|{made(LETTERS, 24)}",
    "Instagram": f"IGAA{made(LETTERS, 60)}",
    "Instagram, before": f"IGQV{made(LETTERS, 60)}",
    "Threads": f"THAA{made(LETTERS, 60)}",
    "Threads, an app": f"TH|123456789012345|{made(LETTERS, 24)}",
    "X, bearer": f"{'A' * 22}{made(LETTERS, 80)}",
    "X, a person": f"1234567890123456789-{made(LETTERS, 37)}",
    "LinkedIn": f"WPL_AP1.{made(LETTERS, 13)}.{made(LETTERS, 3)}==",
    "TikTok": f"act.{made(LETTERS, 50)}",
    "TikTok, refresh": f"rft.{made(LETTERS, 50)}",
    "YouTube": f"AIza{made(LETTERS, 32)}",
    "YouTube, for an hour": f"ya29.{made(LETTERS, 60)}",
    "YouTube, client": f"GOCSPX-{made(LETTERS, 25)}",
    "YouTube, refresh": f"1//0{made(LETTERS, 60)}",
    "Telegram": f"123456789:A{made(LETTERS, 31)}",
    "Slack": f"xoxb-{made(string.digits, 12)}-{made(LETTERS, 24)}",
    "Slack, an app": f"xapp-1-A0{made(LETTERS, 24)}",
    "Discord": f"M{made(LETTERS, 21)}.{made(LETTERS, 3)}.{made(LETTERS, 27)}",
    "Mailchimp": f"{made(HEX, 32)}-us21",
    "SendGrid": f"SG.{made(LETTERS, 19)}.{made(LETTERS, 40)}",
    "Brevo": f"xkeysib-{made(HEX, 64)}-{made(LETTERS, 13)}",
    "Mailgun": f"key-{made(HEX, 32)}",
    "Twilio": f"SK{made(HEX, 32)}",
    "GitHub": f"ghp_{made(LETTERS, 33)}",
    "GitHub, fine": f"github_pat_{made(LETTERS, 79)}",
    "GitLab": f"glpat-{made(LETTERS, 17)}",
    "Amazon": f"AKIA{made(string.ascii_uppercase, 16)}",
    "OpenAI": f"sk-proj-{made(LETTERS, 40)}",
    "Anthropic": f"sk-ant-api03-{made(LETTERS, 90)}AA",
    "Stripe": f"sk_live_{made(LETTERS, 24)}",
    "a JSON Web Token": f"eyJ{made(LETTERS, 20)}.eyJ{made(LETTERS, 40)}.{made(LETTERS, 40)}",
    "a private key": "-----BEGIN OPENSSH PRIVATE KEY-----",
    "a bearer": f"Authorization: Bearer {made(LETTERS, 40)}",
    # Addresses to which whoever has them may write.
    "Slack, an address": f"https://hooks.slack.com/services/T{made(LETTERS, 8)}/B1/{made(LETTERS, 24)}",
    "Discord, an address": f"https://discord.com/api/webhooks/123456789012345678/{made(LETTERS, 60)}",
    "Teams, an address": f"https://riublanc.webhook.office.com/webhookb2/{made(HEX, 36)}@{made(HEX, 36)}/I/1",
    "Teams, a workflow": f"https://prod-1.logic.azure.com:443/{made(HEX, 32)}/invoke?v=1&sig={made(LETTERS, 40)}",
    "Telegram, an address": f"https://api.telegram.org/bot123456789:A{made(LETTERS, 31)}/sendMessage",
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
@pytest.mark.parametrize("form", ["{}", "El codi: `{}`.", "| X | {} |", "  x-note: {}", "<!-- {} -->", "# {}"])
def test_keys_of_services(token: str, form: str) -> None:
    assert kinds(form.format(token)) == (["password"] if "oken: {}" in form else ["token"])


def exactly(signs: str, length: int) -> str:
    """Return so many signs and no more; of letters and figures there are some of each where they are three or more."""
    return made(signs, length)[:length]


# What a key begins with, what it goes on with, and how many of these it has at least.
SHORTEST = [
    *((start, LETTERS, 40) for start in ("EAA", "IGQ", "IGAA", "THAA", "1//0", "pplx-")),
    *((start, LETTERS, 21) for start in ("act.", "rft.", "clt.")),
    *((start, LETTERS, 20) for start in ("GOCSPX-", "ya29.", "sk-", "https://hooks.slack.com/workflows/")),
    *((f"xox{kind}-", LETTERS, 10) for kind in "abeoprs"),
    *((start, LETTERS, 10) for start in ("xoxe.", "xapp-", f"eyJ{'a1' * 5}.eyJ{'a1' * 5}.")),
    *((start, HEX, 32) for start in ("key-", "SK", "AC", "shpat_", "shpca_", "shppa_", "shpss_")),
    *((start, LETTERS, 16) for start in (f"SG.{'a1' * 8}.", f"xkeysib-{'a1' * 32}-", f"xsmtpsib-{'a1' * 32}-")),
    *((f"pat-{region}1-{'a1' * 4}-a1a1-a1a1-a1a1-", HEX, 12) for region in ("na", "eu", "ap")),
    *((f"gh{kind}_", LETTERS, 36) for kind in "pousr"),
    *((f"gl{kind}-", LETTERS, 20) for kind in ("pat", "dt", "rt", "ptt", "cbt", "ft", "imt", "agent", "oas", "soat")),
    *((start, string.ascii_uppercase, 16) for start in ("AKIA", "ASIA", "ABIA", "ACCA")),
    *((f"do{kind}_v1_", HEX, 64) for kind in "por"),
    *((f"{kind}k_{use}_", LETTERS, 16) for kind in "sr" for use in ("live", "test", "prod")),
    *((start, LETTERS, 22) for start in ("sq0atp-", "sq0csp-")),
    *((start, LETTERS, 50) for start in ("tfp_", "pypi-")),
    *((start, LETTERS, 100) for start in ("sl.", "sl.u.")),
    *(("github_pat_", LETTERS, 60), ("npm_", LETTERS, 36), ("hf_", string.ascii_letters, 30), ("AIza", LETTERS, 35)),
    *(("ntn_12345678901", LETTERS, 35), ("A" * 20, LETTERS, 30), ("WPL_AP1.aB3aB3aB3aB3aB3a.", "aB3+", 6)),
    *(("12345:A", LETTERS, 32), ("123456789012345-", LETTERS, 30), ("123456789012345%7C", LETTERS, 27)),
    ("AccountKey=", LETTERS, 86),
    *((f"{start}{'aB3' * 8}.aB3aB3.", LETTERS, 27) for start in "MNO"),
    *((f"https://{host}/api/webhooks/1/", LETTERS, 1) for host in ("discord.com", "discordapp.com")),
    *((f"https://a.{host}/b?sig=", LETTERS, 20) for host in ("logic.azure.com", "api.powerplatform.com")),
    *(("https://hooks.slack.com/triggers/", LETTERS, 20), ("https://a.webhook.office.com/webhookb2/", HEX, 36)),
    *(("https://api.telegram.org/bot1:", LETTERS, 30), ("Bearer ", LETTERS, 20), ("bearer ", LETTERS, 20)),
]  # fmt: skip
ENDS = {"AccountKey=": "==", "WPL_AP1.aB3aB3aB3aB3aB3a.": "=="}


@pytest.mark.parametrize(("start", "signs", "least"), SHORTEST, ids=[start for start, *_ in SHORTEST])
def test_the_shortest_key_of_each_form(start: str, signs: str, least: int) -> None:
    def found(length: int) -> list[str]:
        text = f"«{start}{exactly(signs, length)}{ENDS.get(start, '')}»"
        return [text[first:last] for first, last in tokens(text, numbers=True)]

    assert found(least) == [f"{start}{exactly(signs, least)}{ENDS.get(start, '')}"]
    assert found(least - 1) == []


@pytest.mark.parametrize(
    "key", ["-----BEGIN PGP PRIVATE KEY BLOCK-----", "-----BEGIN PRIVATE KEY-----", "PuTTY-User-Key-File-3:"]
)
def test_keys_in_several_words(key: str) -> None:
    assert [*tokens(f"La clau: {key} i més", numbers=False)] == [(9, 9 + len(key))]


def test_each_line_with_a_key_is_looked_at_once() -> None:
    text = f"{'a' * 9}\n{'EAA' * 20} {'EAA' * 20}\n{'b' * 9}\n{'IGQ' * 20}"
    assert len([*tokens(text, numbers=False)]) == 3
    assert [text[start:end] for start, end in lines_of(text, [0, 3, len(text)])] == ["a" * 9, "IGQ" * 20]


@pytest.mark.parametrize(
    ("sample", "other"),
    [
        (dni(11111111), dni(11111112)),
        (dni(12345678), dni(12345679)),
        (f"X{dni(1234567)[1:]}", f"X{dni(1234568)[1:]}"),
        (doubled("411111111111111"), doubled("411111111111532")),
        ("+34 600 000 000", "+34 600 000 001"),
        ("+34 931 234 567", "+34 631 234 567"),
        (f"NIF {'1' * 9}", f"NIF {nif('11111112')}"),
    ],
)
def test_known_samples_are_nobody_s(sample: str, other: str) -> None:
    assert kinds(sample) == []
    assert len(kinds(other)) == 1


def test_a_number_in_an_address_is_found_at_its_place() -> None:
    text = "https://wa.me/34612345678, +34 (0)612 345 678"
    assert [*mobiles_abroad(text)] == [
        Number(14, 25, value="+34612345678"),
        Number(27, len(text), value="+34612345678"),
    ]


IDENTITIES = {
    "Spain": dni(45678912),
    "Spain, grouped": f"{grouped(dni(45678912)[:8], 2, 3, sign='.')}-{dni(45678912)[-1]}",
    "Spain, lower case": dni(45678912).lower(),
    "Spain, of a foreigner": f"X{dni(1234568)[1:]}",
    "France": nir("1850578006084"),
    "France, grouped": grouped(nir("2690549588157"), 1, 2, 2, 2, 3, 3, 2),
    "France, Corsica": nir("185052A006084"),
    "France, abroad": nir("2690599588157"),
    "Italy": codice_fiscale("VRDLGU71M04F205"),
    "Italy, grouped": grouped(codice_fiscale("VRDLGU71M44F205"), 3, 3, 5, 5),
    "Portugal, the card": grouped(doubled("123456789ZZ"), 8, 1, 3),
    "Portugal, the card in one": doubled("234567891ZY"),
    "Portugal, with a word": f"NIF {nif('21234567')}",
    "Portugal, grouped": f"NIF: {grouped(nif('21234567'), 3)}",
    "Portugal, after the number": f"{nif('12987654')} (NIF)",
    "Andorra": "NRT F-123456-Z",
    "Andorra, of abroad": "NRT: E123456Z",
}


@pytest.mark.parametrize("text", IDENTITIES.values(), ids=IDENTITIES)
@pytest.mark.parametrize("form", ["{}", "Dada: {}.", "| Maria | {} |", "({})"])
def test_numbers_of_identity_documents(text: str, form: str) -> None:
    assert kinds(form.format(text)) == ["identity"]


@pytest.mark.parametrize(
    "number",
    [
        iban("ES", "21000418450200051332"),
        iban("FR", "20041010050500013M02606"),
        iban("PT", "000201231234567890154"),
        iban("AD", "00012030200359100100"),
        iban("IT", "X0542811101000000123456"),
        iban("DE", "370400440532013000"),
        iban("GB", "WEST12345698765432"),
        iban("BE", "539007547034"),
    ],
)
def test_accounts_of_any_country(number: str) -> None:
    for written in (number, grouped(number, 4), f"IBAN: {grouped(number, 4)}.", grouped(number, 4, sign="\u00a0")):
        assert kinds(written) == ["iban"]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "iban" not in kinds(wrong)


@pytest.mark.parametrize(
    ("start", "sizes"),
    [("453201511283036", (4,)), ("542523343010990", (4,)), ("222300312200322", (4,)), ("37144963539843", (4, 6, 5))],
)
def test_payment_cards(start: str, sizes: tuple[int, ...]) -> None:
    number = doubled(start)
    for written in (number, grouped(number, *sizes), grouped(number, *sizes, sign="-"), f"Targeta {number}."):
        assert kinds(written) == ["card"]
    for wrong in {str(figure) for figure in range(10)} - {number[-1]}:
        assert kinds(number[:-1] + wrong) == []


MOBILES = (
    "612 345 678", "612345678", "612 34 56 78", "612.345.678", "612-345-678", "61 234 56 78", "+34 612 345 678",
    "+34612345678", "0034 612 345 678", "00 34 612 34 56 78", "(+34) 612 345 678", "+34-612-345-678",
    "tel:+34612345678", "+33 6 12 34 56 78", "0033612345678", "+33 (0)6 12 34 56 78", "+351 912 345 678",
    "+376 312 345", "+39 347 123 4567", "+44 7911 123456", "+44 (0)7911 123456", "+49 1512 3456789",
    "+212 612-345678", "https://wa.me/34612345678", "https://api.whatsapp.com/send?phone=34612345678",
    "https://t.me/+34612345678", "612\u00a0345\u00a0678", "612\u202f345\u202f678", "612\u2011345\u2011678",
)  # fmt: skip


@pytest.mark.parametrize("number", MOBILES)
def test_mobile_numbers(number: str) -> None:
    for form in ("{}", "Maria: {}.", "Truqueu al {} o escriviu.", "| Maria | {} |"):
        assert kinds(form.format(number)) == ["mobile"]


@pytest.mark.parametrize(
    "plate", ["4821 KLM", "4821-KLM", "B-4821-KL", "AB-123-CD", "AB 123 CD", "12-AB-34", "AA-12-BB"]
)
def test_number_plates(plate: str) -> None:
    for form in ("El cotxe {}", "Matrícula: {}.", "{} (furgoneta)", "vehículo {}", "number plate {}"):
        assert kinds(form.format(plate)) == ["plate"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("612 345 678", "+34 612 34 56 78"),
        ("+34 612 345 678", "https://wa.me/34612345678"),
        ("+376 312 345", "00376 312345"),
        ("+33 6 12 34 56 78", "+33 (0)6 12 34 56 78"),
    ],
)
def test_shared_telephones_however_they_are_written(data: str, text: str) -> None:
    assert kinds(text, data) == []


PASSWORDS = """\
Contrasenya: Xarxes2026!
La contrasenya d'Instagram continua sent riublanc2026.
La contrasenya que fem servir és riublanc2026
La contrasenya ara és riublanc2026.
Contrasenya wifi riublanc2026
Clau wifi: riublanc2026
Entreu amb l'usuari xarxes i la contrasenya Poble26.
usuari: xarxes contrasenya: Poble26
Mot de pas: Poble26
El PIN de la tauleta: 4821
Codi de desbloqueig del mòbil: 4821
Codis de recuperació: 4f9a8b7c, 6d5e4f3a
Contrasenya d'aplicació: abcd-efgh-ijkl-mnop
La contraseña sigue siendo Redes2026.
La contraseña que usamos es Redes2026
Usuario redes, contraseña Redes26
Entrar con la contraseña Redes2026.
Clave del wifi: Redes2026
Código de desbloqueo: 4821
Código de acceso a Metricool: Redes2026
The password is still council2026.
The password we use is council2026
Log in with username council and password Council26.
password "hunter2"
Password `hunter2`
The unlock code is 4821.
Door code: 4821
Wi-Fi password: council2026
Recovery codes: 4f9a-8b7c 6d5e-4f3a
Backup codes: 1234 5678, 8765 4321
App password for Bluesky: abcd-efgh-ijkl-mnop
access token 4f9a8b7c6d5e4f3a2b1c
access token abcd1efgh2ijklmnop
consumer secret: aB3dE5fG7hJ9kL1m
https://xarxes:Poble_26@gestor.riublanc.example/
<!-- contrasenya: riublanc2026 -->
Contrasenyes: Riublanc_2026
Login: redes / Redes2026
user: council pass: council26
"""


@pytest.mark.parametrize("line", PASSWORDS.splitlines())
def test_passwords_in_the_words_of_each_language(line: str) -> None:
    assert kinds(line) == ["password"]
    assert kinds(f"# {line}", data=True) == ["password"]


HARMLESS = f"""\
What is the password?
Quina contrasenya fem servir?
¿Cuál es la contraseña de la cuenta?
The password is case-sensitive.
The password is at least 12 characters long.
Use the password manager KeePassXC.
Use the password generator of Bitwarden 2026.
Password rotation: 2026-12-01
Password incorrect: wait 15 minutes
Contrasenya: vegeu l'apartat 4.2
Contrasenya: {{clau2026}}
Contrasenya: <riublanc2026>
Contrasenya: %CLAU2026%
Contrasenya: $CLAU_2026
Contrasenya oblidada: 3 passos
La contrasenya que us envien és vàlida 24 hores.
La contraseña es obligatoria desde 2024.
Paraules clau: xarxes2026
Palabras clave: redes, 2026, participación
Key words: festival2026
Key figures: 1.234
La clau de volta: 3 principis
Contrasenyes: 12 caràcters com a mínim
Login: a / b
Usuari: Facebook / Instagram
AB-123-CD
Grup AA-12-BB del projecte
Expedient 34612345678
Codi postal: 08001
Código de conducta: 2026
Access code: ask at the desk
Recovery codes: print 10
Backup codes: keep them in the manager
App password: create one per tool
Introduïu el PIN 3 vegades
Wifi: gratuïta a 12 biblioteques
https://usuari:contrasenya@exemple.cat/
https://user:password@host.example/
https://maria:s3cret99@example.org/
https://example.org/posts/612345678
maria.puig@example.org
612.345.678 euros
612 345 678 visites
2019-2023
(2019–2023)
ISBN 978-84-612-3456-7
ISBN 9788461234567
DOI 10.1234/612345678
doi:10.5281/zenodo.6123456
Expedient 612345678
Expedient 2026/612345678
4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a
El commit 4f9a8b7 corregeix l'exemple
sha256:{made(HEX, 64)}
2c26b46b-68ff-c68f-f99b-453c1d304134
1234567890123456789
https://x.com/riublanc/status/1234567890123456789
https://www.facebook.com/riublanc/posts/1234567890123456
sk-header-navigation-primary-button
xoxo a tothom
act.participativa.al.barri.vell.de.Riublanc
SG. Sant Gervasi. Sarrià i Sant Gervasi
AC i SK són inicials
EAA és una sigla
AAAAAAAAAAAAAAAAAAAAAAAAH quin gol
https://hooks.slack.com/
https://discord.com/api/webhooks/
-----BEGIN CERTIFICATE-----
Bearer tokens are keys that whoever bears them may use
DNI 12345678Z
DNI 45678912A
NIF P0812345A
NIF {nif("21234567")[:-1]}{(int(nif("21234567")[-1]) + 1) % 10}
{nif("21234567")}
{grouped(nif("21234567"), 3)} visites
NIF {nif("50123456")}
F-123456-Z
Factura F-202601-A
NRT A-712345-Z
{nir("1850578006084")[:-2]}00
1 85 05 78 006 084
Del 2 85 13 78 006 084 36
VRDLGU71M04F205{chr(65 + (ord(codice_fiscale("VRDLGU71M04F205")[-1]) - 64) % 26)}
4111 1111 1111 1111
4242 4242 4242 4242
0000 0000 0000 0000
1234 5678 9012 3456
ES00 0000 0000 0000 0000 0000
+33 1 42 34 56 78
+34 930 000 000
+351 210 000 000
+44 7700 900123
+376 800 000
00 800 6789 1011
+1 000 000
+999 512 345 678
+210 512 345 678
+34 600 000 000
telèfon 93 000 00 00
930 000 000
Del 612 al 645
2026-07-15
matrícula 0000 BBB
5000 GBP
41.612345678, 2.712345678
versió 7.12.345.678
+2026 seguidors
2+2=4
wa.me/
seguretat.tic@riublanc.example
alba@riublanc.example
Biblioteca Rosa Sensat, plaça de la Font, 22, baixos
La Rosa Puig parla del carrer Major
Tall al carrer Major, 22: Rosa Puig ho explica
Oficina al carrer Major, 22, 2n pis
Llei general de la Seguretat Social (RDL 8/2015)
Seguretat Social, 901 50 20 50
"""


@pytest.mark.parametrize("line", HARMLESS.splitlines())
def test_what_only_looks_private(line: str) -> None:
    for form in ("{}", "- {}", "| Dada | {} |", "  x-note: {}"):
        assert kinds(form.format(line)) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Adreça particular: Carme Soler Puig, carrer de la Font, 22", "home"),
        ("La queja es de Jordi Ferrer Vidal (c/ Mayor, 51, bajos).", "home"),
        ("Rosa de la Font: carrer Major, 22, 2n 1a", "home"),
        ("Els dubtes, a carme.soler@riublanc.example.", "email"),
        ("lucia.romero.gil@institucio.example", "email"),
        ("N.º de la Seguridad Social de la persona que se quejó: 08/74594004/03", "identity"),
    ],
)
def test_what_is_beside_the_name_of_a_person(line: str, kind: str) -> None:
    for form in ("{}", "| Dada | {} |", "<!-- {} -->", "  x-note: {}"):
        assert kinds(form.format(line)) == [kind]


def test_each_thing_is_found_once_at_its_place() -> None:
    text = f"Contrasenya: {TOKENS['GitHub']}\n\n[612 345 678](tel:+34612345678) i NIF {nif('21234567')}\n"
    found = DETECTOR.find(Source("docs/ca/page.md", text), frozenset())
    lines = [text.count("\n", 0, one.start) + 1 for one in found]
    assert [(line, one.kind) for line, one in zip(lines, found, strict=True)] == [
        (1, "token"),
        (3, "mobile"),
        (3, "mobile"),
        (3, "identity"),
    ]


def random_prose(seed: int) -> Iterator[str]:
    """Return lines of words and of figures as guides have them: amounts, dates, hours, years, codes."""
    chance = random.Random(seed)
    for _ in range(400):
        yield " ".join(
            chance.choice(
                (
                    "paraula", "Riublanc", f"{chance.randrange(10**6):,}".replace(",", "."), "euros", "el",
                    f"{chance.randrange(1990, 2030)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
                    f"{chance.randrange(24)}.{chance.randrange(60):02} h", f"{chance.randrange(100)} %",
                    f"{chance.randrange(1990, 2030)}/{chance.randrange(10**4)}", f"{chance.randrange(10**5):05}",
                    f"93{chance.randrange(10**7):07}", f"#{chance.choice(('Festa', 'Mercat'))}{chance.randrange(2030)}",
                )
            )
            for _ in range(12)
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_amounts_dates_and_codes_are_nobody_s(seed: int) -> None:
    for line in random_prose(seed):
        assert kinds(line) == [], line
