"""Every context map: `maps/<map>.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends.svg.context_map import context_map_diagram
from ctxmap.backends.svg.pictures import Picture
from ctxmap.findings import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.model.names import map_files


def pictures(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[Picture]:
    """A picture for each map of the model."""
    files = map_files(model)
    for each in model.maps:
        yield Picture(f"maps/{files[each.qualified_name]}", context_map_diagram(model, each, diagnostics))
