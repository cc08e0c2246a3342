"""A customer negotiates the model with its supplier, so it should not need an anticorruption layer."""

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
                hint="remove `ACL`, or use a plain upstream-downstream relationship",
                fix=unsafe("remove `ACL`", RemoveItem(role.at)),
            )
