"""Texts of data whose translation somebody says to be right, signed off in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from guiaviva.editing.records.kinds import value_at
from guiaviva.editing.savings import put_whole
from guiaviva.guide import pairs
from guiaviva.guide.findings import differing
from guiaviva.guide.pairs import Pair
from guiaviva.guide.signing import signed_ledger
from guiaviva.reading.documents import KeyPath
from guiaviva.reading.targets import target
from guiaviva.site.preview.editor.editor import Editor, words_in
from guiaviva.translations.records import PATH as LEDGER
from guiaviva.translations.records import Record, Text
from guiaviva.wording import Speaker


async def sign_changed(editor: Editor, file: str, path: KeyPath, values: tuple[Any, Any, Any]) -> str:
    """Sign off all translations of the texts of a record that were changed; return why some are not, or "".

    `values` are the record as it was, as it is now, and as somebody saw it who says that its languages agree: what
    others wrote meanwhile they did not see.
    """
    before, now, seen = values

    def is_meant(pair: Pair) -> bool:
        if pair.path != file or pair.text is None or pair.text.key[: len(path)] != path:
            return False
        was, is_, saw = (value_at(one, pair.text.key[len(path) :]) for one in (before, now, seen))
        return bool(is_ != was and is_ == saw)

    return await _signed(editor, file, is_meant)


async def sign_again(editor: Editor, file: str) -> None:
    """Sign off the translations of a file that are again as they were signed off before a saving that was undone."""
    if editor.signed_before:
        await _signed(editor, file, lambda pair: pair.text is not None and _key(pair) in editor.signed_before)


async def _signed(editor: Editor, file: str, is_meant: Callable[[Pair], bool]) -> str:
    preview = editor.preview
    await preview.read([file, LEDGER])

    def job() -> str:
        return sign(editor, [one for one in pairs.to_sign(preview.state.guide) if is_meant(one)])

    refused = await preview._do(job)
    await preview.take_changes([LEDGER])
    return refused


def sign(editor: Editor, found: Iterable[Pair], because: str = "") -> str:
    """Sign texts off; return why those are not that surely differ without a reason, or ""."""
    state, reason = editor.preview.state, " ".join(because.split())
    speaker = Speaker(state.guide.model.rules, state.guide.model.words, state.messages)
    made: dict[Text, Record] = {}
    refused = []
    for pair in found:
        if pair.text is None:
            continue
        if pair.differences and not reason:
            refused.append(speaker.value(differing(pair)))
            continue
        if former := pair.change.record:
            editor.signed_before.add((pair.text, former.source, former.translation))
        made[pair.text] = Record(pair.there.signature, pair.here.signature, reason if pair.differences else "")
    if made:
        with editor.desk.journal.alone():
            put_whole(target(state.root, LEDGER), signed_ledger(state.guide, made).encode())
    words = words_in(state, state.messages)[1]
    return words["translate-refused"].format(differences=" ".join(refused)) if refused else ""


def _key(pair: Pair) -> tuple[Text | None, str, str]:
    return pair.text, pair.there.signature, pair.here.signature
