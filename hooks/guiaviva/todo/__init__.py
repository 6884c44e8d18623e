"""What is left to write, as a list: what readers meet first, who can answer it, and sheets to ask them."""
