"""What fits an institution of the data that guides begin with."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from guiaviva.facts.loading import ELSEWHERE
from guiaviva.guide import local
from guiaviva.language import FALLBACK
from guiaviva.starting import demonstration
from guiaviva.starting.absent import without_sentences
from guiaviva.starting.answers import Answers
from guiaviva.starting.pages import Prompt

_HELPLINES = "helplines."


@dataclass(frozen=True)
class Fit:
    """What decides whether something fits: the answers, and what the guide has.

    `written` are the languages of whose lists and queries it takes some; `helplines` the keys of the telephones that it
    has, None where that is not known. Where a text lacks the first language, `prompt` makes one of what it says in
    another; without it the text is left out.
    """

    answers: Answers
    written: Collection[str]
    helplines: Collection[str] | None = None
    prompt: Prompt | None = None


def fitting(value: Any, fit: Fit) -> Any:
    """Return what fits an institution of a value, or None where nothing of it does.

    What holds elsewhere has in its place what its mark gives, and so has a text of which nothing is left without the
    telephones that the guide does not have.
    """
    if isinstance(value, dict):
        scope = local.scope_of(str(value.pop(local.KEY)), demonstration.networks()) if local.KEY in value else None
        elsewhere = value.pop(ELSEWHERE, None)
        if scope is not None and not fit.answers.within(scope):
            return None if elsewhere is None else fitting({**value, **elsewhere}, fit)
        if value and set(value) <= demonstration.spoken():
            return _text(value, fit) or (None if elsewhere is None else fitting(elsewhere, fit))
        for key in list(value):
            if (part := fitting(value[key], fit)) is None:
                del value[key]
            else:
                value[key] = part
        return value or None
    if isinstance(value, list):
        if value and all(isinstance(one, str) and one in demonstration.spoken() for one in value):
            return [one for one in value if one in fit.answers.languages]
        kept = [part for one in value if (part := fitting(one, fit)) is not None]
        return [one for one in kept if not isinstance(one, dict) or one.get("language", "") in ("", *fit.written)]
    return value


def _text(texts: dict[str, Any], fit: Fit) -> dict[str, Any] | None:
    """Return a text in the languages of the guide, or None where it says nothing in them."""
    source = fit.answers.source
    own = {one: said for one in fit.answers.languages if one in texts and (said := _told(texts[one], fit)) != ""}
    if fit.prompt and source not in own and FALLBACK in texts and (said := _told(texts[FALLBACK], fit)):
        own = {source: fit.prompt(said), **own}
    return own or None


def _told(said: Any, fit: Fit) -> Any:
    """Return what a text says in one language, without the sentences that name a telephone which is not there."""
    known = fit.helplines
    if not isinstance(said, str) or known is None:
        return said
    return without_sentences(said, lambda name: name.startswith(_HELPLINES) and name.split(".")[1] not in known)
