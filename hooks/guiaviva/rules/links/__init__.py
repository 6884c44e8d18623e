"""Rules about where links, pictures and addresses lead."""
