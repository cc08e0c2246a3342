"""How one text becomes another, as `patch` takes it."""

from __future__ import annotations

import re
from difflib import unified_diff

_LINE = r"[^\n]*\n|[^\n]+"


def patch(before: str, after: str, name: str, name_after: str = "") -> str:
    """A unified diff of two texts, under the names of their files; "" where they are the same.

    A line ends at a line feed and nowhere else, so that a carriage return before it stays what it is.
    """
    lines = unified_diff(re.findall(_LINE, before), re.findall(_LINE, after), name, name_after or name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
