"""The files for editors are up to date with the grammar; `.ci/check-colours` opens maps in the editors themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CHECKOUT
from ctxmap.highlighting import generate

BUILT = generate.build()


@pytest.mark.parametrize("path", BUILT, ids=lambda path: path.name)
def test_files_are_fresh(path: Path, same: Callable[[Path, str], None]) -> None:
    assert path.is_relative_to(CHECKOUT / "editors")
    same(path, BUILT[path])
