"""Context maps and their relationships."""

from __future__ import annotations

from ctxmap.model.elements import ContextMap, Reference, Relationship, Role, Side
from ctxmap.model.link.arrows import kind_of, sides_of
from ctxmap.model.link.body import Body, body_of
from ctxmap.model.link.communication import Parties, asyncs_of, batches_of, syncs_of
from ctxmap.model.link.kinds import AGGREGATE, CONTEXT
from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Declaration, Name
from ctxmap.vocabulary import MAP_STATES, MAP_TYPES, ROLES


def map_of(resolver: Resolver, node: Declaration, source: str) -> ContextMap:
    """A context map; `source` is the file that declares it, relative to the model's root file's folder."""
    body = body_of(resolver, node)
    ids: dict[str, int] = {}
    relationships = [_relationship(resolver, each, ids) for each in body.of(tree.Relationship)]
    return ContextMap(
        **body.common(node, resolver.names.declared[node]),
        source=source,
        type=body.choice("type", MAP_TYPES),
        state=body.choice("state", MAP_STATES),
        contains=body.refer_all("contains", CONTEXT),
        relationships=tuple(each for each in relationships if each),
        is_whole=None not in relationships and not resolver.has_gap(node),
    )


def _relationship(resolver: Resolver, node: tree.Relationship, ids: dict[str, int]) -> Relationship | None:
    """A relationship; None where one of its contexts doesn't exist. `ids` counts how often each id was given."""
    body = Body(resolver, node.members)
    (upstream_name, upstream_roles), (downstream_name, downstream_roles) = sides_of(node)
    upstream, downstream = (
        _side(resolver, upstream_name, upstream_roles),
        _side(resolver, downstream_name, downstream_roles),
    )
    if upstream is None or downstream is None:
        return None
    name = node.name.text if node.name else ""
    kind = kind_of(node)
    exposed = _exposed(resolver, body, upstream, downstream)
    are_equal = kind in ("PARTNERSHIP", "SHARED_KERNEL")
    parties = Parties(upstream.context, downstream.context, are_equal=are_equal, exposed=exposed)
    return Relationship(
        at=resolver.span(node.arrow),
        places=body.places,
        kind=kind,
        id=_id(upstream.context, downstream.context, name, ids),
        name=name,
        upstream=upstream,
        downstream=downstream,
        implementation_technology=body.text("implementationTechnology"),
        exposed_aggregates=exposed,
        downstream_rights=body.text("downstreamRights"),
        syncs=syncs_of(resolver, body, parties),
        asyncs=asyncs_of(resolver, body, parties),
        batches=batches_of(resolver, body, parties),
        doc=node.doc.value if node.doc else "",
        display_name=body.text("displayName"),
        tags=body.texts("tags"),
        link=body.text("link"),
        is_deprecated=body.flag("deprecated"),
        removal=body.date("deprecated"),
    )


def _side(resolver: Resolver, name: Name, roles: tuple[Name, ...]) -> Side | None:
    context = resolver.refer(name, CONTEXT)
    if context is None or context.target is None:
        return None
    return Side(
        at=resolver.span(name),
        incomplete={"roles"} if any(role.text not in ROLES for role in roles) else frozenset(),
        context=context.target,
        roles=tuple(Role(at=resolver.span(role), kind=kind) for role in roles for kind in ROLES if kind == role.text),
    )


def _id(upstream: str, downstream: str, name: str, ids: dict[str, int]) -> str:
    wanted = "-".join(filter(None, (upstream, downstream, name)))
    ids[wanted] = times = ids.get(wanted, 0) + 1
    return wanted if times == 1 else f"{wanted}-{times}"


def _exposed(resolver: Resolver, body: Body, *sides: Side) -> tuple[Reference, ...]:
    """The exposed aggregates: those of the upstream first, but any; that they are the upstream's is a rule's matter."""
    names = [value for value in body.values("exposedAggregates") if isinstance(value, Name)]
    scopes = [resolver.names.inside[side.context] for side in sides]
    found = [(name, resolver.refer_within(name, AGGREGATE, scopes)) for name in names]
    references = [each if each.target else resolver.refer(name, AGGREGATE) for name, each in found]
    return tuple(reference for reference in references if reference)
