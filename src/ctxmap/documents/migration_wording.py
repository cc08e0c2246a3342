"""A migration plan in words, whoever tells them and however names are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from ctxmap.analyses.migration.extraction_cost import Chatty, Circle, CoWritten, Obstacle, Shared, Spanning
from ctxmap.analyses.migration.plan import Plan, Stage, Step
from ctxmap.documents.page import Part, Text, join, text

STAGES: dict[Stage, str] = {
    "": "not said how far it is",
    "PLANNED": "planned",
    "STRANGLING": "under way",
    "DONE": "done",
}


class Naming(msgspec.Struct, frozen=True):
    """How names are shown: contexts and aggregates by their qualified names, and any other word of the map."""

    context: Callable[[str], Part]
    aggregate: Callable[[str], Part]
    word: Callable[[str], Part]


def coupling_in_words(step: Step, naming: Naming) -> Text:
    """`2 relationships, with A and B; 1 direct use of data`: why it stands where it stands."""
    number, data = len(step.neighbours), step.data
    times = Counter(step.neighbours)
    names = [text(naming.context(name), f" ({count})" if count > 1 else "") for name, count in times.items()]
    with_whom = text(", with ", joined(names)) if names else ()
    uses = f"{data or 'no'} direct use{'s' if data > 1 else ''} of data"
    return text(f"{number or 'no'} relationship{'' if number == 1 else 's'}", with_whom, f"; {uses}")


def shared_in_words(plan: Plan, shared: Shared, naming: Naming) -> Iterator[Text]:
    """What the context, of which the sentence is, and its legacy system share, one by one."""
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
        yield text("keeps its data in ", joined(map(words, shared.databases)), ", as ", legacy, " does")
    if shared.calls:
        yield text("waits for ", legacy, _for_what(shared.calls, naming))
    if shared.called_for:
        yield text(legacy, " waits for it", _for_what(shared.called_for, naming))


def obstacle_in_words(plan: Plan, obstacle: Obstacle, naming: Naming) -> Text:
    """What stands in the way, and what would take it away."""
    legacy = naming.context(plan.legacy)
    if isinstance(obstacle, Circle):
        turn = join(" → ", map(naming.context, obstacle.contexts))
        return text("waits in a circle: ", turn, "; let one way be events")
    if isinstance(obstacle, Spanning):
        others = joined(_owned(name, naming) for name in obstacle.others)
        transaction = naming.word(obstacle.transaction)
        what_to_do = "make it a saga, or let one follow the other's events"
        return text(transaction, " is ACID and changes ", others, f" as well; {what_to_do}")
    if isinstance(obstacle, CoWritten):
        return text(naming.aggregate(obstacle.aggregate), " is written on both sides; let one of them own it")
    if isinstance(obstacle, Chatty):
        return text(f"{obstacle.number} operations are waited for between the two; ask coarser, or cut elsewhere")
    twin, other = naming.aggregate(obstacle.aggregate), naming.aggregate(obstacle.other)
    return text(twin, " is the same thing as ", other, " of ", legacy, "; let one of them own it")


def nothing_shared(plan: Plan, naming: Naming) -> Text:
    """That the two could be run apart."""
    return text("nothing with ", naming.context(plan.legacy), ": no data, and no call that waits")


def joined(names: Iterable[Part]) -> Text:
    """`A, B and C`."""
    *others, last = names
    return join(" and ", (join(", ", others), last))


def _owned(aggregate: str, naming: Naming) -> Text:
    return text(naming.aggregate(aggregate), " of ", naming.context(aggregate.partition("::")[0]))


def _for_what(operations: tuple[str, ...], naming: Naming) -> Text:
    named = [naming.word(name) for name in operations if name]
    return text(": ", joined(named)) if named else ()
