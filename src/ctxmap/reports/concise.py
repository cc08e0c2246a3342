"""Findings on one line each, as compilers print them: for editors, problem matchers, `grep` and `sort`.

    shop.cml:7:16: info: "Order" does not state its purpose [context-without-purpose]

The form is that of the GNU Coding Standards, "Formatting Error Messages"; line and column count from 1.
"""

from __future__ import annotations

from ctxmap.reports import Findings, report
from ctxmap.reports._characters import visible


@report()
def render(findings: Findings) -> str:
    """A line for each finding; "" if there are none."""
    return "".join(
        f"{visible(each.path)}:{each.line}:{each.column}: {each.severity}: {visible(each.message)} [{each.rule}]\n"
        for each in findings.diagnostics
    )
