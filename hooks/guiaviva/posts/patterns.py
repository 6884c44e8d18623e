"""The regular expressions of the post check, which mean the same to Python's `regex` and to JavaScript.

That is why they have no flags, no \\w, \\d and \\s, and no $. Those of phrases are for folded text (`folded`).
"""

from collections.abc import Iterable
from functools import cache

import regex

# Mathematical, circled, squared, full-width and small capital letters that serve as decoration, without the four that
# are emojis too. Superscript letters are not among them, since ordinals and powers need them.
_DECORATIVE = (
    "\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24c1\u24c3-\u24e9"
    "\U0001f130-\U0001f16f\U0001f172-\U0001f17d\U0001f180-\U0001f189"
    "\u210a-\u2112\u211b-\u211d\u2124\u2128\u212c-\u2134"
    "\u1d00\u0299\u1d04-\u1d07\ua730\u0262\u029c\u026a\u1d0a-\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b-\u1d22\u028f"
)
_LABELS = (
    "\u231a\u231b\u23f0-\u23f3\U0001f550-\U0001f567\U0001f4c5\U0001f4c6\U0001f5d3\U0001f4cd\U0001f4cc\U0001f5fa\u260e"
    "\U0001f4de\U0001f4f1\u2709\U0001f4e7\U0001f4e9\U0001f517\U0001f310\U0001f39f\U0001f3ab\u2139\u2714\u2705\u27a1\u25b6"
    "\U0001f449\U0001f447\U0001f538\U0001f539\U0001f536\U0001f537\u2022\u25aa\U0001f4b6\U0001f4dd\U0001f4a1"
)
_SEPARATED = r"[ .\-\u00a0\u202f]?"
# Mobile numbers begin with 6 or 7, others with 81–88 or 91–98 (Spain's numbering plan); 80 and 90 are services.
_NUMBER = (
    rf"(?:(?:[67][0-9]{{2}}|[89][1-8][0-9]){_SEPARATED}"
    rf"(?:[0-9]{{3}}{_SEPARATED}[0-9]{{3}}|[0-9]{{2}}{_SEPARATED}[0-9]{{2}}{_SEPARATED}[0-9]{{2}})"
    rf"|[89][1-8]\)?{_SEPARATED}[0-9]{{3}}{_SEPARATED}[0-9]{{2}}{_SEPARATED}[0-9]{{2}})"
)
# What separates words within a line.
BLANKS = " \t\u00a0"
_NOT_IN_WORD = r"(?<![\p{L}\p{M}\p{N}_#@/.=+\-])"
_NO_WORD_GOES_ON = r"(?![\p{L}\p{M}\p{N}_])"

PATTERNS = {
    # A gap to be filled in: {name}.
    "gap": r"\{[^{}\r\n]{1,60}\}",
    "mail": (
        r"(?<![\p{L}\p{M}\p{N}_@.%+\-])[\p{L}\p{N}_](?:[\p{L}\p{N}_.%+\-]*[\p{L}\p{N}_%+\-])?"
        r"@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\-]*[\p{L}\p{N}])?\.)+\p{L}{2,}"
    ),
    "mention": (
        r"(?<![\p{L}\p{M}\p{N}_@/])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.\-]*[\p{L}\p{N}_])?"
        r"(?:@[\p{L}\p{N}](?:[\p{L}\p{N}.\-]*[\p{L}\p{N}])?)?"
    ),
    "hashtag": r"(?<![\p{L}\p{M}\p{N}_&/])[#\uff03][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*",
    # What was meant to belong to a hashtag that networks cut before it.
    "hashtag-tail": r"(?:[\-'·•‧∙.&+@/][\p{L}\p{N}][\p{L}\p{M}\p{N}_]*)+",
    "no-join": r"[·•‧∙.&+@/]",
    # A part of a hashtag: FestaMajor2027 has three parts.
    "part": r"\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lt}\p{Lm}\p{M}]+|\p{N}+",
    "letter": r"\p{L}",
    "letters": r"[\p{L}\p{M}]+",
    "upper": r"\p{Lu}",
    "lower": r"\p{Ll}",
    "blanks-at-start": rf"^[{BLANKS}]+",
    "blanks-at-end": rf"(?<![{BLANKS}])[{BLANKS}]+(?![\s\S])",
    "spaces": r"\p{White_Space}+",
    "token": r"[^\p{White_Space}]+",
    "letter-or-digit": r"[\p{L}\p{N}]",
    "sentence-end": r"""(?<![.!?…])[.!?…]+["'»”’)\]]*(?=\p{White_Space}|(?![\s\S]))|[\r\n\u2028\u2029]+""",
    # What is before and after an emoji that cuts a sentence.
    "goes-on-before": r"[\p{L}\p{N},](?![\s\S])",
    "goes-on-after": r"^[\p{Ll}\p{Lo}]",
    # Emojis that stand before what they are of, as a sign before an hour, a place or a telephone.
    "label": rf"[{_LABELS}]",
    "word": r"[\p{L}\p{M}\p{N}'’·]+",
    # What may be between words in capitals that count as one run.
    "between-shouts": r"^[\p{White_Space}\-–—:.!¡?¿…]*(?![\s\S])",
    "signs": r"[!?¡¿]{2,}|[.…]{2,}|,{2,}|;{2,}|:{2,}",
    # A comma or a full stop after a space; the dot of a domain's ending is none. Then a comma without one after it.
    "space-before": r"(?<=[\p{L}\p{M}\p{N})»”])[ \u00a0]+[,.](?![\p{L}\p{N},.])",
    "comma-glued": r"(?<=\p{L}),(?=\p{L})",
    "decorative": rf"[{_DECORATIVE}][{_DECORATIVE}\p{{M}}]*(?: +[{_DECORATIVE}][{_DECORATIVE}\p{{M}}]*)*",
    # Signs in a row that draw a line or a frame.
    "ornament": r"[~*=<>_^|+═─━•·◆◇✦✧❖►◄●○■□♦†‡\-](?: ?[~*=<>_^|+═─━•·◆◇✦✧❖►◄●○■□♦†‡\-]){3,}",
    "plain": r"^[\p{L}\p{M}\p{N} ]+(?![\s\S])",
    "iban": (
        rf"{_NOT_IN_WORD}(?:[Ee][Ss][0-9]{{2}}(?:[ \-]?[0-9]){{20}}"
        rf"|[A-Z]{{2}}[0-9]{{2}}(?:[ \-]?[A-Z0-9]{{4}}){{2,7}}(?:[ \-]?[A-Z0-9]{{1,3}})?){_NO_WORD_GOES_ON}"
    ),
    # A DNI or NIE; `checks.py` also checks its letter.
    "identity": (
        rf"{_NOT_IN_WORD}(?:[0-9]{{2}}\.?[0-9]{{3}}\.?[0-9]{{3}}|[XYZxyz][ .\-]?[0-9]{{7}})"
        rf"(?:[ \-]?[A-Z]|-?[a-z]){_NO_WORD_GOES_ON}"
    ),
    "phone": (
        rf"{_NOT_IN_WORD}(?:(?:\+|00)34{_SEPARATED})?{_NUMBER}"
        r"(?![\p{L}\p{N}_]|[.\-/][0-9]|\p{White_Space}*(?:€|euros|EUR))"
    ),
    # A telephone of another country, with its prefix.
    "phone-abroad": (
        r"(?<![\p{L}\p{M}\p{N}_#@/.=+\-])(?:\+|00)(?!34)[1-9][0-9]{0,2}(?:[ .\-\u00a0\u202f]?\(?[0-9]{1,5}\)?){2,6}"
        r"(?![\p{L}\p{N}_]|[.\-/][0-9])"
    ),
    "mobile": r"^[67]",
    # A word as it is looked up in a dictionary, and what stands before one that begins a sentence.
    "spelt-word": r"(?<![\p{L}\p{M}\p{N}_@#/])\p{L}[\p{L}\p{M}·]*(?:['’\-][\p{L}\p{M}·]+)*(?![\p{L}\p{M}\p{N}_@/])",
    "begins-sentence": r"""(?<![^\r\n.!?…¡¿•\p{So}])["'«“‘(\[\-– \u00a0]*(?![\s\S])""",
    # A word that is written like a product or an acronym, and a name of several words.
    "capital-within": r"\p{L}\p{Lu}",
    "capital-after": r"^[ \u00a0]\p{Lu}",
    # The same word twice in a row.
    "twice": r"(?<![\p{L}\p{M}\p{N}_'·\-])(\p{L}+)(?:[ \u00a0]+\1)+(?![\p{L}\p{M}\p{N}_'·\-])",
    "closing-marks": r"""[!?]+["'»”’)\]]*(?![\s\S])""",
    # A word with a capital and small letters after it.
    "title": r"^\p{Lu}\p{M}*[\p{Ll}'’]",
    # What stands before a word within a sentence.
    "within-sentence": r"[\p{L}\p{M}\p{N},;'’%)»”][ \u00a0]*(?![\s\S])",
    "clock": r"(?<![\p{L}\p{N}.:,/+\-€£])[0-9]{1,2}[:.][0-9]{2}(?:[ \u00a0]?[hH](?![\p{L}\p{N}]))?(?![0-9:]|[.,][0-9])",
    "clock-hours": r"[hH](?![\s\S])",
    "half-day": r"(?<![\p{L}\p{N}.:,/+\-€£])[0-9]{1,2}(?:[:.][0-9]{2})?[ \u00a0]?[aApP]\.?[mM](?![\p{L}\p{N}])",
    # A Spanish number plate as issued since 2000: four figures and three consonants. A year before an acronym is none.
    "plate": (rf"{_NOT_IN_WORD}(?!(?:19|20)[0-9]{{2}} )[0-9]{{4}}[ \-]?[BCDFGHJKLMNPRSTVWXYZ]{{3}}{_NO_WORD_GOES_ON}"),
    # What is written for the dot of `l·l`.
    "raised-dot": r"(?<=l)[•‧∙.](?=l)",
    "no-digit": r"[^0-9]+",
    "no-sign": r"[^0-9A-Za-z]+",
}

# Characters that people type for the same apostrophe or hyphen.
ALIKE = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‑": "-", "‐": "-"}
_ALIKE = str.maketrans(ALIKE)
_RAISED_DOT = regex.compile(PATTERNS["raised-dot"])


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """Return a pattern, compiled once."""
    return regex.compile(pattern)


def folded(text: str) -> str:
    """Return a text in lower case, with one kind of apostrophe and hyphen, and `l·l`. Its length stays the same."""
    lower = text.lower()
    # Letter by letter, where one becomes two or depends on its place in the word.
    if len(lower) != len(text) or "Σ" in text:
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return _RAISED_DOT.sub("·", lower.translate(_ALIKE))


def phrases(each: Iterable[str]) -> str:
    """Return the pattern that finds any of these phrases as whole words, the longest first.

    A phrase that begins with ' or - is the end of a word, and one that ends with ' the beginning of a word. A hyphen
    does not end a word, except before the short pronouns of Catalan, as in *digueu-nos*. A phrase that begins with ^
    begins a sentence, * in a word stands for letters, and the word … for one word or two.
    """
    bounded: dict[tuple[str, str], list[str]] = {}
    for phrase in sorted(dict.fromkeys(map(folded, each)), key=len, reverse=True):
        bare = phrase.removeprefix("^")
        words = (_ANY_WORDS if word == "…" else _escaped(word) for word in bare.split())
        bounded.setdefault(_bounds(bare, bare != phrase), []).append(r"\p{White_Space}+".join(words))
    return "|".join(f"{before}(?:{'|'.join(alike)}){after}" for (before, after), alike in bounded.items())


_ANY_WORDS = r"[^\p{White_Space}.!?]+(?:\p{White_Space}+[^\p{White_Space}.!?]+)?"
# So many letters at most stand for *, or a very long word would take long.
_LETTERS = r"[\p{L}\p{M}·]{0,20}"


def _escaped(word: str) -> str:
    return regex.sub(r"[\\^$.+?()\[\]{}|/]", r"\\\g<0>", word).replace("*", _LETTERS)


def _alike(phrase: str) -> str:
    return r"\p{White_Space}+".join(map(_escaped, phrase.split()))


def needed(each: Iterable[str]) -> tuple[str, ...]:
    """Return words of which one at least is among the runs of letters of every text that has one of these phrases.

    Return none where nothing is certain, since a phrase has no whole word: then a text may have it in any case.
    """
    words = []
    for phrase in each:
        whole = " ".join(word for word in folded(phrase).split() if "*" not in word)
        words.append(max(compiled(PATTERNS["letters"]).findall(whole), key=len, default=""))
    return tuple(dict.fromkeys(words)) if all(words) else ()


def _bounds(phrase: str, begins: bool) -> tuple[str, str]:
    """Return the patterns of what must stand before a phrase and after it; `begins`: it begins a sentence."""
    before = r"(?<=\p{L})" if phrase[0] in "'-" else r"(?<![\p{L}\p{M}\p{N}_·])(?<!\p{L}-)"
    if begins:
        before = r"(?<![\p{L}\p{M}\p{N},;'%)»”\-][ \u00a0]{0,2})"
    after = r"(?=\p{L})" if phrase[-1] == "'" else r"(?![\p{L}\p{M}\p{N}_·]|-\p{L}{4})"
    return before, after
