"""The letters of a print: those that come with Typst and those of the guide, and what they cannot show.

A document that is to be kept may show no sign that its letters lack, so each is looked for before.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.printing.content import Piece, mapped

FOLDER = "overrides/fonts"
"""Where a guide has letters of its own, in files .ttf, .otf or .ttc."""
OWN = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")
"""The letters that come with Typst; in this order each is asked for what those before it lack."""
# More signs than these in a language that the letters lack are not looked for one by one.
_ENOUGH = 200
_TOLD = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PROBE = b"#set text(font: json(bytes(sys.inputs.fonts)))\n#for one in json(bytes(sys.inputs.signs)) [#one \\ ]"


def lacking(typst: Any, text: str, families: Sequence[str], fonts: Any) -> frozenset[str]:
    """Return the signs of a text that no family of letters has, as Typst says."""
    signs = sorted({one for one in text if ord(one) > 126 or one in "\x7f"})
    found: set[str] = set()
    while signs and len(found) < _ENOUGH:
        inputs = {"fonts": json.dumps(list(families)), "signs": json.dumps(signs)}
        try:
            typst.compile(_PROBE, font_paths=fonts, sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
            break
        except typst.TypstError as error:
            told = _TOLD.search(str(error.message))
            missing = set(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), told[1])) & set(signs) if told else set()
            if not missing:
                break
            found |= missing
            signs = [one for one in signs if one not in missing]
    return frozenset(found)


def replaced(data: Any, signs: frozenset[str], language: str) -> Any:
    """Return data in which signs that cannot be shown are their names, in English, which Unicode has them in.

    Raises CannotJudgeError where they are letters or figures, without which nobody could read the text.
    """
    letters = [one for one in sorted(signs) if unicodedata.category(one)[0] in "LN"]
    if letters:
        raise CannotJudgeError("print-letters", found=" ".join(letters[:10]), folder=FOLDER, language=language)
    if not signs:
        return data
    known = re.compile("|".join(map(re.escape, sorted(signs))))

    def change(text: str) -> Sequence[Piece]:
        pieces: list[Piece] = []
        start = 0
        for match in known.finditer(text):
            name = unicodedata.name(match[0], "").lower()
            shown = unicodedata.category(match[0]) == "So" and name
            pieces += [text[start : match.start()]]
            pieces += [{"k": "lang", "lang": "en", "dir": "ltr", "c": [f"[{name}]"]}] if shown else []
            start = match.end()
        return [*pieces, text[start:]]

    return mapped(data, change)
