"""The post check in a page: the place where its script puts the form. Without a script the list of rules serves."""

from guiaviva.views.context import Context
from guiaviva.views.parts import PostCheck, View


def view_post_check(context: Context) -> list[View]:
    """The place of the form, with the name of the file that its script reads."""
    return [PostCheck(context.file("posts.json"), context.word("no-script", "post-check"))]
