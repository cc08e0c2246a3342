"""Relationships of several contexts at once, with words before them, or with a text behind them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, is_word, reported
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, NAME, STRING
from ctxmap.syntax.wording import quoted, syntax_finding

_ARROWS: Final = ("->", "<-", "<->")
_BLOCKS: Final = ("sync", "async", "batch")
_PREFIXES: Final = ("relationship", "relation", "rel", "connection", "dependency", "edge", "link", "interaction")
_MOST_CONTEXTS: Final = 12
_MOST_ROLES: Final = 10
_MOST_TOKENS: Final = 30
"""On the line of a relationship."""


def candidates(place: Place) -> Iterator[Edit]:
    """One relationship for each pair, each as the language has it."""
    if place.begins_member and _is_in_map(place):
        yield from _prefixed(place)
        yield from _quoted(place)
        yield from _several(place)
        yield from _described(place)
        yield from _without_left(place)


def _is_in_map(place: Place) -> bool:
    scopes = place.site.scopes
    return bool(scopes) and scopes[-1].keyword == "ContextMap"


def _several(place: Place) -> Iterator[Edit]:
    """`A -> B -> C`, `A -> B, C` and `A, B -> C`."""
    sides, end = _sides(place)
    arrows = [arrow for _, arrow in sides if arrow]
    are_lists = any(len(side) > 1 for side, _ in sides)
    if len(sides) < 2 or are_lists == (len(arrows) > 1):
        return  # one relationship, or several with commas between them
    if not (place.lines.begins(end) or place.tokens.keys[end] in ("}", END)):
        return
    pairs = [
        (*_as_left(place, left), arrow, *_as_right(place, right))
        for (lefts, arrow), (rights, _) in pairwise(sides)
        for left in lefts
        for right in rights
    ]
    meant = "  ".join(_written(place, pair) for pair in pairs)
    read = tuple(piece for pair in pairs for piece in pair)
    message = "a relationship has one context on each side"
    yield Edit(place.at, end, read, _cost(place), reported(message, meant, sure=True))


def _cost(place: Place) -> float:
    """A relationship is one thing, however long: the distance from its beginning to the mistake hardly counts."""
    return 0.25 - 0.2 * (place.error - place.at)


def _as_left(place: Place, context: tuple[int, ...]) -> tuple[int, ...]:
    """A context without brackets before its name."""
    name = _behind_brackets(place.tokens.keys, context[0])
    return tuple(token for token in context if token >= name)


def _as_right(place: Place, context: tuple[int, ...]) -> tuple[int, ...]:
    """A context without brackets behind its name."""
    name = _behind_brackets(place.tokens.keys, context[0])
    return tuple(token for token in context if token <= name)


def _sides(place: Place) -> tuple[list[tuple[list[tuple[int, ...]], int]], int]:
    """The contexts between the arrows of a line, each with its brackets, and the arrow after them (0 if none is)."""
    keys, at = place.tokens.keys, place.at
    sides: list[tuple[list[tuple[int, ...]], int]] = []
    contexts: list[tuple[int, ...]] = []
    for _ in range(_MOST_CONTEXTS):
        end = _end_of_context(place, at)
        if end == at:
            return [], at
        contexts.append(tuple(range(at, end)))
        at = end
        if keys[at] in _ARROWS and not place.lines.begins(at):
            sides.append((contexts, at))
            contexts = []
        elif keys[at] != "," or place.lines.begins(at):
            return [*sides, (contexts, 0)], at
        at += 1
    return [], at


def _end_of_context(place: Place, at: int) -> int:
    """The token after a name that may have brackets before and behind it; `at` if there is none."""
    keys = place.tokens.keys
    name = _behind_brackets(keys, at)
    if name >= place.tokens.count - 1 or not is_word(keys[name]) or (place.lines.begins(name) and name > place.at):
        return at
    return _behind_brackets(keys, name + 1)


def _behind_brackets(keys: list[str], at: int) -> int:
    inside = keys[at : at + _MOST_ROLES]
    return at + inside.index("]") + 1 if inside[:1] == ["["] and "]" in inside else at


def _prefixed(place: Place) -> Iterator[Edit]:
    """`relationship A -> B`, `sync A -> B`."""
    if not is_word(place.key) or not is_word(place.peek(1)):
        return
    arrow = _behind_brackets(place.tokens.keys, place.at + 2)
    if arrow >= place.tokens.count or place.tokens.keys[arrow] not in _ARROWS or place.lines.begins(place.at + 1):
        return
    written = place.tokens.texts[place.at]
    if place.key in _BLOCKS:
        end = _end_of_context(place, arrow + 1)
        if end > arrow + 1 and place.tokens.keys[end] not in ("{", ":"):
            relationship = tuple(range(place.at + 1, end))
            block = (Made("{", "{"), place.at, Made("}", "}"))
            meant = f"{_written(place, relationship)} {{ {written} }}"
            message = f"`{written}` is written in the braces of the relationship"
            yield Edit(place.at, end, (*relationship, *block), 0.3, reported(message, meant, sure=True))
    elif place.text.casefold() in _PREFIXES:
        message = "a relationship begins with the name of a context"
        following = place.tokens.texts[place.at + 1]
        report = reported(message, following, sure=False, hint=f"remove `{written}`")
        yield Edit(place.at, place.at + 2, (place.at + 1,), 0.3, report)


def _without_left(place: Place) -> Iterator[Edit]:
    """`-> B`: nobody knows whose arrow that is."""
    if place.key in _ARROWS and place.lines.begins(place.at) and place.lookahead.closing_key():
        end = place.lines.end(place.at, _MOST_TOKENS)
        yield Edit(place.at, end, (), 0.1, _report_without_left, leaves_gap=True, is_certain=True)


def _quoted(place: Place) -> Iterator[Edit]:
    """`"A" -> "B"`."""
    keys = place.tokens.keys
    arrow = _behind_brackets(keys, place.at + 1)
    right = _behind_brackets(keys, arrow + 1)
    if (
        keys[place.at] != STRING
        or right >= place.tokens.count
        or keys[arrow] not in _ARROWS
        or not _is_quoted_name(place, place.at)
    ):
        return
    read: list[Piece] = list(range(place.at, right + 1))
    for token in (place.at, right):
        if _is_quoted_name(place, token):
            read[token - place.at] = Made(NAME, place.tokens.texts[token][1:-1])
    meant = _written(place, tuple(read))
    report = reported("names are written without quotes", meant, sure=True)
    yield Edit(place.at, right + 1, tuple(read), 0.25, report)


def _is_quoted_name(place: Place, token: int) -> bool:
    return place.tokens.keys[token] == STRING and place.tokens.texts[token][1:-1].isidentifier()


def _described(place: Place) -> Iterator[Edit]:
    """`A -> B : "why"` and `A -> B "why"`: the text is written before the relationship."""
    sides, end = _sides(place)
    if len(sides) != 2 or any(len(side) != 1 for side, _ in sides):
        return
    text = end + (place.tokens.keys[end] == ":")
    after = place.tokens.keys[text + 1] if text < place.tokens.count - 1 else END
    if place.tokens.keys[text] != STRING or place.lines.begins(text):
        return
    if place.tokens.keys[place.at - 1] == STRING or not (place.lines.begins(text + 1) or after in ("}", "{", END)):
        return
    read = (text, *range(place.at, end))
    message = "the text that describes a relationship is written before it"
    yield Edit(place.at, text + 1, read, _cost(place), reported(message, _written(place, read), sure=True))


def _report_without_left(site: ErrorSite, edit: Edit) -> Finding:
    arrow = quoted(site.written(edit.start))
    hint = f"write both: `A {site.written(edit.start, edit.end - 1)}`"
    return syntax_finding(site.span(edit.start), f"expected a context before {arrow}", hint)


def _written(place: Place, pieces: tuple[Piece, ...]) -> str:
    """Tokens as people write them: with blanks, and brackets close to their roles."""
    words = [place.tokens.texts[piece] if isinstance(piece, int) else piece.text for piece in pieces]
    return " ".join(words).replace("[ ", "[").replace(" ]", "]").replace(" ,", ",")
