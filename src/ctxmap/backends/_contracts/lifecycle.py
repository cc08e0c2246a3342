"""An aggregate's life: its states, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Mapping

from ctxmap.model.elements import Aggregate, StateTransition


def transitions(aggregate: Aggregate) -> list[Mapping[str, object]]:
    """What its operations lead from and to; `from` is missing where a life begins."""
    return [
        {
            **({"from": list(operation.transition.sources)} if operation.transition.sources else {}),
            "to": list(operation.transition.targets),
            "by": operation.name,
        }
        for operation in aggregate.operations
        if operation.transition
    ]


def life(aggregate: Aggregate) -> str:
    """States and transitions as a Markdown list; "" for an aggregate without a life cycle."""
    states = [value.name for value in aggregate.lifecycle.values] if aggregate.lifecycle else []
    steps = [
        f"- `{operation.name}`: {shown(operation.transition)}"
        for operation in aggregate.operations
        if operation.transition
    ]
    return "\n".join([f"States: {', '.join(states)}.", *([""] if steps else []), *steps]) if states or steps else ""


def shown(transition: StateTransition) -> str:
    """`CAPTURED -> REFUNDED*`, as in CML: a star where a life ends."""
    targets = [f"{name}*" if name in transition.final else name for name in transition.targets]
    return f"{', '.join(transition.sources)} -> {' X '.join(targets)}".strip()
