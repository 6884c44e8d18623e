"""Exceptions to rules that the program no longer has, their levels and their baseline are taken out of a guide."""

import re
from typing import Any

from guiaviva.baseline import PATH as BASELINE
from guiaviva.guide.exceptions import KEY
from guiaviva.upgrading.changes import Changes
from guiaviva.yaml_files import YAMLError, dump, load

GONE = frozenset(
    {
        *("broken-punctuation", "calendar-month", "contradiction", "figure-mismatch", "foreign-source"),
        *("gap-after-article", "link-mismatch", "misspelt-address", "misspelt-name", "passage-mismatch", "wrong-count"),
    }
)
"""The rules that 0.2 had and this version has not."""
_COMMENT = re.compile(rf"<!--\s*allow\s+(?:{'|'.join(sorted(GONE))})\s*(?::(?:(?!-->).)*)?-->", re.DOTALL)
_LEVELS = "rule_levels"


def drop(changes: Changes) -> None:
    """Have the exceptions taken out: comments of pages, and keys of records."""
    for path in list(changes.files("docs")):
        if path.endswith(".md") and "<!--" in (text := changes.text(path)):
            changes.write(path, without_comments(text), "exceptions")
    for path in list(changes.files("data")):
        text = changes.text(path) if path.endswith(".yml") else ""
        if any(rule in text for rule in GONE) and (kept := _without_keys(path, text)):
            changes.write(path, kept, "exceptions")


def without_comments(text: str) -> str:
    """Return the text of a page without its exceptions to rules that are gone; a line of nothing else goes whole."""
    alone = rf"^[ \t]*{_COMMENT.pattern}[ \t]*\n"
    # Of the two empty lines around it one stays.
    between = re.sub(rf"(?<=\n\n){alone}[ \t]*\n", "", text, flags=re.MULTILINE | re.DOTALL)
    return _COMMENT.sub("", re.sub(alone, "", between, flags=re.MULTILINE | re.DOTALL))


def _without_keys(path: str, text: str) -> str:
    """Return the text of a file of data without its exceptions to them, or "" where it cannot be read."""
    try:
        value = load(text)
    except YAMLError:
        return ""
    # Of the baseline the keys are rules.
    return dump(value, text) if _take_out({_LEVELS: value} if path == BASELINE else value) else text


def _take_out(value: Any) -> bool:
    """Take the exceptions out of a value; return whether there were any."""
    if isinstance(value, list):
        return sum(map(_take_out, value)) > 0
    if not isinstance(value, dict):
        return False
    found = sum(map(_take_out, value.values())) > 0
    for key in (KEY, _LEVELS):
        rules = value.get(key)
        gone = GONE.intersection(rules) if isinstance(rules, dict) else frozenset()
        if isinstance(rules, dict) and gone:
            for rule in gone:
                del rules[rule]
            found = True
            if not rules:
                del value[key]
    return found
