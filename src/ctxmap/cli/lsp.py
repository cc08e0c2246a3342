"""`ctxmap lsp`: the language server."""

from __future__ import annotations

from importlib.util import find_spec

import click

from ctxmap import __version__


@click.command()
@click.option("--stdio", "_stdio", is_flag=True, help="Use standard input and output, as always.")
@click.version_option(__version__, "--version", message="ctxmap lsp %(version)s")
def command(_stdio: bool) -> int:
    """Start the language server for editors.

    It talks over standard input and output, and editors start it themselves. It needs the extra "lsp":
    pip install "ctxmap-cml[lsp]".
    """
    if not find_spec("pygls"):
        raise click.ClickException('the language server needs pygls: run pip install "ctxmap-cml[lsp]"')
    from ctxmap.lsp.start import start  # noqa: PLC0415 — with the extra only

    start()
    return 0
