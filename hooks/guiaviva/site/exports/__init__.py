"""What the scripts of the site read, made from the guide in the language of the site, and what programs of others do.

assistant  the response assistant: tree, situations, replies, calendar, words
posts      the post check: what posts are checked against, and words
search     the index of the search, its words, and what a browser must know to offer it
published  how a file for programs of others has a version and a schema: `accounts`, `guide`
markdown   each page as Markdown; `llms` says where
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from guiaviva.cache import digest
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.site.session import Export

Content = Callable[[Guide, str, Mapping[str, str], Mapping[str, str]], Any]


def text_file(path: str, text: Callable[[Judgement], str]) -> Export:
    """Return the export of a text that is made in no time, so that it is looked at whether it is as it was."""
    return Export(
        path, lambda judgement: [(path, text(judgement))], key=lambda judgement: digest(path, text(judgement))
    )


def json_file(
    path: str, content: Content, language: str, addresses: Mapping[str, str], names: Mapping[str, str]
) -> Export:
    """Return the export of a JSON file: what `content` makes of guide, language, addresses of pages and languages."""

    def make(judgement: Judgement) -> Iterator[tuple[str, str]]:
        read = content(judgement.guide, language, addresses, names)
        yield path, json.dumps(read, ensure_ascii=False, separators=(",", ":"))

    def key(judgement: Judgement) -> str:
        guide = judgement.guide
        depends = guide.facts.fingerprint, guide.model.fingerprint, guide.today.isoformat(), guide.titles
        return digest(path, language, repr(addresses), repr(names), *depends)

    return Export(path, make, key=key)
