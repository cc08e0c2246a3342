"""Findings → an output format, one file each, found by walking this folder."""
