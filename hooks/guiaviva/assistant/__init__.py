"""The response assistant: what its script reads, made from the guide, and the calendar in which it counts deadlines."""
