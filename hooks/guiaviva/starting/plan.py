"""The data and pages with which a plan begins: all its parts, with a prompt for what only people can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.scaffold import scaffold
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.files import Folder
from guiaviva.reading.gate import misnamed
from guiaviva.starting.data import text_of


@dataclass(frozen=True)
class NewPlan:
    """The text of data/plans/⟨key⟩.yml, and what the plan is called in each language."""

    text: str
    name: Mapping[str, str]


def new_plan(guide: Guide, key: str, names: Mapping[str, str]) -> NewPlan:
    """Return a plan of a service, from today until the end of next year.

    It derives from the general plan, whose first role answers for this one too, and uses the networks that are in use.
    """
    plan = _Plan(guide, key)
    name = plan.ask("plan-name") | dict(names)
    return NewPlan(text_of(plan.value(name)), name)


def new_plan_pages(guide: Guide, key: str, names: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """Return path and text of the data of a new plan, and of its page in each language, the source first.

    `names` is what it is called, in languages in which that is known already. Raises CannotJudgeError where one of
    its pages is there, and RefusedError where no file may have that name.
    """
    id, data = f"plans/{key}", f"data/plans/{key}.yml"
    for one in guide.languages:
        if guide.folder.exists(path := guide.path(id, one)):
            raise CannotJudgeError("page-exists", path=path)
    for path in (data, guide.path(id)):
        if error := misnamed(path, PurePosixPath(path).name):
            raise error
    plan = new_plan(guide, key, names or {})
    yield data, plan.text
    # The sections depend on the data, and a translation records what it follows.
    files = {data: plan.text.encode()}
    source, *others = sorted(guide.languages, key=lambda one: one != guide.source_language)
    for languages in ([source], others):
        begun = load_guide(Folder(guide.folder.root, files), today=guide.today) if languages else guide
        for one in languages:
            page = scaffold(begun, id, one, title=plan.name[one], draft=True)
            files[guide.path(id, one)] = page.encode()
            yield guide.path(id, one), page


class _Plan:
    """What the parts of a plan that begins share."""

    def __init__(self, guide: Guide, key: str) -> None:
        self.guide, self.key = guide, key
        self.words: Mapping[str, Mapping[str, str]] = guide.model.words["start"]
        plans = guide.facts.plans.items()
        self.general = next((one for _, one in plans if one.head and one.head.record.scope == "institution"), None)
        owners = (one.record.owner for one in (self.general.objectives.values() if self.general else ()))
        self.role = next(filter(None, (*owners, *guide.facts.keys["roles"])), "…")
        self.end = date(guide.today.year + 1, 12, 31)

    def ask(self, key: str) -> dict[str, str]:
        """Return a prompt in each language of the guide; the check finds those that are left."""
        return {
            one: choose(self.words["prompt"], one, FALLBACK).format(what=choose(self.words[key], one, FALLBACK))
            for one in self.guide.languages
        }

    def value(self, name: Mapping[str, str]) -> dict[str, Any]:
        networks = list(self.guide.networks_in_use)
        general = self.general.key if self.general else None
        return {
            "name": name,
            "scope": "service" if general else "institution",
            **({"parent": general} if general else {}),
            "start": self.guide.today,
            "end": self.end,
            "entry_days": "10",
            "objectives": {"first": self.objective()},
            "audiences": {
                "first-audience": {
                    "name": self.ask("audience"),
                    "description": self.ask("audience-needs"),
                    "networks": networks,
                    "languages": list(self.guide.languages),
                }
            },
            "networks": {
                one: {"purpose": self.ask("purpose"), "objectives": ["first"], "audiences": ["first-audience"]}
                for one in networks
            },
            "indicators": {
                f"{self.key}-use": self.indicator("use", "use-name"),
                f"{self.key}-growth": self.indicator("growth", "growth-name"),
                f"{self.key}-service": self.indicator("service", "service-name"),
                f"{self.key}-impact": self.indicator("impact", "impact-name"),
            },
            "calendar": [{"when": self.ask("calendar-when"), "what": self.ask("calendar-what")}],
            "resources": [{"name": self.ask("resource"), "amount": self.ask("resource-amount")}],
            "risks": [{"name": self.ask("risk"), "response": self.ask("risk-response")}],
        }

    def objective(self) -> dict[str, Any]:
        return {
            "statement": self.ask("statement"),
            "serves": self.ask("serves"),
            "audiences": ["first-audience"],
            "deadline": self.end,
            "owner": self.role,
            "indicators": [f"{self.key}-{one}" for one in ("use", "growth", "service", "impact")],
            "activities": [self.ask("activity")],
            "out_takes": [self.ask("out-take")],
            "cost": self.ask("cost"),
            "other_causes": [self.ask("other-cause")],
        }

    def indicator(self, type_: str, name: str) -> dict[str, Any]:
        """Return an indicator without its figures, which the check asks for."""
        return {
            "name": self.ask(name),
            "type": type_,
            "objective": "first",
            "source": self.ask("source"),
            "unit": self.ask("unit"),
            "frequency": "monthly",
            "responsible": self.role,
        }
