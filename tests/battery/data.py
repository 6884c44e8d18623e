"""Damages of the files of data, and of what their values mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from battery.ground import Field, Ground, Span, at, span_of, with_lines
from battery.kinds import Case, damage
from guiaviva.facts import schema
from guiaviva.facts.types import Amount, Count, Day, Email, Number, Refers, TimeZone, Url, YesNo
from guiaviva.facts.walk import walk

Path = tuple[str | int, ...]


def _drawn(random: Random, fields: list[Field]) -> Field | None:
    return random.choice(fields) if fields else None


def _given(ground: Ground, field: Field | None, new: Any, *near: Path) -> Case | None:
    """Give a value of data another; reported there, or at one of the paths of the file that are `near`."""
    if field is None:
        return None
    changes = ground.with_value(field, new)
    text = changes[field.file] or ""
    spans = [span_of(field.file, text, field.path), *(span_of(field.file, text, one) for one in near)]
    if isinstance(new, dict | list) and new:
        below = [(*field.path, one) for one in (new if isinstance(new, dict) else range(len(new)))]
        spans.append(span_of(field.file, text, *below))
    return Case(changes, tuple(spans))


# Files.


@damage
def file_emptied(ground: Ground, random: Random) -> Case | None:
    path = random.choice(sorted(ground.types))
    return Case({path: ""}, (Span(path, 1, 1),))


@damage
def file_deleted(ground: Ground, random: Random) -> Case | None:
    """A file of data that the guide needs, since something refers to what is in it."""
    referred = {f"data/{to}.yml" for _, _, to in _references(ground)}
    path = random.choice(sorted(referred & set(ground.types)))
    return Case({path: None}, anywhere=True)


@damage
def file_copied(ground: Ground, random: Random) -> Case | None:
    """A file of data is there a second time, as browsers and people name copies."""
    path = random.choice(sorted(ground.types))
    copy = path.replace(".yml", random.choice([" (1).yml", " - copy.yml", "_old.yml", "2.yml"]))
    # A plan of another name is another plan.
    if path.startswith("data/plans/"):
        copy = path.replace(".yml", " (1).yml")
    return Case({copy: ground.texts[path]}, (Span(copy, 1, 1),))


@damage
def record_of_another_file(ground: Ground, random: Random) -> Case | None:
    """A role or an account was written in the file of something else."""
    name, other = random.choice([("roles", "networks"), ("accounts", "roles"), ("roles", "situations")])
    here, there = f"data/{name}.yml", f"data/{other}.yml"
    if not (ground.values.get(here) and ground.values.get(there)):
        return None
    key = random.choice(sorted(ground.values[here]))

    def take(value: Any) -> None:
        del value[key]

    def put(value: Any) -> None:
        value[key] = ground.values[here][key]

    text = ground.dumped(there, put)
    return Case({here: ground.dumped(here, take), there: text}, (span_of(there, text, (key,)),))


def _line(
    ground: Ground, random: Random, pattern: str, change: Callable[[str], str], before: int = 0, *, beside: bool = False
) -> Case | None:
    """Change a line of data that a pattern matches; with `beside`, one after another key at the same margin."""
    path = random.choice(sorted(ground.types))
    lines = ground.texts[path].split("\n")
    numbers = [number for number, line in enumerate(lines) if re.search(pattern, line)]
    if beside:
        numbers = [number for number in numbers if re.match(r"  [\w-]", lines[number - 1])]
    if not numbers:
        return None
    number = random.choice(numbers)
    text = with_lines(ground.texts[path], number, number, change(lines[number]))
    return Case({path: text}, (Span(path, number + 1 - before, number + 1),))


@damage
def tab_in_data(ground: Ground, random: Random) -> Case | None:
    return _line(ground, random, r"^  \w[\w-]*:", lambda line: "\t" + line.lstrip())


@damage
def indent_broken(ground: Ground, random: Random) -> Case | None:
    return _line(ground, random, r"^  \w[\w-]*: \S", lambda line: line[1:], before=1, beside=True)


@damage
def indent_deeper(ground: Ground, random: Random) -> Case | None:
    return _line(ground, random, r"^  \w[\w-]*: [\w\"{\[]", lambda line: " " + line, before=1, beside=True)


@damage
def quote_unclosed(ground: Ground, random: Random) -> Case | None:
    return _line(ground, random, r'^ +\w+: "[^"]*"$', lambda line: line[:-1])


@damage
def colon_without_space(ground: Ground, random: Random) -> Case | None:
    return _line(ground, random, r"^  [a-z_]+: [a-z]", lambda line: line.replace(": ", ":", 1), before=1)


@damage
def brace_unclosed(ground: Ground, random: Random) -> Case | None:
    return _line(ground, random, r"^ +[\w-]+: \{[^{}]*\}$", lambda line: line[:-1])


@damage
def key_doubled(ground: Ground, random: Random) -> Case | None:
    case = _line(ground, random, r"^  [a-z_]+: \S", lambda line: f"{line}\n{line}")
    return case and Case(case.changes, (Span(case.spans[0].path, case.spans[0].first, case.spans[0].last + 1),))


@damage
def key_misspelt(ground: Ground, random: Random) -> Case | None:
    field = random.choice(ground.fields)
    new = f"{field.name[:-1]}z{field.name[-1]}"

    def misspell(value: Any) -> None:
        record = at(value, field.path[:-1])
        items = [(new if key == field.name else key, one) for key, one in record.items()]
        record.clear()
        record.update(items)

    text = ground.dumped(field.file, misspell)
    return Case({field.file: text}, (span_of(field.file, text, (*field.path[:-1], new)),))


def _references(ground: Ground, to: str = "") -> list[tuple[str, Path, str]]:
    """Return the file, path and collection of every value that refers to a record by its key."""
    return [
        (entry.document.path, (*entry.path, *marked.path), marked.mark.to)
        for entry in ground.guide.facts.entries()
        if entry.document.path in ground.types
        for marked in walk(type(entry.record), entry.record, ())
        if isinstance(marked.mark, Refers) and to in ("", marked.mark.to)
    ]


@damage
def reference_misspelt(ground: Ground, random: Random) -> Case | None:
    file, path, _ = random.choice(_references(ground))
    try:
        right = at(ground.values[file], path)
    except (KeyError, IndexError, TypeError):
        return None

    def misspell(value: Any) -> None:
        at(value, path[:-1])[path[-1]] = f"{right}zz"

    text = ground.dumped(file, misspell)
    return Case({file: text}, (span_of(file, text, path),))


@damage
def record_deleted(ground: Ground, random: Random) -> Case | None:
    """A record to which something refers."""
    file, path, to = random.choice(_references(ground))
    target = f"data/{to}.yml"
    if target not in ground.types or not isinstance(ground.values[target], dict):
        return None
    key = at(ground.values[file], path)
    if key not in ground.values[target]:
        return None
    return Case({target: ground.dumped(target, lambda value: value.pop(key))}, anywhere=True)


@damage
def record_renamed(ground: Ground, random: Random) -> Case | None:
    """The key of a record is changed, and what refers to it is not."""
    if not (case := record_deleted(ground, random)):
        return None
    (target,) = case.changes
    lost = set(ground.values[target]) - set(re.findall(r"(?m)^([\w-]+):", case.changes[target] or ""))
    key = lost.pop()

    def rename(value: Any) -> None:
        items = [(f"{one}-other" if one == key else one, record) for one, record in value.items()]
        value.clear()
        value.update(items)

    return Case({target: ground.dumped(target, rename)}, anywhere=True)


# Values that cannot be read.


def _unreadable(ground: Ground, random: Random, new: Any, *types: Any) -> Case | None:
    fields = [one for one in ground.of_type(*types) if isinstance(ground.value(one), str)]
    return _given(ground, _drawn(random, fields), new)


@damage
def date_impossible(ground: Ground, random: Random) -> Case | None:
    return _unreadable(ground, random, random.choice(["2026-02-30", "30/02/2026", "soon", "2026-13-01"]), Day)


@damage
def email_impossible(ground: Ground, random: Random) -> Case | None:
    return _unreadable(ground, random, random.choice(["riublanc.example", "a b@riublanc.example", "a@b"]), Email)


@damage
def address_impossible(ground: Ground, random: Random) -> Case | None:
    return _unreadable(ground, random, random.choice(["riublanc", "https:/riublanc.example", "htp://a.example"]), Url)


@damage
def number_impossible(ground: Ground, random: Random) -> Case | None:
    # A value of an indicator may be below nought.
    if random.random() < 1 / 3:
        return _unreadable(ground, random, "-3", Count, Amount)
    return _unreadable(ground, random, random.choice(["many", "3.5.1"]), Number, Count, Amount)


@damage
def yes_impossible(ground: Ground, random: Random) -> Case | None:
    return _unreadable(ground, random, "perhaps", YesNo)


@damage
def time_zone_impossible(ground: Ground, random: Random) -> Case | None:
    return _unreadable(ground, random, "Europe/Madrit", TimeZone)


@damage
def value_left_empty(ground: Ground, random: Random) -> Case | None:
    fields = [one for one in ground.fields if one.record.model_fields[one.name].is_required()]
    return _given(ground, _drawn(random, fields), None)


# Dates and hours.


@damage
def plan_ends_before_start(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Plan, "end"))
    return _given(ground, field, "2019-12-31", ("start",))


@damage
def deadline_outside_plan(ground: Ground, random: Random) -> Case | None:
    found = [one for one in ground.named(schema.Objective, "deadline") if ground.values[one.file].get("end")]
    return _given(ground, _drawn(random, found), random.choice(["2041-03-01", "2011-03-01"]))


@damage
def target_before_baseline(ground: Ground, random: Random) -> Case | None:
    found = [
        one
        for one in ground.named(schema.Indicator, "target")
        if at(ground.values[one.file], one.path[:-1]).get("baseline")
    ]
    field = _drawn(random, found)
    return field and _given(
        ground, field, {**ground.value(field), "date": "2011-03-01"}, (*field.path[:-1], "baseline", "date")
    )


@damage
def account_older_than_networks(ground: Ground, random: Random) -> Case | None:
    return _given(ground, _drawn(random, ground.named(schema.Account, "opened")), "1917-03-05")


@damage
def account_closed_before_opened(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Account, "opened"))
    if not field:
        return None
    record = (*field.path[:-1],)
    changes = {
        field.file: ground.dumped(
            field.file, lambda value: at(value, record).update(status="closed", closed="2003-01-31")
        )
    }
    return Case(changes, (span_of(field.file, changes[field.file], (*record, "closed")),))


@damage
def plan_of_centuries(ground: Ground, random: Random) -> Case | None:
    return _given(ground, _drawn(random, ground.named(schema.Plan, "end")), "2207-12-31")


@damage
def until_missing(ground: Ground, random: Random) -> Case | None:
    """A network on trial, or retiring, has no last day."""
    field = _drawn(random, [one for one in ground.named(schema.Network, "status") if ground.value(one) == "active"])
    return _given(ground, field, random.choice(["trial", "retiring"]), field.path[:-1] if field else ())


@damage
def until_past(ground: Ground, random: Random) -> Case | None:
    return _given(ground, _drawn(random, ground.named(schema.Network, "until")), "2020-03-01")


def _holidays(ground: Ground, random: Random, change: Callable[[str, list[str]], list[str]]) -> Case | None:
    field = _drawn(random, ground.named(schema.Institution, "holidays"))
    if field is None or not ground.value(field):
        return None
    year = random.choice(sorted(ground.value(field)))
    new = {**ground.value(field), year: change(year, ground.value(field)[year])}
    case = _given(ground, field, new)
    assert case
    text = case.changes[field.file] or ""
    return Case(case.changes, (span_of(field.file, text, *((*field.path, year, n) for n in range(len(new[year])))),))


@damage
def holiday_of_other_year(ground: Ground, random: Random) -> Case | None:
    return _holidays(ground, random, lambda year, days: [*days, f"{int(year) + 2}-05-01"])


@damage
def holiday_twice(ground: Ground, random: Random) -> Case | None:
    return _holidays(ground, random, lambda _, days: [*days, days[0]])


def _hours(ground: Ground, random: Random, new: list[str]) -> Case | None:
    fields = [*ground.named(schema.Institution, "service_hours"), *ground.named(schema.Network, "monitoring_hours")]
    field = _drawn(random, [one for one in fields if ground.value(one)])
    if not field:
        return None
    day = random.choice(sorted(ground.value(field)))
    case = _given(ground, field, {**ground.value(field), day: new})
    assert case
    text = case.changes[field.file] or ""
    below = [(*field.path, day), *((*field.path, day, number) for number in range(len(new)))]
    return Case(case.changes, (span_of(field.file, text, *below),))


@damage
def hours_overlap(ground: Ground, random: Random) -> Case | None:
    return _hours(ground, random, ["8:00-14:00", "13:00-18:00"])


@damage
def hours_end_before_start(ground: Ground, random: Random) -> Case | None:
    return _hours(ground, random, ["18:00-9:00"])


@damage
def hours_impossible(ground: Ground, random: Random) -> Case | None:
    return _hours(ground, random, ["8:00-25:00"])


@damage
def opened_in_future(ground: Ground, random: Random) -> Case | None:
    return _given(ground, _drawn(random, ground.named(schema.Account, "opened", "last_reviewed")), "2040-01-01")


@damage
def limits_checked_in_future(ground: Ground, random: Random) -> Case | None:
    return _given(ground, _drawn(random, ground.named(schema.Network, "checked_on")), "2040-01-01")


# Figures.


@damage
def min_above_max(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Network, "posting"))
    return field and _given(ground, field, {**ground.value(field), "min": str(int(ground.value(field)["max"]) + 3)})


@damage
def target_equals_baseline(ground: Ground, random: Random) -> Case | None:
    found = [
        one
        for one in ground.named(schema.Indicator, "target")
        if at(ground.values[one.file], one.path[:-1]).get("baseline")
    ]
    field = _drawn(random, found)
    if not field:
        return None
    baseline = at(ground.values[field.file], field.path[:-1])["baseline"]
    return _given(ground, field, {**ground.value(field), "value": baseline["value"]}, (*field.path[:-1], "baseline"))


@damage
def target_in_wrong_direction(ground: Ground, random: Random) -> Case | None:
    # Only where data says which values are better is one direction wrong.
    found = [
        one
        for one in ground.named(schema.Indicator, "target")
        if {"baseline", "better"} <= at(ground.values[one.file], one.path[:-1]).keys()
    ]
    field = _drawn(random, found)
    if not field:
        return None
    indicator = at(ground.values[field.file], field.path[:-1])
    baseline = float(indicator["baseline"]["value"].replace(",", "."))
    worse = baseline + 7 if indicator["better"] == "lower" else baseline - 7
    return _given(ground, field, {**ground.value(field), "value": f"{worse:g}"}, (*field.path[:-1], "baseline"))


@damage
def crisis_level_slower(ground: Ground, random: Random) -> Case | None:
    """A level answers later than the one before."""
    found = ground.named(schema.CrisisLevel, "first_message", "update_every")
    found = [one for one in found if one.path[1] != next(iter(ground.values[one.file]["levels"]))]
    field = _drawn(random, found)
    return field and _given(ground, field, {**ground.value(field), "value": "95", "unit": "hours"})


@damage
def step_out_of_order(ground: Ground, random: Random) -> Case | None:
    found = ground.named(schema.IncidentStep, "minutes")
    return _given(ground, _drawn(random, found[:-1]), "99999")


# Who does what.


def _same(ground: Ground, random: Random, record: Any, one: str, other: str) -> Case | None:
    """Give a value what another of the same record has."""
    found = [field for field in ground.named(record, one) if at(ground.values[field.file], field.path[:-1]).get(other)]
    field = _drawn(random, found)
    return field and _given(
        ground, field, at(ground.values[field.file], field.path[:-1])[other], (*field.path[:-1], other)
    )


@damage
def deputy_is_owner(ground: Ground, random: Random) -> Case | None:
    return _same(ground, random, schema.Account, "deputy", "owner")


@damage
def deputy_of_oneself(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Role, "deputy"))
    return field and _given(ground, field, field.path[0])


@damage
def spokesperson_is_owner(ground: Ground, random: Random) -> Case | None:
    return _same(ground, random, schema.CrisisLevel, "spokesperson", "owner")


def _of_another(ground: Ground, random: Random, record: Any, name: str, beside: str = "") -> Case | None:
    """Give a record the value of another of its file, and what goes with it."""
    found = ground.named(record, name)
    if len(found) < 2:
        return None
    field, other = random.sample(found, 2)
    if field.file != other.file or ground.value(field) == ground.value(other):
        return None

    def change(value: Any) -> None:
        for key in (name, beside) if beside else (name,):
            at(value, field.path[:-1])[key] = at(value, other.path[:-1])[key]

    text = ground.dumped(field.file, change)
    spans = [span_of(field.file, text, one.path, one.path[:-1]) for one in (field, other)]
    return Case({field.file: text}, tuple(spans))


@damage
def handle_twice(ground: Ground, random: Random) -> Case | None:
    return _of_another(ground, random, schema.Account, "handle", "network")


@damage
def address_twice(ground: Ground, random: Random) -> Case | None:
    return _of_another(ground, random, schema.Account, "url")


@damage
def term_twice(ground: Ground, random: Random) -> Case | None:
    return _of_another(ground, random, schema.Term, "term")


@damage
def synonym_of_two_terms(ground: Ground, random: Random) -> Case | None:
    """A term gets a synonym or a form that another has, be it in one language; either of the two may be named."""
    found = [one for one in ground.named(schema.Term, "synonyms", "forms") if ground.value(one).get(ground.source)]
    if len({one.path[0] for one in found}) < 2:
        return None
    field = random.choice(found)
    other = random.choice([one for one in found if one.path[0] != field.path[0]])
    phrase = random.choice(ground.value(other)[ground.source])
    new = {**ground.value(field), ground.source: [*ground.value(field)[ground.source], phrase]}
    return _given(ground, field, new, (field.path[0],), (*other.path, ground.source))


@damage
def hashtag_in_small_letters(ground: Ground, random: Random) -> Case | None:
    return _hashtag(ground, random, str.lower)


@damage
def hashtag_with_sign(ground: Ground, random: Random) -> Case | None:
    return _hashtag(
        ground, random, lambda one: random.choice([f"#{one}", f"{one[:4]} {one[4:]}", f"{one[:4]}-{one[4:]}"])
    )


def _hashtag(ground: Ground, random: Random, change: Callable[[str], str]) -> Case | None:
    """Change a hashtag that the house has, where it has several."""
    fields = [one for one in ground.named(schema.StyleRule, "known") if min(map(len, ground.value(one).values())) > 4]
    field = _drawn(random, fields)
    if not field:
        return None
    language = random.choice(sorted(ground.value(field)))
    known = list(ground.value(field)[language])
    number = random.randrange(len(known))
    known[number] = change(known[number])
    path = (*field.path, language, number)
    return _given(ground, field, {**ground.value(field), language: known}, path)


@damage
def language_of_no_code(ground: Ground, random: Random) -> Case | None:
    fields = [one for one in ground.named(schema.Account, "languages") if ground.value(one)]
    field = _drawn(random, fields)
    return field and _given(ground, field, [*ground.value(field)[1:], random.choice(["cat", "esp", "xq"])])


@damage
def currency_of_an_amount(ground: Ground, random: Random) -> Case | None:
    """Euros become another currency in one language of a text of a plan."""
    fields = [
        one
        for one in ground.named(schema.Resource, "amount")
        if sum(bool(re.search(r"\d euros?\b", text)) for text in ground.value(one).values()) > 1
    ]
    if not (field := _drawn(random, fields)):
        return None
    language = random.choice([one for one, text in ground.value(field).items() if re.search(r"\d euros?\b", text)])
    other = {"ca": "dòlars", "es": "dólares", "en": "dollars"}.get(language, "$")
    new = {**ground.value(field), language: re.sub(r"(\d) euros?\b", rf"\1 {other}", ground.value(field)[language])}
    return _given(ground, field, new)


@damage
def reply_twice(ground: Ground, random: Random) -> Case | None:
    return _of_another(ground, random, schema.Reply, "text")


@damage
def situation_of_same_name(ground: Ground, random: Random) -> Case | None:
    return _of_another(ground, random, schema.Situation, "name")


@damage
def query_twice(ground: Ground, random: Random) -> Case | None:
    file = "data/queries.yml"
    if not ground.values.get(file):
        return None
    number = random.randrange(len(ground.values[file]))
    text = ground.dumped(file, lambda value: value.append(dict(value[number])))
    last = len(ground.values[file])
    return Case(
        {file: text}, (span_of(file, text, (number,), (number, "words")), span_of(file, text, (last,), (last, "words")))
    )


@damage
def insecure_address(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, [one for one in ground.of_type(Url) if str(ground.value(one)).startswith("https")])
    return field and _given(ground, field, ground.value(field).replace("https", "http"))


@damage
def free_mail(ground: Ground, random: Random) -> Case | None:
    return _given(
        ground,
        _drawn(random, ground.of_type(Email)),
        f"xarxes.riublanc@{random.choice(['gmail.com', 'hotmail.com', 'outlook.es', 'yahoo.es'])}",
    )


@damage
def handle_misspelt(ground: Ground, random: Random) -> Case | None:
    """A letter of it is doubled, where its address has it too."""
    found = [
        one
        for one in ground.named(schema.Account, "handle")
        if ground.value(one).strip("@") in at(ground.values[one.file], one.path[:-1])["url"]
        and len(ground.value(one)) > 6
    ]
    field = _drawn(random, found)
    return field and _given(ground, field, f"{ground.value(field)[:4]}{ground.value(field)[3:]}")


@damage
def address_of_another_network(ground: Ground, random: Random) -> Case | None:
    networks = ground.values.get("data/networks.yml") or {}
    field = _drawn(random, ground.named(schema.Account, "url"))
    if not field:
        return None
    own = networks[at(ground.values[field.file], field.path[:-1])["network"]]["url"].rstrip("/")
    others = [one["url"].rstrip("/") for one in networks.values() if one["url"].rstrip("/") != own]
    if not ground.value(field).startswith(own) or not others:
        return None
    return _given(ground, field, ground.value(field).replace(own, random.choice(others), 1) + "-zz")


@damage
def domain_misspelt(ground: Ground, random: Random) -> Case | None:
    """Two letters of the domain of a mailbox change places, which that of most others has."""
    domains = [str(ground.value(one)).rpartition("@")[2] for one in ground.of_type(Email)]
    if not domains or domains.count(usual := max(domains, key=domains.count)) < 5:
        return None
    field = _drawn(random, [one for one in ground.of_type(Email) if str(ground.value(one)).endswith(f"@{usual}")])
    return field and _given(
        ground, field, ground.value(field).replace(usual, f"{usual[0]}{usual[2]}{usual[1]}{usual[3:]}")
    )


@damage
def news_in_future(ground: Ground, random: Random) -> Case | None:
    return _given(ground, _drawn(random, ground.named(schema.News, "date")), "2040-01-01")


@damage
def text_twice(ground: Ground, random: Random) -> Case | None:
    return _of_another(ground, random, random.choice([schema.News, schema.WayIn]), "text")


@damage
def helpline_twice(ground: Ground, random: Random) -> Case | None:
    return _of_another(ground, random, schema.Helpline, "phone")


@damage
def passed_on_to_oneself(ground: Ground, random: Random) -> Case | None:
    return _same(ground, random, schema.Situation, "escalate_to", "owner")


@damage
def danger_may_wait(ground: Ground, random: Random) -> Case | None:
    found = ground.named(schema.Situation, "max_response")
    dangers = [one for one in found if at(ground.values[one.file], one.path[:-1]).get("level") == "danger"]
    field = _drawn(random, dangers)
    return field and _given(ground, field, {"value": "40", "unit": "days", "calendar": "natural"})


@damage
def sides_turned_round(ground: Ground, random: Random) -> Case | None:
    """The width of a picture is its height, where its use names the ratio of the two."""
    found = [
        one
        for one in ground.named(schema.ImageSize, "width")
        if re.search(r"\d:\d", str(size := at(ground.values[one.file], one.path[:-1])))
        and size["width"] != size["height"]
    ]
    field = _drawn(random, found)
    if not field:
        return None

    def turn(value: Any) -> None:
        size = at(value, field.path[:-1])
        size["width"], size["height"] = size["height"], size["width"]

    text = ground.dumped(field.file, turn)
    return Case({field.file: text}, (span_of(field.file, text, field.path, field.path[:-1]),))


@damage
def record_line_lost(ground: Ground, random: Random) -> Case | None:
    """The line with the key of a record is lost, so that what is in it is in the record before."""
    path = random.choice(["data/accounts.yml", "data/situations.yml", "data/replies.yml"])
    lines = ground.texts.get(path, "").split("\n")
    numbers = [number for number, line in enumerate(lines) if re.fullmatch(r"[a-z][\w-]*:", line)]
    if len(numbers) < 2:
        return None
    number = random.choice(numbers[1:])
    text = with_lines(ground.texts[path], number, number, None)
    return Case({path: text}, (Span(path, number, number + 14),))


@damage
def account_of_closed_network(ground: Ground, random: Random) -> Case | None:
    """A network closes, and its accounts stay active."""
    accounts = (ground.values.get("data/accounts.yml") or {}).values()
    active = {one["network"] for one in accounts if one.get("status", "active") == "active"}
    used = [one for one in ground.named(schema.Network, "status") if one.path[0] in active]
    field = _drawn(random, used)
    case = _given(ground, field, "closed")
    return case and Case(case.changes, anywhere=True)


@damage
def indicator_of_another_plan(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Objective, "indicators"))
    if not field:
        return None
    others = [
        key
        for file, value in ground.values.items()
        if file.startswith("data/plans/") and file != field.file
        for key in value.get("indicators", {})
        if key not in ground.values[field.file].get("indicators", {})
    ]
    return _given(ground, field, [*ground.value(field), random.choice(others)]) if others else None


# Replies.


def _reply(ground: Ground, random: Random, pattern: str, change: Callable[[str, str], str]) -> Case | None:
    """Change one language of a ready reply that holds a pattern."""
    found = [
        one
        for one in ground.named(schema.Reply, "text")
        if all(re.search(pattern, text) for text in ground.value(one).values())
    ]
    field = _drawn(random, found)
    if not field:
        return None
    value, language = ground.value(field), random.choice(ground.languages)
    new = change(value[language], language)
    if new == value[language]:
        return None
    changes = ground.with_value(field, {**value, language: new})
    text = changes[field.file] or ""
    return Case(
        changes,
        (span_of(field.file, text, (*field.path, language), field.path, *((*field.path, one) for one in value)),),
    )


_GAP = r"\{[^{}]+\}"


@damage
def gap_undefined(ground: Ground, random: Random) -> Case | None:
    return _reply(ground, random, _GAP, lambda text, _: re.sub(_GAP, "{zzyzx}", text, count=1))


@damage
def gap_empty(ground: Ground, random: Random) -> Case | None:
    return _reply(ground, random, _GAP, lambda text, _: re.sub(_GAP, "{}", text, count=1))


@damage
def gap_lost(ground: Ground, random: Random) -> Case | None:
    if len(ground.languages) < 2:
        return None
    return _reply(ground, random, _GAP, lambda text, _: re.sub(_GAP, "…", text, count=1))


@damage
def reply_halved(ground: Ground, random: Random) -> Case | None:
    """A reply lacks its last sentences in a translation."""

    def half(text: str, language: str) -> str:
        sentences = re.split(r"(?<=[.!?])\s+", text)
        return " ".join(sentences[: len(sentences) // 2]) if language != ground.source and len(sentences) > 3 else text

    return _reply(ground, random, r"(?:[.!?]\s.*){3}", half)


@damage
def gap_of_another(ground: Ground, random: Random) -> Case | None:
    """One gap stands for another in one language."""
    names = [one["name"] for one in (ground.values.get("data/placeholders.yml") or {}).values()]

    def other(text: str, language: str) -> str:
        known = [f"{{{name[language]}}}" for name in names if name.get(language)]
        new = [one for one in known if one not in text]
        return re.sub(_GAP, random.choice(new), text, count=1) if len(ground.languages) > 2 and new else text

    return _reply(ground, random, _GAP, other)


@damage
def gap_unclosed(ground: Ground, random: Random) -> Case | None:
    return _reply(ground, random, _GAP, lambda text, _: text.replace("}", "", 1))


@damage
def gap_of_other_language(ground: Ground, random: Random) -> Case | None:
    names = [one["name"] for one in (ground.values.get("data/placeholders.yml") or {}).values()]

    def other(text: str, language: str) -> str:
        for name in names:
            for one, word in name.items():
                if one != language and f"{{{name.get(language)}}}" in text and word != name.get(language):
                    return text.replace(f"{{{name[language]}}}", f"{{{word}}}")
        return text

    return _reply(ground, random, _GAP, other)


@damage
def reply_of_another_situation(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Situation, "replies"))
    if not field or len(replies := ground.values.get("data/replies.yml") or {}) < 2:
        return None
    others = [key for key, one in replies.items() if one["situation"] != field.path[0]]
    return _given(ground, field, [*ground.value(field), random.choice(others)]) if others else None


@damage
def reply_too_long(ground: Ground, random: Random) -> Case | None:
    return _reply(ground, random, "", lambda text, _: f"{text} " * 12)


# The decision tree.


@damage
def answer_without_target(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Question, "yes", "no"))
    return field and _given(ground, field, None, field.path[:-1])


@damage
def tree_in_a_circle(ground: Ground, random: Random) -> Case | None:
    field = _drawn(random, ground.named(schema.Question, "yes", "no"))
    case = field and _given(ground, field, {"question": field.path[1]})
    return case and Case(case.changes, anywhere=True)
