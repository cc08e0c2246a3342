"""Transactions. Operations that stand nowhere are left open: a rule of its own says so."""

from __future__ import annotations

from ctxmap.model.elements import Reference, Transaction, TransactionStep
from ctxmap.model.link.body import Body, body_of
from ctxmap.model.link.kinds import AGGREGATE, OPERATION, OWNER
from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Declaration, Name
from ctxmap.vocabulary import CONSISTENCIES


def transactions_of(resolver: Resolver, body: Body) -> tuple[Transaction, ...]:
    """The transactions among the members of a declaration."""
    return tuple([transaction(resolver, each) for each in body.declarations("Transaction")])


def transaction(resolver: Resolver, node: Declaration) -> Transaction:
    """A transaction, of the top level or of an application."""
    body = body_of(resolver, node)
    return Transaction(
        **body.common(node, resolver.names.declared[node]),
        consistency=body.choice("consistency", CONSISTENCIES),
        aggregates=body.refer_all("aggregates", AGGREGATE),
        steps=tuple([_step(resolver, each) for each in body.of(tree.Step)]),
    )


def _step(resolver: Resolver, node: tree.Step) -> TransactionStep:
    operation = resolver.refer_or_leave(node.operation, OPERATION)
    owner = _owner(resolver, node.operation, operation)
    body = Body(resolver, node.options)
    undo = body.value("compensatedBy")
    return TransactionStep(
        at=resolver.span(node.operation),
        places=body.places,
        operation=operation,
        aggregate=_aggregate(resolver, owner),
        compensated_by=_compensation(resolver, undo, owner) if isinstance(undo, Name) else None,
        is_pivot=body.flag("pivot"),
        is_retriable=body.flag("retriable"),
        doc=node.doc.value if node.doc else "",
    )


def _owner(resolver: Resolver, name: Name, operation: Reference) -> str:
    """What holds the operation, or else what is named before it; "" for neither."""
    if operation.target:
        return operation.target.rpartition("::")[0]
    owner = resolver.seek_owner(name, OWNER)
    return owner.qualified_name if owner else ""


def _aggregate(resolver: Resolver, owner: str) -> str | None:
    """The aggregate that an operation's owner is or stands in."""
    while "::" in owner:
        if owner in resolver.names.inside:
            return owner
        owner = owner.rpartition("::")[0]
    return None


def _compensation(resolver: Resolver, name: Name, owner: str) -> Reference:
    """An operation of the same owner, or else of its aggregate or context; qualified, any."""
    if len(name.parts) > 1:
        return resolver.refer_or_leave(name, OPERATION)
    own = Name(f"{owner}::{name.text}", name.start, name.end)
    around = resolver.names.inside.get(_aggregate(resolver, owner) or owner.partition("::")[0])
    scopes = [around] if around else []
    found = resolver.refer_within(own, OPERATION, scopes)
    return resolver.refer_within(name, OPERATION, scopes) if found.target is None else _named(found, name)


def _named(reference: Reference, name: Name) -> Reference:
    return Reference(at=reference.at, name=name.text, target=reference.target)
