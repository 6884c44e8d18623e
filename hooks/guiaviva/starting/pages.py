"""A page of the demonstration becomes a page of another institution's guide."""

import re
from collections.abc import Callable, Collection, Iterable

from guiaviva.guide import local
from guiaviva.guide.local import Local
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page
from guiaviva.starting.absent import without_networks
from guiaviva.starting.answers import LEAD, Answers
from guiaviva.starting.demonstration import networks

Prompt = Callable[[str], str]
"""Makes of what is to be written the prompt that stands for it until it is."""
# What holds of the demonstration's own history.
_DROPPED = ("translates", "approved_by", "approved_on", "status", "applies_to")
# So few words beside links are no sentence of their own.
_FEW = 2
# What announces a list that went: a line that ends in a colon before a heading, or at the end of the page.
_ORPHAN = re.compile(r"(?m)^(?![-*+|>#<!:/ ]|\d+[.)])[^\n]*:(?:\*\*)?\s*\n(?=\s*(?:#{1,6} |\Z))")
_MARKED_CELL = re.compile(r"((?<!\\)\|\s*)(?:(?!(?<!\\)\|).)*?<!--\s*only\b.*?-->")
_ITEM = re.compile(r"(\s*(?:[-*+]|\d+[.)])\s+)")


def adapted(page: Page, answers: Answers, roles: Collection[str], prompt: Prompt) -> str | None:
    """Return the text of a page as it fits an institution, or None where all of it holds only elsewhere.

    Passages that hold elsewhere are left out; where their mark says what to write instead, there is a prompt, or the
    text that it gives. Marks go. An owner that is none of the `roles` becomes the lead.
    """
    lines: list[str | None] = list(page.source.text.split("\n"))
    gone = 0
    for one in local.in_page(page, networks()):
        # What is in a passage that was left out went with it.
        if one.first > gone and one.scope is not None and not answers.within(one.scope):
            if one.first == 1:
                return None
            if _in_cell(lines, one):
                _rewrite_cell(lines, one)
                continue
            _leave_out(lines, one, prompt)
            gone = one.last
        _unmark(lines, one)
    kept = "\n".join(line for line in lines if line is not None)
    listed = _ORPHAN.sub("", without_networks(kept, answers.networks))
    return re.sub(r"\n{3,}", "\n\n", _front_matter(listed, answers, roles)).rstrip() + "\n"


def _in_cell(lines: list[str | None], one: Local) -> bool:
    """Return whether a mark is in a row and gives text for elsewhere, which is that of its cell alone."""
    return bool(one.instead) and not one.own and (lines[one.first - 1] or "").lstrip().startswith("|")


def _rewrite_cell(lines: list[str | None], one: Local) -> None:
    line = lines[one.first - 1] or ""
    lines[one.first - 1] = _MARKED_CELL.sub(lambda match: f"{match[1]}{one.instead}", line, count=1)


def _leave_out(lines: list[str | None], one: Local, prompt: Prompt) -> None:
    first = lines[one.first - 1] or ""
    # Other comments between the mark and what it holds for go too.
    for number in range((one.place.line if one.own else one.first) - 1, min(one.last, len(lines))):
        lines[number] = None
    if text := one.instead or (one.prompt and prompt(one.prompt)):
        lines[one.first - 1] = _instead(first, text, own=one.own)


def _instead(first: str, text: str, *, own: bool) -> str:
    """Return a text in the place of a passage that begins with a line: below its heading, as an item, a row, a line."""
    if own:
        return f"{first}\n\n{text}\n" if first.startswith("#") else text
    if first.lstrip().startswith("|"):
        others = len(re.findall(r"(?<!\\)\|", first)) - 2
        return f"| {text} |{' |' * others}"
    marker = _ITEM.match(first)
    return f"{marker[1] if marker else ''}{text}"


def _unmark(lines: list[str | None], one: Local) -> None:
    line = lines[one.place.line - 1]
    if line is None:
        return
    if one.own:
        number = one.place.line - 1
        while (text := lines[number]) is not None:
            lines[number] = None
            if "-->" in text:
                break
            number += 1
    else:
        # The marks before it in the line are gone already.
        lines[one.place.line - 1] = re.sub(r"\s*<!--\s*only\b.*?-->", "", line, count=1).rstrip()


def with_fields(text: str, original: str, fields: Collection[str], source: bool) -> str:
    """Return the text of a page with the fields that only a source has, taken from the original, or without them."""
    head, body = _parted(text)
    kept = [lines for lines in head if lines[0].partition(":")[0] not in fields]
    if source:
        kept = [lines for lines in _parted(original)[0] if lines[0].partition(":")[0] in fields] + kept
    return _joined(kept, body)


def _front_matter(text: str, answers: Answers, roles: Collection[str]) -> str:
    """Return a text with the front matter of a page that is new."""
    head, body = _parted(text)
    kept = []
    for lines in head:
        key, _, value = lines[0].partition(": ")
        if key == "reviewed":
            # Nobody of the institution has read it yet.
            lines = ["reviewed:"]
        elif key == "owner" and value.strip() not in roles:
            lines = [f"owner: {LEAD}"]
        if key.rstrip(":") not in _DROPPED:
            kept.append(lines)
    return _joined(kept, body)


def _parted(text: str) -> tuple[list[list[str]], str]:
    """Return the fields of the front matter of a text, each as its lines, and what is below it."""
    if not text.startswith("---\n"):
        return [], text
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    fields: list[list[str]] = []
    for line in head.split("\n"):
        if line.startswith((" ", "-", "#")) and fields:
            fields[-1].append(line)
        else:
            fields.append([line])
    return fields, body


def _joined(fields: Iterable[list[str]], body: str) -> str:
    head = "\n".join(line for lines in fields for line in lines)
    return f"---\n{head}\n---\n{body}" if head else body.lstrip("\n")


def as_prompts(text: str, phrases: Iterable[str]) -> str:
    """Return a text in which what is still to be confirmed, as in `*(To be confirmed.)*`, is a prompt.

    `phrases` are those with which such a note begins, in all languages.
    """
    begin = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.sub(rf"\*\(((?:{begin})\b[^()\n]*?)\.?\)\*", r"[\1]", text, flags=re.IGNORECASE)


def as_draft(text: str) -> str:
    """Return the text of a page as one that is not published yet."""
    head, body = _parted(text)
    return _joined([*head, ["status: draft"]], body)


def without_link(line: str, target: str) -> str:
    """Return a line of Markdown with the text of each link to a target in its place, and without pictures of it.

    A link alone in brackets goes with these: it only says where more is.
    """
    quoted = re.escape(target)
    line = re.sub(rf"!\[[^\]]*\]\({quoted}(?:\s[^)]*)?\)(\{{[^}}]*\}})?", "", line)
    link = rf"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(<?{quoted}>?(?:\s[^)]*)?\)(\{{[^}}]*\}})?"
    return re.sub(link, r"\1", re.sub(rf"\s*\({link}\)", "", line))


def alone(source: Source, number: int) -> bool:
    """Return whether a line is a whole item of a list, or a whole paragraph."""
    line, after = source.line(number), source.line(number + 1)
    if _ITEM.match(line):
        return not after.strip() or (bool(_ITEM.match(after)) and not after.startswith(" "))
    return not line.startswith((" ", "|", "#", "!")) and not after.strip() and not source.line(number - 1).strip()


def only_links(line: str) -> bool:
    """Return whether a line of Markdown says in bold what its links are for, and nothing else.

    An article may be between. Links without that are names, as of indicators, and say something without their targets.
    """
    marker = _ITEM.match(line)
    if not line[marker.end() if marker else 0 :].startswith("**"):
        return False
    rest = re.sub(r"!?\[[^\]]*\]\([^)]*\)|\*\*.*?\*\*", "", line[marker.end() if marker else 0 :])
    return len(re.findall(r"\w+", rest)) <= _FEW
