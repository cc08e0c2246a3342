"""Text → syntax tree: what is written, with the position of every word. Knows nothing of meaning."""
