"""A picture of every context map, as SVG that we draw ourselves: `maps/<map>.svg`.

Where no Graphviz is found there is the map as DOT text instead, `maps/<map>.dot`, which says so in its first line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends import Artifact
from ctxmap.backends.svg.context_map import context_map_diagram
from ctxmap.drawing.dot import dot_text
from ctxmap.drawing.picture import picture
from ctxmap.findings import Diagnostic
from ctxmap.layout import NoEngineError
from ctxmap.model.elements import Model
from ctxmap.model.names import map_files


def build(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[Artifact]:
    """A picture for each map of the model."""
    files = map_files(model)
    for context_map in model.maps:
        diagram = context_map_diagram(model, context_map, diagnostics)
        file = f"maps/{files[context_map.qualified_name]}"
        try:
            yield Artifact(f"{file}.svg", picture(diagram))
        except NoEngineError:
            yield Artifact(f"{file}.dot", dot_text(diagram))
