"""`guia explain`: why a rule is there, what is wrong and right, what it does not see, and how its level is changed."""

from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, first_language, put, speak_utf8, tell
from guiaviva.commands.fix import require_rules
from guiaviva.explanations import Explained
from guiaviva.language import FALLBACK
from guiaviva.reporting import require_words


@click.command(name="explain")
@click.argument("rule", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Write a page for each rule into this folder.")
@options.message_language
@options.root
def command(rule: str | None, out: Path | None, language: str | None, root: Path) -> None:
    """Explain RULE: why it is there, what is wrong, what is right, what it does not see, how to change its level.

    Without RULE, list all rules. Exit code 0; 2: there is no such rule, or nothing can be written.
    """
    with explained(language, root):
        require_words(language, root)
        known = Explained.of(root, language or first_language(root) or FALLBACK)
        if rule:
            require_rules(known.rules, [rule])
        if out:
            pages = {f"{one}.md": known.page(one) for one in ([rule] if rule else known.rules)}
            pages |= {} if rule else {"index.md": known.index(link=True)}
            put(out, {name: text.encode() for name, text in pages.items()})
            return
    speak_utf8()
    tell(known.page(rule) if rule else known.index(), nl=False)
