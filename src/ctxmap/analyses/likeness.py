"""Which aggregates of one name are the same thing.

What counts is what they have: attributes and references of all their objects by name and type, and operations by name
and signature. Two are the same when at least half of what the smaller one has stands in the other too; where one of
them has nothing, nobody can tell. Two contexts that both define the word as a term have said that they mean two things.

Aggregates that have the same are compared as one *kind*, and kinds only where they have something in common, so that a
thousand contexts with an aggregate of one name cost little more than ten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, islice

import msgspec

from ctxmap.model.elements import Aggregate, BoundedContext, Operation

LISTED = 5
"""How many of the other places a likeness lists: if a thousand listed each other, that would be a million."""

_Feature = tuple[str, ...]


class Occurrence(msgspec.Struct, frozen=True, eq=False):
    """An aggregate, the context that declares it, and what the aggregate has."""

    context: BoundedContext
    aggregate: Aggregate
    features: frozenset[_Feature]

    @property
    def is_term(self) -> bool:
        """Whether the context defines the word."""
        return any(self.aggregate.name in (term.name, *term.aliases) for term in self.context.terms)


class Likeness(msgspec.Struct, frozen=True, eq=False):
    """An aggregate that is, or may be (`is_certain`), the same thing as an earlier one.

    `others`: the first few that it is like, in the order of the text; `more`: how many there are beside those.
    `most_used`: of them all, itself too, the one with most operations on it.
    """

    occurrence: Occurrence
    others: tuple[Occurrence, ...]
    more: int
    is_certain: bool
    most_used: Occurrence


def likenesses(contexts: Iterable[BoundedContext]) -> Iterator[Likeness]:
    """The aggregates that are, or may be, what an earlier one of another context is."""
    by_name: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for context in contexts:
        for name, aggregate in {each.name: each for each in reversed(context.aggregates)}.items():
            by_name[name].append(Occurrence(context, aggregate, _features(aggregate)))
    for occurrences in by_name.values():
        if len(occurrences) > 1:
            yield from _likenesses(occurrences)


def in_common(one: Occurrence, other: Occurrence) -> tuple[int, int]:
    """How many attributes and operations stand in both, and how many the smaller one has."""
    return len(one.features & other.features), min(len(one.features), len(other.features))


def _features(aggregate: Aggregate) -> frozenset[_Feature]:
    properties = ((each.name, str(each.type)) for thing in aggregate.objects for each in thing.properties if each.name)
    of_objects = (operation for thing in aggregate.objects for operation in thing.operations)
    return frozenset(chain(properties, map(_signature, chain(aggregate.operations, of_objects))))


def _signature(operation: Operation) -> _Feature:
    return ("operation", operation.name, str(operation.returns), *(str(each.type) for each in operation.parameters))


class _Kind(msgspec.Struct, frozen=True):
    """What some aggregates of one name have, and whether their contexts define the word."""

    features: frozenset[_Feature]
    is_term: bool


def _likenesses(occurrences: Sequence[Occurrence]) -> Iterator[Likeness]:
    kinds = [_Kind(each.features, each.is_term) for each in occurrences]
    numbers: dict[_Kind, list[int]] = {}
    for number, kind in enumerate(kinds):
        numbers.setdefault(kind, []).append(number)
    same, maybe = _same(numbers), _maybe(numbers)
    for number, kind in enumerate(kinds):
        for alike, is_certain in ((same[kind], True), (maybe[kind], False)):
            places = [numbers[each] for each in alike]
            if any(each[0] < number for each in places):
                yield _likeness(occurrences, number, places, numbers[kind], is_certain=is_certain)
                break


def _same(kinds: Iterable[_Kind]) -> Mapping[_Kind, list[_Kind]]:
    """For each kind those that are the same thing; itself too, unless it was never the same thing."""
    having: defaultdict[_Feature, list[_Kind]] = defaultdict(list)
    for kind in kinds:
        for feature in kind.features:
            having[feature].append(kind)
    return {
        kind: [other for other, common in _common(kind, having).items() if _is_same(kind, other, common)]
        for kind in kinds
    }


def _common(kind: _Kind, having: Mapping[_Feature, list[_Kind]]) -> Counter[_Kind]:
    return Counter(chain.from_iterable(having[feature] for feature in kind.features))


def _is_same(kind: _Kind, other: _Kind, common: int) -> bool:
    return 2 * common >= min(len(kind.features), len(other.features)) and not (kind.is_term and other.is_term)


def _maybe(kinds: Iterable[_Kind]) -> Mapping[_Kind, list[_Kind]]:
    """For each kind those of which nobody can tell whether they are the same thing."""
    empty = [kind for kind in kinds if not kind.features]
    return {
        kind: [other for other in (empty if kind.features else kinds) if not (kind.is_term and other.is_term)]
        for kind in kinds
    }


def _likeness(
    occurrences: Sequence[Occurrence],
    number: int,
    places: Sequence[Sequence[int]],
    own: Sequence[int],
    *,
    is_certain: bool,
) -> Likeness:
    others = [other for other in islice(merge(*places), LISTED + 1) if other != number][:LISTED]
    count = sum(len(each) - (each is own) for each in places)
    most_used = max({number, *(each[0] for each in places)}, key=lambda each: (_uses(occurrences[each]), -each))
    return Likeness(
        occurrence=occurrences[number],
        others=tuple(occurrences[other] for other in others),
        more=count - len(others),
        is_certain=is_certain,
        most_used=occurrences[most_used],
    )


def _uses(occurrence: Occurrence) -> int:
    return len(occurrence.aggregate.operations)
