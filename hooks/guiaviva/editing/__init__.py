"""Files of a guide are changed with help: what is right at a place, what may be written, how it is saved and undone.

cursor      the place, and what is written around it
yaml_paths  of which key of a file of data, or of front matter, a place is the key or the value
candidates  what may be written: facts, keys of records, pages and sections
completing  what may be written at a place
pointing    what is meant at a place, where that is written, and where it is spoken of
describing  what is meant at a place, in a few lines
drafts      what the check says of a page that is not saved yet
places      which files of a guide may be written from a browser
changes     a changed text, with every byte that was not touched
merging     what two people changed, together
savings     reading, saving and undoing: whole or not at all, and nothing that changed meanwhile is written over
journal     the savings of today
pictures    a picture is put where pictures are
git         Git as the person has it, asked so that nothing that came with a guide is run
unsent      what was changed and not sent yet
telling     what was changed, in words
marking     what changed between two texts, marked in its words
combining   what was changed here, and by others meanwhile, becomes one
forges      where a change request is made in the browser
sending     a branch, a commit and a push
patches     what was changed as a file, where there is no Git
translating stale sections: beside their original, written, signed off
worksheets  stale sections out to those who translate elsewhere, and back
"""

from guiaviva.editing.completing import Completion, completions

__all__ = ["Completion", "completions"]
