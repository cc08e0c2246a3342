"""Puts the document of one context together: its head, its tags, its paths, and the components that they refer to."""

from __future__ import annotations

from ctxmap.analyses.contracts.calls import Offer
from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.names import Names, camel, key
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.backends._contracts.schemas import Dialect, Schemas
from ctxmap.backends.openapi.document import Components, Info, OpenApi, Parameter, PathItem, SecurityScheme
from ctxmap.backends.openapi.endpoints import Endpoints
from ctxmap.backends.openapi.operations import Operations
from ctxmap.backends.openapi.problems import Problems
from ctxmap.backends.openapi.tags import Tags
from ctxmap.configuration import ContractDefaults
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.names import context_files

_VERSION = "3.1.2"
_CALLER = "caller"
_DIALECT = Dialect(beside_ref=True, always_titled=False)
_IDEMPOTENCY_KEY: Parameter = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Chosen by the caller; a repeat with the same key and body returns the first answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def document(model: Model, offer: Offer, defaults: ContractDefaults) -> OpenApi:
    """The document of a context."""
    context = offer.context
    schemas = Schemas(model, context, _DIALECT)
    problems = Problems(model, context, schemas)
    operations = Operations(model, schemas, problems, is_repeated=_is_repeated(model, offer))
    tags = Tags(offer)
    paths = _paths(model, offer, operations, tags)
    base = defaults.base_path.replace("{context}", key(context_files(model)[context.qualified_name]))
    return {
        "openapi": _VERSION,
        "info": _info(model, context, defaults),
        **about.external_docs(context),
        "servers": [{"url": base, "description": "Relative; the map names no hosts."}],
        "security": [{_CALLER: []}],
        "tags": tags.described,
        "paths": paths,
        "components": _components(context, operations, schemas, problems, defaults),
    }


def _info(model: Model, context: BoundedContext, defaults: ContractDefaults) -> Info:
    stub = "This is a stub: it fixes names, types and errors, not hosts."
    return {
        "title": context.title,
        "summary": f"What the bounded context {context.title} offers to synchronous callers.",
        "description": prose(about.summary(context), context.doc, stub),
        "version": defaults.version,
        "contact": {"name": about.team(model, context)},
        "license": {"name": defaults.license_name, "identifier": defaults.license_identifier},
        "x-ctxmap": about.facts(model, context),
    }


def _is_repeated(model: Model, offer: Offer) -> bool:
    """Whether the same request may come twice: a caller tries again, or messages are delivered at least once."""
    fallbacks = (call.sync.fallback for offered in offer.operations for call in offered.calls)
    asyncs = (each for relationship in index.relationships_of(model, offer.context) for each in relationship.asyncs)
    is_tried_again = any(fallback and fallback.kind == "RETRY_ASYNC" for fallback in fallbacks)
    return is_tried_again or any(each.delivery == "AT_LEAST_ONCE" for each in asyncs)


def _paths(model: Model, offer: Offer, operations: Operations, tags: Tags) -> dict[str, PathItem]:
    """Aggregate by aggregate, the look-up of one first; then what belongs to no exposed aggregate."""
    endpoints = Endpoints(model, offer, operations.arguments)
    places = list(zip(offer.operations, endpoints.place_all(offer.operations), strict=True))
    ids = Names()
    named = [(offered, place, ids.take(tags.operation_id(offered))) for offered, place in places]
    paths: dict[str, PathItem] = {}
    for aggregate in (*offer.aggregates, None):
        root = index.root_of(aggregate) if aggregate else None
        if aggregate and root and (path := endpoints.place_look_up(aggregate)):
            tag = tags.of_aggregate(aggregate)
            look_up = operations.look_up(aggregate, root, path, ids.take(f"{camel(aggregate.name)}.get"), tag)
            paths.setdefault(path, {})["get"] = look_up
        for offered, place, operation_id in named:
            if (offered.aggregate if offered.aggregate in offer.aggregates else None) is aggregate:
                described = operations.described(offered, place, operation_id, tags.of(offered))
                paths.setdefault(place.path, {})[place.method] = described
    return paths


def _components(
    context: BoundedContext, operations: Operations, schemas: Schemas, problems: Problems, defaults: ContractDefaults
) -> Components:
    return trimmed(
        {
            "parameters": {"IdempotencyKey": _IDEMPOTENCY_KEY} if operations.take_keys else {},
            "schemas": schemas.components(),
            "responses": dict(sorted(problems.responses.items())),
            "securitySchemes": {_CALLER: _security(context, defaults)},
        }
    )


def _security(context: BoundedContext, defaults: ContractDefaults) -> SecurityScheme:
    said = f"A placeholder; the map doesn't say how a caller of {context.title} proves who it is."
    return {"type": "http", "scheme": defaults.http_scheme, "description": said}
