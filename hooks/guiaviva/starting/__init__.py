"""How an institution begins: its answers become a guide of its own, with the text of the demonstration that fits it."""
