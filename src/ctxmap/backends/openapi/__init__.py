"""An OpenAPI 3.1.2 document for each context that others call: a stub that fixes names, types and errors.

What a map can't know (versions, how a caller proves who it is) comes from `ContractDefaults`, or isn't there.
See `analyses.contracts.calls` for who gets a document and what is in it, `endpoints` for methods and paths.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.contracts.calls import http_contracts
from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._contracts.about import comment
from ctxmap.backends._contracts.prose import without_markup
from ctxmap.backends._contracts.yaml import to_yaml
from ctxmap.backends.openapi.documents import document
from ctxmap.backends.openapi.endpoints import Endpoints
from ctxmap.model.names import context_files


@backend("openapi/*.yaml")
def build(request: Request) -> Iterator[Artifact]:
    """`openapi/<context>.yaml` for each context that is called."""
    model, defaults = request.model, request.configuration.contracts
    endpoints = Endpoints(model)
    for offer in http_contracts(model):
        file = context_files(model)[offer.context.qualified_name]
        described = without_markup(document(model, offer, endpoints, defaults))
        yield Artifact(f"openapi/{file}.yaml", to_yaml(described, comment(offer.context)))
