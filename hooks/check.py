"""Checks the guide once per build, before anything is written. Errors stop the build; under --strict warnings do."""

import os
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from guiaviva.checking import check, exit_code, sentence
from guiaviva.errors import CannotJudgeError
from guiaviva.renderers import render
from guiaviva.site import i18n
from guiaviva.site.judged import Handed, Judgement

# Only on_startup is told which command runs; nothing else is kept from one event to the next.
command = "build"


def on_startup(command, dirty):
    globals()["command"] = command


@event_priority(100)
def on_config(config):
    # `guia build` has checked the guide, and hands its judgement.
    if i18n.nested(config) or (i18n.is_handed(config) and i18n.handed(config).exports is not None):
        return
    checked = _checked(Path(config.config_file_path).parent)
    i18n.hand(config, Handed(Judgement.of(checked)))
    text = render(checked.report(), "text", colour=sys.stderr.isatty() and "NO_COLOR" not in os.environ)
    code = exit_code(checked.told, strict=config.strict)
    if checked.report().diagnostics and not os.environ.get("GUIA_CHECKED"):
        print(text, end="", file=sys.stderr)
    # The preview goes on, whatever is told: the pages show it.
    if code and command != "serve":
        raise PluginError(" ".join(text.rsplit("\n\n", 1)[-1].split()))


def _checked(root):
    language = os.environ.get("GUIA_LANG") or None
    try:
        return check(root, language=language, today=os.environ.get("GUIA_TODAY"))
    except CannotJudgeError as error:
        raise PluginError(sentence(error, language or "en")) from None
