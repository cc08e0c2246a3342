"""The sentences of a migration plan, for the page and for the command line, which show names differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from ctxmap.analyses.migration.extraction_cost import Chatty, CoWritten, Cycle, Obstacle, Shared, Spanning
from ctxmap.analyses.migration.plan import Plan, Stage, Step
from ctxmap.documents.page import Part, Text, join, text

STAGES: dict[Stage, str] = {
    "": "no status",
    "PLANNED": "planned",
    "STRANGLING": "in progress",
    "DONE": "done",
}


class Naming(msgspec.Struct, frozen=True):
    """How names are shown: contexts and aggregates by their qualified names, and any other word of the map."""

    context: Callable[[str], Part]
    aggregate: Callable[[str], Part]
    word: Callable[[str], Part]


def coupling_in_words(step: Step, naming: Naming) -> Text:
    """`2 relationships, with A and B; 1 direct data access`: the reason for its place in the order."""
    number, data = len(step.neighbours), step.data
    times = Counter(step.neighbours)
    names = [text(naming.context(name), f" ({count})" if count > 1 else "") for name, count in times.items()]
    with_whom = text(", with ", joined(names)) if names else ()
    accesses = f"{data or 'no'} direct data access{'es' if data > 1 else ''}"
    return text(f"{number or 'no'} relationship{'' if number == 1 else 's'}", with_whom, f"; {accesses}")


def shared_in_words(plan: Plan, shared: Shared, naming: Naming) -> Iterator[Text]:
    """What the context shares with its legacy system; the context is the subject of each sentence."""
    legacy = naming.context(plan.legacy)
    aggregates, words = naming.aggregate, naming.word
    for verb, names in (("reads", shared.reads), ("writes", shared.writes)):
        if names:
            yield text(f"{verb} ", joined(map(aggregates, names)), " of ", legacy)
    for verb, names in (("read", shared.read_by), ("written", shared.written_by)):
        if names:
            is_or_are = "is" if len(names) == 1 else "are"
            yield text("its ", joined(map(aggregates, names)), f" {is_or_are} {verb} by ", legacy)
    if shared.databases:
        yield text("shares the data store ", joined(map(words, shared.databases)), " with ", legacy)
    if shared.calls:
        yield text("calls ", legacy, _operations(shared.calls, naming))
    if shared.called_for:
        yield text("is called by ", legacy, _operations(shared.called_for, naming))


def obstacle_in_words(plan: Plan, obstacle: Obstacle, naming: Naming) -> Text:
    """An obstacle, and what would remove it."""
    legacy = naming.context(plan.legacy)
    if isinstance(obstacle, Cycle):
        cycle = join(" → ", map(naming.context, obstacle.contexts))
        return text("cycle of synchronous calls: ", cycle, "; replace one direction with events")
    if isinstance(obstacle, Spanning):
        others = joined(_owned(name, naming) for name in obstacle.others)
        transaction = naming.word(obstacle.transaction)
        what_to_do = "make it a saga, or update one side by events"
        return text(transaction, " is an ACID transaction that also changes ", others, f"; {what_to_do}")
    if isinstance(obstacle, CoWritten):
        return text("both sides write ", naming.aggregate(obstacle.aggregate), "; make one of them its owner")
    if isinstance(obstacle, Chatty):
        return text(
            f"{obstacle.number} synchronous operations between the two; make them coarser, or choose another boundary"
        )
    twin, other = naming.aggregate(obstacle.aggregate), naming.aggregate(obstacle.other)
    return text(twin, " is the same aggregate as ", other, " of ", legacy, "; make one of them the owner")


def nothing_shared(plan: Plan, naming: Naming) -> Text:
    """The sentence for a context that shares nothing with its legacy system."""
    return text("nothing with ", naming.context(plan.legacy), ": no data and no synchronous calls")


def joined(names: Iterable[Part]) -> Text:
    """`A, B and C`."""
    *others, last = names
    return join(" and ", (join(", ", others), last))


def _owned(aggregate: str, naming: Naming) -> Text:
    return text(naming.aggregate(aggregate), " of ", naming.context(aggregate.partition("::")[0]))


def _operations(operations: tuple[str, ...], naming: Naming) -> Text:
    named = [naming.word(name) for name in operations if name]
    return text(": ", joined(named)) if named else ()
