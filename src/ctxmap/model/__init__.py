"""Syntax tree → meaning: the semantic model, the linker that makes it, and the index that looks things up in it."""
