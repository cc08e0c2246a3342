"""Context maps as DOT, for any Graphviz and what else reads it: `maps/<map>.dot`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._graphviz import graph_of
from ctxmap.backends._maps import map_diagrams


@backend("*.dot", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A graph for each map and view."""
    for each in map_diagrams(request):
        yield Artifact(f"{each.path}.dot", graph_of(each).source)
