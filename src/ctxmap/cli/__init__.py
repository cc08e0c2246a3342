"""The command line: one module for each command, imported when the command runs; names with `_` are shared parts.

This is the only folder that writes files and standard output. Exit codes are a contract: 0 no findings, 1 findings,
2 could not run. A command is a function that returns its exit code.
"""

from __future__ import annotations

import click

from ctxmap import __version__
from ctxmap.cli._shell import Shell


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="ctxmap", message="%(prog)s %(version)s")
def main() -> None:
    """A compiler for context maps: checks them and builds diagrams, documents and API contracts from them."""
