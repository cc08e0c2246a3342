"""A map that is shared with the Context Mapper tool uses only what it can read."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.rules import file_rule, finding
from ctxmap.syntax.tree import File


@file_rule(Severity.WARNING, on_request=True)
def check(file: File) -> Iterator[Finding]:
    from ctxmap.analyses.plain_cml import departures  # noqa: PLC0415 — off by default, and `check` imports all rules

    for departure in departures(file):
        yield finding(departure.at, departure.message, hint=departure.hint)
