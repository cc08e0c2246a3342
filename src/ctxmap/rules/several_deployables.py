"""A context runs in one process, so it is in one deployable."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import RemoveItem, unsafe
from ctxmap.model.elements import Deployable, Model, Reference
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    members: dict[str, list[tuple[Deployable, Reference]]] = {}
    for deployable in model.deployables:
        for reference in deployable.contexts:
            before = members.setdefault(reference.target or "", [])
            first = next((each for each in before if _overlap(each[0], deployable)), None)
            before.append((deployable, reference))
            if first:
                yield _in_two(first, deployable, reference)


def _overlap(one: Deployable, other: Deployable) -> bool:
    """Whether there are maps on which both count: without a state, a deployable counts on all of them."""
    states = {each.state.replace("UNDEFINED", "") for each in (one, other)}
    return one is not other and (len(states) == 1 or "" in states)


def _in_two(first: tuple[Deployable, Reference], second: Deployable, reference: Reference) -> Finding:
    return finding(
        reference,
        f'"{reference.name}" is in deployables "{first[0].name}" and "{second.name}"',
        hint="keep it in one of them, or give them a `state` each if it moves from one to the other",
        related=[(f'already in "{first[0].name}"', first[1])],
        fix=unsafe(f"keep it in `{first[0].name}`", RemoveItem(reference.at)),
    )
