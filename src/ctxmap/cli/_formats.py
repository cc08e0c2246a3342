"""The option --only. It is apart from the others, since it loads the backends."""

from __future__ import annotations

import click

from ctxmap import backends
from ctxmap.cli._completion import several_of
from ctxmap.cli._settings import overriding
from ctxmap.cli._suggestions import unknown


def _backends(value: str) -> tuple[str, ...]:
    """Names of backends, in the order in which they run."""
    named = [name.strip() for name in value.split(",")]
    for name in named:
        if name not in backends.names():
            raise click.BadParameter(unknown("backend", name, backends.names()))
    return tuple(name for name in backends.names() if name in named)


class _Only(click.Option):
    """Lists the backends in its help; finding out which run by default imports them, so only then."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        on_request = sorted(set(backends.names()) - set(backends.by_default()))
        self.help = (
            f"Build only these (separated by commas). By default: {', '.join(backends.by_default())}. "
            f"On request: {', '.join(on_request)}."
        )
        return super().get_help_record(ctx)


formats_option = overriding(
    "--only",
    key="output.formats",
    read=_backends,
    metavar="NAMES",
    shell_complete=several_of(backends.names),
    cls=_Only,
)
