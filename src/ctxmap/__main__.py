"""The process: `ctxmap` and `python -m ctxmap` begin here. Knows nothing of commands."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

_INTERRUPTED = 130


def run() -> None:
    """Run the command line and end the process.

    A command lives for a moment, and what it leaves behind dies with the process: looking for garbage among the modules
    while they are loaded, and taking them apart at the end, would take a tenth of the time that a check takes.
    """
    gc.disable()
    _forget_the_current_folder()
    try:
        from ctxmap.cli import main  # noqa: PLC0415 — Ctrl-C may come while it is loaded

        main(prog_name="ctxmap")
    except KeyboardInterrupt:
        _end(_INTERRUPTED)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        _end(end.code)


def _end(code: int) -> None:
    """End the process at once, with an exit code, unless there is output that can't be written: Python reports that."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)
    os._exit(code)


def _forget_the_current_folder() -> None:
    """Import nothing from where `python -m` was called: a `click.py` in a repository to be checked must not be run."""
    with suppress(FileNotFoundError):  # somebody has removed the folder
        if sys.path and sys.path[0] == os.getcwd():  # noqa: PTH109 — pathlib costs time at start-up
            del sys.path[0]


if __name__ == "__main__":
    run()
