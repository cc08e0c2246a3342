"""Context maps as an installed Graphviz draws them: `graphviz/maps/<map>.svg`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._graphviz import NEEDS, drawing_of, graph_of
from ctxmap.backends._maps import map_diagrams


@backend("*.svg", on_request=True, needs=NEEDS)
def build(request: Request) -> Iterator[Artifact]:
    """A drawing for each map and view; raises `NotInstalledError`."""
    for each in map_diagrams(request):
        yield Artifact(f"graphviz/{each.path}.svg", drawing_of(graph_of(each), "graphviz"))
