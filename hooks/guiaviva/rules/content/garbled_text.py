"""A text holds what was written: no letters of a wrong encoding, no control characters, none that turn it round.

They come with what is pasted from elsewhere, and stay, since nobody sees them in the editor.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page


def _byte(character: str) -> bytes:
    """Return the byte of a character in Windows-1252, which leaves five of them as they are."""
    return character.encode("cp1252", "ignore") or character.encode("latin-1", "ignore")


# What Windows-1252 makes of the bytes 80 to BF, with which UTF-8 goes on.
_GOES_ON = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_MORE = f"[{re.escape(_GOES_ON)}]"
_GARBLED = re.compile(rf"(?:[\u00c2-\u00df]{_MORE}|[\u00e0-\u00ef]{_MORE}{{2}}|[\u00f0-\u00f4]{_MORE}{{3}})+")
# Letters, signs and pictures of which one alone shows that it was garbled; of any others several in a row do.
_LIKELY = re.compile("[\u00a0-\u017f\u2010-\u203a\u20a0-\u22ff\u2600-\u27bf\ufe0f\ufeff\U0001f000-\U0001faff]")
_SEVERAL = 3
# A capital at the end of a quotation: «MANHÃ».
_QUOTED_CAPITAL = re.compile(r"[ÂÃÄÅ][»”“’›]")
_SUSPECT = re.compile(
    f"[\u00ad\u200b\u2060\ufeff]|[\u00c2-\u00f4]{_MORE}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffc-\ufffe]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Spaces of no width within a word of a script that has others between words, by which the search does not find it.
_WITHIN_WORD = "(?<=[a-zà-öø-ÿ])[\u200b\u2060\ufeff](?=[a-zà-öø-ÿ])"
# Beside a space they do nothing.
_BESIDE_SPACE = '(?<=[ \n|])[\u200b\ufeff]|(?<!^)[\u200b\ufeff](?=[ \n|"]|$)'
# A soft hyphen that would leave one letter alone was not put there by anybody who knows where words are cut.
_ONE_LETTER = "(?<=\\W[^\\W\\d_])\u00ad(?=[^\\W\\d_])|(?<=[^\\W\\d_ÂÃ])\u00ad(?=[^\\W\\d_](?!\\w))"
_CONTROL = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffc-\ufffe]|{_WITHIN_WORD}|{_BESIDE_SPACE}|{_ONE_LETTER}"
)
# Marks of direction, of which scripts that are written from right to left have need, and overrides, of which none has.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_RIGHT_TO_LEFT = ("R", "AL")
# It has the direction of what it marks.
_MARKS = {"\u200f"}
# A letter as mail writes it (=C3=B3), as a program does (\\u00f3), and as HTML does, where it is shown as it stands: a
# second time in a page (&amp;oacute;), and once in data, where YAML itself reads \\u00f3; there a sign is no better.
_ENTITY = r"[a-zA-Z]{2,8}|#[0-9]{2,5}|#x[0-9a-fA-F]{2,4}"
_MAILED = r"(?:=[0-9A-F]{2}){2,4}"
_CODED = re.compile(rf"(?P<mail>{_MAILED})|\\u(?P<code>[0-9a-fA-F]{{4}})|&amp;(?P<entity>{_ENTITY});")
_CODED_IN_DATA = re.compile(rf"(?P<mail>{_MAILED})|&(?P<entity>{_ENTITY});")
_OF_HTML = ("", "<", ">", '"')
# An accent beside its letter, as it comes out of a PDF: a´rea, ´area. After a consonant it is an apostrophe, typed with
# another key.
_ACCENTS = dict(zip("´¨ˆ˜", "\u0301\u0308\u0302\u0303", strict=True))
_APART = re.compile(r"(?<=[AEIOUNaeioun])[´¨ˆ˜](?=[^\W\d_])|(?<![\w´`])[´¨ˆ˜](?=[AEIOUNaeioun][a-zß-öø-ÿ])")
# A question mark for a letter within a word: «p?gina».
_LOST = re.compile(r"(?<![\w/.:=&?#-])[^\W\d_]+\?[^\W\d_]{2,}(?![\w=&/-])")
# Letters that a PDF draws as one.
_LIGATURE = re.compile("[\ufb00-\ufb06]+")
# Letters of other scripts that look like Latin ones, and those of full width, which scripts of that width alone have.
_LOOK = dict(zip("аеорсухѕіјАВЕКМНОРСТУХЅІЈονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxsijABEKMHOPCTYXSIJovABEZHIKMNOPTYX", strict=True))
_LATIN = "[A-Za-zÀ-ɏ]"
_MIXED = re.compile(rf"(?<={_LATIN})[{''.join(_LOOK)}]+|[{''.join(_LOOK)}]+(?={_LATIN})")
_WIDE, _WIDE_SCRIPT = re.compile("[\uff01-\uff5e]+"), re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Digits of other scripts, and where those begin that have digits of their own.
_DIGITS, _FIRST = re.compile(r"[^\W\D0-9]+"), "\u0600"
_IN_KEY = re.compile("[^:]*[\u200b\u2060\ufeff]")
# So much of a word is shown on either side.
_LONGEST = 40
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\w*\Z"), re.compile(r"\w*")


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.all_pages)
    yield from _of_data(guide)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        if _SUSPECT.search(page.source.text):
            # A heading, or a key of the front matter, that such a sign breaks is reported as one.
            broken = {slip.place.line for slip in page.slips}
            broken |= {number for number in range(1, page.body_line) if _IN_KEY.match(page.source.line(number))}
            found_there = _found(page.source, page.prose, page.problems)
            yield from (one for one in found_there if one.place.line not in broken)
        yield from _coded(page.source, page.prose, _CODED)
        yield from _drawn(page.source, page.prose)


def _of_data(guide: Guide) -> Iterator[Finding]:
    for source in guide.facts.sources.values():
        yield from _coded(source, source.text, _CODED_IN_DATA)
        problems = [one for one in guide.facts.problems if one.place.path == source.path]
        suspect = _found(source, source.text, problems) if _SUSPECT.search(source.text) else ()
        # Of a value that is wrong because of such a sign, that it is wrong is reported.
        wrong = {one.place.line for one in problems}
        yield from (one for one in chain(_drawn(source, source.text), suspect) if one.place.line not in wrong)


def _found(source: Source, prose: str, problems: Sequence[Finding]) -> Iterator[Finding]:
    """Report the first of each kind in a text of which `prose` is without code; a turn is none in code either."""
    variants = {problem.variant for problem in problems}
    # A file in another encoding is reported as such, and so is a sign because of which it cannot be read.
    if "encoding" not in variants:
        yield from _garbled(source, prose)
        if "control" not in variants:
            yield from _control(source, prose)
        yield from _turned(source)


def _garbled(source: Source, prose: str) -> Iterator[Finding]:
    """Report the first letters that are the bytes of others."""
    for match in _GARBLED.finditer(prose):
        meant = b"".join(map(_byte, match[0])).decode("utf-8", "ignore")
        likely = len(_LIKELY.findall(meant)) == len(meant) or len(meant) >= _SEVERAL
        before = prose[match.start() - 1 : match.start()]
        if meant and likely and not (_QUOTED_CAPITAL.fullmatch(match[0]) and not before.islower()):
            yield found("garbled-text", source.place(match), found=match[0], meant=meant)
            return


def _control(source: Source, prose: str) -> Iterator[Finding]:
    """Report the first control character; most of those from 80 to 9F were quotes and dashes in Windows-1252."""
    for match in list(_CONTROL.finditer(prose))[:1]:
        sign = ""
        if "\x80" <= match[0] <= "\x9f":
            sign = match[0].encode("latin-1").decode("cp1252", "ignore")
        variant = "" if sign else "control"
        yield found("garbled-text", source.place(match), variant=variant, found=f"U+{ord(match[0]):04X}", meant=sign)


def _turned(source: Source) -> Iterator[Finding]:
    """Report the first character by which text is shown in another order than it was written in."""
    natural = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in set(source.text) - _MARKS)
    if match := (_OVERRIDE if natural else _DIRECTION).search(source.text):
        yield found("garbled-text", source.place(match), variant="direction", found=f"U+{ord(match[0]):04X}")


def _coded(source: Source, text: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """Report the first letter in code, with the word in which it is."""
    for match in pattern.finditer(text):
        if letters := _letters(match.groupdict(), signs=pattern is _CODED_IN_DATA):
            before, after = _around(text, match)
            written, meant = f"{before}{match[0]}{after}", f"{before}{letters}{after}"
            yield found("garbled-text", source.place(match), variant="coded", found=written, meant=meant)
            return


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return what stands of a word before a match and after it."""
    before = text[max(0, match.start() - _LONGEST) : match.start()]
    return _word(_WORD_BEFORE.search(before)), _word(_WORD_AFTER.match(text[: match.end() + _LONGEST], match.end()))


def _word(match: re.Match[str] | None) -> str:
    return match[0] if match else ""


def _letters(codes: Mapping[str, str | None], *, signs: bool) -> str:
    """Return the letters that a code stands for, or "" where it stands for none, or for signs alone."""
    letters = ""
    if mail := codes["mail"]:
        letters = bytes.fromhex(mail.replace("=", "")).decode("utf-8", "ignore")
    elif code := codes.get("code"):
        letters = chr(int(code, 16))
    elif entity := codes["entity"]:
        letters = html.unescape(f"&{entity};")
    # A page on HTML may show on purpose how that writes its own signs.
    is_sign = bool(codes["entity"]) and (signs or letters not in _OF_HTML) and letters != f"&{codes['entity']};"
    return letters if letters.isalpha() or is_sign else ""


def _other_script(text: str) -> re.Match[str] | None:
    """Return the first sign of another script among Latin letters, or a digit or what has full width where none has."""
    if match := _MIXED.search(text) or (None if _WIDE_SCRIPT.search(text) else _WIDE.search(text)):
        return match
    digits = _DIGITS.search(text)
    return None if digits and any(one.isalpha() and one >= _FIRST for one in text) else digits


def _drawn(source: Source, text: str) -> Iterator[Finding]:
    """Report the first word with letters that are drawn as one, and the first with signs of another script."""
    if not text.isascii() and (match := _other_script(text)):
        before, after = _around(text, match)
        written = f"{before}{match[0]}{after}"
        meant = "".join(_LOOK.get(letter, letter) for letter in written)
        meant = "".join(f"{unicodedata.decimal(one)}" if one.isdecimal() else one for one in meant)
        meant = unicodedata.normalize("NFKC", meant) if _WIDE.search(meant) else meant
        yield found("garbled-text", source.place(match), variant="script", found=written, meant=meant)
    if match := _LOST.search(text):
        yield found("garbled-text", source.place(match), variant="lost", found=match[0])
    if match := _APART.search(text) if any(map(text.__contains__, _ACCENTS)) else None:
        before, after = _around(text, match)
        written = f"{before}{match[0]}{after}"
        accent, at_end = _ACCENTS[match[0]], bool(before)
        meant = f"{before}{accent}{after}" if at_end else f"{after[0]}{accent}{after[1:]}"
        values = {"found": written, "meant": unicodedata.normalize("NFC", meant)}
        yield found("garbled-text", source.place(match), variant="coded", **values)
    if match := _LIGATURE.search(text):
        before, after = _around(text, match)
        written = f"{before}{match[0]}{after}"
        meant = unicodedata.normalize("NFKC", written)
        yield found("garbled-text", source.place(match), variant="ligature", found=written, meant=meant)
