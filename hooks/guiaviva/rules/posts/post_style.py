"""Every ready reply and every example post follows the style rules that posts are checked against.

What the guide gives people to copy is what they will publish.

Not seen: what no style rule of data/style.yml looks for, the gaps of a ready reply, which are meant to be filled in,
and lengths, which reply-too-long measures.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.guide import Guide
from guiaviva.guide.blocks import block_key, posts_in
from guiaviva.posts.check import Post, PostFinding
from guiaviva.posts.kept import styles
from guiaviva.references import references_in


def check(guide: Guide) -> Iterator[Finding]:
    texts = [*_replies(guide), *_posts(guide)]
    for (post, where, variant), wrong in zip(texts, styles(guide, [one for one, *_ in texts]), strict=True):
        for one in wrong:
            if variant or one.check != "placeholders":
                yield _finding(guide, one, post.language, where, variant)


def _replies(guide: Guide) -> Iterator[tuple[Post, Where, str]]:
    for reply in guide.facts.own_replies:
        networks = tuple(key for key in reply.record.networks or guide.networks_in_use if key in guide.facts.networks)
        for language, text in reply.record.text.items():
            yield Post(text, language, networks), reply.where("text", language), ""


def _posts(guide: Guide) -> Iterator[tuple[Post, Where, str]]:
    for page in guide.all_pages:
        for block in posts_in(page):
            key = block_key(page, block)
            networks = (key,) if key in guide.facts.networks else ()
            # A reference that shows nothing is reported where it is, or where its fact should be.
            if next(references_in(block.content), None) is None:
                yield Post(block.content, page.language, networks), block.place, "post"


def _finding(guide: Guide, one: PostFinding, language: str, where: Where, variant: str) -> Finding:
    # It needs all views, and most guides keep to their style.
    from guiaviva.posts.wording import page_of, sentences

    message, fix = sentences(guide, one, language)
    page, _, section = page_of(guide, one).partition("#")
    path = guide.path(page, language) + (f"#{section}" if section else "")
    # Advice stays advice. All else is a warning at most, since a person reads the text before it is posted.
    mark = "advice" if one.level == "advice" else ""
    return found("post-style", where, variant=variant, mark=mark, about=one.rule, message=message, fix=fix, page=path)
