"""A customer agrees on the model with its supplier; an anticorruption layer is for those who can't."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import RemoveItem, unsafe
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        supplier, customer = relationship.sides
        if relationship.kind == "CUSTOMER_SUPPLIER" and (role := customer.role("ACL")):
            yield finding(
                role,
                f'"{customer.context}" is a customer of "{supplier.context}" and has an anticorruption layer',
                hint="leave `ACL` out, or make it a plain upstream-downstream relationship",
                fix=unsafe("leave `ACL` out", RemoveItem(role.at)),
            )
