"""Whoever calls or sends to another context on the map does so in traffic."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.drift.edges import unseen
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.WARNING)
def check(evidence: Evidence) -> Iterator[Finding]:
    """Where one of the two contexts sends telemetry; of an external system that isn't seen at all, a question."""
    for known, is_expected in unseen(evidence):
        verb = {"CALL": "calls", "MESSAGE": "sends messages to", None: "communicates with"}[known.kind]
        yield Finding(
            known.at.at,
            f'"{known.source}" {verb} "{known.target}" on the map, and not in traffic',
            hint="look at a longer time; if it never happens, remove it from the map",
            severity=None if is_expected else Severity.INFO,
        )
