"""A message that the map says a context sends or receives is in the contract of its service."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.drift.told import affected, in_contract
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.ERROR)
def check(evidence: Evidence) -> Iterator[Finding]:
    """Events and commands, from the side of each context that has an AsyncAPI document."""
    for expected in evidence.messages.expected:
        if not expected.found:
            yield Finding(
                evidence.messages.place(expected).at,
                f'{evidence.owner(expected.contract)} {expected.verb} "{expected.name}", which is not in its contract'
                f"{affected(evidence, expected.others)}",
                hint="correct the map, or the contract",
                related=in_contract(expected.contract.document, ("channels",)),
            )
