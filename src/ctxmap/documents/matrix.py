"""Who calls and who listens: contexts against contexts, where they fit on a page, and a line for each where not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctxmap.documents.communication import messages
from ctxmap.documents.links import Links
from ctxmap.documents.page import Block, Blocks, Text, bullets, join, paragraph, strong, table, text, words
from ctxmap.model import index
from ctxmap.model.elements import ContextMap

MOST = 16
"""How many contexts a matrix has at most: more columns don't fit on a page."""

_DOES = {"CALL": "calls", "EVENT": "tells", "COMMAND": "asks", "": "depends on"}
_LETTERS = {"CALL": "C", "EVENT": "T", "COMMAND": "A", "": "D"}
_MEANS = {
    "CALL": "calls, and waits for the answer",
    "EVENT": "tells by an event",
    "COMMAND": "asks by a command",
    "": "depends on, and the map doesn't say how",
}

_Talk = Mapping[tuple[str, str], Sequence[str]]


def who_talks(links: Links, context_map: ContextMap) -> Iterator[Block]:
    """The matrix of a map, or the list; nothing, where it doesn't say how anybody talks."""
    talk = _talk(context_map)
    if not any(kind for kinds in talk.values() for kind in kinds):
        return
    taking_part = {name for pair in talk for name in pair}
    names = [context.qualified_name for context in links.model.contexts if context.qualified_name in taking_part]
    if len(names) > MOST:
        yield from bullets(_lines(links, talk, names))
    else:
        used = {kind for kinds in talk.values() for kind in kinds}
        meanings = (text(strong(_LETTERS[kind]), f" {does}") for kind, does in _MEANS.items() if kind in used)
        who = "Who stands at the left does it, and the number says to whom. "
        yield from paragraph(who, join("; ", meanings), ".")
        yield from _matrix(links, talk, names)


def _talk(context_map: ContextMap) -> _Talk:
    """What each context does to another one, as kinds of messages in one order; "" is dependence."""
    found: dict[tuple[str, str], set[str]] = {}
    for relationship in context_map.relationships:
        upstream, downstream = (side.context for side in relationship.sides)
        if not relationship.says_how and not relationship.is_symmetric:
            found.setdefault((downstream, upstream), set()).add("")
        for message in messages(relationship):
            if message.sender and message.receiver:
                found.setdefault((message.sender, message.receiver), set()).add(message.kind)
    return {pair: [kind for kind in _LETTERS if kind in kinds] for pair, kinds in found.items()}


def _matrix(links: Links, talk: _Talk, names: Sequence[str]) -> Blocks:
    rows = (
        (
            text(f"{number}. ", links.context(name)),
            *("".join(_LETTERS[kind] for kind in talk.get((name, other), ())) for other in names),
        )
        for number, name in enumerate(names, 1)
    )
    return table(("", *map(str, range(1, len(names) + 1))), rows)


def _lines(links: Links, talk: _Talk, names: Sequence[str]) -> Iterator[Text]:
    """`**Cart** calls A, B; tells C`, for each context that does anything."""
    done: dict[str, dict[str, list[Text]]] = {name: {} for name in names}
    for (sender, receiver), kinds in talk.items():
        for kind in kinds:
            done[sender].setdefault(kind, []).append(links.context(receiver))
    for name, receivers in done.items():
        does = join("; ", (text(f"{_DOES[kind]} ", join(", ", receivers[kind])) for kind in _DOES if kind in receivers))
        if does:
            yield text(strong(words(index.contexts(links.model)[name].title)), " ", does)
