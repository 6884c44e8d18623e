"""A guide that an institution has already becomes drafts of this one.

documents  a file becomes Markdown, whatever it is, with its pictures
html, pdf  the two formats that need more than a library
placing    which page and section each heading of it is nearest to
drafts     the files that are written, and what they hold
findings   what in it is dated, or nobody's business
"""
