"""`guia post`: a draft against the style rules and the networks' limits, each finding in its line."""

import sys
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path

import click

from guiaviva import __version__
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, given, in_colour, language_of, speak_utf8, width, within
from guiaviva.counting import count
from guiaviva.diagnostics import Diagnostic
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.language import FALLBACK, choose
from guiaviva.line_ends import plain
from guiaviva.nearest import nearest
from guiaviva.posts.check import Post, PostFinding, check_text
from guiaviva.posts.spelling import SPELLING, misspelt
from guiaviva.posts.tones import with_tones
from guiaviva.posts.wording import page_of, sentences
from guiaviva.reading.gate import PAGE
from guiaviva.renderers import Report, render
from guiaviva.reporting import counted_words, day, exit_code, report_words

# A text that is read from the input has this name, here and on the command line.
INPUT = "-"


@click.command(name="post")
@click.argument("file")
@click.option("--network", "networks", multiple=True, required=True, help="Where it will be published; one or more.")
@click.option(
    "--lang", "language", envvar="GUIA_LANG", help="The language of the post; the guide's first one by default."
)
@click.option("--media", is_flag=True, help="There is a picture or a video.")
@click.option("--spelling", is_flag=True, help="Look words up in the dictionary too: needs the program Hunspell.")
@options.hidden_today
@options.root
def command(
    file: str,
    networks: tuple[str, ...],
    language: str | None,
    media: bool,
    spelling: bool,
    today: str | None,
    root: Path,
) -> None:
    """Check the text of a post in FILE, or on the input with -, against the style rules and the networks' limits.

    Exit code 0: nothing to look at, or advice alone; 1: something; 2: it cannot be checked, and why.
    """
    with explained(language, root):
        guide = load_guide(root, today=day(today), languages=[language])
        language = language_of(guide, language)
        known_networks(guide, networks)
        text = read_post(file, within(sys.stdin.buffer, INPUT, PAGE) if file == INPUT else given(Path(file), PAGE))
        post = Post(text, language, tuple(dict.fromkeys(networks)), media, guide.today)
        found = report_of(guide, post, file, spelling)
        counts = lengths(guide, post)
        unseen = choose(guide.model.words["post"]["unseen"], language, FALLBACK)
    speak_utf8()
    click.echo("\n".join([*counts, ""]) if counts else "")
    sys.stdout.write(render(found, "text", colour=in_colour(sys.stdout), width=width()))
    click.echo(unseen)
    sys.exit(exit_code(found.diagnostics, strict=True))


def read_post(path: str, content: bytes) -> str:
    """Return the text of a file, or of the input: UTF-8, without the line end that editors add.

    Raises CannotJudgeError where it is no text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotJudgeError("not-text", path=path) from None
    return plain(text).rstrip("\n")


def known_networks(guide: Guide, networks: Sequence[str]) -> Sequence[str]:
    """Return the networks again, once it is sure that the guide has them. Raises CannotJudgeError where it has not."""
    choices = tuple(guide.facts.networks)
    for network in networks:
        if network not in choices:
            alike = nearest(network, choices)
            reason = "no-network-but" if alike else "no-network"
            raise CannotJudgeError(reason, found=network, nearest=alike, choices=choices)
    return networks


def report_of(guide: Guide, post: Post, path: str, spelling: bool) -> Report:
    """Check a post and return the report of it, all advice included, in the language of the post.

    Raises CannotJudgeError where its `spelling` is asked for and there is no dictionary.
    """
    text, language = post.text, post.language
    lines = text.split("\n")
    words_found = misspelt(guide, text, language) if spelling else ()
    findings = sorted((*check_text(with_tones(guide, language), post), *words_found), key=attrgetter("start"))
    diagnostics = tuple(_diagnostic(guide, one, text, language, path) for one in findings)
    own = {key: choose(guide.model.words["post"][key], language, FALLBACK) for key in ("problems", "clean")}
    words = {**report_words(guide.model, language), **own}
    counted = partial(counted_words, guide.model.words, language)
    return Report(diagnostics, 0, 1, words, counted, lambda _, line: lines[line - 1], __version__)


def lengths(guide: Guide, post: Post) -> list[str]:
    """Return a sentence for each network that has a limit: how long the text is, as the network counts."""
    words, language = guide.model.words, post.language
    sentences = []
    for key in post.networks:
        network = guide.facts.networks[key].record
        if network.limits and network.limits.characters:
            number = count(post.text, network.limits.counted)
            unit = choose(words["counted"][network.limits.counted], language, FALLBACK)
            sentence = choose(words["post"]["length"], language, FALLBACK)
            limit = network.limits.characters
            sentences.append(sentence.format(network=network.called(language), count=number, limit=limit, unit=unit))
    return sentences


def _diagnostic(guide: Guide, one: PostFinding, text: str, language: str, path: str) -> Diagnostic:
    message, explained = _said(guide, one, language)
    before = text[: one.start]
    line, column = before.count("\n") + 1, one.start - (before.rfind("\n") + 1) + 1
    length = len(text[one.start : one.end].partition("\n")[0])
    return Diagnostic(path, line, one.rule, column, length, one.level, message, explained)


def _said(guide: Guide, one: PostFinding, language: str) -> tuple[str, str]:
    """Return what is said of a finding, and what to write."""
    words = guide.model.words
    if one.rule == SPELLING:
        fix = "suggested" if one.values["suggestions"] else "unsuggested"
        values = {"found": one.found, "suggestions": " / ".join(one.values["suggestions"])}
        texts = words["post-check"]["spelling-found"], words["post"][fix]
        message, explained = (choose(each, language, FALLBACK).format(**values) for each in texts)
        return message, explained
    said, fixes = sentences(guide, one, language)
    page, _, section = page_of(guide, one).partition("#")
    where = guide.path(page, language) + (f"#{section}" if section else "")
    explained = choose(words["post"]["explained"], language, FALLBACK)
    return said[language], explained.format(fix=fixes[language], page=where)
