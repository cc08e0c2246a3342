"""Unified diffs, in the form that `patch` reads."""

from __future__ import annotations

import re
from difflib import unified_diff

from ctxmap.reports._characters import visible

_LINE = r"[^\n]*\n|[^\n]+"


def patch(before: str, after: str, name: str, name_after: str = "") -> str:
    """A unified diff of two texts with the names of their files; "" for equal texts.

    Only a line feed ends a line, so that a carriage return before it is kept.
    """
    names = visible(name), visible(name_after or name)
    lines = unified_diff(re.findall(_LINE, before), re.findall(_LINE, after), *names)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
