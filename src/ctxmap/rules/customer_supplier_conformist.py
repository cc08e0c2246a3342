"""A customer influences its supplier's plans, a conformist can't; a relationship is one or the other."""

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
                hint="remove `CF`, or use a plain upstream-downstream relationship",
                fix=unsafe("remove `CF`", RemoveItem(role.at)),
            )
