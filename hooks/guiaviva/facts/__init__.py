"""The institution's facts: what each file of `data/` may hold, and how it is read."""
