"""The battery of meaning: guides are damaged, and edited harmlessly, by kinds and from a seed, and then checked.

A damage must be told once, at the file and line where it was done; of a harmless edit nothing must be said.
`ground` is a guide to try things on, `kinds` the decorators by which a kind is found, each other module a family of
kinds, and `trial` the check and the table. `python -m battery --help` tells how to run it.
"""
