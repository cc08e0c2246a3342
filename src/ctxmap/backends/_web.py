"""Addresses that work from anywhere: what of a map's `link`s may stand in a document of another format."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://[A-Za-z0-9-._~:/?#\[\]@!$&'()*+,;=%]+")


def address(link: str) -> str:
    """The link, if it is the address of a web page, with nothing in it that means something elsewhere; else ""."""
    return link if _ADDRESS.fullmatch(link) else ""
