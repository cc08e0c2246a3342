"""Changes flow downstream; where the stream runs in a circle, everybody waits for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import stated_calls
from ctxmap.analyses.graph.cycles import Edge, circles
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model, Relationship
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context_map, calls in zip(model.maps, stated_calls(model), strict=True):
        streams: dict[Edge, Relationship] = {}
        for relationship in context_map.relationships:
            if _counts(model, relationship):
                streams.setdefault((relationship.upstream.context, relationship.downstream.context), relationship)
        called = {(call.caller, call.callee) for call in calls}
        place_in_text = {edge: place for place, edge in enumerate(streams)}
        for circle in circles(list(streams)):
            if not _is_circle_of_calls(circle, called):
                first = min(range(len(circle)), key=lambda at: place_in_text[circle[at]])
                yield _cycle([streams[edge] for edge in (*circle[first:], *circle[:first])])


def _counts(model: Model, relationship: Relationship) -> bool:
    """Events couple neither behaviour nor time, and what is external has its own course."""
    is_purely_async = bool(relationship.asyncs) and not relationship.syncs
    external = any(contexts(model)[side.context].type == "EXTERNAL" for side in relationship.sides)
    return not (relationship.is_symmetric or is_purely_async or external)


def _is_circle_of_calls(circle: tuple[Edge, ...], called: set[Edge]) -> bool:
    """Whether `sync-cycle` has said it already: each calls the next, up or down the stream."""
    return called.issuperset(circle) or called.issuperset((b, a) for a, b in circle)


def _cycle(relationships: list[Relationship]) -> Finding:
    first, *others = relationships
    names = [each.downstream.context for each in relationships]
    if len(names) == 2:
        message = f'"{first.upstream.context}" and "{names[0]}" are upstream of each other'
        hint = "if they succeed or fail together, make it a partnership: `[P] <-> [P]`; if not, turn one into events"
    else:
        way = " → ".join(f'"{name}"' for name in (first.upstream.context, *names))
        message = f"{len(names)} contexts are upstream of each other in a circle: {way}"
        hint = "find the relationship that should not be there, or turn one into events"
    related = [(f'"{each.upstream.context}" is upstream of "{each.downstream.context}" here', each) for each in others]
    return finding(first, message, hint=hint, related=related)
