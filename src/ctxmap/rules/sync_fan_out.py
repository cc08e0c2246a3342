"""A context that needs many others to answer fails as soon as any one of them does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from ctxmap.analyses.communication.availability import has_usable_fallback
from ctxmap.analyses.communication.calls import Call, remote_calls
from ctxmap.analyses.deployables import place
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed_up_to
from ctxmap.model.elements import Model
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule

_LISTED = 8


class Limits(msgspec.Struct, frozen=True):
    """On how many others a context can depend synchronously."""

    most: Number = 4
    """The most contexts that one context may need to answer: those that it calls without a usable fallback."""


@rule(Severity.INFO, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for landscape in landscapes(model):
        needed: defaultdict[str, dict[str, Call]] = defaultdict(dict)
        for call in remote_calls(landscape):
            if not has_usable_fallback(call.sync):
                needed[call.caller].setdefault(place(landscape, call.callee), call)
        for name, by_place in needed.items():
            calls = {call.callee: call for call in by_place.values()}
            caller = contexts(model)[name]
            if len(calls) > limits.most and caller.is_ours and caller.type != "FRONTEND":
                yield finding(
                    caller,
                    f'"{caller.name}" depends synchronously on {len(calls)} contexts without a fallback: '
                    f"{listed_up_to(_LISTED, calls)} (limit {limits.most})",
                    hint="give the calls that are not essential a fallback, or keep a local copy of what the others "
                    "know, which their events update",
                    related=[
                        (f'"{callee}" is called here', call.sync or call.relationship)
                        for callee, call in list(calls.items())[:_LISTED]
                    ],
                )
