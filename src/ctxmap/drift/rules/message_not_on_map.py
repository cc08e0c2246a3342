"""A message that a contract has is on the map, so that its receivers are known."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.INFO)
def check(evidence: Evidence) -> Iterator[Finding]:
    """Messages that a service sends or receives."""
    for contract, message in evidence.messages.surplus:
        verb = "sends" if message.action == "send" else "receives"
        yield Finding(
            contract.document.place(*message.at),
            f'{evidence.owner(contract)} {verb} "{message.name}" on `{message.channel}`, which the map doesn\'t say',
            hint="add it to an `async` block, or leave the channel out by [verify] ignore",
        )
