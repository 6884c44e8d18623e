"""What is known of a text and its translation without judging its sense.

records    the signatures of both sides that were signed off, in pages and in `translations.yml`
changes    which side has changed since, and how much
comparing  in what two passages surely differ: how many there are, their figures, links, blocks, marks, gaps and code
figures    figures as values, whatever language writes them
histories  what Git knows of it: the words as they were, and what the original changed since the translation was edited
"""
