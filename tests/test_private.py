"""What is private in a text, and what only looks so.

The cases are in `private/`; keys are made here, so that none is anybody's.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator

import pytest
import yaml

from guiaviva.reading.files import Source
from guiaviva.text.contacts import plain_contact
from guiaviva.text.private import Detector
from projects import MODEL, ROOT

DETECTOR = Detector(MODEL.prose.values(), MODEL.phrases.free_mail)
HEX, LETTERS = "0123456789abcdef", string.ascii_letters + string.digits
SECRETS, HARMLESS, PEOPLE = (
    yaml.safe_load((ROOT / "tests" / "private" / f"{name}.yml").read_text("utf-8"))
    for name in ("secrets", "harmless", "people")
)


def found(text: str, *known: str, data: bool = False, detector: Detector = DETECTOR) -> list[tuple[int, str]]:
    """Return the line and the kind of each thing that is private in a text."""
    source = Source("docs/ca/page.md", text)
    shared = frozenset(map(plain_contact, known))
    return [(source.place_of(one.start, one.end).line, one.kind) for one in detector.find(source, shared, data=data)]


def kinds(text: str, *known: str, data: bool = False) -> list[str]:
    """Return the kinds of what is private in a text."""
    return [kind for _, kind in found(text, *known, data=data)]


@pytest.mark.parametrize("text", SECRETS)
def test_secrets_that_are_given_away(text: str) -> None:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "§" in line]
    reported = found(text.replace("§", ""))
    assert sorted({line for line, _ in reported}) == lines
    assert {kind for _, kind in reported} == {"password"}


@pytest.mark.parametrize("text", [text.replace("§", "") for text in SECRETS if "\n" not in text])
def test_secrets_in_a_comment_of_data(text: str) -> None:
    assert "password" in kinds(f"# {text}", data=True)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_private(text: str) -> None:
    assert kinds(text) == []
    for form in ("- {}", "| Dada | {} |", "  x-note: {}") if "\n" not in text else ():
        assert kinds(form.format(text)) == []


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PEOPLE.items() for text in texts])
def test_numbers_and_addresses_of_people(kind: str, text: str) -> None:
    for form in ("{}", "- {}.", "| {} |", "<!-- {} -->"):
        assert kinds(form.format(text)) == [kind]


@pytest.mark.parametrize("kind", ["iban", "card"])
def test_numbers_with_a_wrong_check_digit_are_nobody_s(kind: str) -> None:
    for number in PEOPLE[kind]:
        wrong = number[:-1] + str((int(number[-1], 36) + 1) % 10)
        assert kind not in kinds(wrong)


def made(signs: str, length: int, seed: int = 1) -> str:
    """Return so many of these signs, in which letters of both cases and figures are."""
    return ("aB3" if signs is LETTERS else "") + "".join(random.Random(seed).choices(signs, k=length))


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
def test_keys_of_services(token: str) -> None:
    for form in ("{}", "El codi: `{}`.", "| X | {} |", "<!-- {} -->", "# {}", "  x-token: {}"):
        assert kinds(form.format(token)) == ["token"]


def test_telephones_of_the_country_of_the_guide_need_no_prefix() -> None:
    abroad = Detector(MODEL.prose.values(), MODEL.phrases.free_mail, "PT")
    assert found("Maria: 912 345 678", detector=abroad) == [(1, "mobile")]
    assert found("Maria: 912 345 678") == []


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


def test_each_thing_is_found_once_at_its_place() -> None:
    text = f"Contrasenya: {TOKENS['GitHub']}\n\n[612 345 678](tel:+34612345678) i DNI 45678912S\n"
    assert found(text) == [(1, "token"), (3, "mobile"), (3, "mobile"), (3, "identity")]


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
