"""What a relationship's arrow and brackets say: which kind it is, and who is upstream."""

from __future__ import annotations

from ctxmap.syntax.tree import Name, Relationship
from ctxmap.vocabulary import RelationshipKind

_UPSTREAM_RIGHT = frozenset({"<-", "Downstream-Upstream", "Customer-Supplier"})
_KINDS: dict[str, RelationshipKind] = {
    "Partnership": "PARTNERSHIP",
    "Shared-Kernel": "SHARED_KERNEL",
    "Customer-Supplier": "CUSTOMER_SUPPLIER",
    "Supplier-Customer": "CUSTOMER_SUPPLIER",
}


def kind_of(node: Relationship) -> RelationshipKind:
    """`<->` is a shared kernel unless its brackets say `P`; an arrow with `S` or `C` joins supplier and customer."""
    arrow = node.arrow.text
    if arrow in _KINDS:
        return _KINDS[arrow]
    roles = {role.text for role in (*node.left_roles, *node.right_roles)}
    if arrow == "<->":
        return "PARTNERSHIP" if "P" in roles else "SHARED_KERNEL"
    return "CUSTOMER_SUPPLIER" if roles & {"S", "C"} else "UPSTREAM_DOWNSTREAM"


def sides_of(node: Relationship) -> tuple[tuple[Name, tuple[Name, ...]], tuple[Name, tuple[Name, ...]]]:
    """The upstream side's name and roles, then the downstream's; for equal sides left, then right."""
    left, right = (node.left, node.left_roles), (node.right, node.right_roles)
    return (right, left) if node.arrow.text in _UPSTREAM_RIGHT else (left, right)
