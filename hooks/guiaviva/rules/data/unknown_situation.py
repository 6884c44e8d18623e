"""Every situation that data or a page names is in data/situations.yml.

Whoever has such a message open would find no answer.

Not seen: whether it is the situation that suits the message, the reply or the branch of the tree that names it.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-situation", collection="situations")
