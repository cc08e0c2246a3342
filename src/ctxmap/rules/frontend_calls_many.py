"""A frontend that calls several contexts depends on all of them; a BFF should call them instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ctxmap.analyses.communication.calls import Call, frontend_calls
from ctxmap.analyses.deployables import place
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule


class Limits(msgspec.Struct, frozen=True):
    """How many contexts are fine."""

    most: Number = 1
    """The most domain contexts that a frontend may call directly."""


@rule(Severity.WARNING, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for landscape in landscapes(model):
        first_call: dict[str, dict[str, Call]] = {}
        for call in frontend_calls(landscape):
            if contexts(model)[call.caller].type == "FRONTEND" and contexts(model)[call.callee].is_domain:
                first_call.setdefault(call.caller, {}).setdefault(call.callee, call)
        for frontend, called in first_call.items():
            if len({place(landscape, name) for name in called}) > limits.most:
                yield _calls_many(contexts(model)[frontend], called.values())


def _calls_many(frontend: BoundedContext, calls: Iterable[Call]) -> Finding:
    called = [call.callee for call in calls]
    return finding(
        frontend,
        f'frontend "{frontend.name}" calls {len(called)} domain contexts directly: {listed(called)}',
        hint="let a BFF, owned by the frontend's team, call them and return what the page shows",
        related=[(f'it calls "{call.callee}" here', call.sync or call.relationship) for call in calls],
    )
