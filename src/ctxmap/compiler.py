"""The road: texts → models and findings.

Every stage takes a value and gives a value and findings; nothing raises for a user's mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike

import msgspec

from ctxmap.findings import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.source import Source


class Compilation(msgspec.Struct, frozen=True, eq=False):
    """What compiling a workspace gives: its models, what was found in them, and the texts they were read from."""

    models: tuple[Model, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]

    @property
    def model(self) -> Model:
        """The model, where there is one; the first of several."""
        return self.models[0]


def compile_text(text: str, path: str = "<text>") -> Compilation:
    """Compile one text; its imports are looked for beside `path`."""
    raise NotImplementedError


def compile_paths(paths: Iterable[str | PathLike[str]]) -> Compilation:
    """Compile files and folders (`-`: standard input) as a workspace of one or more models."""
    raise NotImplementedError
