"""Every table is shown as a table, and every row has the cells of its header.

A bar too many hides a cell, and a missing line of hyphens makes a paragraph of all rows.

Not seen: what the cells say, and whether it would be easier to read as text.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="broken-table")
