"""Harmless edits: what a careful editor does, of which nothing must be said."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import yaml

from battery.data import _references as references
from battery.ground import Ground, Part, at, with_lines
from battery.kinds import Case, harmless
from battery.translations import texts
from guiaviva.facts import schema

# Words that may always stand for one another, so that a sentence keeps its sense.
SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "ca": {
        "però": "tanmateix",
        "també": "igualment",
        "només": "tan sols",
        "cal": "és necessari",
        "quan": "en el moment que",
    },
    "es": {
        "pero": "sin embargo",
        "también": "igualmente",
        "solo": "únicamente",
        "hay que": "es necesario",
        "cuando": "en cuanto",
    },
    "en": {"but": "yet", "also": "as well", "only": "just", "must": "has to", "when": "whenever"},
}
# What says nothing of data, in the languages that the guides of the tests have.
PRICES = {"ca": "L'entrada costa 12 euros.", "es": "La entrada cuesta 12 euros.", "en": "Tickets cost 12 euros."}
SPANS = {
    "ca": "El pla anterior era el de 2019-2023.",
    "es": "El plan anterior era el de 2019-2023.",
    "en": "The previous plan was that of 2019-2023.",
}
PAST = {
    "ca": "Fa anys, X només admetia 140 caràcters.",
    "es": "Hace años, X solo admitía 140 caracteres.",
    "en": "Years ago, X only allowed 140 characters.",
}
PASSWORDS = {
    "ca": "Qui ha canviat la contrasenya? Pregunteu-ho abans de tancar la sessió.",
    "es": "¿Quién ha cambiado la contraseña? Hay que preguntarlo antes de cerrar la sesión.",
    "en": "Who has changed the password? Ask before you log out.",
}
NAMES = {
    "ca": "Es fa amb Metricool, Canva i Microsoft Teams.",
    "es": "Se hace con Metricool, Canva y Microsoft Teams.",
    "en": "It is done with Metricool, Canva and Microsoft Teams.",
}
# With these the model demands the most sections.
CONDITIONS = frozenset({"specific-plan", "several-accounts"})
HEADINGS = {"ca": "Per saber-ne més", "es": "Para saber más", "en": "Learn more"}
CLAIMS = {
    "ca": "La Maria va dir que trigaria 3 setmanes, i van ser 5.",
    "es": "María dijo que tardaría 3 semanas, y fueron 5.",
    "en": "Mary said it would take 3 weeks, and it took 5.",
}


# Pages.


def _twins(ground: Ground, random: Random, kind: str, least: int = 1) -> tuple[str, Mapping[str, Part]] | None:
    found = [
        (id, some)
        for id, some in ground.all_twins
        if some[ground.source].kind == kind and min(part.words for part in some.values()) >= least
    ]
    return random.choice(found) if found else None


def _each(
    ground: Ground, random: Random, kind: str, change: Callable[[str, str], str | None], least: int = 1
) -> Case | None:
    """Change a part in every language."""
    if not (drawn := _twins(ground, random, kind, least)):
        return None
    id, some = drawn
    changes: dict[str, str | None] = {}
    for language, part in some.items():
        new = change(part.text, language)
        if new == part.text:
            return None
        path = ground.path(id, language)
        changes[path] = with_lines(ground.texts[path], part.first, part.last, new)
    return Case(changes)


def _one(ground: Ground, random: Random, change: Callable[[str], str], path: str = "") -> Case | None:
    """Change the text of one page without changing what it says; nothing is recorded anew."""
    path = path or random.choice(ground.pages)
    text = change(ground.texts[path])
    return Case({path: text}, stale=True) if text != ground.texts[path] else None


def _parts_changed(ground: Ground, random: Random, kinds: tuple[str, ...], change: Callable[[str], str]) -> Case | None:
    """Change all parts of some kinds of one page."""
    path = random.choice(ground.pages)

    def changed(text: str) -> str:
        for part in reversed(ground.parts(path)):
            if part.kind in kinds:
                text = with_lines(text, part.first, part.last, change(part.text))
        return text

    return _one(ground, random, changed, path)


def _sentences(ground: Ground, random: Random) -> dict[str, str] | None:
    """Return a text of the guide without figures, links or names, in every language."""
    drawn = _twins(ground, random, "paragraph", 6)
    if not drawn:
        return None
    found = {language: part.text for language, part in drawn[1].items()}
    return None if any(re.search(r"[\d\[\]{}<>|*`_«»\"]", text) for text in found.values()) else found


SIGNS = {
    "ca": "La pre- i la postproducció. Qui? I quan? «#REF!» surt a `C:\\Guia\\a.csv`; l'autor(a) ho mira. ____",
    "es": "La pre- y la posproducción. ¿Quién? ¿Y cuándo? «#REF!» sale en `C:\\Guia\\a.csv`; el autor(a) lo mira. ____",
    "en": "Pre- and postproduction. Who? And when? “#REF!” is in `C:\\Guia\\a.csv`; the author(s) look at it. ____",
}


@harmless
def signs_with_a_reason(ground: Ground, random: Random) -> Case | None:
    return _stated(ground, random, SIGNS)


@harmless
def words_for_synonyms(ground: Ground, random: Random) -> Case | None:
    def change(text: str, language: str) -> str:
        for word, other in SYNONYMS.get(language, {}).items():
            text = re.sub(rf"(?<![\w'’-]){word}(?![\w'’-])", other, text)
        return text

    return _each(ground, random, random.choice(["paragraph", "item"]), change)


@harmless
def sentence_added(ground: Ground, random: Random) -> Case | None:
    added = _sentences(ground, random)
    return added and _each(ground, random, "paragraph", lambda text, language: f"{text} {added[language]}")


@harmless
def paragraph_added(ground: Ground, random: Random) -> Case | None:
    added = _sentences(ground, random)
    return added and _each(ground, random, "paragraph", lambda text, language: f"{text}\n\n{added[language]}")


@harmless
def item_added(ground: Ground, random: Random) -> Case | None:
    added = _sentences(ground, random)
    return added and _each(ground, random, "item", lambda text, language: f"{text}\n{text[:2]}{added[language]}")


@harmless
def row_doubled_with_other_words(ground: Ground, random: Random) -> Case | None:
    added = _sentences(ground, random)
    if not added:
        return None
    return _each(
        ground, random, "row", lambda text, language: f"{text}\n|" + f" {added[language]} |" * (text.count("|") - 1)
    )


@harmless
def section_added(ground: Ground, random: Random) -> Case | None:
    added = _sentences(ground, random)
    if not added or not set(ground.languages) <= set(HEADINGS):
        return None
    id = random.choice(ground.ids)
    changes = {
        ground.path(id, one): f"{ground.page(id, one).rstrip()}\n\n## {HEADINGS[one]} {{#learn-more}}\n\n{added[one]}\n"
        for one in ground.languages
    }
    return Case(changes)


def _stated(ground: Ground, random: Random, sentences: Mapping[str, str]) -> Case | None:
    if not set(ground.languages) <= set(sentences):
        return None
    return _each(ground, random, "paragraph", lambda text, language: f"{text} {sentences[language]}")


@harmless
def price_added(ground: Ground, random: Random) -> Case | None:
    return _stated(ground, random, PRICES)


@harmless
def years_added(ground: Ground, random: Random) -> Case | None:
    return _stated(ground, random, SPANS)


@harmless
def past_limit_added(ground: Ground, random: Random) -> Case | None:
    return _stated(ground, random, PAST)


@harmless
def question_about_password(ground: Ground, random: Random) -> Case | None:
    return _stated(ground, random, PASSWORDS)


@harmless
def names_added(ground: Ground, random: Random) -> Case | None:
    return _stated(ground, random, NAMES)


@harmless
def reported_time_added(ground: Ground, random: Random) -> Case | None:
    return _stated(ground, random, CLAIMS)


@harmless
def figure_changed_everywhere(ground: Ground, random: Random) -> Case | None:
    """A figure that is the same in every language, and that no data has."""
    pattern = re.compile(r"(?<![\w/#.,:{-])[1-9]\d(?![\w/]|[.,:]\d)")
    drawn = _twins(ground, random, random.choice(["paragraph", "item", "row"]))
    if not drawn:
        return None
    id, some = drawn
    common = set.intersection(*(set(pattern.findall(part.text)) for part in some.values()))
    common = {one for one in common if all(part.text.count(one) == 1 for part in some.values())}
    if not common:
        return None
    figure = random.choice(sorted(common))
    new = str(int(figure) + 1)
    # That it states what data says as well is another case.
    if any(
        re.search(rf"(?<!\d){figure}(?!\d)", text) for path, text in ground.texts.items() if path.startswith("data/")
    ):
        return None
    return Case(
        {
            ground.path(id, one): with_lines(
                ground.page(id, one), part.first, part.last, part.text.replace(figure, new)
            )
            for one, part in some.items()
        }
    )


@harmless
def paragraph_deleted_everywhere(ground: Ground, random: Random) -> Case | None:
    drawn = _twins(ground, random, "paragraph")
    if not drawn:
        return None
    id, some = drawn
    section = some[ground.source].section
    beside = [
        part for part in ground.parts(ground.path(id, ground.source))
        if part.section == section and part.kind == "paragraph" and part.words > 10
    ]  # fmt: skip
    if len(beside) < 2 or "](" in some[ground.source].text:
        return None
    return Case(
        {
            ground.path(id, one): with_lines(ground.page(id, one), part.first, part.last, None)
            for one, part in some.items()
        }
    )


@harmless
def items_swapped_everywhere(ground: Ground, random: Random) -> Case | None:
    pairs = [
        (one[0], one[1], two[1])
        for one, two in zip(ground.all_twins, ground.all_twins[1:], strict=False)
        if one[0] == two[0]
        and one[1][ground.source].kind == two[1][ground.source].kind == "item"
        and all(one[1][language].last + 1 == two[1][language].first for language in ground.languages)
        and not re.match(r"\d", one[1][ground.source].text)
    ]
    if not pairs:
        return None
    id, ones, twos = random.choice(pairs)
    return Case(
        {
            ground.path(id, language): with_lines(
                ground.page(id, language), one.first, twos[language].last, f"{twos[language].text}\n{one.text}"
            )
            for language, one in ones.items()
        }
    )


@harmless
def lines_wrapped(ground: Ground, random: Random) -> Case | None:
    def wrapped(text: str) -> str:
        # A line that begins with a mark would be a list, and a link that is cut is none for some readers.
        if re.search(r"\]\(|[<`{]| [-+*#|>\d]", text):
            return text
        return textwrap.fill(text, 70, break_long_words=False, break_on_hyphens=False)

    return _parts_changed(ground, random, ("paragraph",), wrapped)


@harmless
def space_at_ends_of_lines(ground: Ground, random: Random) -> Case | None:
    return _parts_changed(ground, random, ("paragraph", "item", "row"), lambda text: f"{text} ")


@harmless
def blank_lines_doubled(ground: Ground, random: Random) -> Case | None:
    return _parts_changed(ground, random, ("heading",), lambda text: f"\n{text}\n")


@harmless
def emphasis_by_underscores(ground: Ground, random: Random) -> Case | None:
    return _parts_changed(
        ground, random, ("paragraph", "item"), lambda text: re.sub(r"(?<!\w)\*\*([^*\n]+)\*\*(?!\w)", r"__\1__", text)
    )


@harmless
def items_by_asterisks(ground: Ground, random: Random) -> Case | None:
    return _parts_changed(ground, random, ("item",), lambda text: re.sub(r"^- ", "* ", text))


@harmless
def emphasis_added(ground: Ground, random: Random) -> Case | None:
    return _each(ground, random, "paragraph", lambda text, _: re.sub(r"^([^\W\d_]{4,}) ", r"**\1** ", text), least=8)


@harmless
def table_aligned(ground: Ground, random: Random) -> Case | None:
    return _parts_changed(ground, random, ("head",), lambda text: re.sub(r"\|-+(?=\|)", "|:-----", text))


@harmless
def comment_in_page(ground: Ground, random: Random) -> Case | None:
    return _one(ground, random, lambda text: f"{text.rstrip()}\n\n<!-- Revisat per l'equip. -->\n")


@harmless
def windows_line_ends(ground: Ground, random: Random) -> Case | None:
    path = random.choice([*ground.pages, *ground.types])
    return _one(ground, random, lambda text: text.replace("\n", "\r\n"), path)


@harmless
def byte_order_mark(ground: Ground, random: Random) -> Case | None:
    path = random.choice([*ground.pages, *ground.types])
    return _one(ground, random, lambda text: "\ufeff" + text, path)


@harmless
def no_line_end_at_end(ground: Ground, random: Random) -> Case | None:
    return _one(ground, random, lambda text: text.rstrip("\n"))


@harmless
def curly_apostrophes(ground: Ground, random: Random) -> Case | None:
    return _parts_changed(ground, random, ("paragraph", "item"), lambda text: re.sub(r"(?<=\w)'(?=\w)", "’", text))


@harmless
def links_with_titles(ground: Ground, random: Random) -> Case | None:
    def titled(text: str, _: str) -> str:
        return re.sub(r"\]\(([^()\s]+\.md)\)", r'](\1 "2026")', text, count=1)

    return _each(ground, random, random.choice(["paragraph", "item"]), titled)


@harmless
def front_matter_reordered(ground: Ground, random: Random) -> Case | None:
    def reordered(text: str) -> str:
        match = re.match(r"---\n((?:\w+: .*\n)+)((?:(?!---).*\n)*)---\n", text)
        if not match:
            return text
        fields = match[1].splitlines(keepends=True)
        return f"---\n{''.join(reversed(fields))}{match[2]}---\n{text[match.end() :]}"

    return _one(ground, random, reordered)


@harmless
def heading_reworded(ground: Ground, random: Random) -> Case | None:
    def reworded(text: str, language: str) -> str | None:
        return re.sub(r" \{#", f": {HEADINGS.get(language, '')} {{#", text) if text.startswith("## ") else text

    return _each(ground, random, "heading", reworded)


@harmless
def heading_id_renamed(ground: Ground, random: Random) -> Case | None:
    """The id of a heading that the model does not know is changed, with all that leads to it."""
    found = [
        (id, match[1])
        for id, some in ground.all_twins
        if some[ground.source].kind == "heading" and (match := re.search(r"\{#([\w-]+)\}", some[ground.source].text))
    ]
    kinds = ground.guide.model.kinds.values()
    known = {section.id for kind in kinds for section in kind.sections(CONDITIONS)}
    used = {one for text in ground.values.values() for one in re.findall(r"[\w-]+", str(text))}
    found = [(id, one) for id, one in found if one not in known | used]
    if not found:
        return None
    id, old = random.choice(found)
    name, pages = id.rpartition("/")[2], {ground.path(id, one) for one in ground.languages}
    changes: dict[str, str | None] = {}
    for path, text in ground.texts.items():
        new = re.sub(rf"({re.escape(name)}\.md|{re.escape(id)})#{old}(?![\w-])", rf"\1#{old}-2", text)
        if path in pages:
            new = re.sub(rf"(\{{#|\(#){old}(?=[}})])", rf"\g<1>{old}-2", new)
            new = re.sub(rf"(?m)^  {old}: ", f"  {old}-2: ", new)
        if new != text:
            changes[path] = new
    return Case(changes)


# Data.


def _data(ground: Ground, random: Random, change: Callable[[str], str], file: str = "") -> Case | None:
    file = file or random.choice(sorted(ground.types))
    text = change(ground.texts[file])
    return Case({file: text}) if text != ground.texts[file] else None


@harmless
def records_reordered(ground: Ground, random: Random) -> Case | None:
    """The order of these files says nothing."""
    files = [
        f"data/{one}.yml" for one in ("roles", "networks", "accounts", "replies", "terms", "placeholders", "style")
    ]
    files = [one for one in files if one in ground.types]
    file = random.choice(files)

    def shuffled(value: dict[str, Any]) -> None:
        items = list(value.items())
        random.shuffle(items)
        value.clear()
        value.update(items)

    return Case({file: ground.dumped(file, shuffled)})


@harmless
def keys_of_records_reordered(ground: Ground, random: Random) -> Case | None:
    file = random.choice(sorted(ground.types))
    return (
        Case({file: yaml.safe_dump(ground.values[file], allow_unicode=True, sort_keys=False, width=9999)})
        if (file.startswith("data/plans"))
        else Case({file: ground.dumped(file, _reversed_keys)})
    )


def _reversed_keys(value: Any) -> None:
    for record in value.values() if isinstance(value, dict) else value:
        if isinstance(record, dict):
            items = list(record.items())
            record.clear()
            record.update(reversed(items))


@harmless
def data_in_blocks(ground: Ground, random: Random) -> Case | None:
    file = random.choice(sorted(ground.types))
    return Case({file: ground.dumped(file)})


@harmless
def data_in_braces(ground: Ground, random: Random) -> Case | None:
    file = random.choice(sorted(ground.types))
    return Case(
        {file: yaml.safe_dump(ground.values[file], allow_unicode=True, sort_keys=False, default_flow_style=None)}
    )


@harmless
def data_quoted_otherwise(ground: Ground, random: Random) -> Case | None:
    file, style = random.choice(sorted(ground.types)), random.choice("'\"")
    return Case({file: yaml.safe_dump(ground.values[file], allow_unicode=True, sort_keys=False, default_style=style)})


@harmless
def data_folded(ground: Ground, random: Random) -> Case | None:
    """Texts wrap over lines."""
    file = random.choice(sorted(ground.types))
    return Case({file: yaml.safe_dump(ground.values[file], allow_unicode=True, sort_keys=False, width=60)})


@harmless
def comment_in_data(ground: Ground, random: Random) -> Case | None:
    def commented(text: str) -> str:
        lines = text.split("\n")
        tops = [number for number, line in enumerate(lines) if re.match(r"[\w-]+:", line)]
        lines.insert(random.choice(tops) if tops else len(lines), "# Revisat per l'equip el 3 de març.")
        return "\n".join(lines)

    return _data(ground, random, commented)


@harmless
def blank_lines_in_data(ground: Ground, random: Random) -> Case | None:
    return _data(ground, random, lambda text: re.sub(r"(?m)^(?=[\w-]+:)", "\n", text))


@harmless
def document_marked(ground: Ground, random: Random) -> Case | None:
    return _data(ground, random, lambda text: f"---\n{text}")


def _record(ground: Ground, name: str, key: str, record: Any) -> Case | None:
    """Add a record to a file."""
    file = f"data/{name}.yml"
    if file not in ground.types:
        return None
    return Case({file: ground.dumped(file, lambda value: value.update({key: record}))})


def _name(ground: Ground, word: str) -> dict[str, str]:
    return dict.fromkeys(ground.languages, word)


@harmless
def term_added(ground: Ground, random: Random) -> Case | None:
    sentences = _sentences(ground, random)
    return sentences and _record(
        ground, "terms", "zyx-tool", {"term": _name(ground, f"Zyx{random.randrange(99)}"), "definition": sentences}
    )


@harmless
def news_added(ground: Ground, random: Random) -> Case | None:
    sentences = _sentences(ground, random)
    day = f"2026-11-{random.randrange(1, 24):02}"
    return sentences and _record(
        ground, "news", "something-new", {"date": day, "text": sentences, "to": random.choice(ground.ids)}
    )


@harmless
def role_added(ground: Ground, random: Random) -> Case | None:
    roles = ground.values["data/roles.yml"]
    deputy = random.choice(sorted(roles))
    contact = {"email": f"zyx@{roles[deputy]['contact'].get('email', 'a@institution.example').partition('@')[2]}"}
    return _record(ground, "roles", "zyx-editor", {"name": _name(ground, "Zyx"), "contact": contact, "deputy": deputy})


@harmless
def network_added(ground: Ground, random: Random) -> Case | None:
    """With its page in every language, which is that of another network."""
    found = [
        id
        for id in ground.ids
        if id.startswith("networks/") and id.partition("/")[2] in ground.values["data/networks.yml"]
    ]
    if not found:
        return None
    id = random.choice(found)
    # What a page lacks, its copy lacks too.
    if any(one.path.endswith(f"/{id}.md") for one in ground.before):
        return None
    case = _record(ground, "networks", "zyx", {"name": "Zyx", "url": "https://zyx.example", "status": "active"})
    assert case
    pages = {ground.path("networks/zyx", one): _named(ground.page(id, one)) for one in ground.languages}
    return Case({**case.changes, **pages})


def _named(text: str) -> str:
    for begins in ("title: ", "description: ", "# "):
        text = re.sub(rf"(?m)^{begins}.*$", f"{begins}Zyx", text)
    return text


@harmless
def account_added(ground: Ground, random: Random) -> Case | None:
    accounts = ground.values.get("data/accounts.yml")
    if not accounts:
        return None
    record = dict(accounts[random.choice(sorted(accounts))])
    if record.get("status", "active") != "active":
        return None
    return _record(
        ground,
        "accounts",
        "zyx",
        {**record, "handle": "@zyxserveis", "url": record["url"].rpartition("/")[0] + "/zyxserveis"},
    )


@harmless
def handle_in_capitals(ground: Ground, random: Random) -> Case | None:
    found = ground.named(schema.Account, "handle")
    field = random.choice(found) if found else None
    return Case(ground.with_value(field, ground.value(field).title())) if field else None


@harmless
def mailbox_of_another_body(ground: Ground, random: Random) -> Case | None:
    found = ground.named(schema.Account, "mailbox")
    return Case(ground.with_value(random.choice(found), "xarxes@consorci.example")) if found else None


@harmless
def synonym_added(ground: Ground, random: Random) -> Case | None:
    terms = ground.values.get("data/terms.yml")
    if not terms:
        return None
    key, language = random.choice(sorted(terms)), random.choice(ground.languages)

    def change(value: Any) -> None:
        value[key].setdefault("synonyms", {}).setdefault(language, []).append("zyxisme")

    return Case({"data/terms.yml": ground.dumped("data/terms.yml", change)})


@harmless
def query_added(ground: Ground, random: Random) -> Case | None:
    """It is an old query with a polite word more."""
    queries = ground.values.get("data/queries.yml")
    if not queries:
        return None
    query = random.choice(queries)
    return Case(
        {
            "data/queries.yml": ground.dumped(
                "data/queries.yml", lambda value: value.append({**query, "words": f"«{query['words']}»"})
            )
        }
    )


@harmless
def text_of_data_reworded(ground: Ground, random: Random) -> Case | None:
    found = [one for one in texts(ground) if one.name not in ("term",) and "replies" not in one.file]
    if not found:
        return None
    field = random.choice(found)
    value = {}
    for language, text in ground.value(field).items():
        for word, other in SYNONYMS.get(language, {}).items():
            text = re.sub(rf"(?<![\w'’-]){word}(?![\w'’-])", other, text)
        value[language] = text
    return Case(ground.with_value(field, value)) if value != ground.value(field) else None


@harmless
def record_renamed_everywhere(ground: Ground, random: Random) -> Case | None:
    """The key of a role, a reply or a term, in all data and pages."""
    name = random.choice(["roles", "replies", "terms", "placeholders"])
    file = f"data/{name}.yml"
    if file not in ground.types:
        return None
    key = random.choice(sorted(ground.values[file]))
    if any(id.endswith(f"/{key}") for id in ground.ids) or name == "placeholders":
        return None
    changes: dict[str, str | None] = {file: ground.dumped(file, lambda value: _rename(value, key))}
    for other, path, to in references(ground):
        if to == name and at_safe(ground.values[other], path) == key:
            before = yaml.safe_load(changes.get(other) or "") if other in changes else None
            changes[other] = _with(ground, other, path, f"{key}-2", before, key)
    prefix = {"roles": "role", "replies": "reply", "terms": "term"}[name]
    for path, text in ground.texts.items():
        if path.startswith("docs/"):
            new = re.sub(rf"#({prefix}-)?{key}(?![\w-])", lambda match: match[0] + "-2", text)
            new = re.sub(rf"(?m)^(owner: |/// guide \| .*\b){key}$", rf"\g<1>{key}-2", new)
            if new != text:
                changes[path] = new
    return Case(changes)


def _rename(value: dict[str, Any], key: str) -> None:
    items = [(f"{key}-2" if one == key else one, record) for one, record in value.items()]
    value.clear()
    value.update(items)


def at_safe(value: Any, path: Any) -> Any:
    """Return the part of a value at a path, or None where there is none."""
    try:
        return at(value, path)
    except (KeyError, IndexError, TypeError):
        return None


def _with(ground: Ground, file: str, path: Any, new: str, before: Any, key: str) -> str:
    """Return a file with another value at a path; `before` is its value where it has been changed."""
    value = before if before is not None else yaml.safe_load(ground.dumped(file))
    path = tuple(
        f"{key}-2" if one == key and one not in (value if isinstance(value, dict) else ()) else one for one in path
    )
    at(value, path[:-1])[path[-1]] = new
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=9999)


@harmless
def reviewed_again(ground: Ground, random: Random) -> Case | None:
    return _one(ground, random, lambda text: re.sub(r"(?m)^reviewed: .*$", "reviewed: 2026-11-23", text))


@harmless
def search_word_added(ground: Ground, random: Random) -> Case | None:
    return _one(ground, random, lambda text: re.sub(r"(?m)^(search_words: \[.*)\]$", r"\1, zyxisme]", text))
