"""The brackets of a relationship: in the wrong place, of the wrong kind, without commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Fix, Replace, safe, write
from ctxmap.syntax.enumerations import ROLE_NAMES
from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import NAME, SLASHED
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.vocabulary import ROLES, SYMMETRIC_ROLES

_ARROWS: Final = ("->", "<-", "<->")
_SEPARATORS: Final = (";", "|", "+", "&", "/", ".")
_RANGE: Final = 12
"""The most tokens in brackets."""


def candidates(place: Place) -> Iterator[Edit]:
    """Brackets as they are meant."""
    if place.fits("["):
        yield from _elsewhere(place)
        yield from _respelt(place)
        if not place.fits(":"):
            yield Edit(place.at, place.at, made("[", "]"), 1, _report_one_sided)


def _elsewhere(place: Place) -> Iterator[Edit]:
    """Brackets on the wrong side of a context: `A -> B [ACL]`, or those of the left one, `[U] A -> B`."""
    keys, at, lines = place.tokens.keys, place.at, place.lines
    opening = at if keys[at] == "[" else at + 1
    if keys[opening] != "[":
        return
    inside = keys[opening : lines.end(opening, _RANGE)]
    closing = opening + inside.index("]") if "]" in inside else 0
    if not closing:
        return
    brackets = tuple(range(opening, closing + 1))
    are_behind = not lines.begins(opening)
    if opening > at:
        if are_behind and place.fits(keys[at]) and is_word(keys[at]):
            yield Edit(at, closing + 1, (*brackets, at), 0.25, _report_behind)
    elif are_behind and keys[at - 2] == "]":
        yield Edit(at, closing + 1, (), 0.75, _report_twice)
    elif place.lookahead.closing_key():
        yield Edit(at, closing + 2, (closing + 1, *brackets), 0.75, _report_before)


def _respelt(place: Place) -> Iterator[Edit]:
    """Brackets that are round, or without commas; those on the other side of the arrow as well."""
    first = _group(place, place.at)
    if not first:
        return
    read, end = first
    if place.begins_member and is_word(place.tokens.keys[end]) and place.key == "(":
        read, end = (end, *read), end + 1
    if place.tokens.keys[end] in _ARROWS and (second := _group(place, end + 1)):
        read, end = (*read, end, *second[0]), second[1]
    if read != tuple(range(place.at, end)):
        yield Edit(place.at, end, read, 0.5, _report_respelt)


def _group(place: Place, at: int) -> tuple[tuple[Piece, ...], int] | None:
    """Words in brackets of any kind as they are to be read, and the token after them."""
    keys = place.tokens.keys
    if keys[at] not in ("[", "("):
        return None
    read: list[Piece] = [at if keys[at] == "[" else made("[")[0]]
    begin = 1
    for token in range(at + 1, min(at + _RANGE, place.tokens.count)):
        if keys[token] in ("]", ")"):
            read[begin:] = _abbreviated(place, read[begin:])
            read.append(token if keys[token] == "]" else made("]")[0])
            return tuple(read), token + 1
        if is_word(keys[token]):
            if is_word(keys[token - 1]):
                read += made(",")
            read.append(token)
        elif keys[token] == "," or place.tokens.texts[token] in _SEPARATORS:
            read[begin:] = _abbreviated(place, read[begin:])
            read.append(token if keys[token] == "," else made(",")[0])
            begin = len(read)
        elif keys[token] == SLASHED:
            words = [Made(NAME, word) for word in place.tokens.texts[token].split("/")]
            read += [piece for word in words for piece in (Made(",", ","), word)][1:]
        else:
            return None
    return None


def _abbreviated(place: Place, words: list[Piece]) -> list[Piece]:
    """`OHS` for `open host service`; anything else as it is."""
    texts = [place.tokens.texts[word] for word in words if isinstance(word, int)]
    role = ROLE_NAMES.get("".join(texts).casefold(), "") if len(texts) > 1 else ""
    return [Made(NAME, role)] if role else words


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_respelt(site: ErrorSite, edit: Edit) -> Finding:
    pieces = [site.written(piece) if isinstance(piece, int) else piece.text for piece in edit.read]
    meant = "".join({",": ", ", **{arrow: f" {arrow} " for arrow in _ARROWS}}.get(piece, piece) for piece in pieces)
    at = site.span(edit.start, edit.end - 1)
    meant = re.sub(r"(?<=\w)\[", " [", meant)
    are_round = "(" in site.tokens.keys[edit.start : edit.end]
    are_words = any(isinstance(piece, Made) and piece.text in ROLES for piece in edit.read)
    others = [token for token in range(edit.start, edit.end) if _is_separator(site, token)]
    if others and not are_round:
        what = f"roles are separated by `,`, not by {quoted(_separator(site, others[0]))}"
        return syntax_finding(at, what, f"write `{meant}`", fix=write(meant, at, sure=True))
    if are_words and not are_round:
        return syntax_finding(at, "roles are abbreviated", f"write `{meant}`", fix=write(meant, at, sure=True))
    what = "a relationship's roles are written in square brackets" if are_round else "missing `,` between roles"
    return syntax_finding(at, what, f"write `{meant}`", fix=write(meant, at, sure=True))


def _is_separator(site: ErrorSite, token: int) -> bool:
    return site.tokens.texts[token] in _SEPARATORS or site.tokens.keys[token] == SLASHED


def _separator(site: ErrorSite, token: int) -> str:
    return "/" if site.tokens.keys[token] == SLASHED else site.tokens.texts[token]


def _report_one_sided(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start - 1),
        "`<->` has brackets on one side only",
        "write `A [P] <-> [P] B` for a partnership, `A [SK] <-> [SK] B` for a shared kernel",
        fix=_same_brackets(site, edit.start - 1),
    )


def _same_brackets(site: ErrorSite, right: int) -> Fix | None:
    """The left context's brackets, as they are written after it, before the right one too."""
    keys = site.tokens.keys[max(0, right - 4) : right]
    if (
        len(keys) < 4
        or [keys[0], *keys[2:]] != ["[", "]", "<->"]
        or site.tokens.texts[right - 3] not in SYMMETRIC_ROLES
    ):
        return None
    brackets = site.written(right - 4, right - 2)
    return safe(f"write `{brackets}` before the right context, too", Replace(site.before(right), f"{brackets} "))


def _report_behind(site: ErrorSite, edit: Edit) -> Finding:
    context, brackets = site.written(edit.start), site.written(edit.start + 1, edit.end - 1)
    return syntax_finding(
        site.span(edit.start + 1, edit.end - 1),
        "the right context's brackets are written before its name",
        f"write `{brackets} {context}`",
        fix=write(f"{brackets} {context}", site.span(edit.start, edit.end - 1), sure=True),
    )


def _report_before(site: ErrorSite, edit: Edit) -> Finding:
    context, brackets = site.written(edit.end - 1), site.written(edit.start, edit.end - 2)
    return syntax_finding(
        site.span(edit.start, edit.end - 2),
        "the left context's brackets are written after its name",
        f"write `{context} {brackets}`",
        fix=write(f"{context} {brackets}", site.span(edit.start, edit.end - 1), sure=True),
    )


def _report_twice(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start, edit.end - 1),
        "the right context has brackets before and after its name",
        f"move the roles of {quoted(site.written(edit.start, edit.end - 1))} into the brackets before the name",
    )
