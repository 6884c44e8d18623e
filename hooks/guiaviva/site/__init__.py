"""What a site is made of: views as HTML, what its scripts read, navigation, theme, and how MkDocs is run.

Nothing else of the program knows HTML, Markdown's extensions or MkDocs.
"""
