"""Every network that data or a page names is in data/networks.yml.

What is said of a network that nobody knows, such as its limit, is said of none.

Not seen: a network that is only named in a sentence, and whether it is still in use.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-network", collection="networks")
