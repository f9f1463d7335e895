"""How good the reader is, measured on hand-made gold records."""
