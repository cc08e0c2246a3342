"""Starts the server with all its features."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module

from ctxmap.lsp import features
from ctxmap.lsp.server import Server
from ctxmap.text.resources import modules_in


def start() -> None:
    """Serve an editor over standard input and output until it says `exit`."""
    _keep_quiet()
    server = Server()
    for name in modules_in(features.__path__):
        import_module(f"{features.__name__}.{name}").register(server)
    # pygls closes the stream in the end, and whoever ends the program flushes standard output.
    server.start_io(stdout=os.fdopen(os.dup(sys.stdout.fileno()), "wb"))


def _keep_quiet() -> None:
    """Log nothing to standard error: a server whose editor doesn't read it would stop when the pipe is full."""
    logger = logging.getLogger("pygls")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
