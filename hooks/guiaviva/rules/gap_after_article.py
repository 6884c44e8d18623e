"""No gap of a ready reply stands after an article, or after a preposition that contracts with one.

«Ask the {service}» suits what is filled in by chance: its gender, its number, an article of its own. After a colon, or
as the subject or object of a sentence, anything reads right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.rules.reply_placeholder import names_of, persons_of, plain


def check_data(guide: Guide) -> Iterator[Finding]:
    names, persons = names_of(guide), persons_of(guide)
    invariable = {key for key, entry in guide.facts.placeholders.items() if entry.record.invariable}
    for reply in guide.facts.replies.values():
        for language, text in reply.record.text.items():
            place = partial(reply.value_place, "text", language)
            for variant, word, gap in _unsuited(guide, language, text):
                # What nobody has defined may be filled with anything; reply-placeholder reports that.
                keys = names.get(language, {}).get(gap, frozenset())
                # The name of a person has no article, so nothing contracts with it.
                if not keys or keys & (invariable | persons if variant else invariable):
                    continue
                values = {"word": word, "found": gap, "key": min(keys), "language": language}
                yield found("gap-after-article", place, variant=variant, reply=reply.key, **values)


def _unsuited(guide: Guide, language: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Return each gap after such a word, once: the variant, the word, and the name of the gap."""
    if language not in guide.model.prose:
        return
    words = guide.model.prose[language].gaps
    for variant, kind in (("", words.articles), ("contracting", words.contracting)):
        pairs = ((plain(word), plain(gap)) for word, gap in _before_gap(tuple(kind)).findall(text))
        yield from ((variant, word, gap) for word, gap in dict.fromkeys(pairs))


@cache
def _before_gap(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of these words right before a gap. One that ends with an apostrophe touches it."""
    any_of = "|".join(re.escape(word) + ("" if word.endswith(("'", "’")) else r"(?=\s)") for word in words)
    return re.compile(rf"(?<![\w'’-])({any_of or '(?!)'})\s*\{{([^{{}}\n]*)\}}", re.IGNORECASE)
