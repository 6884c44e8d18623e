"""Rules about the languages of a guide: what is missing in one, and what is in the wrong one."""
