"""Work shared among the cores of the machine: each piece is done by one process, and the results are the same.

Processes are forked, which takes milliseconds and imports nothing again. Where that isn't safe (other threads are
running) or not possible, and on one core, the work isn't shared: whoever needs a result makes it then.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Piece = TypeVar("Piece")


def cores() -> int:
    """How many processes may share the work; 1 where it can't be shared."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def shared(work: Callable[[Piece], str], pieces: Sequence[Piece]) -> list[str]:
    """The result of each piece, in their order; nothing if the processes don't live to give them.

    Begin with what takes longest: then no process is left alone with it.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 — takes as long as to draw two diagrams
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    try:
        with ProcessPoolExecutor(min(cores(), len(pieces)), get_context("fork"), _leave_interrupts) as pool:
            return list(pool.map(work, pieces))
    except (OSError, NotImplementedError, BrokenProcessPool):  # no semaphores, no memory, or killed
        return []


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that waits for this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
