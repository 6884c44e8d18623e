"""A guide that was written for an earlier version of the program becomes one for this version.

Each version that changes what a guide must be has a module here, `v⟨major⟩_⟨minor⟩.py`, with a function `migrate` that
gets what changes and adds to it. Texts of the institution are never changed.
"""
