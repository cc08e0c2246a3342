"""A message has the members that the map says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.breaking.schemas import Misfit, contradictions
from ctxmap.breaking.told import told
from ctxmap.drift import Evidence, rule
from ctxmap.drift.messages import Expected, payload
from ctxmap.drift.told import affected, in_contract
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.ERROR)
def check(evidence: Evidence) -> Iterator[Finding]:
    """What a sender's contract gives, and what a receiver's contract asks for; of several versions, the best counts."""
    for expected in evidence.messages.expected:
        problems = min(
            (_problems(evidence, expected, number) for number in range(len(expected.found))), key=len, default=()
        )
        if problems:
            yield Finding(
                evidence.messages.place(expected).at,
                f'"{expected.name}", which {evidence.owner(expected.contract)} {expected.verb}, '
                f"is not what the map says: in the contract, {told(problems)}{affected(evidence, expected.others)}",
                hint="correct the map, or the service",
                related=in_contract(expected.contract.document, expected.found[0].at),
            )


def _problems(evidence: Evidence, expected: Expected, number: int) -> Sequence[Misfit]:
    on_map, in_document = evidence.messages.shape(expected), payload(expected.found[number])
    if not on_map or not in_document:
        return ()
    return contradictions(on_map, in_document, "received" if expected.action == "send" else "sent")
