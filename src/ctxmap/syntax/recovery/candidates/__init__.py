"""The edits that may fix a mistake: each module proposes those for one group of mistakes, with their messages.

A module has a function `candidates`, which is given a place and yields edits; at the end of the file only those of
`AT_END` are asked. Modules are found by walking the folder.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Final

from ctxmap.syntax.recovery.edit import Edit, Place
from ctxmap.syntax.tables import END

AT_END: Final = ("braces", "marks")


def candidates(place: Place) -> Iterator[Edit]:
    """What the author may have meant at a place."""
    for name, propose in _modules():
        if place.key != END or name in AT_END:
            yield from propose(place)


@cache
def _modules() -> Sequence[tuple[str, Callable[[Place], Iterator[Edit]]]]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [(name, import_module(f"{__name__}.{name}").candidates) for name in names]
