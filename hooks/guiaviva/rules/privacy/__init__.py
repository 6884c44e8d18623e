"""Rules about what nobody but its owner should read."""
