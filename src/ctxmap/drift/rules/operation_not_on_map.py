"""An operation that a contract offers is on the map, so that its callers are known."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.INFO)
def check(evidence: Evidence) -> Iterator[Finding]:
    """Health checks, metrics and documentation are no operations of a context."""
    for contract, served in evidence.operations.surplus:
        yield Finding(
            contract.document.place(*served.at[:2]),
            f"the map doesn't have `{served.address}`, which {evidence.owner(contract)} offers",
            hint="declare the operation, or leave it out by [verify] ignore",
        )
