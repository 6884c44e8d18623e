"""Search: records of the guide, an index of them for each language, and the ranking that readers see.

The browser ranks by the same steps (`overrides/assets/javascripts/search/`); a test compares the two on thousands of
cases. All numbers that both work with are whole, or made of whole ones by the same operations in the same order.
"""
