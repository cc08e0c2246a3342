"""Sections of one kind of declaration, which the language doesn't have: `Aggregates { … }`, `entities = E, F`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Fix, Replace, unsafe, write
from ctxmap.syntax.automaton import automaton, declaring_keywords
from ctxmap.syntax.recovery.edit import Edit, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, NAME
from ctxmap.syntax.wording import a_kind, kind_of, quoted, syntax_finding

_MEMBERS: Final = ("relationships", "attributes", "properties", "fields", "operations", "methods", "members")
"""Sections whose members have no keyword of their own."""
_SYNONYMS: Final = {"events": "DomainEvent", "commands": "CommandEvent", "contexts": "BoundedContext"}
_OPERATIONS: Final = ("operations", "methods")
_MOST_NAMES: Final = 60
_MOST_TOKENS: Final = 1_500


def candidates(place: Place) -> Iterator[Edit]:
    """The declarations themselves, each with its keyword."""
    if not place.begins_member or not is_word(place.key) or (place.fits(place.key) and place.key != NAME):
        return
    word = place.text.casefold().replace("_", "")
    keyword = _singular(place, word)
    if place.peek(1) == "{" or (place.peek(1) in (":", "=") and place.peek(2) == "{"):
        if keyword or word in _MEMBERS:
            yield from _section(place, keyword)
    elif not place.lookahead.closing_key():
        return
    elif keyword:
        yield from _list(place, keyword)
    elif word in _OPERATIONS and place.fits("Service"):
        end = place.lines.end(place.at, _MOST_NAMES)
        yield Edit(place.at, end, (), 0.2, _report_operations, leaves_gap=True)


def _singular(place: Place, word: str) -> str:
    """The keyword of which a word is the plural, if that may be declared here; "" otherwise."""
    singulars = (word.removesuffix("s"), f"{word.removesuffix('ies')}y", word.removesuffix("es"))
    possible = declaring_keywords() - {"Operation"}  # only some contexts have operations of their own
    fitting = [key for key in possible if key in automaton().rows[place.lookahead.state]]
    known = {key.casefold(): key for key in fitting if place.fits(key)}
    found = next((known[each] for each in singulars if each != word and each in known), "")
    return found or (_SYNONYMS.get(word, "") if _SYNONYMS.get(word, "") in known.values() else "")


def _section(place: Place, keyword: str) -> Iterator[Edit]:
    keys, opening = place.tokens.keys, place.at + 1 + (place.peek(1) != "{")
    depth, end = 0, opening
    read: list[Piece] = []
    while keys[end] != END and end - opening < _MOST_TOKENS:
        depth += {"{": 1, "}": -1}.get(keys[end], 0)
        if not depth:
            yield Edit(place.at, end + 1, tuple(read), 0.2, _report_section, is_certain=True)
            return
        if end > opening:
            begins = depth == 1 and (place.lines.begins(end) or keys[end - 1] in ("{", "}", ","))
            if keyword and begins and is_word(keys[end]) and _ends_name(place, end + 1):
                read += made(keyword)
            if not (keyword and depth == 1 and keys[end] == ","):
                read.append(end)
        end += 1


def _ends_name(place: Place, token: int) -> bool:
    """Whether a name is all that is said of a member before its body."""
    return place.lines.begins(token) or place.tokens.keys[token] in ("{", "}", ",")


def _list(place: Place, keyword: str) -> Iterator[Edit]:
    keys, at = place.tokens.keys, place.at + 1 + (place.peek(1) in ("=", ":"))
    read: list[Piece] = []
    while is_word(keys[at]) and (not place.lines.begins(at) or keys[at - 1] == ","):
        read += (*made(keyword), at)
        at += 1
        if keys[at] != ",":
            break
        at += 1
    if read and (place.lines.begins(at) or keys[at] == "}"):
        yield Edit(place.at, at, tuple(read), 0.2, _report_list)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_section(site: ErrorSite, edit: Edit) -> Finding:
    at, last = site.span(edit.start), site.span(edit.end - 1)
    word = site.written(edit.start)
    opening = edit.start + 1 + (site.tokens.keys[edit.start + 1] != "{")
    owner = a_kind(site.scopes[-1].keyword) if site.scopes else "a file"
    is_plain = not any(not isinstance(piece, int) for piece in edit.read)
    without = (Replace(site.span(edit.start, opening), ""), Replace(last, ""))
    fix = unsafe(f"remove {quoted(word)} and its braces", *without) if is_plain else None
    return syntax_finding(at, f"{owner} has no section {quoted(word)}", _without_section(edit), fix=fix)


def _without_section(edit: Edit) -> str:
    keyword = next((piece.text for piece in edit.read if not isinstance(piece, int)), "")
    if keyword:
        return f"remove it and its braces, and write `{keyword}` before each {kind_of(keyword)}"
    return "remove it and its braces"


def _report_operations(site: ErrorSite, edit: Edit) -> Finding:
    owner, written = a_kind(site.scopes[-1].keyword), site.written(edit.start)
    names = [site.written(token) for token in range(edit.start + 1, edit.end) if is_word(site.tokens.keys[token])]
    meant = f"Service NAME {{ {' '.join(f'{name};' for name in names)} }}"
    message = f"{owner} has no attribute {quoted(written)}"
    return syntax_finding(site.span(edit.start), message, f"declare them in a service: {quoted(meant, 80)}")


def _report_list(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    words = [site.written(piece) if isinstance(piece, int) else piece.text for piece in edit.read]
    meant = " ".join(words)
    fix: Fix = write(meant, at, sure=False)
    message = f"each {kind_of(words[0])} is declared by itself"
    return syntax_finding(at, message, f"write {quoted(meant, 80)}", fix=fix)
