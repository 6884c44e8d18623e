"""What pages state in words of what data knows: other figures than data has, and harmless sentences beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from battery.ground import Ground, Span, with_lines
from battery.kinds import Case, damage, harmless
from battery.markup import in_every_language

Texts = Mapping[str, str]

LIMITS = {
    "ca": "{name} admet {figure} caràcters per publicació.",
    "es": "{name} admite {figure} caracteres por publicación.",
    "en": "{name} allows {figure} characters per post.",
}
TIMES = {
    "ca": "«{name}»: es respon en {figure} dies feiners.",
    "es": "«{name}»: se responde en {figure} días hábiles.",
    "en": "«{name}»: answered within {figure} working days.",
}
HOURS = {
    "ca": "L'equip de xarxes atén de {start}.00 a {end}.00 h.",
    "es": "El equipo de redes atiende de {start}.00 a {end}.00 h.",
    "en": "The social media team answers, during our service hours, from {start}:00 to {end}:00.",
}
PHONES = {
    "ca": "{name}: telèfon {figure}.",
    "es": "{name}: teléfono {figure}.",
    "en": "{name}: telephone {figure}.",
}
TRIALS = {
    "ca": "La prova de {name} acaba el 3 de març de 2031.",
    "es": "La prueba de {name} termina el 3 de marzo de 2031.",
    "en": "The trial of {name} ends on 3 March 2031.",
}
AGES = {
    "ca": "A partir dels {figure} anys, donen ells mateixos el consentiment.",
    "es": "A partir de los {figure} años, dan ellos mismos el consentimiento.",
    "en": "From the age of {figure}, they give their consent themselves.",
}
ELECTIONS = {
    "ca": "{name}: la votació és el 3 de febrer.",
    "es": "{name}: la votación es el 3 de febrero.",
    "en": "{name}: polling day is 3 February.",
}
HELPLINES = {
    "ca": "{name}: telèfon {figure}.",
    "es": "{name}: teléfono {figure}.",
    "en": "{name}: telephone {figure}.",
}
HARMLESS: Mapping[str, Texts] = {
    "age_of_something_else": {
        "ca": "El carnet de la biblioteca és gratuït fins als 16 anys.",
        "es": "El carné de la biblioteca es gratuito hasta los 16 años.",
        "en": "The library card is free until the age of 16.",
    },
    "former_election": {
        "ca": "El 2019, les eleccions municipals van ser el 26 de maig.",
        "es": "En 2019, las elecciones municipales fueron el 26 de mayo.",
        "en": "In 2019 the local elections were on 26 May.",
    },
    "other_number_to_call": {
        "ca": "En una emergència sanitària, truqueu al 061; el 010 informa de tot.",
        "es": "En una emergencia sanitaria, llame al 061; el 010 informa de todo.",
        "en": "In a health emergency, call 061; 010 gives general information.",
    },
    "same_amounts": {
        "ca": "Hi van participar 3.790 persones en 48 hores, i van donar 1.500.000 euros.",
        "es": "Participaron 3790 personas en dos días, y dieron 1,5 millones de euros.",
        "en": "3,790 people took part in two days, and gave €1,500,000.",
    },
    "towns_named": dict.fromkeys(("ca", "es", "en"), "Vilanova i la Geltrú, Sant Cugat del Vallès, Vall d'Aran."),
    "hours_of_event": {
        "ca": "La fira obre de 17.00 a 20.00 h.",
        "es": "La feria abre de 17.00 a 20.00 h.",
        "en": "The fair is open from 17:00 to 20:00.",
    },
    "length_left_over": {
        "ca": "Amb l'enllaç encara queden 20 caràcters lliures.",
        "es": "Con el enlace todavía quedan 20 caracteres libres.",
        "en": "With the link that still leaves 20 characters spare.",
    },
    "book_cited": {
        "ca": "Fogg, B. J. (2003). *Persuasive Technology*, pàg. 61-87. ISBN 978-1-55860-643-2.",
        "es": "Fogg, B. J. (2003). *Persuasive Technology*, págs. 61-87. ISBN 978-1-55860-643-2.",
        "en": "Fogg, B. J. (2003). *Persuasive Technology*, pp. 61-87. ISBN 978-1-55860-643-2.",
    },
    "law_cited": {
        "ca": "Llei 39/2015, d'1 d'octubre, del procediment administratiu comú de les administracions públiques.",
        "es": "Ley 39/2015, de 1 de octubre, del Procedimiento Administrativo Común de las Administraciones Públicas.",
        "en": "Act 39/2015 of 1 October on the common administrative procedure of public administrations.",
    },
    "wait_elsewhere": {
        "ca": "Les sol·licituds de transparència es responen en un mes, segons la llei.",
        "es": "Las solicitudes de transparencia se responden en un mes, según la ley.",
        "en": "Requests under the transparency act are answered within one month, as the law says.",
    },
}


def _stated(ground: Ground, random: Random, texts: Texts, values: Callable[[str], Mapping[str, Any]]) -> Case | None:
    """Add a sentence in every language, of its own in a section of any page of prose."""
    found = [(path, part) for path in ground.pages for part in ground.parts(path) if part.kind == "paragraph"]
    if not found or not set(ground.languages) <= set(texts):
        return None
    changes: dict[str, str | None] = {}
    spans = []
    for path, part in in_every_language(ground, *random.choice(found)):
        language = path.split("/")[1]
        text = texts[language].format(**values(language))
        changes[path] = with_lines(ground.texts[path], part.last, part.last, f"{_last(part.text)}\n\n{text}")
        spans.append(Span(path, part.last + 1, part.last + 4))
    return Case(changes, tuple(spans)) if len(changes) == len(ground.languages) else None


def _last(text: str) -> str:
    return text.rpartition("\n")[2]


def _networks(ground: Ground) -> list[Any]:
    return [entry.record for entry in ground.guide.facts.networks.values()]


@damage
def age_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    age = ground.guide.institution.consent_age
    return _stated(ground, random, AGES, lambda _: {"figure": 16 if age == 14 else 14}) if age else None


@damage
def election_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    known = [entry.record for entry in ground.guide.facts.periods.values() if entry.record.kind == "election"]
    if not known:
        return None
    name = random.choice(known).name
    return _stated(ground, random, ELECTIONS, lambda language: {"name": name.get(language, "")})


@damage
def helpline_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    known = [entry.record for entry in ground.guide.facts.helplines.values() if len(entry.record.phone) == 3]
    if not known:
        return None
    one = random.choice(known)
    other = f"{one.phone[:-1]}{(int(one.phone[-1]) + 5) % 10}"
    return _stated(ground, random, HELPLINES, lambda language: {"name": one.name.get(language, ""), "figure": other})


@damage
def limit_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    known = [one for one in _networks(ground) if one.limits and one.limits.characters]
    if not known:
        return None
    one = random.choice(known)
    return _stated(ground, random, LIMITS, lambda _: {"name": one.name, "figure": one.limits.characters + 137})


@harmless
def limit_stated_alike(ground: Ground, random: Random) -> Case | None:
    known = [one for one in _networks(ground) if one.limits and one.limits.characters]
    if not known:
        return None
    one = random.choice(known)
    return _stated(ground, random, LIMITS, lambda _: {"name": one.name, "figure": one.limits.characters})


@damage
def response_time_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    known = [entry.record for entry in ground.guide.facts.situations.values() if entry.record.max_response]
    if not known:
        return None
    one = random.choice(known)
    return _stated(ground, random, TIMES, lambda language: {"name": one.name[language], "figure": 47})


@damage
def hours_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    spans = [(one.start, one.end) for some in ground.guide.institution.service_hours.values() for one in some]
    if not spans:
        return None
    start, end = max(min(spans)[0].hour - 1, 0), max(one[1] for one in spans).hour + 1
    return _stated(ground, random, HOURS, lambda _: {"start": f"{start:02}", "end": f"{end:02}"})


@damage
def phone_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    known = [entry.record for entry in ground.guide.facts.roles.values() if entry.record.contact.phone]
    if not known:
        return None
    one = random.choice(known)
    digits = one.contact.phone[:-1] + str((int(one.contact.phone[-1]) + 1) % 10)
    return _stated(ground, random, PHONES, lambda language: {"name": one.name[language], "figure": digits})


@harmless
def phone_stated_alike(ground: Ground, random: Random) -> Case | None:
    known = [entry.record for entry in ground.guide.facts.roles.values() if entry.record.contact.phone]
    if not known:
        return None
    one = random.choice(known)
    return _stated(ground, random, PHONES, lambda language: {"name": one.name[language], "figure": one.contact.phone})


@damage
def trial_stated_otherwise(ground: Ground, random: Random) -> Case | None:
    known = [one for one in _networks(ground) if one.until]
    return _stated(ground, random, TRIALS, lambda _: {"name": random.choice(known).name}) if known else None


def _beside(name: str) -> None:
    """Make a kind of the harmless sentence of this name."""

    def draw(ground: Ground, random: Random) -> Case | None:
        return _stated(ground, random, HARMLESS[name], lambda _: {})

    draw.__name__ = name
    harmless(draw)


for _name in HARMLESS:
    _beside(_name)
