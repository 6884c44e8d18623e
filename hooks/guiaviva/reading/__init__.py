"""Reading: files become plain values with places. Knows no rule and no wording; never fails on any text."""
