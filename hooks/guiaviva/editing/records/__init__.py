"""Records of data, and the front matter of pages, as forms and as text."""
