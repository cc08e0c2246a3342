"""Bounded contexts and what they are made of: aggregates, modules, the application, services to be cut out of them."""

from __future__ import annotations

from typing import TypedDict

from ctxmap.model.elements import (
    Aggregate,
    Application,
    BoundedContext,
    Consumer,
    DomainObject,
    Enum,
    Hotspot,
    Microservice,
    Module,
    Policy,
    Quoted,
    ReadModel,
    Service,
    Term,
)
from ctxmap.model.link.body import Body, body_of, text_of
from ctxmap.model.link.kinds import AGGREGATE, CONTEXT, DOMAIN_PART, REQUIREMENT, USE_CASE, USER_STORY
from ctxmap.model.link.measures import percentage_of
from ctxmap.model.link.objects import consumers_of, enums_of, objects_of, services_of
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.link.storming import coordinations_of, flows_of, hotspots_of, policies_of, read_models_of
from ctxmap.model.link.transactions import transactions_of
from ctxmap.model.link.types import operations_of
from ctxmap.syntax.tree import Declaration, Text
from ctxmap.vocabulary import (
    CONTEXT_TYPES,
    CRITICALITIES,
    DECOMPOSITIONS,
    EVOLUTIONS,
    KNOWLEDGE_LEVELS,
    MIGRATION_STATES,
    SIMILARITIES,
    VOLATILITIES,
)


class Contents(TypedDict):
    """What every container can hold."""

    objects: tuple[DomainObject, ...]
    enums: tuple[Enum, ...]
    services: tuple[Service, ...]
    consumers: tuple[Consumer, ...]
    policies: tuple[Policy, ...]
    hotspots: tuple[Hotspot, ...]
    read_models: tuple[ReadModel, ...]


def contents_of(resolver: Resolver, body: Body) -> Contents:
    """What a container holds, whatever it is."""
    return Contents(
        objects=objects_of(resolver, body),
        enums=enums_of(resolver, body),
        services=services_of(resolver, body),
        consumers=consumers_of(resolver, body),
        policies=policies_of(resolver, body),
        hotspots=hotspots_of(resolver, body),
        read_models=read_models_of(resolver, body),
    )


def context_of(resolver: Resolver, node: Declaration, source: str) -> BoundedContext:
    """A bounded context; `source` is the file that declares it, relative to the model's root file's folder."""
    resolver = resolver.inside(node)
    declared = resolver.names.declared[node]
    body = body_of(resolver, node)
    return BoundedContext(
        **body.common(node, declared),
        **contents_of(resolver, body),
        source=source,
        type=body.choice("type", CONTEXT_TYPES),
        implements=body.refer_all("implements", DOMAIN_PART),
        realizes=body.refer_all("realizes", CONTEXT),
        owner=body.refer("owner", CONTEXT),
        refines=body.refer("refines", CONTEXT),
        domain_vision_statement=body.text("domainVisionStatement"),
        responsibilities=body.texts("responsibilities"),
        implementation_technology=body.text("implementationTechnology"),
        knowledge_level=body.choice("knowledgeLevel", KNOWLEDGE_LEVELS),
        business_model=body.text("businessModel"),
        evolution=body.choice("evolution", EVOLUTIONS),
        channel=body.text("channel"),
        databases=databases_of(resolver, body),
        availability=percentage_of(resolver, body, "availability"),
        promises=percentage_of(resolver, body, "promises"),
        reads=resolver.refer_elsewhere(body.values("reads"), AGGREGATE),
        writes=resolver.refer_elsewhere(body.values("writes"), AGGREGATE),
        decomposition=body.choice("decomposition", DECOMPOSITIONS),
        extracted_from=body.refer("extractedFrom", CONTEXT),
        migration=body.choice("migration", MIGRATION_STATES),
        migration_when=next((each.value for each in body.values("migration") if isinstance(each, Text)), ""),
        own_aggregates=_aggregates(resolver, body),
        modules=tuple([_module(resolver, each) for each in body.declarations("Module")]),
        application=_application(resolver, body),
        operations=operations_of(resolver, body, declared.qualified_name),
        microservices=tuple([_microservice(resolver, each) for each in body.declarations("Microservice")]),
        terms=tuple([_term(resolver, each) for each in body.declarations("Term")]),
    )


def _aggregates(resolver: Resolver, body: Body) -> tuple[Aggregate, ...]:
    return tuple([_aggregate(resolver, each) for each in body.declarations("Aggregate")])


def _aggregate(resolver: Resolver, node: Declaration) -> Aggregate:
    resolver = resolver.inside(node)
    body = body_of(resolver, node)
    requirements = (
        *body.refer_all("useCases", USE_CASE),
        *body.refer_all("userStories", USER_STORY),
        *body.refer_all("features", REQUIREMENT),
        *body.refer_all("userRequirements", REQUIREMENT),
    )
    return Aggregate(
        **body.common(node, resolver.names.declared[node]),
        **contents_of(resolver, body),
        responsibilities=body.texts("responsibilities"),
        owner=body.refer("owner", CONTEXT),
        user_requirements=requirements,
        knowledge_level=body.choice("knowledgeLevel", KNOWLEDGE_LEVELS),
        structural_volatility=body.choice("structuralVolatility", VOLATILITIES),
        content_volatility=body.choice("contentVolatility", VOLATILITIES),
        availability_criticality=body.choice("availabilityCriticality", CRITICALITIES),
        consistency_criticality=body.choice("consistencyCriticality", CRITICALITIES),
        storage_similarity=body.choice("storageSimilarity", SIMILARITIES),
        security_criticality=body.choice("securityCriticality", CRITICALITIES),
        security_zone=body.text("securityZone"),
        security_access_group=body.text("securityAccessGroup"),
    )


def _module(resolver: Resolver, node: Declaration) -> Module:
    resolver = resolver.inside(node)
    body = body_of(resolver, node)
    return Module(
        **body.common(node, resolver.names.declared[node]),
        **contents_of(resolver, body),
        aggregates=_aggregates(resolver, body),
        is_external=body.flag("external"),
        base_package=body.text("basePackage"),
        options=body.options(frozenset({"external", "basePackage"})),
    )


def _application(resolver: Resolver, body: Body) -> Application | None:
    """The application of a context; where several stand there, the first with what all of them hold."""
    nodes = body.declarations("Application")
    for second in nodes[1:]:
        resolver.report_second(second.keyword, nodes[0].keyword)
    return _application_from(resolver, nodes) if nodes else None


def _application_from(resolver: Resolver, nodes: list[Declaration]) -> Application:
    body = Body(resolver, [member for node in nodes for member in body_of(resolver, node).members])
    return Application(
        **body.common(nodes[0], resolver.names.declared[nodes[0]]),
        **contents_of(resolver, body),
        flows=flows_of(resolver, body),
        coordinations=coordinations_of(resolver, body),
        transactions=transactions_of(resolver, body),
    )


def _microservice(resolver: Resolver, node: Declaration) -> Microservice:
    body = body_of(resolver, node)
    return Microservice(
        **body.common(node, resolver.names.declared[node]),
        aggregates=body.refer_all("aggregates", AGGREGATE),
        databases=databases_of(resolver, body),
    )


def _term(resolver: Resolver, node: Declaration) -> Term:
    body = body_of(resolver, node)
    body.places.update((text_of(each), resolver.span(each)) for each in body.values("aliases") if each)
    return Term(
        **body.common(node, resolver.names.declared[node]),
        meaning=body.text("means"),
        attributes=body.texts("attributes"),
        aliases=body.texts("aliases"),
    )


def databases_of(resolver: Resolver, body: Body) -> tuple[Quoted, ...]:
    """The data stores that something owns."""
    return tuple(Quoted(at=resolver.span(value), value=text_of(value)) for value in body.values("database") if value)
