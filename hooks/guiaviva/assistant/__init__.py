"""The response assistant: the calendar of the institution, in which its script counts deadlines."""
