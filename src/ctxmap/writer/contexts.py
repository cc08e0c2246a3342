"""Bounded contexts and what they are made of: aggregates, modules, the application, services cut out of them."""

from __future__ import annotations

from ctxmap.model.elements import (
    Aggregate,
    Application,
    BoundedContext,
    Container,
    Microservice,
    Module,
    Named,
    Operation,
    Term,
)
from ctxmap.writer.operations import bff_operation
from ctxmap.writer.words import (
    clauses,
    common,
    databases,
    declaration,
    flag,
    in_order,
    name,
    name_setting,
    option,
    quoted,
    ref_setting,
    refs,
    refs_setting,
    text_setting,
    texts_setting,
    written,
)


def contents(thing: Container, *others: tuple[Named, ...]) -> list[str]:
    """What any container holds, and what only this kind holds."""
    held = in_order(
        *others,
        thing.objects,
        thing.enums,
        thing.services,
        thing.consumers,
        thing.policies,
        thing.hotspots,
        thing.read_models,
    )
    return [bff_operation(each) if isinstance(each, Operation) else written(each) for each in held]


@written.register
def bounded_context(thing: BoundedContext) -> str:
    head = clauses(
        f"BoundedContext {name(thing.name)}",
        f"implements {refs(thing.implements)}" if thing.implements else "",
        f"realizes {refs(thing.realizes)}" if thing.realizes else "",
        f"refines {refs([thing.refines])}" if thing.refines else "",
    )
    when = f" when {quoted(thing.migration_when)}" if thing.migration_when else ""
    body = [
        name_setting("type", thing.type),
        ref_setting("owner", thing.owner),
        text_setting("domainVisionStatement", thing.domain_vision_statement),
        texts_setting("responsibilities", thing.responsibilities),
        text_setting("implementationTechnology", thing.implementation_technology),
        name_setting("knowledgeLevel", thing.knowledge_level),
        text_setting("businessModel", thing.business_model),
        name_setting("evolution", thing.evolution),
        text_setting("channel", thing.channel),
        databases(thing.databases),
        text_setting("availability", thing.availability.text if thing.availability else ""),
        text_setting("promises", thing.promises.text if thing.promises else ""),
        refs_setting("reads", thing.reads),
        refs_setting("writes", thing.writes),
        name_setting("decomposition", thing.decomposition),
        ref_setting("extractedFrom", thing.extracted_from),
        name_setting("migration", thing.migration) + when,
        *common(thing),
        *contents(
            thing,
            thing.operations,
            thing.terms,
            (thing.application,) if thing.application else (),
            thing.microservices,
            thing.modules,
            thing.own_aggregates,
        ),
    ]
    return declaration(head, body, thing.doc)


@written.register
def aggregate(thing: Aggregate) -> str:
    body = [
        texts_setting("responsibilities", thing.responsibilities),
        ref_setting("owner", thing.owner),
        refs_setting("userRequirements", thing.user_requirements),
        name_setting("knowledgeLevel", thing.knowledge_level),
        name_setting("structuralVolatility", thing.structural_volatility),
        name_setting("contentVolatility", thing.content_volatility),
        name_setting("availabilityCriticality", thing.availability_criticality),
        name_setting("consistencyCriticality", thing.consistency_criticality),
        name_setting("storageSimilarity", thing.storage_similarity),
        name_setting("securityCriticality", thing.security_criticality),
        text_setting("securityZone", thing.security_zone),
        text_setting("securityAccessGroup", thing.security_access_group),
        *common(thing),
        *contents(thing),
    ]
    return declaration(f"Aggregate {name(thing.name)}", body, thing.doc)


@written.register
def module(thing: Module) -> str:
    body = [
        flag("external", is_set=thing.is_external),
        name_setting("basePackage", thing.base_package),
        *map(option, thing.options),
        *common(thing),
        *contents(thing, thing.aggregates),
    ]
    return declaration(f"Module {name(thing.name)}", body, thing.doc)


@written.register
def application(thing: Application) -> str:
    head = clauses("Application", name(thing.name) if thing.name else "")
    body = [*common(thing), *contents(thing, thing.flows, thing.coordinations, thing.transactions)]
    return declaration(head, body, thing.doc)


@written.register
def microservice(thing: Microservice) -> str:
    body = [refs_setting("aggregates", thing.aggregates), databases(thing.databases), *common(thing)]
    return declaration(f"Microservice {name(thing.name)}", body, thing.doc)


@written.register
def term(thing: Term) -> str:
    body = [texts_setting("attributes", thing.attributes), texts_setting("aliases", thing.aliases), *common(thing)]
    return declaration(f"Term {name(thing.name)} {quoted(thing.meaning)}", body, thing.doc)
