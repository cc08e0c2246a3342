"""Whether everything that fits one JSON Schema fits another, and what does not.

What a consumer sends has to fit the provider's new schema, and what it gets has to fit the old one. Both questions are
the same: is each value of the narrower schema a value of the wider one? Unknown members of an object do no harm: a
tolerant reader skips them (Fowler, "TolerantReader", 2011).

Keywords are those of JSON Schema 2020-12 that contracts use; others are descriptions, and don't count.

A map and the contract of what runs are compared by the same question. But a map leaves out what it doesn't care about,
and a contract that is made from code what the code doesn't say (`silences`): there, only what both say can differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any, Literal, TypeVar

import msgspec

from ctxmap.breaking.limits import COUNTED, counted, highest, lowest, range_of
from ctxmap.breaking.shape import (
    Shape,
    as_schema,
    branches,
    is_null,
    name_of,
    required,
    resolved,
    says_anything,
    types_of,
    values_of,
)
from ctxmap.breaking.wording import CHANGE, DRIFT, Wording

_Value = TypeVar("_Value")
Direction = Literal["sent", "received"]
"""Seen from the consumer: what it sends to the provider, or what it receives from there."""


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
    return _found(_Comparison(direction, CHANGE), old, new)


def contradictions(on_map: Shape, in_contract: Shape, direction: Direction) -> tuple[Misfit, ...]:
    """What a consumer that believes a map can't send, or doesn't expect to receive; what either leaves out is right."""
    return _found(_Comparison(direction, DRIFT, silences=True), on_map, in_contract)


def _found(comparison: _Comparison, old: Shape, new: Shape) -> tuple[Misfit, ...]:
    found = comparison.compare(old, new, ()) if comparison.is_sent else comparison.compare(new, old, ())
    return tuple(dict.fromkeys(found))


class _Comparison:
    """One comparison: `narrow` are the values that there may be, `wide` those that are expected."""

    def __init__(self, direction: Direction, words: Wording, *, silences: bool = False) -> None:
        self.is_sent = direction == "sent"
        self._direction: Direction = direction
        self._words = words
        self._silences = silences
        self._seen: set[tuple[int, int]] = set()

    def compare(self, narrow: Shape, wide: Shape, path: tuple[str, ...]) -> Iterator[Misfit]:
        """Why a value of the one may not fit the other; a pair that was met before, as in a cycle, is passed over."""
        pair = (id(narrow.schema), id(wide.schema))
        if pair in self._seen:
            return
        self._seen.add(pair)
        narrow, wide = resolved(narrow), resolved(wide)
        if not says_anything(wide.schema):
            return
        if self._silences and (_is_silent(narrow.schema) or _is_silent(wide.schema)):
            return
        if branches(narrow.schema) or branches(wide.schema):
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
        others = [wide.inner(each) for each in branches(wide.schema) or (wide.schema,)]
        by_name = {name: each for each in others if (name := name_of(each.schema))}
        for each in branches(narrow.schema) or (narrow.schema,):
            one = narrow.inner(each)
            name = name_of(each)
            if name in by_name:
                yield from self.compare(one, by_name[name], path)
            elif not branches(wide.schema) or is_null(each):
                if not any(self._fits(one, other) for other in others):
                    yield from (
                        [Misfit(path, self._may_be_null)] if is_null(each) else self.compare(one, others[0], path)
                    )
            elif not any(self._fits(one, other) for other in others):
                yield from self._unfit(one, others, path, name)

    def _unfit(self, one: Shape, others: Sequence[Shape], path: tuple[str, ...], name: str) -> Iterator[Misfit]:
        """An alternative that fits none of the others: of a single one beside null, why."""
        values = [each for each in others if not is_null(each.schema)]
        if self._silences and len(values) == 1:
            yield from self.compare(one, values[0], path)
        else:
            text = self._has_come(name or "another form")
            yield Misfit(path, text, is_value=bool(name) and not self.is_sent)

    @property
    def _may_be_null(self) -> str:
        return self._words.not_null if self.is_sent else self._words.null

    def _has_come(self, name: str) -> str:
        return (self._words.cannot_be if self.is_sent else self._words.can_be).format(name)

    def _fits(self, narrow: Shape, wide: Shape) -> bool:
        trial = _Comparison(self._direction, self._words, silences=self._silences)
        trial._seen |= self._seen
        return not any(trial.compare(narrow, wide, ()))

    def _types(self, narrow: Mapping[str, Any], wide: Mapping[str, Any]) -> str:
        """Why the types don't fit; "" if they do."""
        given, expected = types_of(narrow), types_of(wide)
        if not expected or (self._silences and not given):
            return ""
        if not given:
            return self._words.no_longer_open.format(_listed(expected)) if self.is_sent else self._words.open
        more = [each for each in given if each not in expected and not (each == "integer" and "number" in expected)]
        if more:
            may_be_whole = more == ["number"] and "integer" in expected and narrow.get("x-any-number")
            was = self._words.was.format(*map(_listed, self._in_time(given, expected)))
            return "" if may_be_whole else self._may_be_null if more == ["null"] else was
        formats = narrow.get("format", ""), wide.get("format", "")
        is_said = formats[1] and (formats[0] or not self._silences)
        if is_said and formats[0] != formats[1] and formats not in _FORMATS:
            return self._words.was.format(*(each or _listed(given) for each in self._in_time(*formats)))
        return ""

    def _in_time(self, narrow: _Value, wide: _Value) -> tuple[_Value, _Value]:
        """What was before, and what is now."""
        return (narrow, wide) if self.is_sent else (wide, narrow)

    def _values(self, narrow: Mapping[str, Any], wide: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Misfit]:
        given, expected = values_of(narrow), values_of(wide)
        if expected is None:
            return
        if given is None:
            allowed = _listed([str(each) for each in expected])
            yield Misfit(path, (self._words.only if self.is_sent else self._words.any_value).format(allowed))
            return
        for value in (each for each in given if each not in expected):
            yield Misfit(path, self._has_come(str(value)), is_value=not self.is_sent)

    def _limits(self, narrow: Mapping[str, Any], wide: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Misfit]:
        if self._silences and not self.is_sent:  # the contract may only leave out what the map says
            wide = {key: value for key, value in wide.items() if key in narrow}
        before, after = self._in_time(narrow, wide)
        if lowest(narrow) < lowest(wide) or highest(narrow) > highest(wide):
            yield Misfit(path, self._words.was.format(range_of(before), range_of(after)))
        for low, high, unit in COUNTED:
            if narrow.get(low, 0) < wide.get(low, 0) or narrow.get(high, inf) > wide.get(high, inf):
                numbers = counted(before, low, high), counted(after, low, high)
                yield Misfit(path, self._words.had.format(*numbers, unit=unit))
        if "pattern" in wide and narrow.get("pattern") != wide["pattern"]:
            yield Misfit(path, self._words.has_to_match if self.is_sent else self._words.matches)
        if wide.get("uniqueItems") and not narrow.get("uniqueItems"):
            yield Misfit(path, self._words.no_repeat if self.is_sent else self._words.repeat)
        if "multipleOf" in wide and narrow.get("multipleOf") != wide["multipleOf"]:
            yield Misfit(path, self._words.precision)

    def _members(self, narrow: Shape, wide: Shape, path: tuple[str, ...]) -> Iterator[Misfit]:
        given, expected = narrow.schema.get("properties", {}), wide.schema.get("properties", {})
        always, needed = required(narrow.schema), required(wide.schema)
        if not given and not expected:
            return
        called = self._counterparts(given, expected)
        always = frozenset(called.get(name, name) for name in always)
        if self._silences and not self.is_sent and "required" not in narrow.schema:
            always = needed
        given = {called.get(name, name): value for name, value in given.items()}
        for name in expected:
            if name not in given:
                if name in needed and self.is_sent:
                    yield Misfit((*path, name), self._words.required)
                elif not self.is_sent:
                    yield Misfit((*path, name), self._words.gone)
            elif name in needed and name not in always:
                yield Misfit((*path, name), self._words.required if self.is_sent else self._words.not_always)
        for name in given:
            if name in expected:
                yield from self.compare(narrow.inner(given[name]), wide.inner(expected[name]), (*path, name))
            elif self.is_sent:
                yield Misfit((*path, name), self._words.not_taken)

    def _counterparts(self, given: Mapping[str, Any], expected: Mapping[str, Any]) -> Mapping[str, str]:
        """For members that are spelt otherwise (`order_id`, `orderId`), as they are called on the other side."""
        if not self._silences:
            return {}
        folded = {_folded(name): name for name in expected}
        return {name: folded[_folded(name)] for name in given if name not in expected and _folded(name) in folded}

    def _inside(self, narrow: Shape, wide: Shape, path: tuple[str, ...]) -> Iterator[Misfit]:
        for keyword in ("items", "additionalProperties"):
            given, expected = as_schema(narrow.schema.get(keyword)), as_schema(wide.schema.get(keyword))
            if given and expected:
                yield from self.compare(narrow.inner(given), wide.inner(expected), (*path, "[]"))


def _is_silent(schema: Mapping[str, Any]) -> bool:
    """Whether it says nothing, or only that there is an object."""
    if not says_anything(schema):
        return True
    is_bare = types_of(schema) == ["object"] and not (branches(schema) or as_schema(schema.get("additionalProperties")))
    return is_bare and not schema.get("properties")


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()


def _listed(words: Sequence[str]) -> str:
    return " or ".join(words)
