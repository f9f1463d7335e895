"""How fast the reader is, and how much memory it takes, beside bare spaCy."""
