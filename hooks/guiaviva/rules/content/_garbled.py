"""What a text holds that nobody wrote: letters of a wrong encoding, in code or of another script, unseen characters."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Garbled(NamedTuple):
    """A piece of a text that was not meant: where it is, the variant of the rule, and what was found and meant."""

    start: int
    end: int
    variant: str
    found: str
    meant: str = ""


def _byte(character: str) -> bytes:
    """Return the byte of a character in Windows-1252, which leaves five of them as they are."""
    return character.encode("cp1252", "ignore") or character.encode("latin-1", "ignore")


# What Windows-1252 makes of the bytes 80 to BF, with which UTF-8 goes on.
_GOES_ON = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_MORE = f"[{re.escape(_GOES_ON)}]"
_ENCODED = re.compile(rf"(?:[\u00c2-\u00df]{_MORE}|[\u00e0-\u00ef]{_MORE}{{2}}|[\u00f0-\u00f4]{_MORE}{{3}})+")
# Letters, signs and pictures of which one alone shows that it was garbled; of any others several in a row do.
_LIKELY = re.compile("[\u00a0-\u017f\u2010-\u203a\u20a0-\u22ff\u2600-\u27bf\ufe0f\ufeff\U0001f000-\U0001faff]")
_SEVERAL = 3
# A capital at the end of a quotation: «MANHÃ».
_QUOTED_CAPITAL = re.compile(r"[ÂÃÄÅ][»”“’›]")
_BELOW = set(map(chr, range(0x20))) - {"\t", "\n", "\r"}
_UNSEEN = frozenset("\u200b\u2060\ufeff")
_CONTROLS = frozenset((*_BELOW, *map(chr, range(0x7F, 0xA0)), *"\u2028\u2029\ufffc\ufffd\ufffe", *_UNSEEN))
# Spaces of no width within a word of a script that has others between words, by which the search does not find it.
_CONTROL = re.compile(
    rf"[{re.escape(''.join(sorted(_CONTROLS - _UNSEEN)))}]|(?<=[a-zà-öø-ÿ])[{''.join(sorted(_UNSEEN))}](?=[a-zà-öø-ÿ])"
)
# Marks of direction, of which scripts that are written from right to left have need, and overrides, of which none has.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_RIGHT_TO_LEFT, _MARK = ("R", "AL"), "\u200f"
# A letter as mail writes it (=C3=B3), as a program does (\\u00f3), and as HTML does, where it is shown as it stands: a
# second time in a page (&amp;oacute;), and once in data, where YAML itself reads \\u00f3; there a sign is no better.
_ENTITY = r"[a-zA-Z]{2,8}|#[0-9]{2,5}|#x[0-9a-fA-F]{2,4}"
_MAILED = r"(?P<mail>(?:=[0-9A-F]{2}){2,4})"
_CODED = re.compile(rf"{_MAILED}|\\u(?P<code>[0-9a-fA-F]{{4}})|&amp;(?P<entity>{_ENTITY});")
_CODED_IN_DATA = re.compile(rf"{_MAILED}|(?P<code>(?!))|&(?P<entity>{_ENTITY});")
_OF_HTML = ("", "<", ">", '"')
# An accent beside its letter, as it comes out of a PDF: a´rea, ´area. After a consonant it is an apostrophe, typed with
# another key.
_ACCENTS = dict(zip("´¨ˆ˜", "\u0301\u0308\u0302\u0303", strict=True))
_APART = re.compile(r"(?<=[AEIOUNaeioun])[´¨ˆ˜](?=[^\W\d_])|(?<![\w´`])[´¨ˆ˜](?=[AEIOUNaeioun][a-zß-öø-ÿ])")
# A question mark for a letter within a word: «p?gina».
_LOST = re.compile(r"(?<![\w/.:=&?#-])[^\W\d_]+\?[a-zß-öø-ÿ]{2,}(?![\w=&/-])")
# Letters that a PDF draws as one.
_LIGATURES = frozenset(map(chr, range(0xFB00, 0xFB07)))
_LIGATURE = re.compile("[\ufb00-\ufb06]+")
# Letters of other scripts that look like Latin ones.
_LOOK = dict(zip("аеорсухѕіјАВЕКМНОРСТУХЅІЈονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxsijABEKMHOPCTYXSIJovABEZHIKMNOPTYX", strict=True))
_LATIN = "[A-Za-zÀ-ɏ]"
_MIXED = re.compile(rf"(?<={_LATIN})[{''.join(_LOOK)}]+|[{''.join(_LOOK)}]+(?={_LATIN})")
# So much of a word is shown on either side.
_LONGEST = 40
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\w*\Z"), re.compile(r"\w*")
# What is found fast in the few texts that may hold more.
_LIKELY_ENCODED, _LIKELY_MAILED = re.compile(f"[\u00c2-\u00f4]{_MORE}"), re.compile("=[0-9A-F]{2}=[0-9A-F]{2}")
_LIKELY_ENTITY = re.compile(rf"&(?:{_ENTITY});")
_LIKELY_LOST = re.compile(r"\?[a-zß-öø-ÿ]{2}")


def garbled(text: str, *, in_data: bool) -> Iterator[Garbled]:
    """Return the first of each kind in a text. Most texts have no character that any but the first looks for."""
    characters = set(text)
    if _LIKELY_ENCODED.search(text):
        yield from _encoded(text)
    if not characters.isdisjoint(_CONTROLS):
        yield from _control(text)
    if not characters.isdisjoint(_LOOK):
        yield from _other_script(text)
    if _LIKELY_LOST.search(text):
        yield from _lost(text)
    if not characters.isdisjoint(_ACCENTS):
        yield from _apart(text)
    if not characters.isdisjoint(_LIGATURES):
        yield from _drawn(text)
    if "&amp;" in text or "\\u" in text or _LIKELY_MAILED.search(text) or (in_data and _LIKELY_ENTITY.search(text)):
        yield from _coded(text, _CODED_IN_DATA if in_data else _CODED, signs=in_data)


def turned(text: str) -> Iterator[Garbled]:
    """Return the first character by which a text is shown in another order than it was written in."""
    match = _DIRECTION.search(text)
    if match and any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in set(text) - {_MARK}):
        match = _OVERRIDE.search(text)
    if match:
        yield Garbled(*match.span(), "direction", f"U+{ord(match[0]):04X}")


def _encoded(text: str) -> Iterator[Garbled]:
    """Return the first letters that are the bytes of others."""
    for match in _ENCODED.finditer(text):
        meant = b"".join(map(_byte, match[0])).decode("utf-8", "ignore")
        likely = len(_LIKELY.findall(meant)) == len(meant) or len(meant) >= _SEVERAL
        before = text[match.start() - 1 : match.start()]
        if meant and likely and not (_QUOTED_CAPITAL.fullmatch(match[0]) and not before.islower()):
            yield Garbled(*match.span(), "", match[0], meant)
            return


def _control(text: str) -> Iterator[Garbled]:
    """Return the first control character; most of those from 80 to 9F were quotes and dashes in Windows-1252."""
    if match := _CONTROL.search(text):
        is_sign = "\x80" <= match[0] <= "\x9f"
        sign = match[0].encode("latin-1").decode("cp1252", "ignore") if is_sign else ""
        yield Garbled(*match.span(), "" if sign else "control", f"U+{ord(match[0]):04X}", sign)


def _other_script(text: str) -> Iterator[Garbled]:
    """Return the first word with a letter of another script among Latin ones."""
    if match := _MIXED.search(text):
        written = _word(text, match)
        yield Garbled(*match.span(), "script", written, "".join(_LOOK.get(letter, letter) for letter in written))


def _lost(text: str) -> Iterator[Garbled]:
    """Return the first question mark that stands for a letter."""
    if match := _LOST.search(text):
        yield Garbled(*match.span(), "lost", match[0])


def _apart(text: str) -> Iterator[Garbled]:
    """Return the first accent beside its letter."""
    if match := _APART.search(text):
        before, after = _around(text, match)
        accent = _ACCENTS[match[0]]
        meant = f"{before}{accent}{after}" if before else f"{after[0]}{accent}{after[1:]}"
        yield Garbled(*match.span(), "coded", _word(text, match), unicodedata.normalize("NFC", meant))


def _drawn(text: str) -> Iterator[Garbled]:
    """Return the first word with letters that are drawn as one."""
    if match := _LIGATURE.search(text):
        written = _word(text, match)
        yield Garbled(*match.span(), "ligature", written, unicodedata.normalize("NFKC", written))


def _coded(text: str, pattern: re.Pattern[str], *, signs: bool) -> Iterator[Garbled]:
    """Return the first letter in code, with the word in which it is; with `signs`, also a sign of HTML itself."""
    for match in pattern.finditer(text):
        if letters := _letters(match, signs=signs):
            before, after = _around(text, match)
            yield Garbled(*match.span(), "coded", f"{before}{match[0]}{after}", f"{before}{letters}{after}")
            return


def _letters(match: re.Match[str], *, signs: bool) -> str:
    """Return the letters that a code stands for, or "" where it stands for none, or for signs alone."""
    if mail := match["mail"]:
        letters = bytes.fromhex(mail.replace("=", "")).decode("utf-8", "ignore")
    elif code := match["code"]:
        letters = chr(int(code, 16))
    else:
        # A page on HTML may show on purpose how that writes its own signs.
        letters = html.unescape(f"&{match['entity']};")
        return letters if letters != f"&{match['entity']};" and (signs or letters not in _OF_HTML) else ""
    return letters if letters.isalpha() else ""


def _word(text: str, match: re.Match[str]) -> str:
    before, after = _around(text, match)
    return f"{before}{match[0]}{after}"


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return what stands of a word before a match and after it."""
    before = _WORD_BEFORE.search(text[max(0, match.start() - _LONGEST) : match.start()])
    after = _WORD_AFTER.match(text[: match.end() + _LONGEST], match.end())
    return before[0] if before else "", after[0] if after else ""
