"""Puts the document of one context together: its head, its tags, its paths, and the components that they refer to."""

from __future__ import annotations

from ctxmap.analyses.contracts.calls import Offer, declared_operations
from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.names import key
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.backends._contracts.schemas import Dialect, Schemas
from ctxmap.backends.openapi.arguments import Arguments
from ctxmap.backends.openapi.document import Components, Info, OpenApi, PathItem, SecurityScheme
from ctxmap.backends.openapi.endpoints import Endpoints, look_up_id
from ctxmap.backends.openapi.exemplified import exemplified
from ctxmap.backends.openapi.operations import Operations
from ctxmap.backends.openapi.problems import Problems
from ctxmap.backends.openapi.tags import Tags
from ctxmap.configuration import ContractDefaults
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Model, Repository
from ctxmap.model.names import context_files

_VERSION = "3.1.2"
_CALLER = "caller"
_DIALECT = Dialect(beside_ref=True, always_titled=False, marks_read_only=True)


def document(model: Model, offer: Offer, endpoints: Endpoints, defaults: ContractDefaults) -> OpenApi:
    """The document of a context."""
    context = offer.context
    schemas = Schemas(model, context, _DIALECT)
    problems = Problems(model, context, schemas, defaults.errors)
    operations = Operations(model, schemas, problems, Arguments(model, schemas), defaults)
    tags = Tags(offer)
    paths = _paths(model, offer, endpoints, operations, tags)
    base = defaults.base_path.replace("{context}", key(context_files(model)[context.qualified_name]))
    said = f"Relative to wherever {context.title} runs; the map names no host."
    described: OpenApi = {
        "openapi": _VERSION,
        "info": _info(model, context, defaults),
        **about.external_docs(context),
        "servers": [{"url": base, "description": said}],
        "security": [{_CALLER: []}] if defaults.http_scheme else [],
        "tags": tags.described,
        "paths": paths,
        "components": trimmed(
            Components(
                schemas=schemas.components(),
                responses=dict(sorted(problems.responses.items())),
                securitySchemes=_security(context, defaults),
            )
        ),
    }
    return exemplified({**trimmed(described), "paths": paths})


def _info(model: Model, context: BoundedContext, defaults: ContractDefaults) -> Info:
    described: Info = {
        "title": context.title,
        "summary": f"What the bounded context {context.title} offers to those who call it.",
        "description": about.description(context),
        "version": defaults.version,
        **about.contact(model, context, defaults),
        **about.licence(defaults),
        "x-ctxmap": about.facts(model, context),
    }
    return described


def _paths(model: Model, offer: Offer, endpoints: Endpoints, operations: Operations, tags: Tags) -> dict[str, PathItem]:
    """Aggregate by aggregate, the look-up of one first; then what belongs to no aggregate."""
    context = offer.context
    offered = {each.operation.qualified_name: each for each in offer.operations}
    declared = {each.operation.qualified_name: each for each in declared_operations(model, context)}
    paths: dict[str, PathItem] = {}
    look_ups = {each.qualified_name for each in offer.aggregates}
    for aggregate in (*context.aggregates, None):
        root = index.root_of(aggregate) if aggregate else None
        if aggregate and root and aggregate.qualified_name in look_ups:
            path = endpoints.item(context, aggregate)
            standing = endpoints.at(context, "get", path)
            if standing and not isinstance(declared[standing].owner, Repository):
                offered.setdefault(standing, declared[standing])
            else:
                tag = tags.of_aggregate(aggregate)
                look_up = operations.look_up(aggregate, root, path, look_up_id(aggregate), tag)
                paths.setdefault(path, {})["get"] = look_up
        for each in offered.values():
            if (each.aggregate.qualified_name if each.aggregate else "") == (
                aggregate.qualified_name if aggregate else ""
            ):
                place = endpoints.of(context, each)
                paths.setdefault(place.path, {})[place.method] = operations.described(each, place, tags.of(each))
    return paths


def _security(context: BoundedContext, defaults: ContractDefaults) -> dict[str, SecurityScheme]:
    if not defaults.http_scheme:
        return {}
    said = f"How a caller of {context.title} proves who it is."
    return {_CALLER: {"type": "http", "scheme": defaults.http_scheme, "description": said}}
