"""What a contract carries has to be declared somewhere; otherwise each side fills the gap in its own way."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.contracts.published import published_types
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.well_known import WELL_KNOWN
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for published in published_types(model):
        used, context = published.type, published.context
        if used.target or used.is_reference or _is_known(used.name) or (context, used.name) in told:
            continue
        told.add((context, used.name))
        yield finding(
            used,
            f'type "{used.name}" stands in a contract of "{context}", and nothing declares it',
            hint="declare it where it belongs, as a value object or an enum, or take a type that everybody knows",
        )


def _is_known(name: str) -> bool:
    """Also a type of a package: `com.acme.Money` is declared there."""
    return name in WELL_KNOWN or "." in name
