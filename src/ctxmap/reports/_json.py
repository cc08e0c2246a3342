"""JSON as it is printed, into the logs of CI servers as well."""

from __future__ import annotations

import re

import msgspec

_COMMAND = re.compile(r"#(?=#\w*\[)")
"""The beginning of a command to GitHub or Azure, anywhere in a line: `##[add-mask]`, `##vso[task.setvariable]`."""


def to_json(value: object) -> str:
    """The value as indented JSON with a line end; a text in it can't become a command in a log."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return _COMMAND.sub(r"\\u0023", text) + "\n"
