"""What a check looks at, and what it finds."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from guiaviva.facts.schema import LevelName
from guiaviva.posts.criteria import Criteria, Criterion
from guiaviva.posts.readings import Reading
from guiaviva.posts.text import Text


class Hit(NamedTuple):
    """What a check found, from `start` to `end`, and the `replacement` where only one is right ("" deletes it).

    `values` fill the sentence; `kind` among them chooses the sentence. `level` is that of the finding, where it is
    milder than the rule's.
    """

    start: int
    end: int
    replacement: str | None = None
    values: Mapping[str, Any] = {}
    level: LevelName | None = None


class Checked(NamedTuple):
    """The arguments of a check. `media` is whether the post has a picture or video; `day`, when it is published."""

    text: Text
    rule: Criterion
    criteria: Criteria
    media: bool
    day: date | None

    @property
    def reading(self) -> Reading:
        """What is known of the language of the text."""
        return self.criteria.reading


Check = Callable[[Checked], Iterator[Hit]]
