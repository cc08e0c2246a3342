"""A type in a published contract has to be declared, or each side guesses its structure."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.contracts.published import published_types
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.well_known import WELL_KNOWN
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    reported: set[tuple[str, str]] = set()
    for published in published_types(model):
        used, context = published.type, published.context
        if used.target or used.is_reference or _is_known(used.name) or (context, used.name) in reported:
            continue
        reported.add((context, used.name))
        yield finding(
            used,
            f'type "{used.name}" is part of a contract of "{context}" but is not declared',
            hint="declare it as a value object or an enum, or use a well-known type",
        )


def _is_known(name: str) -> bool:
    """A type with a package, such as `com.acme.Money`, is declared elsewhere."""
    return name in WELL_KNOWN or "." in name
