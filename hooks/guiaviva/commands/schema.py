"""`guia schema`: JSON Schemas of the data and of the model, so that an editor of YAML completes and validates."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from guiaviva import contentmodel
from guiaviva.commands import _options as options
from guiaviva.facts import schema
from guiaviva.facts.describing import docstrings
from guiaviva.facts.loading import COLLECTIONS, SINGLE
from guiaviva.facts.types import Key

# Crisis, incident and the rest of `SINGLE` are records; collections are maps of records by key.
FILES: dict[str, Any] = {
    **{name: dict[Key, type_] for name, type_ in COLLECTIONS.items()},  # type: ignore[valid-type]
    **SINGLE,
    "plan": schema.Plan,
    "queries": list[schema.Query],
    "shapes": dict[Key, schema.Shape],
    "kinds": contentmodel.KindsFile,
    "rules": dict[Key, contentmodel.RuleSpec],
    "blocks": contentmodel.BlocksFile,
    "phrases": contentmodel.PhrasesFile,
    "todo": contentmodel.TodoFile,
    **{f"words-{name}": type_ for name, type_ in contentmodel.WORDS.items()},
}


@click.command(name="schema")
@options.root
def command(root: Path) -> None:
    """Write model/schema/*.json, with which an editor completes and checks data while it is typed."""
    for path in write_schemas(root):
        click.echo(path)


def schemas() -> Iterator[tuple[str, str]]:
    """Return the name and the text of each schema."""
    for name, type_ in FILES.items():
        content = TypeAdapter(type_).json_schema(schema_generator=_Generator)
        content = {"$schema": GenerateJsonSchema.schema_dialect, "title": name, **content}
        yield name, json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def write_schemas(base: Path) -> Iterator[str]:
    """Write the schemas below `base`/model/schema; return the path of each from `base`."""
    folder = base / "model" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas():
        (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
        yield f"model/schema/{name}.json"


class _Generator(GenerateJsonSchema):
    """Allows the keys that begin with `x-`, which the reader skips, in every record, and describes each key.

    Descriptions are the docstrings of attributes, which are read only here: that takes longer than to read a guide.
    """

    def model_schema(self, schema: Any) -> Any:
        content = super().model_schema(schema)
        for name, text in docstrings(schema["cls"]).items():
            if name in content["properties"]:
                content["properties"][name]["description"] = text
        content.setdefault("patternProperties", {})["^x-"] = {}
        return content
