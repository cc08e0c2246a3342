"""Text → syntax tree: what is written, with the place of every word, and no idea of what it means."""
