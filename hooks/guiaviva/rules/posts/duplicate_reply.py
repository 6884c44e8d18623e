"""Every ready reply differs from the others, and stands once in a list.

Of two that say the same nobody knows which to send, and what is corrected in one stays wrong in the other.

Not seen: two replies that say the same in other words.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.placeholders import plain


def check(guide: Guide) -> Iterator[Finding]:
    for situation in guide.facts.situations.values():
        replies = situation.record.replies
        for index, key in enumerate(replies):
            if key in replies[:index]:
                place = situation.where("replies", index)
                yield found("duplicate-reply", place, variant="listed", reply=key, situation=situation.key)
    yield from _texts(guide)


def _texts(guide: Guide) -> Iterator[Finding]:
    """Report each reply that says the same as another, once: at the first language in which it does."""
    seen: dict[tuple[str, str], str] = {}
    for key, reply in guide.facts.replies.items():
        texts = reply.record.text.items()
        first = {language: seen.setdefault((language, plain(text)), key) for language, text in texts}
        language, other = next(((one, other) for one, other in first.items() if other != key), ("", ""))
        if other:
            place = reply.where("text", language)
            variant = "" if set(first.values()) == {other} else "language"
            yield found("duplicate-reply", place, variant=variant, reply=key, other=other, language=language)
