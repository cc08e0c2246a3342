"""Which aggregates of one name are the same thing.

What counts is what they have: attributes and references of all their objects by name and type, and operations by name
and signature. Two are the same when at least half of what the smaller one has stands in the other too; where one of
them has nothing, nobody can tell. Two contexts that both define the word as a term have said that they mean two things.

Not every pair is compared. If at least half of what an aggregate has stands in another, then so does at least one of
the rarer half and one more (the prefix filter of set-similarity joins: Chaudhuri, Ganti and Kaushik, "A Primitive
Operator for Similarity Joins in Data Cleaning", 2006). An `id` that everything has brings nobody together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, islice

import msgspec

from ctxmap.model.elements import Aggregate, BoundedContext, Operation

LISTED = 5
"""How many of the other places a likeness lists: if a thousand listed each other, that would be a million."""

_Feature = tuple[str, ...]


class Occurrence(msgspec.Struct, frozen=True, eq=False):
    """An aggregate, the context that declares it, what the aggregate has, and whether the context defines the word."""

    context: BoundedContext
    aggregate: Aggregate
    features: frozenset[_Feature]
    is_term: bool


class Likeness(msgspec.Struct, frozen=True, eq=False):
    """An aggregate that is, or may be (`is_certain`), the same thing as an earlier one.

    `others` are the first few that it is like, in the order of the text; `has_more` tells whether there are others.
    `most_used` is the one of them all with most operations on it, of several the first.
    """

    occurrence: Occurrence
    others: tuple[Occurrence, ...]
    has_more: bool
    is_certain: bool
    most_used: Occurrence


def likenesses(contexts: Iterable[BoundedContext]) -> Iterator[Likeness]:
    """The aggregates that are, or may be, what an earlier one of another context is."""
    by_name: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for context in contexts:
        words = {word for term in context.terms for word in (term.name, *term.aliases)}
        for name, aggregate in {each.name: each for each in reversed(context.aggregates)}.items():
            by_name[name].append(Occurrence(context, aggregate, _features(aggregate), name in words))
    for occurrences in by_name.values():
        if len(occurrences) > 1:
            yield from _among(occurrences)


def in_common(one: Occurrence, other: Occurrence) -> tuple[int, int]:
    """How many attributes and operations stand in both, and how many the smaller one has."""
    return len(one.features & other.features), min(len(one.features), len(other.features))


def _features(aggregate: Aggregate) -> frozenset[_Feature]:
    properties = ((each.name, str(each.type)) for thing in aggregate.objects for each in thing.properties if each.name)
    of_objects = (operation for thing in aggregate.objects for operation in thing.operations)
    return frozenset(chain(properties, map(_signature, chain(aggregate.operations, of_objects))))


def _signature(operation: Operation) -> _Feature:
    return ("operation", operation.name, str(operation.returns), *(str(each.type) for each in operation.parameters))


def _among(occurrences: Sequence[Occurrence]) -> Iterator[Likeness]:
    """The likenesses among the aggregates of one name; an aggregate's number is its place in the text."""
    index = _Index(occurrences)
    for number, occurrence in enumerate(occurrences):
        for is_certain, numbers in ((True, index.same(occurrence)), (False, index.maybe_the_same(occurrence))):
            alike = list(islice((each for each in numbers if each != number), LISTED + 1))
            if alike and alike[0] < number:
                yield _likeness(occurrences, number, alike, is_certain=is_certain)
                break


def _likeness(occurrences: Sequence[Occurrence], number: int, alike: Sequence[int], *, is_certain: bool) -> Likeness:
    listed = alike[:LISTED]
    all_of_them = [occurrences[each] for each in sorted((number, *listed))]
    return Likeness(
        occurrence=occurrences[number],
        others=tuple(occurrences[each] for each in listed),
        has_more=len(alike) > LISTED,
        is_certain=is_certain,
        most_used=max(all_of_them, key=lambda each: len(each.aggregate.operations)),
    )


class _Index:
    """Finds what an aggregate may be like. What it gives are numbers that rise; they are found as they are needed."""

    def __init__(self, occurrences: Sequence[Occurrence]) -> None:
        self._occurrences = occurrences
        self._frequency = Counter(feature for each in occurrences for feature in each.features)
        self._having: defaultdict[tuple[bool, _Feature], list[int]] = defaultdict(list)
        self._telling: defaultdict[tuple[bool, _Feature], list[int]] = defaultdict(list)
        self._all: tuple[list[int], list[int]] = ([], [])
        self._empty: tuple[list[int], list[int]] = ([], [])
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

    def maybe_the_same(self, one: Occurrence) -> Iterator[int]:
        """Those of which nobody can tell."""
        lists = self._empty if one.features else self._all
        return merge(*(lists[is_term] for is_term in _comparable(one)))

    def _add(self, number: int, one: Occurrence) -> None:
        self._all[one.is_term].append(number)
        if not one.features:
            self._empty[one.is_term].append(number)
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
    return 2 * both >= smaller
