"""Every term that data names is in data/terms.yml.

A link of the glossary that leads nowhere explains nothing.

Not seen: the words of pages that the glossary could explain and does not have.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-term", collection="terms")
