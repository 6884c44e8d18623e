"""Rendering a site with MkDocs as a library: languages are prepared once, then any page is rendered by itself.

The only package that imports MkDocs. The same hooks run as under `mkdocs build`, in the same order within a page.
"""
