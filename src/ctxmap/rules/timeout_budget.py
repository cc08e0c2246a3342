"""Waiting longer for an answer than one's own caller waits is useless: the caller has given up by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from ctxmap.analyses.communication.calls import Call, calls_out, stated_calls
from ctxmap.analyses.deployables import runs_together
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Duration, Element, Model
from ctxmap.rules import finding, rule
from ctxmap.text.source import Span

_LISTED = 5


class _Wait(msgspec.Struct, frozen=True):
    """How long a context waits for an answer, in seconds."""

    call: Call
    timeout: Duration
    attempts: int

    @property
    def seconds(self) -> float:
        return self.timeout.seconds * self.attempts

    @property
    def text(self) -> str:
        return f"{self.attempts} × {self.timeout.text}" if self.attempts > 1 else self.timeout.text


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        # a call inside a process takes no time of its own: who calls into the process waits for what leaves it
        leading: dict[Call, list[str]] = {}
        for name, call in calls_out(landscape, stated_calls(landscape)):
            leading.setdefault(call, []).append(name)
        waits = [wait for call in leading if (wait := _wait(call))]
        callers = _callers(waits)
        for wait in waits:
            waiting = {caller: each for name in leading[wait.call] for caller, each in callers.get(name, {}).items()}
            impatient = [
                each
                for caller, each in waiting.items()
                # two that call each other are a cycle, and none of them is the outer one
                if not runs_together(landscape, caller, wait.call.callee) and each.timeout.seconds <= wait.seconds
            ]
            if impatient:
                yield _too_long(wait, impatient)


def _wait(call: Call) -> _Wait | None:
    sync = call.sync
    return _Wait(call, sync.timeout, 1 + (sync.retries or 0)) if sync and sync.timeout else None


def _callers(waits: list[_Wait]) -> Mapping[str, Mapping[str, _Wait]]:
    """For each called context, by caller, the call that waits longest for one attempt.

    Nobody says which of several calls leads to which inner call, so the most patient one decides.
    """
    found: defaultdict[str, dict[str, _Wait]] = defaultdict(dict)
    for wait in waits:
        longest = found[wait.call.callee].setdefault(wait.call.caller, wait)
        if wait.timeout.seconds > longest.timeout.seconds:
            found[wait.call.callee][wait.call.caller] = wait
    return found


def _too_long(wait: _Wait, impatient: list[_Wait]) -> Finding:
    shortest = min(impatient, key=lambda each: each.timeout.seconds)
    listed = [f'"{each.call.caller}" after {each.timeout.text}' for each in impatient[:_LISTED]]
    more = [f"{len(impatient) - _LISTED} more"] if len(impatient) > _LISTED else []
    gives_up = (
        f"its caller gives up first: {listed[0]}"
        if len(impatient) == 1
        else (f"its callers give up first: {', '.join([*listed, *more])}")
    )
    return finding(
        _place(wait.call),
        f'"{wait.call.caller}" waits {wait.text} for "{wait.call.callee}", but {gives_up}',
        hint=f"let all attempts together take less than {shortest.timeout.text}, so that there is time left to answer",
        related=[
            (f'"{each.call.caller}" waits {each.timeout.text} for "{each.call.callee}" here', _place(each.call))
            for each in impatient[:_LISTED]
        ],
    )


def _place(call: Call) -> Element | Span:
    return call.sync.place("timeout") if call.sync else call.relationship
