"""The options that ask for fixes. What they lead to is in `_apply_fixes.py`, which only who asks imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import msgspec


class Fixing(msgspec.Struct, frozen=True):
    """What is to be fixed: whether files are changed, or shown as they would be, or neither; and how much."""

    writes: bool
    shows: bool
    unsafe: bool

    @property
    def is_wanted(self) -> bool:
        """Whether anything is to be fixed."""
        return self.writes or self.shows


def with_fixing(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command be asked for fixes; it is given its `Fixing`."""

    @click.option("--fix", "writes", is_flag=True, help="Fix what can be fixed safely, then check.")
    @click.option("--diff", "shows", is_flag=True, help="Show what --fix would change, and change nothing.")
    @click.option("--unsafe-fixes", "unsafe", is_flag=True, help="With these, fix what has to be looked at, too.")
    @wraps(command)
    def run(writes: bool, shows: bool, unsafe: bool, **others: Any) -> int:
        fixing = Fixing(writes and not shows, shows, unsafe)
        if unsafe and not fixing.is_wanted:
            raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
        return command(fixing=fixing, **others)

    return run
