"""What an institution says in the place of the program: in templates, its model, its words and levels of rules."""

from collections.abc import Iterator

from guiaviva.contentmodel import ENGINE, load_rules
from guiaviva.upgrading.changes import Changes, Note
from guiaviva.upgrading.known import values_of
from guiaviva.yaml_files import YAMLError, load

INSTITUTION = "data/institution.yml"


def own(changes: Changes) -> Iterator[Note]:
    """Return each of these that stays, by name, with what the program says now."""
    for path in changes.files("overrides"):
        if (ENGINE / path).is_file() and path not in changes.moved:
            yield Note("own-template", path)
    for folder in ("model", "words"):
        for path in changes.files(folder) if folder not in changes.moved else ():
            if path.endswith(".yml"):
                yield from _values(path, changes.text(path))
    yield from _levels(changes.text(INSTITUTION))


def _values(path: str, text: str) -> Iterator[Note]:
    there = ENGINE / path
    now = dict(values_of(path, there.read_text(encoding="utf-8")) or ()) if there.is_file() else {}
    for name, value in values_of(path, text) or ():
        if now.get(name) != value:
            yield Note("own-value", path, name, value, now.get(name, "–"))


def _levels(text: str) -> Iterator[Note]:
    try:
        levels = load(text).get("rule_levels")
    except (YAMLError, AttributeError):
        return
    rules = load_rules(languages=())
    for rule, level in levels.items() if isinstance(levels, dict) else ():
        if rule in rules:
            yield Note("own-level", INSTITUTION, str(rule), str(level), rules[rule].level)
