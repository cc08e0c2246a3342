"""Whether everything that fits one JSON Schema fits another, and what does not.

What a consumer sends has to fit the provider's new schema, and what it gets has to fit the old one. Both questions are
the same: is each value of the narrower schema a value of the wider one? Unknown members of an object do no harm: a
tolerant reader skips them (Fowler, "TolerantReader", 2011).

Keywords are those of JSON Schema 2020-12 that contracts use; others are descriptions, and don't count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any, Literal, cast

import msgspec

from ctxmap.breaking.limits import BOUNDS, COUNTED, COUNTS, counted, highest, lowest, range_of

Direction = Literal["sent", "received"]
"""Seen from the consumer: what it sends to the provider, or what it receives from there."""


class Shape(msgspec.Struct, frozen=True, eq=False):
    """A schema, and the components (by key) that its references (`#/components/schemas/Key`) lead to."""

    schema: Mapping[str, Any]
    components: Mapping[str, Any]

    def inner(self, schema: Mapping[str, Any]) -> Shape:
        """A schema inside of it."""
        return Shape(schema, self.components)


class Misfit(msgspec.Struct, frozen=True):
    """Where and why a value may not fit: `path` are the members that lead there (`items` of a list is `[]`)."""

    path: tuple[str, ...]
    text: str
    is_value: bool = False
    """It is a value of an enumeration, or a subtype, that has come."""

    @property
    def place(self) -> str:
        """`order.lines[].amount`; "" for the whole."""
        place = ".".join(self.path).replace(".[]", "[]")
        return f"items{place}" if place.startswith("[]") else place


_FORMATS = frozenset({("int32", "int64"), ("int32", "double"), ("float", "double")})
"""Formats, each value of the first of which is one of the second."""


def misfits(old: Shape, new: Shape, direction: Direction) -> tuple[Misfit, ...]:
    """What an old consumer can't send any more, or doesn't expect to receive; each once."""
    comparison = _Comparison(direction)
    found = comparison.compare(old, new, ()) if direction == "sent" else comparison.compare(new, old, ())
    return tuple(dict.fromkeys(found))


class _Comparison:
    """One comparison: `narrow` are the values that there may be, `wide` those that are expected."""

    def __init__(self, direction: Direction) -> None:
        self._direction: Direction = direction
        self._is_sent = direction == "sent"
        self._seen: set[tuple[int, int]] = set()

    def compare(self, narrow: Shape, wide: Shape, path: tuple[str, ...]) -> Iterator[Misfit]:
        """Why a value of the one may not fit the other; a pair that was met before, as in a cycle, is passed over."""
        pair = (id(narrow.schema), id(wide.schema))
        if pair in self._seen:
            return
        self._seen.add(pair)
        narrow, wide = _resolved(narrow), _resolved(wide)
        if not _says_anything(wide.schema):
            return
        if _branches(narrow.schema) or _branches(wide.schema):
            yield from self._alternatives(narrow, wide, path)
            return
        if problem := self._types(narrow.schema, wide.schema):
            yield Misfit(path, problem)
            return
        yield from self._values(narrow.schema, wide.schema, path)
        yield from self._limits(narrow.schema, wide.schema, path)
        yield from self._members(narrow, wide, path)
        yield from self._inside(narrow, wide, path)

    def _alternatives(self, narrow: Shape, wide: Shape, path: tuple[str, ...]) -> Iterator[Misfit]:
        """Each alternative has to fit one of the others: the one of its name, or else any."""
        others = [wide.inner(each) for each in _branches(wide.schema) or (wide.schema,)]
        by_name = {name: each for each in others if (name := _name(each.schema))}
        for each in _branches(narrow.schema) or (narrow.schema,):
            one = narrow.inner(each)
            name = _name(each)
            if name in by_name:
                yield from self.compare(one, by_name[name], path)
            elif not _branches(wide.schema) or _is_null(each):
                if not any(self._fits(one, other) for other in others):
                    yield from (
                        [Misfit(path, self._may_be_null)] if _is_null(each) else self.compare(one, others[0], path)
                    )
            elif not any(self._fits(one, other) for other in others):
                yield Misfit(path, self._has_come(name or "another form"), is_value=bool(name) and not self._is_sent)

    @property
    def _may_be_null(self) -> str:
        return "must not be null any more" if self._is_sent else "may be null now"

    def _has_come(self, name: str) -> str:
        return f"can no longer be {name}" if self._is_sent else f"can now be {name}"

    def _fits(self, narrow: Shape, wide: Shape) -> bool:
        trial = _Comparison(self._direction)
        trial._seen |= self._seen
        return not any(trial.compare(narrow, wide, ()))

    def _types(self, narrow: Mapping[str, Any], wide: Mapping[str, Any]) -> str:
        """Why the types don't fit; "" if they do."""
        given, expected = _types_of(narrow), _types_of(wide)
        if not expected:
            return ""
        if not given:
            return f"was anything, is {_listed(expected)} now" if self._is_sent else "is left open now"
        more = [each for each in given if each not in expected and not (each == "integer" and "number" in expected)]
        if more == ["null"]:
            return self._may_be_null
        if more:
            before, after = (given, expected) if self._is_sent else (expected, given)
            return f"was {_listed(before)}, is {_listed(after)} now"
        formats = narrow.get("format", ""), wide.get("format", "")
        if formats[1] and formats[0] != formats[1] and formats not in _FORMATS:
            before, after = formats if self._is_sent else formats[::-1]
            return f"was {before or _listed(given)}, is {after or _listed(given)} now"
        return ""

    def _values(self, narrow: Mapping[str, Any], wide: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Misfit]:
        given, expected = _enum(narrow), _enum(wide)
        if expected is None:
            return
        if given is None:
            allowed = _listed([str(each) for each in expected])
            yield Misfit(path, f"must be {allowed} now" if self._is_sent else f"was {allowed}, can be any value now")
            return
        for value in (each for each in given if each not in expected):
            yield Misfit(path, self._has_come(str(value)), is_value=not self._is_sent)

    def _limits(self, narrow: Mapping[str, Any], wide: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Misfit]:
        before, after = (narrow, wide) if self._is_sent else (wide, narrow)
        if lowest(narrow) < lowest(wide) or highest(narrow) > highest(wide):
            yield Misfit(path, f"was {range_of(before)}, is {range_of(after)} now")
        for low, high, unit in COUNTED:
            if narrow.get(low, 0) < wide.get(low, 0) or narrow.get(high, inf) > wide.get(high, inf):
                yield Misfit(path, f"had {counted(before, low, high)} {unit}, has {counted(after, low, high)} now")
        if "pattern" in wide and narrow.get("pattern") != wide["pattern"]:
            yield Misfit(path, "has to match another pattern now" if self._is_sent else "matches another pattern now")
        if wide.get("uniqueItems") and not narrow.get("uniqueItems"):
            yield Misfit(path, "must not repeat an item any more" if self._is_sent else "may repeat an item now")
        if "multipleOf" in wide and narrow.get("multipleOf") != wide["multipleOf"]:
            yield Misfit(path, "has another precision now")

    def _members(self, narrow: Shape, wide: Shape, path: tuple[str, ...]) -> Iterator[Misfit]:
        given, expected = narrow.schema.get("properties", {}), wide.schema.get("properties", {})
        always, needed = _required(narrow.schema), _required(wide.schema)
        if not given and not expected:
            return
        for name in expected:
            if name not in given:
                if name in needed and self._is_sent:
                    yield Misfit((*path, name), "is required now")
                elif not self._is_sent:
                    yield Misfit((*path, name), "is gone")
            elif name in needed and name not in always:
                yield Misfit((*path, name), "is required now" if self._is_sent else "is no longer always there")
        for name in given:
            if name in expected:
                yield from self.compare(narrow.inner(given[name]), wide.inner(expected[name]), (*path, name))
            elif self._is_sent:
                yield Misfit((*path, name), "is not taken any more")

    def _inside(self, narrow: Shape, wide: Shape, path: tuple[str, ...]) -> Iterator[Misfit]:
        for keyword in ("items", "additionalProperties"):
            given, expected = _schema(narrow.schema.get(keyword)), _schema(wide.schema.get(keyword))
            if given and expected:
                yield from self.compare(narrow.inner(given), wide.inner(expected), (*path, "[]"))


def _resolved(shape: Shape) -> Shape:
    """The schema that references lead to, with what `allOf` puts together, and keywords beside a reference."""
    schema, seen = shape.schema, set[str]()
    while (reference := str(schema.get("$ref", ""))) and reference not in seen:
        seen.add(reference)
        target: Mapping[str, Any] = shape.components.get(reference.rpartition("/")[2], {})
        schema = {**target, **{key: value for key, value in schema.items() if key in _COUNTING}}
    parts = schema.get("allOf")
    if not parts:
        return shape.inner(schema)
    merged: dict[str, Any] = {key: value for key, value in schema.items() if key != "allOf"}
    for part in parts:
        resolved = _resolved(shape.inner(part)).schema
        properties = {**resolved.get("properties", {}), **merged.get("properties", {})}
        required = [*resolved.get("required", ()), *merged.get("required", ())]
        merged = {**resolved, **merged}
        if properties:
            merged["properties"] = properties
        if required:
            merged["required"] = list(dict.fromkeys(required))
    return shape.inner(merged)


_COUNTING = frozenset(
    {"type", "format", "enum", "const", "pattern", "multipleOf", "uniqueItems", "required", "properties", "items"}
    | BOUNDS
    | COUNTS
)


def _counts(schema: Mapping[str, Any]) -> bool:
    return not _COUNTING.isdisjoint(schema)


def _says_anything(schema: Mapping[str, Any]) -> bool:
    return _counts(schema) or bool(_branches(schema)) or "additionalProperties" in schema


def _branches(schema: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return schema.get("oneOf") or schema.get("anyOf") or ()


def _schema(value: Any) -> Mapping[str, Any] | None:
    """A schema, unless it is only `true` or `false`, or missing."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _name(schema: Mapping[str, Any]) -> str:
    """The name of an alternative: its component's, or its title."""
    for each in (schema, *schema.get("allOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).rpartition("/")[2]
    return str(schema.get("title", ""))


def _is_null(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") == "null"


def _types_of(schema: Mapping[str, Any]) -> list[str]:
    kind: str | list[str] | None = schema.get("type")
    if kind:
        return [kind] if isinstance(kind, str) else kind
    if "properties" in schema:
        return ["object"]
    values = _enum(schema)
    return ["string"] if values and all(isinstance(value, str) for value in values) else []


def _enum(schema: Mapping[str, Any]) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    return schema.get("enum")


def _required(schema: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(schema.get("required", ()))


def _listed(words: Sequence[str]) -> str:
    return " or ".join(words)
