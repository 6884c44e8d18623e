"""Rules about what staff find with the search; they are asked last."""
