"""Finds what ships with ctxmap: the modules of a folder, and what lies beside the code, the grammar and the rule pages.

In a wheel these lie inside the package; in a checkout (also an editable install) at the top level.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_CHECKOUT = _PACKAGE.parent.parent


def modules_in(folders: Iterable[str]) -> tuple[str, ...]:
    """The names of the modules in a package's folders (its `__path__`), sorted, but for those that begin with `_`.

    A listing is all it takes: `pkgutil` has to be loaded first, and knows of archives that ctxmap isn't run from.
    """
    files = (entry.name for folder in folders for entry in os.scandir(folder))
    return tuple(sorted(name.removesuffix(".py") for name in files if _is_module(name)))


def grammar_folder() -> Path:
    """The folder with the grammar's sections."""
    return _first(_PACKAGE / "grammar", _CHECKOUT / "grammar")


def rule_pages_folder() -> Path:
    """The folder with a page for each rule, `<rule>.md`."""
    return _first(_PACKAGE / "rule_pages", _CHECKOUT / "docs" / "rules")


def _is_module(file: str) -> bool:
    return not file.startswith("_") and (file.endswith(".py") or "." not in file)


def _first(*folders: Path) -> Path:
    return next(folder for folder in folders if folder.is_dir())
