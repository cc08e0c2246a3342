"""Bodies without braces, in brackets of another kind, or where an operation can't have one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe
from ctxmap.syntax.recovery.edit import Edit, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END
from ctxmap.syntax.wording import quoted, syntax_finding

_MOST_TOKENS: Final = 120
_BRACKETS: Final = {"(": ")", "[": "]"}


def candidates(place: Place) -> Iterator[Edit]:
    """The body in braces, or none."""
    if place.key == "{" and place.tokens.keys[place.at - 1] == ")" and not place.fits("{"):
        yield from _of_operation(place)
    elif place.fits("{") and not place.lines.begins(place.at):
        if place.key in (*_BRACKETS, "=", ":"):
            yield from _in_brackets(place)
        elif is_word(place.key):
            yield from _without_braces(place, place.at)


def _of_operation(place: Place) -> Iterator[Edit]:
    """`void go() { … }`"""
    end = _closing(place, place.at, "{", "}")
    if end:
        read = () if place.tokens.keys[end] == ";" else made(";")
        yield Edit(place.at, end, read, 0.25, _report_operation, is_certain=True)


def _in_brackets(place: Place) -> Iterator[Edit]:
    """`ContextMap M ( … )`, `enum S [A, B]`, `enum S = A, B`"""
    at, closing = place.at, _BRACKETS.get(place.key, "")
    if not closing:
        yield from _without_braces(place, at + 1)
    elif end := _closing(place, at, place.key, closing):
        read = (*made("{"), *range(at + 1, end - 1), *made("}"))
        if _fits(place, read):
            yield Edit(at, end, read, 0.25, _report_brackets)


def _without_braces(place: Place, begin: int) -> Iterator[Edit]:
    """`A -> B sync`, `Deployable D contexts = A, B`: what follows a head on its line."""
    keys, end, depth = place.tokens.keys, begin, 0
    while end < begin + _MOST_TOKENS and keys[end] != END and not (place.lines.begins(end) and not depth):
        if keys[end] == "}" and not depth:
            break
        depth += {"{": 1, "}": -1}.get(keys[end], 0)
        end += 1
    read = (*made("{"), *range(begin, end), *made("}"))
    if end > begin and _fits(place, read):
        yield Edit(place.at, end, read, 0.5, _report_braces)


def _fits(place: Place, read: tuple[Piece, ...]) -> bool:
    keys = [place.tokens.keys[piece] if isinstance(piece, int) else piece.key for piece in read]
    return place.lookahead.copy().advance(keys) == len(keys)


def _closing(place: Place, at: int, opening: str, closing: str) -> int:
    """The token after the bracket that closes the one at a token; 0 if there is none."""
    depth = 0
    for token in range(at, min(at + _MOST_TOKENS, place.tokens.count - 1)):
        depth += {opening: 1, closing: -1}.get(place.tokens.keys[token], 0)
        if not depth:
            return token + 1
    return 0


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_operation(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    is_empty = edit.end == edit.start + 2
    fix = safe("write `;`", Replace(at, "".join(piece.text for piece in edit.read if not isinstance(piece, int))))
    message = "an operation has no body"
    return syntax_finding(at, message, "write `;` instead of the braces", fix=fix if is_empty else None)


def _report_brackets(site: ErrorSite, edit: Edit) -> Finding:
    first, last = site.span(edit.start), site.span(edit.end - 1)
    written = site.written(edit.start)
    fix = safe("write braces", Replace(first, "{"), Replace(last, "}"))
    message = f"a body is written in braces, not in {'round' if written == '(' else 'square'} brackets"
    return syntax_finding(first, message, "write `{ … }`", fix=fix)


def _report_braces(site: ErrorSite, edit: Edit) -> Finding:
    begin = edit.start + (site.written(edit.start) in ("=", ":"))
    meant = f"{{ {site.written(begin, edit.end - 1)} }}"
    at = site.span(edit.start, edit.end - 1)
    fix = safe(f"write {quoted(meant, 60)}", Replace(at, meant))
    return syntax_finding(at, "a body is written in braces", f"write {quoted(meant, 80)}", fix=fix)
