"""Every situation that data or a page names is in data/situations.yml.

Whoever has such a message open would find no answer.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-situation", collection="situations")
