"""A supplier plans with its customers, one by one; an open host service is one offer for all."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import RemoveItem, unsafe
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        supplier, customer = relationship.sides
        if relationship.kind == "CUSTOMER_SUPPLIER" and (role := supplier.role("OHS")):
            yield finding(
                role,
                f'"{supplier.context}" is a supplier of "{customer.context}" and offers an open host service',
                hint="leave `OHS` out, or make it a plain upstream-downstream relationship",
                fix=unsafe("leave `OHS` out", RemoveItem(role.at)),
            )
