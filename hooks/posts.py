"""Writes what the script of the post check reads, beside the pages of each language."""

import json
from pathlib import Path

from mkdocs.plugins import event_priority

from guiaviva.posts.content import content
from guiaviva.site import i18n


@event_priority(-100)
def on_env(env, config, files):
    root = i18n.root(config)
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    addresses = {i18n.page_id(page): page.url.removeprefix(root) for page in pages}
    read = content(config.extra["checked"].guide, i18n.language(config), addresses, i18n.names(config))
    text = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    target = Path(config.site_dir) / root / "posts.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    return env
