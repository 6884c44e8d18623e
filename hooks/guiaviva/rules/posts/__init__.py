"""Rules about posts, ready replies and examples."""
