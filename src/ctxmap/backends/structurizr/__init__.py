"""All that is on context maps as a Structurizr workspace, for the tools of the C4 model: `structurizr.json`.

A context is a software system, what is deployed of it and its databases are its containers; a map is a view of the
system landscape. See `elements`, `relationships` and `views` for what becomes of what.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._maps import landscape, map_diagrams
from ctxmap.backends.structurizr.elements import SEPARATOR, Elements
from ctxmap.backends.structurizr.relationships import Relationships
from ctxmap.backends.structurizr.views import views


@backend("structurizr.json", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A workspace with all maps and views, if there is a map."""
    if request.model.maps:
        yield Artifact("structurizr.json", json.dumps(_workspace(request), ensure_ascii=False, indent=2) + "\n")


def _workspace(request: Request) -> dict[str, Any]:
    """A workspace as Structurizr's description of its JSON has it, in version 1 of it."""
    model, maps = request.model, list(map_diagrams(request))
    elements = Elements(model, landscape(request))
    relationships = Relationships(elements, maps)
    return {
        "name": model.maps[0].title or model.name or "ctxmap",
        "model": {
            "properties": {"structurizr.groupSeparator": SEPARATOR},
            "softwareSystems": [relationships.added_to(system) for system in elements.systems],
        },
        "views": views(elements, relationships, maps),
    }
