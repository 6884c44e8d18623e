"""Every term that data or a page names is in data/terms.yml.

A link of the glossary that leads nowhere explains nothing.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-term", collection="terms")
