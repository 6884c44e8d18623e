"""Files of a guide are changed by people who know no Git: what may be written, how it is saved, and how it is undone.

places     which files of a guide may be written
changes    a changed text, with every byte that was not touched
savings    reading, saving and undoing: whole or not at all, and nothing that changed meanwhile is written over
journal    the savings of today
pasting    what a word processor has in the clipboard becomes Markdown
"""
