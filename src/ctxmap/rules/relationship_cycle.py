"""Changes flow downstream; contexts that are upstream of each other in a cycle all have to change together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.communication.calls import stated_calls
from ctxmap.analyses.contradictions import contradictions
from ctxmap.analyses.deployables import runs_together
from ctxmap.analyses.graph.cycles import Edge, tangles
from ctxmap.analyses.graph.feedback_arcs import feedback_arcs
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Model, Relationship
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule

_LISTED = 8
"""How many contexts, and how many relationships, a finding names."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        streams: dict[Edge, list[Relationship]] = {}
        for relationship in _counted(model, landscape):
            edge = (relationship.upstream.context, relationship.downstream.context)
            streams.setdefault(edge, []).append(relationship)
        called = {(call.caller, call.callee) for call in stated_calls(landscape)}
        for tangle in tangles(list(streams)):
            # `sync-cycle` reports it already where each calls the next, up or down the stream, and not in one process
            is_called = called.issuperset(tangle) or called.issuperset((b, a) for a, b in tangle)
            if not is_called or all(runs_together(landscape, *edge) for edge in tangle):
                yield _tangle({edge: streams[edge] for edge in tangle})


def _counted(model: Model, landscape: Landscape) -> Iterator[Relationship]:
    """Not counted: events, which couple neither behaviour nor time; external systems; contradictory directions."""
    contradictory = {frozenset(each.pair) for each in contradictions(landscape) if each.subject == "direction"}
    for relationship in landscape.relationships:
        ends = frozenset(side.context for side in relationship.sides)
        is_purely_async = relationship.says_how and not relationship.syncs
        external = any(contexts(model)[name].type == "EXTERNAL" for name in ends)
        if not (relationship.is_symmetric or is_purely_async or external or ends in contradictory):
            yield relationship


def _tangle(streams: dict[Edge, list[Relationship]]) -> Finding:
    first, *others = [relationship for relationships in streams.values() for relationship in relationships]
    names = list(dict.fromkeys(name for edge in streams for name in edge))
    if len(names) == 2:
        message = f'"{names[0]}" and "{names[1]}" are upstream of each other'
        hint = (
            "if they succeed or fail together, make it a partnership (`[P] <-> [P]`); otherwise replace one direction "
            "by events"
        )
    else:
        fewest = feedback_arcs({edge: len(relationships) for edge, relationships in streams.items()})
        message = f"{len(names)} contexts are upstream of each other in a cycle: {_cycle(list(streams), names)}"
        hint = (
            f"remove {_arrows(fewest)}, or replace it by events"
            if len(fewest) == 1
            else (f"remove {_arrows(fewest)}, or replace them by events")
        )
    related = [
        (f'"{each.upstream.context}" is upstream of "{each.downstream.context}" here', each)
        for each in others[:_LISTED]
    ]
    return finding(first, message, hint=hint, related=related)


def _cycle(edges: Sequence[Edge], names: Sequence[str]) -> str:
    """A single cycle as a path, a tangle of several as the contexts in it."""
    if len(edges) == len(names) <= _LISTED:
        following = dict(edges)
        path = [names[0]]
        for _ in edges:
            path.append(following[path[-1]])
        return " → ".join(f'"{name}"' for name in path)
    return listed(names[:_LISTED], f"{len(names) - _LISTED} more" if len(names) > _LISTED else "")


def _arrows(edges: Sequence[Edge]) -> str:
    *others, last = [f'"{upstream}" → "{downstream}"' for upstream, downstream in edges[:_LISTED]]
    if len(edges) > _LISTED:
        others, last = [*others, last], f"{len(edges) - _LISTED} more"
    return f"{', '.join(others)} and {last}" if others else last
