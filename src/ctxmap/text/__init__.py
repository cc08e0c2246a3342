"""Texts: where they come from, which of them are meant, and places in them."""
