"""An operation or a message is found where the map says: at its method and path, on its channel."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.drift.evidence import without_parameters
from ctxmap.drift.matching import prefix
from ctxmap.drift.told import affected, in_contract
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.ERROR)
def check(evidence: Evidence) -> Iterator[Finding]:
    """An address that ctxmap derives for its documents, since the map doesn't have one, is a warning."""
    yield from _operations(evidence)
    yield from _messages(evidence)


def _operations(evidence: Evidence) -> Iterator[Finding]:
    for kept in evidence.operations.kept:
        promise = kept.promise
        if not promise.is_offered or not kept.served:
            continue
        if any(promise.method == one.method and prefix(promise.path, one.path) is not None for one in kept.served):
            continue
        one = kept.served[0]
        yield Finding(
            promise.at.at,
            f'"{promise.name}" is `{promise.address}`{_by(says=promise.says_address)}, '
            f"and `{one.address}` in the contract{affected(evidence, promise.consumers)}",
            hint="give the operation this method and path on the map",
            related=in_contract(kept.document, one.at),
            severity=None if promise.says_address else Severity.WARNING,
        )


def _messages(evidence: Evidence) -> Iterator[Finding]:
    for expected in evidence.messages.expected:
        if not expected.found:
            continue
        addresses = evidence.channels_of(expected.deliveries)
        found = list(dict.fromkeys(without_parameters(message.channel) for message in expected.found))
        if addresses and not set(addresses) & set(found):
            says = any(each.terms.topic for each in expected.deliveries)
            owner = evidence.owner(expected.contract)
            yield Finding(
                evidence.messages.place(expected).at,
                f'"{expected.name}" travels on `{addresses[0]}`{_by(says=says)}, '
                f"and on `{found[0]}` in the contract of {owner}{affected(evidence, expected.others)}",
                hint="give the `async` block this `topic`",
                related=in_contract(expected.contract.document, expected.found[0].at),
                severity=None if says else Severity.WARNING,
            )


def _by(*, says: bool) -> str:
    return " on the map" if says else " in the document that ctxmap makes"
