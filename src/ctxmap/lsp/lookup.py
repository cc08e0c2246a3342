"""What a name at a cursor means, also while the text around it is half written.

A text with a mistake of syntax may lack declarations that the text before had. Then the last text that could be read
answers, with its places moved to the text as it is now; and a name in a sentence that can't be read yet means the
declarations of that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec
from lsprotocol import types

from ctxmap.lsp.names import Name, at_cursor
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server
from ctxmap.text.source import Source, Span

_WORD = re.compile(r"\w+")


class Found(msgspec.Struct, frozen=True, eq=False):
    """The names that a cursor means, none if it is on nothing that is known, and the compilation that knows them."""

    snapshot: Snapshot
    names: Sequence[Name]

    @property
    def declarations(self) -> Sequence[Name]:
        """What the names declare or refer to."""
        return self.snapshot.names.declarations(self.names)

    @property
    def occurrences(self) -> Sequence[Name]:
        """Where the same is meant."""
        return self.snapshot.names.occurrences(self.names)


async def look_up(server: Server, uri: str, position: types.Position) -> Found:
    """What the name at a position means."""
    current = await server.snapshot(uri)
    source = server.source(current, uri)
    if not source:
        return Found(current, ())
    offset = server.units.offset(source, position)
    found = Found(current, at_cursor(current.names.at(source.path, offset)))
    if found.declarations or current.is_readable:
        return found
    known = [current, *(each for each in await server.known(uri) if each is not current)]
    for snapshot in known[1:]:
        before = server.source(snapshot, uri)
        place = moved(source.text, before.text, offset) if before else None
        if before and place is not None and (names := at_cursor(snapshot.names.at(before.path, place))):
            return Found(snapshot, names)
    word = _word_at(source.text, offset)
    return next((Found(each, names) for each in known if (names := each.names.declared_as(word))), found)


def location(server: Server, found: Found, at: Span) -> types.Location:
    """A place of a compilation in the text as it is now."""
    source = found.snapshot.compilation.sources[at.path]
    now = server.written(server.uri_of(source.path))
    if not now or now.text == source.text:
        return server.location(source, at.start, at.end)
    start = moved(source.text, now.text, at.start)
    if start is None:  # it is about to be written anew
        start = min(at.start, len(now.text))
    return server.location(Source(source.path, now.text), start, start + at.end - at.start)


def moved(before: str, after: str, offset: int) -> int | None:
    """Where a character of a text is after an edit; None between the beginning and the end that both have in common."""
    shorter = min(len(before), len(after))
    start = _common(shorter, lambda length: before.startswith(after[:length]))
    if offset <= start:
        return offset
    end = _common(shorter - start, lambda length: before.endswith(after[len(after) - length :]))
    return offset + len(after) - len(before) if offset >= len(before) - end else None


def _common(most: int, is_common: Callable[[int], bool]) -> int:
    """The greatest length for which something is common, by bisection."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if is_common(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _word_at(text: str, offset: int) -> str:
    line = text.rfind("\n", 0, offset) + 1
    return next((each[0] for each in _WORD.finditer(text, line) if each.start() <= offset <= each.end()), "")
