"""Colours for maps: what each part of a text is, for terminals, pages and editors. It knows nothing of meaning."""
