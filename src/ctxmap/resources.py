"""Finds what ships beside the code: the grammar and the rule pages.

In a wheel they lie inside the package; in a checkout (also an editable install) at the top level.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def grammar_folder() -> Path:
    """The folder with the grammar's sections."""
    return _first(_PACKAGE / "grammar", _CHECKOUT / "grammar")


def rule_pages_folder() -> Path:
    """The folder with a page for each rule, `<rule>.md`."""
    return _first(_PACKAGE / "rule_pages", _CHECKOUT / "docs" / "rules")


def _first(*folders: Path) -> Path:
    return next(folder for folder in folders if folder.is_dir())
