"""`guia words`: which of the program's texts a language does not have yet."""

import sys
from itertools import groupby
from pathlib import Path

import click
from ruamel.yaml.scalarstring import LiteralScalarString

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, first_language, speak_utf8
from guiaviva.contentmodel.untranslated import total, untranslated
from guiaviva.language import FALLBACK
from guiaviva.reporting import own_words, require_words
from guiaviva.starting.answers import known_language
from guiaviva.wording import Speaker
from guiaviva.yaml_files import dump

# Code for: some are missing.
MISSING = 1


@click.command(name="words")
@click.argument("code", metavar="LANG")
@options.message_language
@options.root
def command(code: str, language: str | None, root: Path) -> None:
    """List the program's texts that LANG lacks, as YAML with the English ones, to be translated in words/LANG/.

    They may be in the guide, or be given to the program. Exit code 0: none is missing; 1: some are; 2: there is no such
    language.
    """
    with explained(language, root):
        require_words(language, root)
        known_language(code)
        missing = untranslated(code, root)
    speak_utf8()
    for path, ones in groupby(missing, key=lambda one: one.path):
        tree: dict[str, object] = {}
        for one in ones:
            _put(tree, one.key, one.english)
        click.echo(f"# {path}\n{dump(tree)}")
    language = language or first_language(root) or FALLBACK
    rules, words = own_words(language)
    all_ = total(root)
    values = {"code": code, "missing": len(missing), "done": all_ - len(missing), "total": all_}
    click.echo(Speaker(rules, words, language).fill(words["done"]["words"], values))
    sys.exit(MISSING if missing else 0)


def _put(tree: dict[str, object], key: tuple[str, ...], text: str) -> None:
    for part in key[:-1]:
        below = tree.setdefault(part, {})
        assert isinstance(below, dict)
        tree = below
    tree[key[-1]] = LiteralScalarString(text) if "\n" in text else text
