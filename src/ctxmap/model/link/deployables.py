"""Deployables: contexts that run as one process."""

from __future__ import annotations

from ctxmap.model.elements import Deployable
from ctxmap.model.link.body import body_of
from ctxmap.model.link.contexts import databases_of
from ctxmap.model.link.kinds import CONTEXT
from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax.tree import Declaration
from ctxmap.vocabulary import MAP_STATES


def deployable_of(resolver: Resolver, node: Declaration) -> Deployable:
    """A deployable."""
    body = body_of(resolver, node)
    return Deployable(
        **body.common(node, resolver.names.declared[node]),
        contexts=body.refer_all("contexts", CONTEXT),
        databases=databases_of(resolver, body),
        state=body.choice("state", MAP_STATES),
    )
