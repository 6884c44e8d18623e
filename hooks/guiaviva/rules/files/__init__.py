"""Rules about the files of a guide: which are read, how large they are, and what they are."""
