"""Completion for the Tab key that click can't do itself: names, and lists of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

Complete = Callable[[click.Context, click.Parameter, str], list[str]]
"""Called by click with an incomplete word; gives its completions."""


def one_of(names: Callable[[], Iterable[str]]) -> Complete:
    """Complete a name; the names are computed when Tab is pressed."""
    return lambda _ctx, _parameter, begun: [name for name in names() if name.startswith(begun)]


def several_of(names: Callable[[], Iterable[str]]) -> Complete:
    """Complete the last name of a list that is separated by commas."""

    def complete(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
        before, comma, last = begun.rpartition(",")
        taken = before.split(",")
        return [f"{before}{comma}{name}" for name in names() if name.startswith(last) and name not in taken]

    return complete
