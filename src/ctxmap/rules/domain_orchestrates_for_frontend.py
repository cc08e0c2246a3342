"""A domain context that only gathers data for a page does the work of a backend for the frontend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctxmap.analyses.communication.calls import Call, frontend_calls, remote_calls
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import contexts, operations
from ctxmap.rules import finding, rule

_QUERY_WORDS = frozenset(
    "get find list read search query fetch load look lookup show view browse count".split()  # noqa: SIM905
)
"""The first words of the names of operations that only read."""
_FIRST_WORD = re.compile(r"[A-Z]?[a-z]+")


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        first_caller: dict[str, Call] = {}
        for call in frontend_calls(landscape):
            first_caller.setdefault(call.callee, call)
        between: dict[tuple[str, str], list[Call]] = {}
        for call in remote_calls(landscape):
            caller, callee = contexts(model)[call.caller], contexts(model)[call.callee]
            if call.caller in first_caller and caller.is_domain and callee.is_domain:
                between.setdefault((call.caller, call.callee), []).append(call)
        for (caller, _), calls in between.items():
            if all(_only_queries(model, call) for call in calls):
                yield _orchestrates(model, first_caller[caller], calls)


def _only_queries(model: Model, call: Call) -> bool:
    called = call.sync.operations if call.sync else ()
    return bool(called) and all(_is_query(model, operation) for operation in called)


def _is_query(model: Model, reference: Reference) -> bool:
    operation = operations(model).get(reference.target or "")
    if operation and (operation.access or operation.http_method):
        return operation.access == "READ_ONLY" or (not operation.access and operation.http_method == "GET")
    first_word = _FIRST_WORD.match(reference.name.rpartition("::")[2])
    return first_word is not None and first_word[0].lower() in _QUERY_WORDS


def _orchestrates(model: Model, served: Call, calls: list[Call]) -> Finding:
    first = calls[0]
    who: BoundedContext = contexts(model)[served.caller]
    names = dict.fromkeys(each.name for call in calls if call.sync for each in call.sync.operations)
    what = "BFF" if who.type == "BFF" else "frontend"
    return finding(
        first.sync or first.relationship,
        f'"{first.caller}" serves {what} "{who.name}" and only queries "{first.callee}" with {listed(names)}',
        hint=f'let a BFF query both, so that "{first.caller}" does not depend on "{first.callee}"',
        related=[(f'{what} "{who.name}" calls "{first.caller}" here', served.sync or served.relationship)],
    )
