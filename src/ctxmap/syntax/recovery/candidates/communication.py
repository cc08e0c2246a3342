"""What belongs in the braces of `sync`, `async` or `batch` but is written beside them: `events = E`, `sync: go`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import write
from ctxmap.syntax.recovery.bodies import body_of, places_of
from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, STRING
from ctxmap.syntax.wording import quoted, syntax_finding

_LISTS: Final = {"sync": "operations", "async": "events"}
"""What the names behind a block's keyword are."""
_JOINING: Final = ("=", ":", "->")
_MOST_TOKENS: Final = 60


def candidates(place: Place) -> Iterator[Edit]:
    """The block with its braces."""
    if not _is_in_relationship(place):
        return
    if place.tokens.keys[place.at - 1] in _LISTS and not place.lines.begins(place.at):
        yield from _listed(place)
    elif place.begins_member and not place.fits(place.key):
        yield from _beside(place)


def _is_in_relationship(place: Place) -> bool:
    scopes = place.site.scopes
    return bool(scopes) and scopes[-1].keyword == "relationship"


def _listed(place: Place) -> Iterator[Edit]:
    """`sync: go, stop`"""
    keys, at, end = place.tokens.keys, place.at, place.lines.end(place.at, _MOST_TOKENS)
    begin = at + (keys[at] in _JOINING)
    names = keys[begin : keys.index("}", begin, end) if "}" in keys[begin:end] else end]
    key = _LISTS[keys[at - 1]]
    read = (*made("{", key, "="), *range(begin, begin + len(names)), *made("}"))
    if names and "=" not in names and "{" not in names:
        yield Edit(at, begin + len(names), read, 0.25, _report_listed)


def _beside(place: Place) -> Iterator[Edit]:
    """`events = E` in a relationship, with the attributes of the same block that follow it."""
    blocks = [block for block in places_of(place.key) if block in ("sync", "async", "batch")]
    block = next((each for each in blocks if each == _block_before(place)), blocks[0] if blocks else "")
    if not block:
        return
    read: list[Piece] = []
    end = place.at
    while end - place.at < _MOST_TOKENS and (setting := _setting(place, block, end)):
        read += setting[0]
        end = setting[1]
    if not read:
        return
    if place.fits("{") and place.tokens.keys[place.at - 1] == block:
        yield Edit(place.at, end, (*made("{"), *read, *made("}")), 0.25, _report_beside)
    else:
        yield Edit(place.at, end, (*made(block, "{"), *read, *made("}")), 0.25, _report_beside)


def _block_before(place: Place) -> str:
    """The keyword of the last block before a place in the same relationship."""
    keys = place.tokens.keys[place.site.scopes[-1].opened : place.at]
    return next((key for key in reversed(keys) if key in ("sync", "async", "batch")), "")


def _setting(place: Place, block: str, begin: int) -> tuple[tuple[Piece, ...], int] | None:
    """An attribute of a block as it is to be read, and the token after it."""
    keys, at = place.tokens.keys, begin
    if not is_word(keys[begin]) or place.fits(keys[begin]):
        return None
    end = begin + 1
    while end < begin + _MOST_TOKENS and keys[end] not in ("}", END):
        if place.lines.begins(end) and keys[end - 1] not in ("=", ":", ",") and keys[end] not in ("=", ":", ","):
            break
        end += 1
    value = at + 1 + (keys[at + 1] in ("=", ":"))
    as_text = Made(STRING, f'"{place.site.written(value, end - 1)}"') if value < end else Made(STRING, '""')
    for read in ((at, *made("="), *range(value, end)), tuple(range(at, end)), (at, *made("="), as_text)):
        pieces = [keys[piece] if isinstance(piece, int) else piece.key for piece in read]
        body = body_of(block)
        if body.advance(pieces) == len(pieces) and body.closing_key():
            return read, end
    return None


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_listed(site: ErrorSite, edit: Edit) -> Finding:
    block = site.written(edit.start - 1)
    names = [site.written(piece) for piece in edit.read if isinstance(piece, int)]
    meant = f"{block} {{ {_LISTS[block]} = {' '.join(names).replace(' ,', ',')} }}"
    at = site.span(edit.start - 1, edit.end - 1)
    message = f"the {_LISTS[block]} of {quoted(block)} are written in braces"
    return syntax_finding(at, message, f"write {quoted(meant, 80)}", fix=write(meant, at, sure=True))


def _report_beside(site: ErrorSite, edit: Edit) -> Finding:
    first = edit.start
    block = site.tokens.texts[first - 1] if edit.keys(site.tokens)[0] == "{" else edit.keys(site.tokens)[0]
    words = [site.written(piece) if isinstance(piece, int) else piece.text for piece in edit.read]
    meant = " ".join(words).replace(" ,", ",")
    meant = meant if words[0] == block else f"{block} {meant}"
    begin = first - 1 if words[0] == "{" else first
    at = site.span(begin, edit.end - 1)
    message = f"{quoted(site.written(first))} is written in the braces of {quoted(block)}"
    return syntax_finding(site.span(first), message, f"write {quoted(meant, 80)}", fix=write(meant, at, sure=True))
