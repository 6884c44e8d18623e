"""The post check: what in a text goes against data/style.yml and the limits of the networks.

The browser checks by the same steps (`overrides/assets/javascripts/posts/check.mjs`), with the patterns that Python
hands it; one table of cases holds for both, and a test compares the two on thousands more.
"""
