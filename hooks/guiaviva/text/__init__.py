"""What is read in any text, whatever it is part of: words, languages, contacts, secrets.

Rules, the post check, the search and the import ask here; nothing here knows a guide.
"""
