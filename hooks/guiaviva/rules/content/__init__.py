"""Rules about what a page says, as it is written and as the site shows it."""
