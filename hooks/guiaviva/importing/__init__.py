"""A guide that an institution has already becomes drafts of this one.

documents  a file becomes Markdown, whatever it is, with its pictures
html, pdf  the two formats that need more than a library
holding    what may be a secret or a person is cut out of it, until somebody releases it
targets    where text can go, and how near each place is
placing    which page and section each heading of it goes to
pages      the text of a page into which parts of it go
drafts     the files that are written
review     the list of what is not placed, in which somebody says where it goes
taking     all of that for the documents of one command
accepting  what somebody ticked in the lists
findings   what in it is dated
"""
