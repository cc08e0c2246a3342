"""Maps and views as views of the system landscape, and what is inside a system as a view of its containers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ctxmap.backends._maps import MapDiagram, identifiers
from ctxmap.backends.structurizr.elements import DATABASE, FOREIGN, Element, Elements, present
from ctxmap.backends.structurizr.relationships import EQUAL, Relationships
from ctxmap.drawing.theme import LIGHT
from ctxmap.pictures.words import Words

_SHAPES = {"TEAM": "Person", "FRONTEND": "WebBrowser", "BFF": "Component"}


def views(elements: Elements, relationships: Relationships, maps: Sequence[MapDiagram]) -> dict[str, Any]:
    """The views of a workspace and their styles."""
    keys = identifiers(each.path for each in maps)
    inside = [_container_view(system) for system in elements.systems if "containers" in system]
    return {
        "systemLandscapeViews": [
            _landscape_view(elements, relationships, keys[drawn.path], order, drawn)
            for order, drawn in enumerate(maps, start=1)
        ],
        **present(containerViews=inside),
        "configuration": {
            "styles": {"elements": list(_element_styles(elements.words)), "relationships": list(_line_styles())}
        },
    }


def _landscape_view(
    elements: Elements, relationships: Relationships, key: str, order: int, drawn: MapDiagram
) -> Element:
    return present(
        key=key,
        order=order,
        title=drawn.diagram.title,
        description=drawn.diagram.description,
        automaticLayout=_layout("TopBottom" if drawn.diagram.direction == "TOP_TO_BOTTOM" else "LeftRight"),
        elements=[{"id": elements.ids[card]} for card in drawn.cards],
        relationships=[{"id": each} for each in relationships.on[drawn.path]],
    )


def _container_view(system: Element) -> Element:
    return {
        "key": f"containers_{system['id']}",
        "softwareSystemId": system["id"],
        "automaticLayout": _layout("LeftRight"),
        "elements": [{"id": container["id"]} for container in system["containers"]],
        "relationships": [],
    }


def _layout(direction: str) -> dict[str, Any]:
    return {
        "implementation": "Graphviz",
        "rankDirection": direction,
        "rankSeparation": 300,
        "nodeSeparation": 200,
        "edgeSeparation": 0,
        "vertices": False,
    }


def _element_styles(words: Words) -> Iterator[Element]:
    ours = {"background": LIGHT.card.fill, "stroke": LIGHT.card.edge, "color": LIGHT.card.ink}
    yield {"tag": "Element", **ours, "shape": "RoundedBox"}
    yield from ({"tag": words.types[kind], "shape": shape} for kind, shape in _SHAPES.items())
    yield {"tag": DATABASE, "shape": "Cylinder"}
    foreign = {"background": LIGHT.foreign.fill, "stroke": LIGHT.foreign.edge, "color": LIGHT.foreign.ink}
    yield {"tag": FOREIGN, **foreign, "border": "Dashed"}


def _line_styles() -> Iterator[Element]:
    yield {"tag": "Relationship", "color": LIGHT.plain, "dashed": False, "routing": "Curved"}
    yield {"tag": "Synchronous", "color": LIGHT.sync}
    yield {"tag": "Asynchronous", "color": LIGHT.message, "dashed": True}
    yield {"tag": EQUAL, "color": LIGHT.equal}
