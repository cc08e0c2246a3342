"""An operation that the map says others call is in the contract of its service."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.drift.told import affected, in_contract
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.ERROR)
def check(evidence: Evidence) -> Iterator[Finding]:
    """A look-up by key that the map only implies is a question."""
    for kept in evidence.operations.kept:
        promise = kept.promise
        if kept.served or not promise.is_offered:
            continue
        called = f"`{promise.address}`" if promise.is_look_up else f'the operation "{promise.name}"'
        yield Finding(
            promise.at.at,
            f"the contract of {evidence.owner(kept.contract)} has nothing for {called}"
            f"{affected(evidence, promise.consumers)}",
            hint="correct the map, or name the method and path in [verify.operations]",
            related=in_contract(kept.document, ("paths",)),
            severity=Severity.INFO if promise.is_look_up else None,
        )
