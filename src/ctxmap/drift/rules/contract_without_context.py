"""Every contract is that of a context, so that it can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drift import Evidence, rule
from ctxmap.findings.finding import Finding, Severity


@rule(Severity.ERROR)
def check(evidence: Evidence) -> Iterator[Finding]:
    """By the command line, the configuration, `x-ctxmap`, the title or the name of the file."""
    for contract in (*evidence.http, *evidence.messaging):
        if not contract.context:
            title = contract.document.value.get("info", {}).get("title") or ""
            yield Finding(
                contract.document.place("info", "title"),
                f'no context of the map is called "{title}"' if title else "a contract without a title",
                hint="write CONTEXT=FILE on the command line, or name the context in [verify.services]",
            )
