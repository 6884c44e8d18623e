"""The post check in a page: the place where its script puts the form. Without a script the list of rules serves."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Shown, h


def show_post_check(shown: Shown) -> list[Element]:
    """Name the file that the script reads, from the top of the site."""
    folder = "" if shown.language == shown.guide.source_language else f"{shown.language}/"
    help_ = h("p", {"class": "guia-help"}, shown.word("no-script", "post-check"))
    return [h("div", {"class": "guia-posts", "data-guia-posts": f"{folder}posts.json"}, help_)]
