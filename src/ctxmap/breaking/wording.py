"""How messages tell why types don't fit: between two versions of a map, and between a map and a contract.

`{}` stand for what was before and what is now: on the map, and in the contract.
"""

from __future__ import annotations

import msgspec


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """One text for each way in which a type may not fit another."""

    was: str
    had: str
    required: str
    gone: str
    not_always: str
    not_taken: str
    null: str
    not_null: str
    can_be: str
    cannot_be: str
    only: str
    any_value: str
    open: str
    no_longer_open: str
    has_to_match: str
    matches: str
    repeat: str
    no_repeat: str
    precision: str


CHANGE = Wording(
    was="was {}, is {} now",
    had="had {} {unit}, has {} now",
    required="is required now",
    gone="is gone",
    not_always="is no longer always there",
    not_taken="is not taken any more",
    null="may be null now",
    not_null="must not be null any more",
    can_be="can now be {}",
    cannot_be="can no longer be {}",
    only="must be {} now",
    any_value="was {}, can be any value now",
    open="is left open now",
    no_longer_open="was anything, is {} now",
    has_to_match="has to match another pattern now",
    matches="matches another pattern now",
    repeat="may repeat an item now",
    no_repeat="must not repeat an item any more",
    precision="has another precision now",
)
DRIFT = Wording(
    was="is {1}, not {0}",
    had="has {1} {unit}, not {0}",
    required="is required",
    gone="is missing",
    not_always="is not always there",
    not_taken="is not taken",
    null="may be null",
    not_null="must not be null",
    can_be="can be {}",
    cannot_be="can't be {}",
    only="must be {}",
    any_value="can be any value, not only {}",
    open="is left open",
    no_longer_open="is {}, not anything",
    has_to_match="has to match another pattern",
    matches="matches another pattern",
    repeat="may repeat an item",
    no_repeat="must not repeat an item",
    precision="has another precision",
)
