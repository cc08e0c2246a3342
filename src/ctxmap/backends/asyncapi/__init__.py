"""An AsyncAPI 3.0.0 document for each context that sends or receives messages: names, payloads and guarantees.

An event's contract has its home with the context that publishes it, a command's with the one that receives it; all
others point there. No map knows hosts, so they aren't in it; versions, and how clients authenticate, are the
`ContractDefaults`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._contracts.about import comment
from ctxmap.backends._contracts.prose import without_markup
from ctxmap.backends._contracts.yaml import to_yaml
from ctxmap.backends.asyncapi.documents import document
from ctxmap.model.names import context_files


@backend("asyncapi/*.yaml")
def build(request: Request) -> Iterator[Artifact]:
    """`asyncapi/<context>.yaml` for each context that sends or receives messages."""
    model, defaults = request.model, request.configuration.contracts
    for context in model.contexts:
        if described := document(model, context, defaults):
            file = context_files(model)[context.qualified_name]
            yield Artifact(f"asyncapi/{file}.yaml", to_yaml(without_markup(described), comment(context)))
