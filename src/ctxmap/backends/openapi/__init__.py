"""An OpenAPI 3.1.2 document for each context that others call: a stub that fixes names, types and errors.

What a map can't know — hosts, versions, how a caller proves who it is — are the `ContractDefaults`.
See `analyses.call_contracts` for who gets a document and what stands in it, `endpoints` for how it becomes methods and
paths.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.contracts.calls import call_contracts
from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._contracts.about import comment
from ctxmap.backends._contracts.prose import without_markup
from ctxmap.backends._contracts.yaml import to_yaml
from ctxmap.backends.openapi.documents import document
from ctxmap.model.names import context_files


@backend()
def build(request: Request) -> Iterator[Artifact]:
    """`openapi/<context>.yaml` for each context that is called."""
    model, defaults = request.model, request.configuration.contracts
    for offer in call_contracts(model):
        file = context_files(model)[offer.context.qualified_name]
        described = without_markup(document(model, offer, defaults))
        yield Artifact(f"openapi/{file}.yaml", to_yaml(described, comment(offer.context)))
