"""Whoever calls or sends to another context in traffic does so on the map."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.drift.edges import strangers
from ctxmap.findings.finding import Finding, Related, Severity
from ctxmap.model import index


@rule(Severity.ERROR)
def check(evidence: Evidence) -> Iterator[Finding]:
    """At the relationship of the two, which says something else, or at the caller."""
    for edge, source, target in strangers(evidence):
        existing = evidence.between(source, target)
        verb, word = ("calls", "`sync`") if edge.kind == "CALL" else ("sends messages to", "`async`")
        yield Finding(
            (existing or index.contexts(evidence.model)[source]).at,
            f'"{source}" {verb} "{target}" in traffic, and not on the map',
            hint=f"add {'a' if existing is None else 'to the'} relationship{'' if existing else ' with'} {word}",
            related=(Related("seen here first", edge.seen.at),),
        )
