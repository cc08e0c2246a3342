"""Which aggregates of a landscape have several owners, as far as the map shows: they are alike, or a sign says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from ctxmap.analyses.communication.calls import stated_calls
from ctxmap.analyses.copies import copies
from ctxmap.analyses.databases import databases_in, plain_name
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.analyses.similarity import Likeness, Sign, likenesses
from ctxmap.model.elements import Model, Relationship
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import subdomains


def shared_aggregates(model: Model, landscape: Landscape) -> Sequence[Likeness]:
    """The aggregates of our and legacy contexts that are, or may be, the same thing as an earlier one."""
    return _by_state(model)[landscape.state]


@once_per_model
def _by_state(model: Model) -> Mapping[str, Sequence[Likeness]]:
    return {each.state: tuple(_in(model, each)) for each in landscapes(model)}


def _in(model: Model, landscape: Landscape) -> Iterator[Likeness]:
    compared = [each for each in landscape.contexts if each.is_ours or each.type == "LEGACY"]
    return likenesses(compared, _signs(model, landscape), copies(model, landscape).are_meant)


def _signs(model: Model, landscape: Landscape) -> Mapping[str, Set[Sign]]:
    found: defaultdict[str, set[Sign]] = defaultdict(set)
    external = {context.qualified_name for context in landscape.contexts if context.type == "EXTERNAL"}
    for call in stated_calls(landscape):
        if call.callee in external:
            found[call.caller].add(("call", call.callee))
    for relationship in landscape.relationships:
        if relationship.upstream.context in external and _may_call(relationship):
            found[relationship.downstream.context].add(("call", relationship.upstream.context))
    for context in landscape.contexts:
        signs = found[context.qualified_name]
        signs |= {
            ("implement subdomain", each.target) for each in context.implements if each.target in subdomains(model)
        }
        signs |= {("write to database", plain_name(each)) for each in databases_in(landscape, context)}
    return found


def _may_call(relationship: Relationship) -> bool:
    """Whether it doesn't say how the contexts communicate, and the downstream one doesn't conform to a standard."""
    host, guest = relationship.sides
    is_standard = host.has("OHS") and host.has("PL") and guest.has("CF")
    return not relationship.says_how and not relationship.is_symmetric and not is_standard
