"""Subdomains become a context that implements them: an aggregate for each, with its entities and services.

As in the Context Mapper tool, entities get keys, and operations of services that are named after user requirements
(`createClaim`) get parameters and results.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec.structs import replace

from ctxmap.model.elements import (
    Aggregate,
    BoundedContext,
    DomainObject,
    Operation,
    Option,
    Parameter,
    Property,
    Reference,
    Service,
    Subdomain,
    Type,
)
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import each_once, refuse_taken
from ctxmap.text.source import NOWHERE
from ctxmap.writer import write


@refactoring("Derive a context of {subdomains}")
def make(
    draft: Draft,
    subdomains: tuple[Subdomain, ...],
    *,
    name: Annotated[str, "the name of the context"] = "",
) -> None:
    """Derive a context of subdomains: an aggregate for each, with keys and operations."""
    if not any(each.objects or each.services for each in subdomains):
        raise RefactoringError("the subdomains have no entities and no services to start with")
    called = name or subdomains[0].name
    refuse_taken(draft, called)
    names = ", ".join(each.name for each in subdomains)
    context = BoundedContext(
        name=called,
        qualified_name=called,
        type="FEATURE",
        implements=tuple(Reference(name=each.name, target=each.qualified_name) for each in subdomains),
        domain_vision_statement=f"This Bounded Context realizes the following subdomains: {names}",
        own_aggregates=tuple(_aggregate(draft, each) for each in subdomains),
    )
    behind = [each for each in _contexts(draft) if each.at.path == subdomains[0].at.path]
    if behind:
        draft.write_behind(behind[-1], write(context).strip())
    else:
        draft.write_at_end(subdomains[0].at.path, write(context).strip())


def _contexts(draft: Draft) -> list[BoundedContext]:
    return sorted(each_once(each for model in draft.models for each in model.contexts), key=lambda each: each.at.start)


def _aggregate(draft: Draft, subdomain: Subdomain) -> Aggregate:
    entities = {each.name for each in subdomain.objects if each.kind == "ENTITY"}
    verbs = _verbs(draft, subdomain, entities)
    called = f"{subdomain.name}Aggregate"
    return Aggregate(
        name=called,
        qualified_name=called,
        at=NOWHERE,
        objects=tuple(_with_key(each) for each in subdomain.objects),
        enums=subdomain.enums,
        services=tuple(_with_types(each, verbs) for each in subdomain.services),
    )


def _with_key(thing: DomainObject) -> DomainObject:
    if thing.kind != "ENTITY" or any(each.is_key for each in thing.properties):
        return thing
    key = Property(
        kind="ATTRIBUTE",
        name=f"{thing.name[:1].lower()}{thing.name[1:]}Id",
        type=Type(name="String"),
        options=(Option(name="key"),),
    )
    return replace(thing, properties=(key, *thing.properties))


def _verbs(draft: Draft, subdomain: Subdomain, entities: set[str]) -> Mapping[str, tuple[str, str]]:
    """Verb and entity of the operations that user requirements name."""
    supported = {each.target for each in subdomain.supports}
    found: dict[str, tuple[str, str]] = {}
    for model in draft.models:
        for requirement in model.user_requirements:
            if requirement.qualified_name in supported or not supported:
                for feature in requirement.features:
                    entity = feature.entity.strip().replace(" ", "_")
                    if entity in entities:
                        found[f"{feature.verb.strip().replace(' ', '_')}{entity}"] = feature.verb.strip(), entity
    return found


def _with_types(service: Service, verbs: Mapping[str, tuple[str, str]]) -> Service:
    return replace(service, operations=tuple(_typed(each, verbs.get(each.name)) for each in service.operations))


def _typed(operation: Operation, meant: tuple[str, str] | None) -> Operation:
    if not meant or operation.parameters or operation.returns:
        return operation
    verb, entity = meant
    text, one = Type(name="String"), Type(name=entity, is_reference=True)
    argument = f"{entity[:1].lower()}{entity[1:]}"
    match verb.lower():
        case "create" | "update":
            returns, parameter = text, Parameter(name=argument, type=one)
        case "read":
            returns = Type(name="Set", arguments=(one,))
            parameter = Parameter(name="id", type=Type(name="Set", arguments=(text,)))
        case "delete":
            returns, parameter = Type(name="boolean"), Parameter(name="id", type=text)
        case _:
            returns, parameter = Type(name="boolean"), Parameter(name=argument, type=one)
    return replace(operation, parameters=(parameter,), returns=returns)
