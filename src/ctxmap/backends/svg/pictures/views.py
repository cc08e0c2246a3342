"""Every view of a context map: `views/<view>.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends.svg.context_map import context_map_diagram
from ctxmap.backends.svg.pictures import Picture
from ctxmap.findings import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.model.names import view_files


def pictures(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[Picture]:
    """A picture for each view, of the part of its map that it chooses."""
    maps = {each.qualified_name: each for each in model.maps}
    files = view_files(model)
    for view in model.views:
        diagram = context_map_diagram(model, maps[view.map.target or ""], diagnostics, view)
        yield Picture(f"views/{files[view.qualified_name]}", diagram)
