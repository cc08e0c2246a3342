"""Model and findings → artifacts: one file a backend, found by walking this folder.

A backend is a module with one public function `build(model, diagnostics)` that yields `Artifact`s. Its name is the
module's. A module whose name begins with `_` is no backend but a part of some. One that says `ON_REQUEST = True` is run
only where somebody asks for it by name. One that takes `defaults` is given the team's, for what no map says; one that
takes `diagrams` or `theme` is told how the team wants these. One with an `EXTRA` needs what that extra installs;
one that says what it is `MADE_OF` puts together what those backends make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

import msgspec

from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model

if TYPE_CHECKING:
    from ctxmap.drawing.theme import Theme


class Artifact(msgspec.Struct, frozen=True):
    """A file to be written: a path below the output folder, with `/` between folders, and its text, or its bytes."""

    path: str
    content: str | bytes

    @property
    def text(self) -> str:
        """The content of a file that is text."""
        if isinstance(self.content, bytes):
            raise TypeError(f"not a text: {self.path}")
        return self.content

    @property
    def data(self) -> bytes:
        """What is written."""
        return self.content.encode() if isinstance(self.content, str) else self.content


class NotInstalledError(Exception):
    """What a backend needs isn't installed."""

    def __init__(self, backend: str, extra: str) -> None:
        super().__init__(f'"{backend}" needs an extra that is not installed: pip install "ctxmap-cml[{extra}]"')


Build = Callable[[Model, Sequence[Diagnostic]], Iterator[Artifact]]


@cache
def names() -> tuple[str, ...]:
    """The names of all backends, sorted; none is imported for it."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


@cache
def usual() -> tuple[str, ...]:
    """The names of those that are run where nobody says which; all are imported for it."""
    return tuple(name for name in names() if not getattr(_module(name), "ON_REQUEST", False))


@cache
def self_contained() -> tuple[str, ...]:
    """The names of those that need no extra, and so give the same bytes on every machine; all are imported for it."""
    return tuple(name for name in names() if not hasattr(_module(name), "EXTRA"))


def load(name: str, configuration: Configuration = DEFAULT, theme: Theme | None = None) -> Build:
    """The `build` function of a backend, imported now, as a team has set it."""
    build = _module(name).build
    sections = {
        "defaults": configuration.contracts,
        "diagrams": configuration.diagrams,
        "output": configuration.output,
        "theme": theme,
    }
    takes = sections.keys() & getattr(build, "__annotations__", {}).keys()
    given = {name: sections[name] for name in takes if sections[name] is not None}
    return partial(build, **given) if given else build


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
