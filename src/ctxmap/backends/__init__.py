"""Model and findings → artifacts: one file a backend, found by walking this folder.

`backends/mermaid.py` is the backend `mermaid`. It holds one function, decorated with `backend`, that takes a `Request`
and yields `Artifact`s; it knows nothing of the command line, of folders on the disk or of what other backends write.
A module whose name begins with `_` is not a backend but shared by several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.model.named import named_by_elements
from ctxmap.text.resources import modules_in

if TYPE_CHECKING:
    from ctxmap.drawing.theme import Theme


class Artifact(msgspec.Struct, frozen=True):
    """A file to be written: a path below the output folder, with `/` between folders, and its text, or its bytes.

    `remark`: what a reader of the file would miss, such as characters that no font has; a sentence without a full stop.
    """

    path: str
    content: str | bytes
    remark: str = ""

    @property
    def text(self) -> str:
        """The content of a text file."""
        if isinstance(self.content, bytes):
            raise TypeError(f"not a text: {self.path}")
        return self.content

    @property
    def data(self) -> bytes:
        """The bytes that are written."""
        return self.content.encode() if isinstance(self.content, str) else self.content


def _default_theme() -> Theme:
    from ctxmap.drawing.theme import DEFAULT as THEME  # noqa: PLC0415 — reading a configuration loads this module

    return THEME


class Request(msgspec.Struct, frozen=True, eq=False):
    """What a backend builds from: a model, what was found in it, and what the team has configured.

    `diagnostics` are those of the whole workspace. `theme` is the one that the configuration names, already read. The
    references of the model have the names of what they refer to, however they are spelled.
    """

    model: Model
    diagnostics: Sequence[Diagnostic] = ()
    configuration: Configuration = DEFAULT
    theme: Theme = msgspec.field(default_factory=_default_theme)

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "model", named_by_elements(self.model))


class Placed(msgspec.Struct, frozen=True, eq=False):
    """What is built of one of several models, and the folder for it below the output folder: "" or `shop/`."""

    folder: str
    request: Request


class Backend(msgspec.Struct, frozen=True):
    """A backend: its name, the function that builds its artifacts, and when it can be used."""

    name: str
    build: Callable[[Request], Iterator[Artifact]]
    makes: tuple[str, ...]
    """Patterns of the paths of its artifacts, such as `contexts/*.md`; `*` stays within a name."""
    on_request: bool = False
    """Whether it is built only where a user names it."""
    needs: str = ""
    """What a user has to install first, as an instruction; such output may differ from machine to machine."""
    made_of: tuple[Backend, ...] = ()
    """The backends whose output it combines."""
    above: Callable[[Sequence[Placed]], Iterator[Artifact]] | None = None
    """Builds what stands above the folders of several models."""

    def build_all(self, placed: Sequence[Placed]) -> Iterator[Artifact]:
        """The artifacts of each model in its folder, and those above several models."""
        for each in placed:
            for artifact in self.build(each.request):
                yield msgspec.structs.replace(artifact, path=each.folder + artifact.path)
        if self.above and len(placed) > 1:
            yield from self.above(placed)

    def can_make(self, path: str) -> bool:
        """Whether a file, in whatever folder of a model, may be one of its artifacts."""
        return any(PurePosixPath(path).match(pattern) for pattern in self.makes)


class NotInstalledError(Exception):
    """Something that a backend needs isn't installed."""

    def __init__(self, backend: str, needs: str) -> None:
        super().__init__(f'"{backend}" needs something that is not installed: {needs}')


def backend(
    *makes: str,
    on_request: bool = False,
    needs: str = "",
    made_of: tuple[Backend, ...] = (),
    above: Callable[[Sequence[Placed]], Iterator[Artifact]] | None = None,
) -> Callable[[Callable[[Request], Iterator[Artifact]]], Backend]:
    """Make a backend of a function called `build`; the backend is named after the module of the function.

    `makes` are patterns of the paths of its artifacts; no other file is ever removed or overwritten in its name.
    """

    def decorate(build: Callable[[Request], Iterator[Artifact]]) -> Backend:
        return Backend(build.__module__.rpartition(".")[2], build, makes, on_request, needs, made_of, above)

    return decorate


@cache
def names() -> tuple[str, ...]:
    """The names of all backends, sorted; imports none of them."""
    return modules_in(__path__)


def load(name: str) -> Backend:
    """The backend of that name, imported now."""
    return import_module(f"{__name__}.{name}").build


@cache
def by_default() -> tuple[str, ...]:
    """The names of the backends that are built if a user names none; imports all of them."""
    return tuple(name for name in names() if not load(name).on_request)


@cache
def self_contained() -> tuple[str, ...]:
    """The names of the backends that need nothing else, so their output is the same on every machine; imports all."""
    return tuple(name for name in names() if not load(name).needs)
