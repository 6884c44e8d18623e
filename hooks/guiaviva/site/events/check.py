"""Checks the guide once per build, before anything is written. Errors stop the build; under --strict warnings do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from guiaviva.cache import Cache
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.judgement import Judgement, judge
from guiaviva.renderers import render
from guiaviva.reporting import day, exit_code, report, require_words, sentence, spoken
from guiaviva.site import i18n
from guiaviva.site.session import Session

# Only on_startup is given the command; nothing else is kept from one event to the next.
command = "build"


def on_startup(command: str, dirty: bool) -> None:
    globals()["command"] = command


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    # `guia build` and `guia serve` have a session of their own.
    if i18n.nested(config) or (i18n.has_session(config) and i18n.session(config).exports is not None):
        return
    judgement, language = _judged(Path(str(config.config_file_path)).parent)
    i18n.attach(config, Session(judgement, language, preview=command == "serve"))
    found = report(judgement, language)
    text = render(found, "text", colour=sys.stderr.isatty() and "NO_COLOR" not in os.environ)
    if found.diagnostics:
        print(text, end="", file=sys.stderr)
    # The preview goes on, whatever is found: the pages show it.
    if exit_code(judgement.diagnostics(language), strict=config.strict) and command != "serve":
        raise PluginError(" ".join(text.rsplit("\n\n", 1)[-1].split()))


def _judged(root: Path) -> tuple[Judgement, str]:
    language, store = os.environ.get("GUIA_LANG") or None, Cache(root)
    try:
        require_words(language, root)
        judgement = judge(
            load_guide(root, today=day(os.environ.get("GUIA_TODAY")), languages=[language], store=store), store
        )
        return judgement, spoken(judgement.guide, language)[0]
    except CannotJudgeError as error:
        raise PluginError(sentence(error, language or "en")) from None
