"""The options that ask for mends. What they lead to is in `_fixing.py`, which only who asks imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import msgspec


class Mending(msgspec.Struct, frozen=True):
    """What is to be mended: whether files are changed, or shown as they would be, or neither; and how much."""

    writes: bool
    shows: bool
    unsafe: bool

    @property
    def is_wanted(self) -> bool:
        """Whether anything is to be mended."""
        return self.writes or self.shows


def with_mending(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command be asked for mends; it is given its `Mending`."""

    @click.option("--fix", "writes", is_flag=True, help="Mend what can be mended safely, then check.")
    @click.option("--diff", "shows", is_flag=True, help="Show what --fix would change, and change nothing.")
    @click.option("--unsafe-fixes", "unsafe", is_flag=True, help="With these, mend what has to be looked at, too.")
    @wraps(command)
    def run(writes: bool, shows: bool, unsafe: bool, **others: Any) -> int:
        mending = Mending(writes and not shows, shows, unsafe)
        if unsafe and not mending.is_wanted:
            raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
        return command(mending=mending, **others)

    return run
