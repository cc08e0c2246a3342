"""Commas that other languages write between members, and separators that are missing between the items of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe
from ctxmap.syntax.recovery.edit import Edit, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import DOTTED, END, NUMBER, STRING, UNKNOWN
from ctxmap.syntax.wording import quoted, syntax_finding

_MOST_TOKENS: Final = 80
_OPENING: Final = ("(", "<", "[", "{")
_CLOSING: Final = (")", ">", "]", "}")


def candidates(place: Place) -> Iterator[Edit]:
    """The separator that is meant, or none."""
    keys, at = place.tokens.keys, place.at
    if place.key == STRING and keys[at - 1] == STRING and place.fits(","):
        yield Edit(at, at, made(","), 0.5, _report_missing)
    elif place.key == "," and place.fits(";") and place.peek(1) not in ("}", END) and _is_operation(place):
        yield _between_operations(place)
    elif place.key == "," and _are_attributes(place):
        yield from _between_attributes(place)
    elif place.text in ("=", ":") and _is_in_enum(place):
        yield from _values_of_enum(place)


def _is_operation(place: Place) -> bool:
    """Whether operations are separated by semicolons here: in a service or resource."""
    scopes = place.site.scopes
    return bool(scopes) and scopes[-1].keyword in ("Service", "Resource", "Repository") and place.fits(";")


def _between_operations(place: Place) -> Edit:
    """`go, stop;`"""
    read, end = _without(place, ",", ";")
    return Edit(place.at, end, read, 0.25, _report_replaced(";", "operations are separated by `;`, not by `,`"))


def _are_attributes(place: Place) -> bool:
    scopes = place.site.scopes
    is_body = bool(scopes) and scopes[-1].keyword not in ("enum", "ContextMap")
    return is_body and place.lookahead.closing_key() is not None and is_word(place.peek(1))


def _between_attributes(place: Place) -> Iterator[Edit]:
    """`String a, int b, Date c`"""
    read, end = _without(place, ",", "")
    if any(place.tokens.keys[token] in (";", "=") for token in range(place.at, end)):
        return
    if place.lookahead.copy().advance([place.tokens.keys[piece] for piece in read if isinstance(piece, int)]) == len(
        read
    ):
        yield Edit(place.at, end, read, 0.25, _report_replaced("", "members of a body are not separated by `,`"))


def _without(place: Place, mark: str, instead: str) -> tuple[tuple[Piece, ...], int]:
    """The rest of a line with something instead of each mark that is in no brackets, and the token after it."""
    keys, end, depth = place.tokens.keys, place.at, 0
    read: list[Piece] = []
    while end < place.at + _MOST_TOKENS and keys[end] != END and not (end > place.at and place.lines.begins(end)):
        if not depth and keys[end] in _CLOSING:
            break
        depth += (keys[end] in _OPENING) - (keys[end] in _CLOSING)
        if keys[end] == mark and not depth:
            read += made(instead) if instead else ()
        else:
            read.append(end)
        end += 1
    return tuple(read), end


def _is_in_enum(place: Place) -> bool:
    scopes = place.site.scopes
    return bool(scopes) and scopes[-1].keyword == "enum" and place.fits(",")


def _values_of_enum(place: Place) -> Iterator[Edit]:
    """`A = 1, B = 2`"""
    keys, texts, end = place.tokens.keys, place.tokens.texts, place.at
    read: list[Piece] = []
    while texts[end] in ("=", ":") and (
        is_word(keys[end + 1]) or keys[end + 1] in (NUMBER, STRING, DOTTED, UNKNOWN, "-")
    ):
        end += 2
        while keys[end] not in (",", ";", "}", END) and not place.lines.begins(end):
            end += 1  # `-1`, `1 << 2`
        if keys[end] != "," or not is_word(keys[end + 1]) or texts[end + 2] not in ("=", ":"):
            break
        read += (end, end + 1)
        end += 2
    if end > place.at:
        yield Edit(place.at, end, tuple(read), 0.25, _report_values)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_missing(site: ErrorSite, edit: Edit) -> Finding:
    before = site.span(edit.start - 1)
    put = Replace(site.before(edit.start), ", ")
    message = f"missing `,` between {quoted(site.written(edit.start - 1))} and {quoted(site.written(edit.start))}"
    return syntax_finding(before, message, fix=safe("write `,`", put))


def _report_replaced(meant: str, message: str) -> Callable[[ErrorSite, Edit], Finding]:
    def report(site: ErrorSite, edit: Edit) -> Finding:
        kept = {piece for piece in edit.read if isinstance(piece, int)}
        commas = [site.span(token) for token in range(edit.start, edit.end) if token not in kept]
        fix = safe(f"write `{meant}`" if meant else "remove `,`", *(Replace(comma, meant) for comma in commas))
        return syntax_finding(site.span(edit.start), message, f"write `{meant}`" if meant else "remove `,`", fix=fix)

    return report


def _report_values(site: ErrorSite, edit: Edit) -> Finding:
    names = [site.written(edit.start - 1)] + [site.written(piece) for piece in edit.read if isinstance(piece, int)]
    meant = "".join(f"{name} " if name == "," else name for name in names)
    message = "the values of an enum are names, without numbers or texts"
    return syntax_finding(site.span(edit.start, edit.end - 1), message, f"write {quoted(meant, 60)}")
