"""The telephones with which a guide begins: those of where the institution is, and whom to call in danger."""

from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap

from guiaviva.guide import local
from guiaviva.starting import demonstration
from guiaviva.starting.answers import Answers
from guiaviva.starting.fitting import Fit, fitting
from guiaviva.starting.pages import Prompt

EMERGENCIES = "emergencies"
"""The key of whom to call in danger. The other keys say too what a telephone is for, and are the same everywhere."""


def emergency_number(territory: str) -> str:
    """Return the number of the emergency services of a territory, or "" where it is not known."""
    record = demonstration.data("helplines", "", territory)[EMERGENCIES]
    scope = local.scope_of(str(record.get(local.KEY, "")), ())
    return str(record["phone"]) if scope is None or scope.fits(territory, "", (), ()) else ""


def helplines_of(answers: Answers, words: Mapping[str, str], prompt: Prompt) -> dict[str, Any]:
    """Return the records of `data/helplines.yml`. `words` are those of the group `start` in the first language.

    The emergency services are always there; where their number is not known it is empty, which is an error.
    """
    known = demonstration.data("helplines", answers.kind, answers.territory)
    records: dict[str, Any] = fitting(known, Fit(answers, (), prompt=prompt))
    record = CommentedMap(records[EMERGENCIES])
    record["phone"] = answers.emergency or record["phone"]
    if not record["phone"]:
        record.yaml_set_comment_before_after_key("phone", before=words["note-emergency"], indent=2)
    return {**records, EMERGENCIES: record}
