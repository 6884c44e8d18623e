"""Options that several commands take."""

from pathlib import Path

import click

root = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder with docs/ and data/; its own model/ where it has one, else the program's.",
)
site_dir = click.option("--site-dir", type=click.Path(path_type=Path), help="Instead of that of mkdocs.yml, or site.")
message_language = click.option(
    "--lang",
    "language",
    envvar="GUIA_LANG",
    help="The language of the messages; the guide's first one by default.",
)
site_language = click.option(
    "--lang", "language", envvar="GUIA_LANG", help="The language of the site; the guide's first one by default."
)
today = click.option("--today", metavar="DATE", help="Check as on this day (2026-11-24).")
hidden_today = click.option("--today", metavar="DATE", hidden=True)
