"""The brackets of relationships, which the published grammar reads in one order only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ctxmap.syntax.tree import Name, Relationship

_SYMMETRIC = {"<->", "Partnership", "Shared-Kernel"}
_RANKS = {"U": 0, "D": 0, "S": 1, "C": 1}
_LAST = 2


def is_symmetric(relationship: Relationship) -> bool:
    """Whether its arrow says that both sides are equal."""
    return relationship.arrow.text in _SYMMETRIC


def wrong_roles(relationship: Relationship) -> Iterator[tuple[Name, str, str]]:
    """Roles that the grammar doesn't read where they stand, why, and what to do."""
    sides = relationship.left_roles, relationship.right_roles
    if is_symmetric(relationship):
        return
    if not relationship.arrow.text.startswith(("<", "-")):
        for role in (*sides[0], *sides[1]):
            if role.text in _RANKS:
                yield role, f'"{role.text}" beside "{relationship.arrow.text}"', "remove it: the arrow says the same"
        return
    for roles in sides:
        yield from _out_of_order(roles)
    supplier, customer = (next((r for r in (*sides[0], *sides[1]) if r.text == name), None) for name in "SC")
    if bool(supplier) != bool(customer):
        alone, other = (supplier, "C") if supplier else (customer, "S")
        if alone:
            yield alone, f'"{alone.text}" without "{other}" on the other side', f"add `{other}` there"


def _out_of_order(roles: Sequence[Name]) -> Iterator[tuple[Name, str, str]]:
    for before, role in pairwise(roles):
        if _RANKS.get(role.text, _LAST) < _RANKS.get(before.text, _LAST):
            yield role, f'"{role.text}" only before "{before.text}"', f"write `{role.text},{before.text}`"
