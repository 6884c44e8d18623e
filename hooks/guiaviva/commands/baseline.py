"""`guia baseline`: what is found in a guide that comes with an old text is known, and the check sees what is new."""

from pathlib import Path

import click

from guiaviva import baseline
from guiaviva.baseline import Counts
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, tell
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import judge
from guiaviva.reporting import counted_words, say


@click.command(name="baseline")
@click.option("--add", is_flag=True, help="Count what is new too.")
@options.hidden_today
@options.message_language
@options.root
def command(add: bool, today: str | None, language: str | None, root: Path) -> None:
    """Count what the check finds now in data/baseline.yml: from then on it is advice, and only what is new fails.

    Called again, what was mended is taken out, and nothing is added without --add. What cannot be read is never part
    of it. Exit code 0; 2: nothing was written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        if any(problem.place.path == baseline.PATH for problem in guide.facts.problems):
            raise CannotJudgeError("data-unread", path=baseline.PATH)
        now, before = baseline.counted(guide, judge(guide, guide.store).findings), baseline.known(guide)
        kept = now if add or not guide.folder.exists(baseline.PATH) else _less(before, now)
        put(root, {guide.folder.written(baseline.PATH): baseline.written(kept).encode()})
    words = guide.model.words
    tell(counted_words(words, language, "known", sum(kept.values())))
    if left := sum(now.values()) - sum(min(now.get(key, 0), count) for key, count in kept.items()):
        tell(say(guide.model, language, "baseline-left", found=counted_words(words, language, "new", left)))


def _less(before: Counts, now: Counts) -> Counts:
    """Return what a baseline counts still: no more than there is now."""
    both = {key: min(count, now.get(key, 0)) for key, count in before.items()}
    return {key: count for key, count in both.items() if count}
