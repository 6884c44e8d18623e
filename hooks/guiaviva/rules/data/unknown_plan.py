"""Every plan that data or a page names has a file in data/plans/.

A plan that derives from one that is not there derives from none.

Not seen: whether it is the plan that was meant, and plans that are only named in a sentence.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-plan", collection="plans")
