"""The site: views as HTML, the files that its scripts read, the navigation, the theme, and how MkDocs is run.

No other package imports MkDocs or makes HTML; a contract in pyproject.toml asserts it.
"""
