"""What an editor asks of a guide at a place in one of its files, whichever program shows the answer.

cursor      the place, and what is written around it
yaml_paths  of which key of a file of data, or of front matter, a place is the key or the value
candidates  what may be written: facts, keys of records, pages and sections
completing  what may be written at a place
pointing    what is meant at a place, where that is written, and where it is spoken of
describing  what is meant at a place, in a few lines
"""

from guiaviva.editing.completing import Completion, completions

__all__ = ["Completion", "completions"]
