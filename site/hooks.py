"""What the site shows differently from the files: the heads of fenced blocks, and links to folders."""

from __future__ import annotations

import re
from typing import Any

_HEAD = re.compile(r"^(?P<marks> *```+)(?P<language>[\w-]+) (?P<rest>[^\n`=]+)$", re.MULTILINE)
_FOLDER = re.compile(r"\]\((?P<path>(?!https?:)[\w./-]+/)\)")
_FENCE = re.compile(r"(^ *```.*?^ *```+$)", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Show the file name of a block as its title, and lead links to folders to their first page."""
    parts = _FENCE.split(_HEAD.sub(_head, markdown))
    return "".join(part if part.lstrip().startswith("```") else _FOLDER.sub(_folder, part) for part in parts)


def _head(head: re.Match[str]) -> str:
    return f'{head["marks"]}{head["language"]} title="{head["rest"]}"'


def _folder(link: re.Match[str]) -> str:
    return f"]({link['path']}{'index.md' if link['path'].endswith('rules/') else 'README.md'})"
