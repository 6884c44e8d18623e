"""Records of data, as forms and as text."""
