"""Rules about which pages there are, and their headings, sections, blocks and front matter."""
