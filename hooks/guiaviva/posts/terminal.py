"""The post check on the terminal, as the check of the guide is shown: each finding in its line, with what to write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guiaviva import __version__
from guiaviva.checking import report_words
from guiaviva.counting import count
from guiaviva.diagnostics import Diagnostic
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.nearest import nearest
from guiaviva.posts.check import PostFinding, check_post
from guiaviva.posts.telling import page_of, told
from guiaviva.renderers import Report

# A text that is read from the input has this name, here and on the command line.
INPUT = "-"


def read_post(path: str, stream: bytes | None = None) -> str:
    """Read the text of a file, or of the input: UTF-8, without the line end that editors add.

    Raises CannotJudgeError where there is no such file, or no text in it.
    """
    if stream is None and not Path(path).is_file():
        raise CannotJudgeError("no-file", path=path)
    try:
        content = Path(path).read_bytes() if stream is None else stream
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotJudgeError("not-text", path=path) from None
    except OSError as error:
        raise CannotJudgeError("unreadable", path=path, reason=error.strerror or "") from None
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def known_networks(guide: Guide, networks: Sequence[str]) -> Sequence[str]:
    """Give the networks again, once it is sure that the guide has them. Raises CannotJudgeError where it has not."""
    choices = tuple(guide.facts.networks)
    for network in networks:
        if network not in choices:
            alike = nearest(network, choices)
            reason = "no-network-but" if alike else "no-network"
            raise CannotJudgeError(reason, found=network, nearest=alike, choices=choices)
    return networks


def report_of(guide: Guide, text: str, language: str, networks: Sequence[str], media: bool, path: str) -> Report:
    """Check a post and give the report of it, all advice included, in the language of the post."""
    lines = text.split("\n")
    findings = check_post(guide, text, language, networks, media)
    diagnostics = tuple(_diagnostic(guide, one, text, language, path) for one in findings)
    own = {key: guide.model.words["post"][key][language] for key in ("problems", "clean")}
    words = {**report_words(guide, language), **own}
    return Report(diagnostics, 0, 1, words, lambda _, line: lines[line - 1], __version__)


def lengths(guide: Guide, text: str, language: str, networks: Sequence[str]) -> list[str]:
    """Tell for each network that has a limit how long the text is, as the network counts."""
    words = guide.model.words
    told = []
    for key in networks:
        network = guide.facts.networks[key].record
        if network.limits and network.limits.characters:
            number, unit = count(text, network.limits.counted), words["counted"][network.limits.counted][language]
            sentence = words["post"]["length"][language]
            limit = network.limits.characters
            told.append(sentence.format(network=network.name, count=number, limit=limit, unit=unit))
    return told


def _diagnostic(guide: Guide, one: PostFinding, text: str, language: str, path: str) -> Diagnostic:
    message, fix = told(guide, one, language)
    page, _, section = page_of(guide, one).partition("#")
    where = guide.path(page, language) + (f"#{section}" if section else "")
    explained = guide.model.words["post"]["explained"][language].format(fix=fix[language], page=where)
    before = text[: one.start]
    line, column = before.count("\n") + 1, one.start - (before.rfind("\n") + 1) + 1
    length = len(text[one.start : one.end].partition("\n")[0])
    return Diagnostic(path, line, one.rule, column, length, one.level, message[language], explained)
