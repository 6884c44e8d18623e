"""The response assistant: how a deadline is counted.

The browser counts by the same steps (`overrides/assets/javascripts/assistant/calendar.mjs`); one table of cases holds
for both, and a test compares the two on thousands more.
"""
