"""Directed graphs: cycles and longest paths. Knows nothing of what the nodes stand for."""
