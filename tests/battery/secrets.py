"""Damages by which something private is in a page or in data."""

from __future__ import annotations

import string
from random import Random

from battery.ground import Ground, Span, with_lines
from battery.kinds import Case, damage
from battery.markup import in_every_language


def _dni(random: Random) -> str:
    number = random.randrange(10_000_000, 99_999_999)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def _iban(random: Random) -> str:
    account = "".join(random.choices(string.digits, k=20))
    check = 98 - int(f"{account}142800") % 97
    return f"ES{check:02}{account}"


def _password(random: Random) -> str:
    word = "".join(random.choices(string.ascii_letters, k=6))
    return f"{word}{random.randrange(10, 99)}!x"


def _token(random: Random) -> str:
    return "ghp_" + "".join(random.choices(string.ascii_letters + string.digits, k=36))


def _mobile(random: Random) -> str:
    return f"6{random.randrange(10, 99)} {random.randrange(100, 999)} {random.randrange(100, 999)}"


def _stated(ground: Ground, random: Random, what: str, language: str) -> str:
    """Return a sentence that gives something private away."""
    words = ground.guide.model.prose[language].secrets.passwords if language in ground.guide.model.prose else ()
    made = {"dni": _dni, "iban": _iban, "token": _token, "mobile": _mobile}
    if what == "password":
        return f"{random.choice(list(words) or ['password'])}: {_password(random)}"
    return f"{what if what != 'mobile' else 'WhatsApp'} {made[what](random)}"


def _in_page(ground: Ground, random: Random, what: str, form: str = "{}") -> Case | None:
    """Add it to a paragraph of every language."""
    path = random.choice(ground.pages)
    found = [part for part in ground.parts(path) if part.kind == "paragraph"]
    if not found:
        return None
    part = random.choice(found)
    added = form.format(_stated(ground, random, what, path.split("/")[1]))
    changes: dict[str, str | None] = {}
    spans = []
    for one, twin in in_every_language(ground, path, part):
        changes[one] = with_lines(ground.texts[one], twin.first, twin.last, f"{twin.text} {added}.")
        spans.append(Span(one, twin.first + 1, twin.last + 1))
    return Case(changes, tuple(spans))


def _in_data(ground: Ground, random: Random, what: str) -> Case | None:
    """Add it to a text, or as a comment."""
    path = random.choice(sorted(ground.types))
    lines = ground.texts[path].split("\n")
    number = random.randrange(1, len(lines))
    language = random.choice(ground.languages)
    text = with_lines(
        ground.texts[path], number, number, f"# {_stated(ground, random, what, language)}\n{lines[number]}"
    )
    return Case({path: text}, (Span(path, number + 1, number + 1),))


@damage
def password_in_page(ground: Ground, random: Random) -> Case | None:
    return _in_page(ground, random, "password")


@damage
def password_in_comment_of_page(ground: Ground, random: Random) -> Case | None:
    return _in_page(ground, random, "password", "<!-- {} -->")


@damage
def password_in_comment_of_data(ground: Ground, random: Random) -> Case | None:
    return _in_data(ground, random, "password")


@damage
def password_of_account(ground: Ground, random: Random) -> Case | None:
    """A key that nobody should write."""
    accounts = ground.values.get("data/accounts.yml")
    if not accounts:
        return None
    key = random.choice(sorted(accounts))
    text = ground.dumped("data/accounts.yml", lambda value: value[key].update(password=_password(random)))
    line = text.split("\n").index(next(one for one in text.split("\n") if one.startswith("  password:"))) + 1
    return Case({"data/accounts.yml": text}, (Span("data/accounts.yml", line, line),))


@damage
def token_in_page(ground: Ground, random: Random) -> Case | None:
    return _in_page(ground, random, "token")


@damage
def token_in_comment_of_data(ground: Ground, random: Random) -> Case | None:
    return _in_data(ground, random, "token")


@damage
def dni_in_page(ground: Ground, random: Random) -> Case | None:
    return _in_page(ground, random, "dni")


@damage
def dni_in_comment_of_data(ground: Ground, random: Random) -> Case | None:
    return _in_data(ground, random, "dni")


@damage
def iban_in_page(ground: Ground, random: Random) -> Case | None:
    return _in_page(ground, random, "iban")


@damage
def iban_in_comment_of_data(ground: Ground, random: Random) -> Case | None:
    return _in_data(ground, random, "iban")


@damage
def mobile_in_page(ground: Ground, random: Random) -> Case | None:
    return _in_page(ground, random, "mobile")


@damage
def mobile_in_comment_of_data(ground: Ground, random: Random) -> Case | None:
    return _in_data(ground, random, "mobile")
