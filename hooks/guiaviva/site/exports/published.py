"""Files for programs of others, which last: each has a version, and beside it the schema by which it is written."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import GenerateJsonSchema

from guiaviva.cache import digest
from guiaviva.site.session import Export


class Published(BaseModel):
    """A record of such a file. What is not known is null, so that each record has all keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def schema_name(path: str) -> str:
    """Return the path of the schema of a file: `accounts.json` has `accounts.schema.json`."""
    return f"{path.removesuffix('.json')}.schema.json"


def schema_text(type_: type[Published]) -> str:
    """Return the JSON Schema of a file, of which all keys are there in each record."""
    content: dict[str, Any] = type_.model_json_schema(mode="serialization", by_alias=True)
    shown = {"$schema": GenerateJsonSchema.schema_dialect, **content}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def text_of(content: Published) -> str:
    """Return what a file says: the same content gives the same bytes."""
    shown = content.model_dump(mode="json", by_alias=True)
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def schema_file(path: str, type_: type[Published]) -> Export:
    """Return the export of the schema of a file."""
    schema = schema_name(path)
    return Export(schema, lambda _: [(schema, schema_text(type_))], key=lambda _: digest(schema))
