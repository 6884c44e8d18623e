"""The rules: one module each, or one a family. Each has `check(guide)`, which gives findings without words.

A rule is found because its file is here. Its level and words stand in `model/rules.yml`.
"""
