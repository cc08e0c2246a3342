"""Which context calls, informs, commands or depends on which: a matrix, or a list of a map with many contexts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctxmap.documents.communication import messages
from ctxmap.documents.links import Links
from ctxmap.documents.page import Block, Blocks, Text, bullets, join, paragraph, strong, table, text, words
from ctxmap.model import index
from ctxmap.model.elements import ContextMap

MOST = 16
"""The most contexts that a matrix shows: more columns don't fit on a page."""

_VERBS = {
    "CALL": "calls",
    "EVENT": "publishes events to",
    "COMMAND": "sends commands to",
    "BATCH": "transfers data to",
    "": "depends on",
}
_LETTERS = {"CALL": "C", "EVENT": "P", "COMMAND": "S", "BATCH": "B", "": "D"}
_MEANS = {
    "CALL": "calls it and waits for the answer",
    "EVENT": "publishes events to it",
    "COMMAND": "sends commands to it",
    "BATCH": "transfers data to it in batches",
    "": "depends on it (the map does not say how)",
}

_Communication = Mapping[tuple[str, str], Sequence[str]]


def communication_matrix(links: Links, context_map: ContextMap) -> Iterator[Block]:
    """The matrix or list of a map; nothing where it states no communication."""
    communication = _communication(context_map)
    if not any(kind for kinds in communication.values() for kind in kinds):
        return
    participants = {name for pair in communication for name in pair}
    names = [context.qualified_name for context in links.model.contexts if context.qualified_name in participants]
    if len(names) > MOST:
        yield from bullets(_lines(links, communication, names))
    else:
        used = {kind for kinds in communication.values() for kind in kinds}
        meanings = (text(strong(_LETTERS[kind]), f" {meaning}") for kind, meaning in _MEANS.items() if kind in used)
        yield from paragraph("What the context of a row does to that of a column: ", join("; ", meanings), ".")
        yield from _matrix(links, communication, names)


def _communication(context_map: ContextMap) -> _Communication:
    """The kinds of messages from one context to another, in a fixed order; "" is a dependency alone."""
    kinds_by_pair: dict[tuple[str, str], set[str]] = {}
    for relationship in context_map.relationships:
        upstream, downstream = (side.context for side in relationship.sides)
        if not relationship.says_how and not relationship.is_symmetric:
            kinds_by_pair.setdefault((downstream, upstream), set()).add("")
        for message in messages(relationship):
            if message.sender and message.receiver:
                kinds_by_pair.setdefault((message.sender, message.receiver), set()).add(message.kind)
    return {pair: [kind for kind in _LETTERS if kind in kinds] for pair, kinds in kinds_by_pair.items()}


def _matrix(links: Links, communication: _Communication, names: Sequence[str]) -> Blocks:
    rows = (
        (
            text(f"{number}. ", links.context(name)),
            *("".join(_LETTERS[kind] for kind in communication.get((name, other), ())) for other in names),
        )
        for number, name in enumerate(names, 1)
    )
    return table(("", *map(str, range(1, len(names) + 1))), rows)


def _lines(links: Links, communication: _Communication, names: Sequence[str]) -> Iterator[Text]:
    """`Cart calls A, B; publishes events to C`, for each context that sends anything."""
    receivers: dict[str, dict[str, list[Text]]] = {name: {} for name in names}
    for (sender, receiver), kinds in communication.items():
        for kind in kinds:
            receivers[sender].setdefault(kind, []).append(links.context(receiver))
    for name, by_kind in receivers.items():
        actions = join(
            "; ", (text(f"{_VERBS[kind]} ", join(", ", by_kind[kind])) for kind in _VERBS if kind in by_kind)
        )
        if actions:
            yield text(strong(words(index.contexts(links.model)[name].title)), " ", actions)
