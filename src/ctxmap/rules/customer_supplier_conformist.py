"""A customer has a say in what its supplier builds; a conformist has none."""

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
        if relationship.kind == "CUSTOMER_SUPPLIER" and (role := customer.role("CF")):
            yield finding(
                role,
                f'"{customer.context}" is a customer of "{supplier.context}" and conforms to it',
                hint="leave `CF` out, or make it a plain upstream-downstream relationship",
                fix=unsafe("leave `CF` out", RemoveItem(role.at)),
            )
