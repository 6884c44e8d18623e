"""Writes what the scripts of the response assistant and of the post check read, beside the pages of each language."""

import json
from pathlib import Path

from mkdocs.plugins import event_priority

from guiaviva.site import i18n
from guiaviva.site.exports.assistant import content as of_the_assistant
from guiaviva.site.exports.posts import content as of_the_post_check
from guiaviva.site.writing import write


@event_priority(-100)
def on_env(env, config, files):
    guide, language = config.extra["judgement"].guide, i18n.language(config)
    addresses, names = i18n.addresses(config, files), i18n.names(config)
    for name, content in {"assistant.json": of_the_assistant, "posts.json": of_the_post_check}.items():
        read = content(guide, language, addresses, names)
        text = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
        write(Path(config.site_dir) / i18n.root(config), name, text)
    return env
