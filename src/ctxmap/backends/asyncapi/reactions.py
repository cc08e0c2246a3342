"""What a context does when it hears of an event: its policies say so, or a flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.facts import once_per_model


@once_per_model
def reactions(model: Model) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """For a context and an event, what it issues and invokes then; all by qualified name."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for context in model.contexts:
        for event, reaction in (*_of_policies(context), *_of_flows(context)):
            found.setdefault((context.qualified_name, event), {})[reaction] = None
    return {pair: tuple(names) for pair, names in found.items()}


def _of_policies(context: BoundedContext) -> Iterator[tuple[str, str]]:
    for policy in (policy for part in context.parts for policy in part.policies):
        for event in policy.on:
            for reaction in (*policy.issues, *policy.invokes):
                if event.target:
                    yield event.target, reaction.target or reaction.name


def _of_flows(context: BoundedContext) -> Iterator[tuple[str, str]]:
    for step in (step for flow in (context.application.flows if context.application else ()) for step in flow.steps):
        if step.kind == "EVENT" and step.result_kind != "EVENT":
            for event in step.subjects:
                yield from ((event.target, each.target or each.name) for each in step.results if event.target)
