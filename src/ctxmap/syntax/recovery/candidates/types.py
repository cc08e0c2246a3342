"""Attributes, parameters and operations as other languages write them: `name: String`, `String[] names`, `run(): T`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Fix, write
from ctxmap.syntax.actions.properties import USUAL_TYPES
from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import DOTTED, END, NUMBER, QUALIFIED, STRING
from ctxmap.syntax.wording import quoted, syntax_finding

_MOST_TOKENS: Final = 60
_ACCESS: Final = ("read", "write", "read-only")
_NO_TYPES: Final = ("-", "def", "*", "!", "not")


class _Type(msgspec.Struct, frozen=True):
    """A type as it is to be read, the token after it, and what is foreign to it."""

    read: tuple[Piece, ...]
    end: int
    is_array: bool = False
    is_optional: bool = False


def candidates(place: Place) -> Iterator[Edit]:
    """The type before the name, lists for arrays, `nullable` for what is optional, no default values."""
    if place.key in _NO_TYPES or not is_word(place.key):
        return
    at = place.at
    if place.peek(1) == ":" and place.peek(2) not in _ACCESS:
        if place.tokens.texts[at] in USUAL_TYPES and place.tokens.texts[at + 2] not in USUAL_TYPES:
            yield Edit(at, _after_default(place, at + 3), (at, at + 2), 0.4, _report_colon)
        else:
            yield from _type_behind(place, at + 2)
    elif place.peek(1) == "(":
        yield from _operation(place)
    else:
        if (type_ := _type(place, at + 1)) and type_.end > at + 2:
            yield Edit(at, type_.end, (*type_.read, at, *_nullable(type_)), 0.75, _report_swapped)
        yield from _typed(place)


def _type_behind(place: Place, begin: int) -> Iterator[Edit]:
    """`name: Type`, perhaps with a default value; a parameter with those after it."""
    keys, name, end = place.tokens.keys, place.at, place.at
    read: list[Piece] = []
    while type_ := _type(place, begin):
        end = _after_default(place, type_.end)
        read += (*type_.read, name, *_nullable(type_))
        if keys[place.at - 1] not in ("(", ",") or keys[end : end + 3 : 2] != [",", ":"]:
            break
        read.append(end)
        name, begin = end + 1, end + 3
    if read:
        yield Edit(place.at, end, tuple(read), 0.5, _report_swapped)


def _typed(place: Place) -> Iterator[Edit]:
    """`Type name` with something that the language doesn't have."""
    type_ = _type(place, place.at)
    keys = place.tokens.keys
    if not type_ or not is_word(keys[type_.end]):
        return
    name, end, read = type_.end, type_.end + 1, type_.read
    is_array, is_optional = type_.is_array, type_.is_optional
    if keys[end : end + 2] == ["[", "]"] and not is_array:
        is_array, end, read = True, end + 2, _list_of(read)
    if place.tokens.texts[end] == "?":
        is_optional, end = True, end + 1
    behind = _after_default(place, end)
    pieces = (*read, name, *(made("nullable") if is_optional else ()))
    if is_array or is_optional:
        yield Edit(place.at, behind, pieces, 0.5, _report_array if is_array else _report_optional)
    elif behind > end and not _is_value(place):
        yield Edit(place.at, behind, pieces, 0.5, _report_default)


def _is_value(place: Place) -> bool:
    """Whether the words are values of an attribute: `events = E ordering = BY_KEY`."""
    scopes = place.site.scopes
    return bool(scopes) and scopes[-1].keyword in (
        "sync",
        "async",
        "batch",
        "relationship",
        "ContextMap",
        "BoundedContext",
    )


def _operation(place: Place) -> Iterator[Edit]:
    """`run(): Type`, with or without `;`."""
    keys, at = place.tokens.keys, place.at
    closing = _closing(place, at + 1)
    if keys[closing + 1] not in (":", "->", "=>") or keys[closing + 2] in _ACCESS:
        return
    type_ = _type(place, closing + 2)
    if not type_:
        return
    before = made("def") if place.fits("aggregateRoot") else ()
    behind = () if keys[type_.end] in (";", ":") else made(";")
    read = (*before, *type_.read, *range(at, closing + 1), *behind)
    yield Edit(at, type_.end, read, 0.5, _report_result)


def _type(place: Place, begin: int) -> _Type | None:
    keys = place.tokens.keys
    at = begin + (keys[begin] == "@")
    if at >= place.tokens.count - 1 or not (is_word(keys[at]) or keys[at] in (DOTTED, QUALIFIED)):
        return None
    end = at + 1
    if keys[end] == "<":
        depth = 0
        for token in range(end, min(end + _MOST_TOKENS, place.tokens.count)):
            depth += {"<": 1, ">": -1}.get(keys[token], 0)
            if not depth:
                end = token + 1
                break
        else:
            return None
    read: tuple[Piece, ...] = tuple(range(begin, end))
    is_array = keys[end : end + 2] == ["[", "]"]
    if is_array:
        read, end = _list_of(read), end + 2
    is_optional = place.tokens.texts[end] == "?"
    return _Type(read, end + is_optional, is_array, is_optional)


def _list_of(read: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return (*made("List", "<"), *read, *made(">"))


def _nullable(type_: _Type) -> tuple[Made, ...]:
    return made("nullable") if type_.is_optional else ()


def _after_default(place: Place, end: int) -> int:
    """The token after `= value`, or `end` if there is none."""
    keys = place.tokens.keys
    if keys[end] != "=" or not (is_word(keys[end + 1]) or keys[end + 1] in (STRING, NUMBER, DOTTED, QUALIFIED)):
        return end
    end += 2
    while keys[end] != END and place.tokens.ends[end - 1] == place.tokens.starts[end] and keys[end] not in (";", "}"):
        end += 1
    return end


def _closing(place: Place, opening: int) -> int:
    keys = place.tokens.keys[opening : opening + _MOST_TOKENS]
    return opening + (keys.index(")") if ")" in keys else 0)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_swapped(site: ErrorSite, edit: Edit) -> Finding:
    return _report(site, edit, "the type comes first, then the name", sure=True)


def _report_colon(site: ErrorSite, edit: Edit) -> Finding:
    return _report(site, edit, "there is no `:` between a type and its name", sure=True)


def _report_array(site: ErrorSite, edit: Edit) -> Finding:
    return _report(site, edit, "the language has no arrays", sure=True)


def _report_optional(site: ErrorSite, edit: Edit) -> Finding:
    return _report(site, edit, "what may be missing is marked with `nullable`", sure=True)


def _report_default(site: ErrorSite, edit: Edit) -> Finding:
    return _report(site, edit, "an attribute has no default value", sure=False)


def _report_result(site: ErrorSite, edit: Edit) -> Finding:
    return _report(site, edit, "the type of the result comes before the name of the operation", sure=True)


def _report(site: ErrorSite, edit: Edit, message: str, *, sure: bool) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    meant = _joined(site, edit)
    fix: Fix = write(meant, at, sure=sure)
    return syntax_finding(at, message, f"write {quoted(meant, 60)}", fix=fix)


def _joined(site: ErrorSite, edit: Edit) -> str:
    """The pieces as people write them."""
    words = [site.written(piece) if isinstance(piece, int) else piece.text for piece in edit.read]
    text = " ".join(words)
    for mark in ("<", "(", "@"):
        text = text.replace(f"{mark} ", mark)
    for mark in ("<", ">", "(", ")", ",", ";"):
        text = text.replace(f" {mark}", mark)
    return text
