"""Starts the server with all its features."""

from __future__ import annotations

from importlib import import_module

from ctxmap.lsp import features
from ctxmap.lsp.server import Server
from ctxmap.text.resources import modules_in


def start() -> None:
    """Serve an editor over standard input and output until it says `exit`."""
    server = Server()
    for name in modules_in(features.__path__):
        import_module(f"{features.__name__}.{name}").register(server)
    server.start_io()
