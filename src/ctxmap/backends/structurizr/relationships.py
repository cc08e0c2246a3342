"""Relationships of all maps as relationships between software systems, from upstream to downstream."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from ctxmap.backends._maps import MapDiagram, ends_in_a_line, flows
from ctxmap.backends._web import address
from ctxmap.backends.structurizr.elements import Element, Elements, numbered, present, tagged
from ctxmap.drawing.diagram import Connector, Stroke
from ctxmap.model.elements import Relationship

EQUAL = "Mutual"
_STYLES: dict[Stroke, str] = {"plain": "", "sync": "Synchronous", "message": "Asynchronous", "both": "Synchronous"}


class Relationships:
    """Where several maps or views show the same, they share it, since Structurizr takes nothing twice."""

    def __init__(self, elements: Elements, maps: Sequence[MapDiagram]) -> None:
        self._elements = elements
        self._by_content: dict[str, Element] = {}
        self._taken: set[tuple[str, str, str]] = set()
        self.on = {drawn.path: [self._found(drawn, *each)["id"] for each in drawn.relationships] for drawn in maps}
        """The ids of the relationships that each map or view shows, by its path."""
        self._of: defaultdict[str, list[Element]] = defaultdict(list)
        for relationship in self._by_content.values():
            self._of[relationship["sourceId"]].append(relationship)

    def added_to(self, system: Element) -> Element:
        """The software system with the relationships that begin at it."""
        return {**system, **present(relationships=self._of.get(system["id"]))}

    def _found(self, drawn: MapDiagram, connector: Connector, relationship: Relationship) -> Element:
        style = _STYLES[connector.stroke]
        content = present(
            sourceId=self._elements.ids[connector.tail],
            destinationId=self._elements.ids[connector.head],
            description="\n".join((ends_in_a_line(connector), *flows(drawn, connector))),
            technology=relationship.implementation_technology,
            interactionStyle=style,
            tags=tagged("Relationship", style, EQUAL if connector.equal else "", *relationship.tags),
            url=address(relationship.link),
            properties=present(details=connector.tooltip),
        )
        key = json.dumps(content)
        if key not in self._by_content:
            content["description"] = self._free(content)
            self._by_content[key] = {"id": self._elements.next_id(), **content}
        return self._by_content[key]

    def _free(self, content: Element) -> str:
        """A description that no other relationship between the two has."""
        keys = ((content["sourceId"], content["destinationId"], text) for text in numbered(content["description"]))
        free = next(key for key in keys if key not in self._taken)
        self._taken.add(free)
        return free[-1]
