"""Which aggregates of one name are the same thing, or may be.

What counts is what they have: attributes and references of their entities and values by name and type, and operations
by name and signature. Two are the same when they have at least three of them in common, and at least half of what the
smaller one has. Keys, identifiers and what everything has (a name, a version, when it was created) tell nothing apart.
Two that differ may still be one thing, if something else points to it: a `Sign` that both contexts have.

Not every pair is compared. If at least half of what an aggregate has stands in another, then so does at least one of
the rarer half and one more (the prefix filter of set-similarity joins: Chaudhuri, Ganti and Kaushik, "A Primitive
Operator for Similarity Joins in Data Cleaning", 2006).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from heapq import merge
from itertools import chain, islice

import msgspec

from ctxmap.analyses.aggregate_names import Key, key_of
from ctxmap.model.elements import Aggregate, BoundedContext, DomainObject, Operation, Property

LISTED = 5
"""How many of the other places a likeness lists: if a thousand listed each other, that would be a million."""

_Feature = tuple[str, ...]
Sign = tuple[str, str]
"""What hints at one thing: how a message says that both contexts have it, and the name of what they have."""
Meant = Callable[[BoundedContext, BoundedContext, Key], bool]
"""Whether two contexts have an aggregate of that name on purpose."""

_LEAST = 3
"""How many attributes and operations two aggregates have in common at least if they are one thing."""
_COMMON = re.compile(
    r"name|title|description|comments?|notes?|version|timestamp"
    r"|(last)?(created|updated|modified|changed|deleted|creation|modification|update|deletion)(at|on|by|date|time)?"
)
_COMMON_OPERATION = re.compile(r"(create|update|delete|remove|save|get|find|list|load|read)(all|one|by_?(id|key))?")


_NO_SIGNS: Mapping[str, Set[Sign]] = {}


def _never(_one: BoundedContext, _other: BoundedContext, _key: Key) -> bool:
    return False


class Occurrence(msgspec.Struct, frozen=True, eq=False):
    """An aggregate, the context that declares it, what the aggregate has, and whether the context defines the word.

    `signs`: those of the context.
    """

    context: BoundedContext
    aggregate: Aggregate
    features: frozenset[_Feature]
    is_term: bool
    key: Key
    signs: Set[Sign]


class Likeness(msgspec.Struct, frozen=True, eq=False):
    """An aggregate that is, or may be (`sign`), the same thing as an earlier one.

    `sign`: why they may be one thing though they differ; None where they are alike.
    `others` are the first few that it is like, in the order of the text; `has_more` tells whether there are others.
    `most_used` is the one of them all with most operations on it, of several the first.
    """

    occurrence: Occurrence
    others: tuple[Occurrence, ...]
    has_more: bool
    sign: Sign | None
    most_used: Occurrence


def likenesses(
    contexts: Iterable[BoundedContext], signs: Mapping[str, Set[Sign]] = _NO_SIGNS, meant: Meant = _never
) -> Iterator[Likeness]:
    """The aggregates that are, or may be, what an earlier one of another context is.

    `signs`: those of each context by name. `meant` leaves out pairs.
    """
    by_key: defaultdict[Key, list[Occurrence]] = defaultdict(list)
    for context in contexts:
        terms = {key_of(context, word) for term in context.terms for word in (term.name, *term.aliases)}
        for key, aggregate in {key_of(context, each.name): each for each in reversed(context.aggregates)}.items():
            known = signs.get(context.qualified_name, frozenset())
            by_key[key].append(Occurrence(context, aggregate, _features(aggregate), key in terms, key, known))
    for occurrences in by_key.values():
        if len(occurrences) > 1:
            yield from _among(occurrences, meant)


def in_common(one: Occurrence, other: Occurrence) -> tuple[int, int]:
    """How many attributes and operations stand in both, and how many the smaller one has."""
    return len(one.features & other.features), min(len(one.features), len(other.features))


def _features(aggregate: Aggregate) -> frozenset[_Feature]:
    things = [each for each in aggregate.objects if each.kind in ("ENTITY", "VALUE_OBJECT") and not _is_sent(each)]
    properties = ((each.name, str(each.type)) for thing in things for each in thing.properties if _tells(each))
    of_objects = (operation for thing in things for operation in thing.operations)
    operations = (each for each in chain(aggregate.operations, of_objects) if not _is_common(each))
    return frozenset(chain(properties, map(_signature, operations)))


def _is_sent(thing: DomainObject) -> bool:
    """Whether it is called what only a transfer object is called, as in maps that are generated from code."""
    return thing.name.lower().endswith("dto")


def _tells(held: Property) -> bool:
    """Whether it tells one thing from another: no key, no identifier, nothing that everything has."""
    is_identifier = any(
        each.lower() == "id" or each.endswith(("Id", "ID", "_id")) for each in (held.name, held.type.name)
    )
    return bool(held.name) and not held.is_key and not is_identifier and not _COMMON.fullmatch(_plain(held.name))


def _is_common(operation: Operation) -> bool:
    return bool(_COMMON_OPERATION.fullmatch(_plain(operation.name)))


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _signature(operation: Operation) -> _Feature:
    return ("operation", operation.name, str(operation.returns), *(str(each.type) for each in operation.parameters))


def _among(occurrences: Sequence[Occurrence], meant: Meant) -> Iterator[Likeness]:
    """The likenesses among the aggregates of one name; an aggregate's number is its place in the text."""
    index = _Index(occurrences)

    def alike(number: int, numbers: Iterable[int]) -> list[int]:
        """The first few others, if one of them comes before it."""
        one = occurrences[number]
        others = (each for each in numbers if each != number)
        compared = (each for each in others if not meant(one.context, occurrences[each].context, one.key))
        found = list(islice(compared, LISTED + 1))
        return found if found and found[0] < number else []

    for number, occurrence in enumerate(occurrences):
        if found := alike(number, index.same(occurrence)):
            yield _likeness(occurrences, number, found, None)
        elif found := alike(number, index.with_same_sign(occurrence)):
            common = occurrence.signs & occurrences[found[0]].signs
            yield _likeness(occurrences, number, found, min(common))


def _likeness(occurrences: Sequence[Occurrence], number: int, alike: Sequence[int], sign: Sign | None) -> Likeness:
    listed = alike[:LISTED]
    all_of_them = [occurrences[each] for each in sorted((number, *listed))]
    return Likeness(
        occurrence=occurrences[number],
        others=tuple(occurrences[each] for each in listed),
        has_more=len(alike) > LISTED,
        sign=sign,
        most_used=max(all_of_them, key=lambda each: len(each.aggregate.operations)),
    )


class _Index:
    """Finds what an aggregate may be like. What it gives are numbers that rise; they are found as they are needed."""

    def __init__(self, occurrences: Sequence[Occurrence]) -> None:
        self._occurrences = occurrences
        self._frequency = Counter(feature for each in occurrences for feature in each.features)
        self._having: defaultdict[tuple[bool, _Feature], list[int]] = defaultdict(list)
        self._telling: defaultdict[tuple[bool, _Feature], list[int]] = defaultdict(list)
        self._signed: defaultdict[tuple[bool, Sign], list[int]] = defaultdict(list)
        for number, each in enumerate(occurrences):
            self._add(number, each)

    def same(self, one: Occurrence) -> Iterator[int]:
        """Those that are the same thing; itself too, unless its context defines the word."""
        lists = [self._having[is_term, each] for is_term in _comparable(one) for each in self._rarer_half(one)]
        lists += [self._telling[is_term, each] for is_term in _comparable(one) for each in one.features]
        last = -1
        for number in merge(*lists):
            if number != last and _is_same(one, self._occurrences[number]):
                yield number
            last = number

    def with_same_sign(self, one: Occurrence) -> Iterator[int]:
        """Those whose context has a sign in common with its own; itself too."""
        lists = [self._signed[is_term, each] for is_term in _comparable(one) for each in one.signs]
        last = -1
        for number in merge(*lists):
            if number != last:
                yield number
            last = number

    def _add(self, number: int, one: Occurrence) -> None:
        for sign in one.signs:
            self._signed[one.is_term, sign].append(number)
        for feature in one.features:
            self._having[one.is_term, feature].append(number)
        for feature in self._rarer_half(one):
            self._telling[one.is_term, feature].append(number)

    def _rarer_half(self, one: Occurrence) -> list[_Feature]:
        """The rarer half of what it has, and one more."""
        rarest_first = sorted(one.features, key=lambda each: (self._frequency[each], each))
        return rarest_first[: len(rarest_first) // 2 + 1]


def _comparable(one: Occurrence) -> tuple[bool, ...]:
    """Whom it is compared with: not with one whose context defines the word, if its own does so too."""
    return (False,) if one.is_term else (False, True)


def _is_same(one: Occurrence, other: Occurrence) -> bool:
    both, smaller = in_common(one, other)
    return both >= _LEAST and 2 * both >= smaller
