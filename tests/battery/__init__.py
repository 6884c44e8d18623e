"""The battery of meaning: guides are damaged, and edited harmlessly, by kinds and from a seed, and then checked.

A damage must be reported once, at its file and line; a harmless edit must not be reported.
`ground` is a guide to try things on, `kinds` the decorators by which a kind is found, each other module a family of
kinds, and `trial` the check and the table. See `python -m battery --help`.
"""
