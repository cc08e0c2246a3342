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
from ctxmap.model.link.resolver import Here
from ctxmap.model.link.storming import coordinations_of, flows_of, hotspots_of, policies_of, read_models_of
from ctxmap.model.link.transactions import transactions_of
from ctxmap.model.link.types import operations_of
from ctxmap.syntax.tree import Declaration

_VOLATILITY = ("UNDEFINED", "NORMAL", "RARELY", "OFTEN")
_CRITICALITY = ("UNDEFINED", "NORMAL", "HIGH", "LOW")
_SIMILARITY = ("UNDEFINED", "NORMAL", "HUGE", "TINY")


class Contents(TypedDict):
    """What every container can hold."""

    objects: tuple[DomainObject, ...]
    enums: tuple[Enum, ...]
    services: tuple[Service, ...]
    consumers: tuple[Consumer, ...]
    policies: tuple[Policy, ...]
    hotspots: tuple[Hotspot, ...]
    read_models: tuple[ReadModel, ...]


def contents_of(here: Here, body: Body) -> Contents:
    """What a container holds, whatever it is."""
    return Contents(
        objects=objects_of(here, body),
        enums=enums_of(here, body),
        services=services_of(here, body),
        consumers=consumers_of(here, body),
        policies=policies_of(here, body),
        hotspots=hotspots_of(here, body),
        read_models=read_models_of(here, body),
    )


def context_of(here: Here, node: Declaration, source: str) -> BoundedContext:
    """A bounded context; `source` is the file that declares it, relative to the model's root file's folder."""
    here = here.inside(node)
    declared = here.names.declared[node]
    body = body_of(here, node)
    return BoundedContext(
        **body.common(node, declared),
        **contents_of(here, body),
        source=source,
        type=body.choice(
            "type", "UNDEFINED", "FEATURE", "APPLICATION", "SYSTEM", "TEAM", "BFF", "FRONTEND", "EXTERNAL", "LEGACY"
        ),
        implements=body.refer_all("implements", DOMAIN_PART),
        realizes=body.refer_all("realizes", CONTEXT),
        refines=body.refer("refines", CONTEXT),
        domain_vision_statement=body.text("domainVisionStatement"),
        responsibilities=body.texts("responsibilities"),
        implementation_technology=body.text("implementationTechnology"),
        knowledge_level=body.choice("knowledgeLevel", "META", "CONCRETE"),
        business_model=body.text("businessModel"),
        evolution=body.choice("evolution", "UNDEFINED", "GENESIS", "CUSTOM_BUILT", "PRODUCT", "COMMODITY"),
        channel=body.text("channel"),
        databases=_databases(here, body),
        availability=percentage_of(here, body, "availability"),
        promises=percentage_of(here, body, "promises"),
        reads=here.refer_elsewhere(body.values("reads"), AGGREGATE),
        writes=here.refer_elsewhere(body.values("writes"), AGGREGATE),
        decomposition=body.choice("decomposition", "PER_CONTEXT", "PER_AGGREGATE", "CUSTOM"),
        extracted_from=body.refer("extractedFrom", CONTEXT),
        migration=body.choice("migration", "PLANNED", "STRANGLING", "DONE"),
        own_aggregates=_aggregates(here, body),
        modules=tuple([_module(here, each) for each in body.declarations("Module")]),
        application=_application(here, body),
        operations=operations_of(here, body, declared.qualified_name),
        microservices=tuple([_microservice(here, each) for each in body.declarations("Microservice")]),
        terms=tuple([_term(here, each) for each in body.declarations("Term")]),
    )


def _aggregates(here: Here, body: Body) -> tuple[Aggregate, ...]:
    return tuple([_aggregate(here, each) for each in body.declarations("Aggregate")])


def _aggregate(here: Here, node: Declaration) -> Aggregate:
    here = here.inside(node)
    body = body_of(here, node)
    requirements = (
        *body.refer_all("useCases", USE_CASE),
        *body.refer_all("userStories", USER_STORY),
        *body.refer_all("features", REQUIREMENT),
        *body.refer_all("userRequirements", REQUIREMENT),
    )
    return Aggregate(
        **body.common(node, here.names.declared[node]),
        **contents_of(here, body),
        responsibilities=body.texts("responsibilities"),
        owner=body.refer("owner", CONTEXT),
        user_requirements=requirements,
        knowledge_level=body.choice("knowledgeLevel", "META", "CONCRETE"),
        structural_volatility=body.choice("structuralVolatility", *_VOLATILITY),
        content_volatility=body.choice("contentVolatility", *_VOLATILITY),
        availability_criticality=body.choice("availabilityCriticality", *_CRITICALITY),
        consistency_criticality=body.choice("consistencyCriticality", *_CRITICALITY),
        storage_similarity=body.choice("storageSimilarity", *_SIMILARITY),
        security_criticality=body.choice("securityCriticality", *_CRITICALITY),
        security_zone=body.text("securityZone"),
        security_access_group=body.text("securityAccessGroup"),
    )


def _module(here: Here, node: Declaration) -> Module:
    here = here.inside(node)
    body = body_of(here, node)
    return Module(
        **body.common(node, here.names.declared[node]),
        **contents_of(here, body),
        aggregates=_aggregates(here, body),
        is_external=body.flag("external"),
        base_package=body.text("basePackage"),
        options=body.options(frozenset({"external", "basePackage"})),
    )


def _application(here: Here, body: Body) -> Application | None:
    """The application of a context; where several stand there, the first with what all of them hold."""
    nodes = body.declarations("Application")
    for second in nodes[1:]:
        here.report_second(second.keyword, nodes[0].keyword)
    return _application_from(here, nodes) if nodes else None


def _application_from(here: Here, nodes: list[Declaration]) -> Application:
    body = Body(here, [member for node in nodes for member in body_of(here, node).members])
    return Application(
        **body.common(nodes[0], here.names.declared[nodes[0]]),
        **contents_of(here, body),
        flows=flows_of(here, body),
        coordinations=coordinations_of(here, body),
        transactions=transactions_of(here, body),
    )


def _microservice(here: Here, node: Declaration) -> Microservice:
    body = body_of(here, node)
    return Microservice(
        **body.common(node, here.names.declared[node]),
        aggregates=body.refer_all("aggregates", AGGREGATE),
        databases=_databases(here, body),
    )


def _term(here: Here, node: Declaration) -> Term:
    body = body_of(here, node)
    body.places.update((text_of(each), here.span(each)) for each in body.values("aliases") if each)
    return Term(
        **body.common(node, here.names.declared[node]),
        meaning=body.text("means"),
        attributes=body.texts("attributes"),
        aliases=body.texts("aliases"),
    )


def _databases(here: Here, body: Body) -> tuple[Quoted, ...]:
    return tuple(Quoted(at=here.span(value), value=text_of(value)) for value in body.values("database") if value)
