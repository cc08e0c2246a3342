"""An AsyncAPI 3.0.0 document for each context that sends or receives messages: names, payloads and guarantees.

An event's contract has its home with the context that publishes it, a command's with the one that receives it; all
others point there. What a map can't know — hosts, versions, how a client proves who it is — are the `ContractDefaults`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends import Artifact
from ctxmap.backends._contracts.about import comment
from ctxmap.backends._contracts.yaml import to_yaml
from ctxmap.backends.asyncapi.documents import document
from ctxmap.configuration import DEFAULT, ContractDefaults
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.model.names import context_files


def build(
    model: Model,
    diagnostics: Sequence[Diagnostic],
    defaults: ContractDefaults = DEFAULT.contracts,
) -> Iterator[Artifact]:
    """`asyncapi/<context>.yaml` for each context that sends or receives messages."""
    del diagnostics  # a contract holds what the map means, not what is said about it
    for context in model.contexts:
        if described := document(model, context, defaults):
            file = context_files(model)[context.qualified_name]
            yield Artifact(f"asyncapi/{file}.yaml", to_yaml(described, comment(context)))
