"""Which commands anybody speaks of: flows, policies, operations, relationships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import chain

from ctxmap.model.elements import BoundedContext, Model, Operation, Reference, Type
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import commands


@once_per_model
def handled_commands(model: Model) -> Set[str]:
    """The commands, by qualified name, that a flow, a policy, an operation, a consumer or an `async` names."""
    policies = (policy for context in model.contexts for part in context.parts for policy in part.policies)
    if any(policy.is_incomplete("issues") for policy in policies):
        return {context.qualified_name for context in model.contexts}  # a policy may issue any context's command
    sent = (messages for relationship in model.relationships for messages in relationship.asyncs)
    named = chain(
        (name for messages in sent for name in _known(messages.commands)),
        (name for context in model.contexts for name in _inside(context)),
    )
    return commands(model).keys() & named


@once_per_model
def may_be_handled(model: Model) -> Set[str]:
    """The contexts, by qualified name, of whose commands any may be handled: something there names one that isn't."""
    policies = (policy for context in model.contexts for part in context.parts for policy in part.policies)
    if any(policy.is_incomplete("issues") for policy in policies):
        return {context.qualified_name for context in model.contexts}  # a policy may issue any context's command
    sent = (messages for relationship in model.relationships for messages in relationship.asyncs)
    asked = {messages.command_receiver for messages in sent if any(each.target is None for each in messages.commands)}
    return asked | {context.qualified_name for context in model.contexts if _speaks_of_unknown(context)}


def _speaks_of_unknown(context: BoundedContext) -> bool:
    flows = context.application.flows if context.application else ()
    types = [parameter.type for operation in _operations(context) for parameter in operation.parameters]
    return any(flow.is_incomplete("steps") for flow in flows) or any(map(_is_unknown, types))


def _is_unknown(used: Type) -> bool:
    return (used.is_reference and used.target is None) or any(map(_is_unknown, used.arguments))


def _inside(context: BoundedContext) -> Iterator[str]:
    for flow in context.application.flows if context.application else ():
        for step in flow.steps:
            yield from _known((*step.subjects, *step.results))
    for part in context.parts:
        for policy in part.policies:
            yield from _known(policy.issues)
        yield from _known(each.message_root for each in part.consumers)
    for operation in _operations(context):
        yield from (name for parameter in operation.parameters for name in _types(parameter.type))
        yield from _known([operation.publishes.event] if operation.publishes else ())


def _operations(context: BoundedContext) -> Iterator[Operation]:
    yield from context.operations
    for service in context.all_services:
        yield from service.operations
    for thing in context.all_objects:
        yield from thing.operations
        yield from thing.repository.operations if thing.repository else ()


def _types(used: Type) -> Iterator[str]:
    if used.target:
        yield used.target
    for argument in used.arguments:
        yield from _types(argument)


def _known(references: Iterable[Reference | None]) -> Iterator[str]:
    return (reference.target for reference in references if reference and reference.target)
