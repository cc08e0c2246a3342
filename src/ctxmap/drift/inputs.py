"""What a caller sends and gets, on the map and in a contract, so that only what matters to it is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctxmap.breaking.schemas import Misfit, contradictions
from ctxmap.breaking.shape import Shape, resolved
from ctxmap.breaking.wire import Taken, Wire
from ctxmap.drift.naming import word

_BODY = "body"
_OF_SECURITY = frozenset({"authorization", "xapikey", "apikey"})
_OF_PAGES = frozenset({"limit", "cursor"})
"""Of the pages that ctxmap's documents have; a map doesn't say how a list is divided."""


def request_problems(on_map: Wire, in_contract: Wire) -> Iterator[Misfit]:
    """What a caller that believes the map sends, and the service doesn't take, or doesn't get."""
    promised, served = _inputs(on_map, in_contract), _inputs(in_contract, on_map)
    for key, (place, mine) in promised.items():
        if key not in served:
            if mine.is_required or not _is_of_pages(key):
                yield Misfit((place,), "is not taken")
            continue
        other_place, other = served[key]
        if other.is_required and not mine.is_required and not _is_of_pages(key):
            yield Misfit((other_place,), "is required")
        for each in contradictions(mine.shape, other.shape, "sent"):
            yield Misfit((place, *each.path), each.text)
    for key, (place, other) in served.items():
        is_needed = other.is_required and (key != _BODY or _needs_anything(other))
        if key not in promised and is_needed and not _is_of_security(place):
            yield Misfit((place,), "is required")


def answer_problems(on_map: Wire, in_contract: Wire) -> Iterator[Misfit]:
    """What a caller that believes the map expects in the answer, and the service doesn't give."""
    if not on_map.answer:
        return
    if not in_contract.answer:
        if in_contract.statuses:
            yield Misfit((), "gives nothing back")
        return
    yield from contradictions(_as_list(on_map.answer, in_contract.answer), in_contract.answer, "received")


def _inputs(wire: Wire, other: Wire) -> dict[str, tuple[str, Taken]]:
    """What is taken, by a key that doesn't depend on spelling; a body's members one by one if the other has no body."""
    found: dict[str, tuple[str, Taken]] = {}
    for place, taken in wire.taken.items():
        if place == _BODY and _BODY not in other.taken:
            members = resolved(taken.shape).schema
            needed = members.get("required", ())
            for name, schema in members.get("properties", {}).items():
                found[word(name)] = f"{_BODY}.{name}", Taken(taken.shape.inner(schema), is_required=name in needed)
            if members.get("properties"):
                continue
        found[_key(place)] = place, taken
    return found


def _key(place: str) -> str:
    """`query parameter order_id` is `orderId`, wherever a caller writes it; those of a path count by their number."""
    kind, _, name = place.partition(" parameter ")
    return word(name) if name and kind in ("query", "header", "cookie") else place


def _is_of_pages(key: str) -> bool:
    return key in _OF_PAGES


def _is_of_security(place: str) -> bool:
    return word(place.rpartition(" ")[2]) in _OF_SECURITY or place.startswith("cookie parameter")


def _needs_anything(body: Taken) -> bool:
    schema = resolved(body.shape).schema
    return bool(schema.get("required")) or "properties" not in schema


def _as_list(on_map: Shape, in_contract: Shape) -> Shape:
    """The list in a page of ctxmap's documents, where the contract has a bare list."""
    page, other = resolved(on_map).schema, resolved(in_contract).schema
    items: Any = page.get("properties", {}).get("items")
    if other.get("type") == "array" and items and set(page["properties"]) == {"items", "next"}:
        return on_map.inner(items)
    return on_map
