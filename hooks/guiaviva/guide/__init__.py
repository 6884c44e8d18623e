"""The guide: pages, facts and content model together, with the look-ups that rules and views need.

guide      the guide and its pages, languages, plans and networks; what follows from it alone is made `once`
loading    files become a guide
demands    the pages that a guide must have, and those whose name seems to be wrong
sections   the sections that a page must have, and the headings that seem to be meant
revisions  what translations follow, and which of their sections are out of date
recent     what has changed since a day, and which roles it concerns
links      where the links of a page lead within the guide
blocks     the blocks of a page
rows       the rows that blocks show, and their ids
scaffold   the text with which a page begins
placeholders  the gaps of ready replies, and what they are called
references the keys by which data and pages refer to records
plans      what the lists of a plan have to do with one another
"""

from guiaviva.guide.guide import IN_USE, MEASURES, Guide, Worded
from guiaviva.guide.loading import Progress, load_guide

__all__ = ["IN_USE", "MEASURES", "Guide", "Progress", "Worded", "load_guide"]
