"""The options that ask for fixes. `_apply_fixes.py` applies them, and is imported only then."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import msgspec


class Fixing(msgspec.Struct, frozen=True):
    """Whether fixes are written, only shown, or not wanted; and whether unsafe ones are included."""

    writes: bool
    shows: bool
    unsafe: bool

    @property
    def is_wanted(self) -> bool:
        """Whether fixes are written or shown."""
        return self.writes or self.shows


def with_fixing(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options for fixes; it receives its `Fixing`."""

    @click.option("--fix", "writes", is_flag=True, help="Apply all safe fixes, then report what is left.")
    @click.option("--diff", "shows", is_flag=True, help="Show the changes that --fix would make, without making them.")
    @click.option(
        "--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: include fixes that need a review."
    )
    @wraps(command)
    def run(writes: bool, shows: bool, unsafe: bool, **others: Any) -> int:
        fixing = Fixing(writes and not shows, shows, unsafe)
        if unsafe and not fixing.is_wanted:
            raise click.UsageError("--unsafe-fixes needs --fix or --diff")
        return command(fixing=fixing, **others)

    return run
