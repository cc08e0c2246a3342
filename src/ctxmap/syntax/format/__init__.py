"""Syntax tree → the same text in the canonical format. Changes white space only; knows nothing of meaning."""
