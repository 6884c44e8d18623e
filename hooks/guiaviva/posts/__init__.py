"""The post check: what in a text breaks a rule of data/style.yml or a limit of a network.

The browser checks in the same way (`overrides/assets/javascripts/posts/check.js`), with the patterns that Python hands
to it. One table of cases holds for both, and a test compares them on thousands of random posts.
"""
