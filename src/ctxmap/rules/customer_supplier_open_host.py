"""A supplier plans with each customer; an open host service offers everybody the same interface."""

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
                hint="remove `OHS`, or use a plain upstream-downstream relationship",
                fix=unsafe("remove `OHS`", RemoveItem(role.at)),
            )
