"""Rules about the records of data, and what refers to them."""
