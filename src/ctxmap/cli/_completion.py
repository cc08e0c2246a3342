"""What a shell offers behind the Tab key, where click can't know it by itself: names, and lists of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

Complete = Callable[[click.Context, click.Parameter, str], list[str]]
"""What click calls for a word that has been begun; it gives the words that it may become."""


def one_of(names: Callable[[], Iterable[str]]) -> Complete:
    """The names that begin so; they are asked for when somebody presses Tab, and not before."""
    return lambda _ctx, _parameter, begun: [name for name in names() if name.startswith(begun)]


def several_of(names: Callable[[], Iterable[str]]) -> Complete:
    """The names that may stand behind the last comma, each behind what stands there already."""

    def complete(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
        before, comma, last = begun.rpartition(",")
        taken = before.split(",")
        return [f"{before}{comma}{name}" for name in names() if name.startswith(last) and name not in taken]

    return complete
