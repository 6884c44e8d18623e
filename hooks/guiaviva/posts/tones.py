"""What tones sentences of posts have, learned from examples: words/⟨language⟩/tone/⟨tone⟩.txt, one a line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from guiaviva.cache import digest, kept
from guiaviva.contentmodel import load_examples
from guiaviva.contentmodel.examples import PLAIN, TONE
from guiaviva.guide import Guide
from guiaviva.posts.criteria import Criteria, criteria_of
from guiaviva.text.bayes import Bayes, is_word, words_of

# A sentence of fewer words says too little.
FEWEST = 4
# So much likelier than a plain one must a sentence be of another tone, in thousandths of logarithms.
CERTAIN = 12_000


def with_tones(guide: Guide, language: str) -> Criteria:
    """Return the criteria of a guide for a language with what is known of its tones."""
    return replace(criteria_of(guide, language), tones=tones_of(guide, language))


def tones_of(guide: Guide, language: str) -> Bayes:
    """Return what examples say of the tones of a language, which takes a moment to learn."""

    def make(_: Sequence[int]) -> Iterator[Bayes]:
        yield Bayes.learned(load_examples(guide.folder.root, TONE, [language]))

    key = digest(guide.model.fingerprint, language)
    return guide.model.once((TONE, key), lambda: kept(guide.store, TONE, [key], make)[0])


# Each check of tone asks for all sentences.
@lru_cache(maxsize=1024)
def tone_of(examples: Bayes, sentence: str) -> str:
    """Return the tone of a sentence, which is plain unless it is far likelier to be another."""
    if sum(map(is_word, words_of(sentence))) < FEWEST:
        return PLAIN
    scores = examples.scores(sentence)
    plain = scores.pop(PLAIN, 0)
    likeliest = min(scores, key=lambda tone: (-scores[tone], tone), default=PLAIN)
    return likeliest if scores and scores[likeliest] - plain > CERTAIN else PLAIN
