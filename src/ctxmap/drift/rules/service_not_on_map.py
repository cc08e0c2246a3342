"""Every service in traffic is a context of the map, or is left out on purpose."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.findings.finding import Finding, Related, Severity


@rule(Severity.WARNING)
def check(evidence: Evidence) -> Iterator[Finding]:
    """One finding for each name."""
    for name, seen in evidence.unknown_services.items():
        yield Finding(
            evidence.place,
            f'no context of the map is the service "{name}"',
            hint=f'name its context in [verify.services], or add "{name}" to [verify] ignore',
            related=(Related("seen here first", seen.at),),
        )
