"""A service takes and answers what the map says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.breaking.schemas import Misfit
from ctxmap.breaking.told import told
from ctxmap.drift import Evidence, rule
from ctxmap.drift.inputs import answer_problems, request_problems
from ctxmap.drift.operations import Kept
from ctxmap.drift.told import affected, in_contract
from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.openapi import Served


@rule(Severity.ERROR)
def check(evidence: Evidence) -> Iterator[Finding]:
    """One finding for what an operation takes, and one for what it answers; of several versions, the best counts."""
    for kept in evidence.operations.kept:
        if not kept.promise.is_offered or not kept.promise.is_declared or not kept.served:
            continue
        one, requests, answers = min(map(_compared, [kept] * len(kept.served), kept.served), key=_number)
        name = f"`{kept.promise.address}`" if kept.promise.is_look_up else f'"{kept.promise.name}"'
        for problems, words in ((requests, f"{name} doesn't take"), (answers, f"the answer of {name} is not")):
            if problems:
                yield Finding(
                    kept.promise.at.at,
                    f"{words} what the map says: in the contract, {told(problems)}"
                    f"{affected(evidence, kept.promise.consumers)}",
                    hint="correct the map, or the service",
                    related=in_contract(kept.document, one.at),
                )


_Compared = tuple[Served, Sequence[Misfit], Sequence[Misfit]]


def _compared(kept: Kept, one: Served) -> _Compared:
    wire = kept.wire(one)
    promised = kept.promise.wire
    return one, tuple(request_problems(promised, wire)), tuple(answer_problems(promised, wire))


def _number(compared: _Compared) -> int:
    return len(compared[1]) + len(compared[2])
