"""Rules about communication plans, their indicators and measures."""
