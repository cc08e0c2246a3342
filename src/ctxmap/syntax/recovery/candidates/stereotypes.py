"""Stereotypes and annotations of other notations: `BoundedContext B (SYSTEM)`, `Entity E <<aggregateRoot>>`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe
from ctxmap.syntax.automaton import declaring_keywords
from ctxmap.syntax.enumerations import word_meant
from ctxmap.syntax.recovery.bodies import body_of
from ctxmap.syntax.recovery.edit import Edit, Made, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import NAME
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.vocabulary import SETTINGS

_PAIRS: Final = (("(", ")"), ("[", "]"), ("<", "<", ">", ">"), ("<", ">"))
_FLAGS: Final = {"aggregateroot": "aggregateRoot", "root": "aggregateRoot"}
_MOST_TOKENS: Final = 12
_MOST_HEAD: Final = 4


def candidates(place: Place) -> Iterator[Edit]:
    """The attributes that are meant, in the braces; a stereotype that means none is left out."""
    if place.fits("{") and not place.lines.begins(place.at):
        yield from _behind_head(place)
    elif place.begins_member and place.lookahead.closing_key():
        yield from _before(place)


def _behind_head(place: Place) -> Iterator[Edit]:
    end, words = _stereotype(place, place.at)
    keyword = _keyword_before(place)
    if not keyword or end == place.at:
        return
    read = [token for word in words for token in _attribute(keyword, word)]
    has_body = place.tokens.keys[end] == "{"
    if (len(words) == 1 and read) or (read and has_body):
        pieces = (*made("{"), *read, *(() if has_body else made("}")))
        yield Edit(place.at, end + has_body, pieces, 0.2, _report, is_certain=True)
    elif words and (has_body or place.lines.begins(end)):
        yield Edit(place.at, end, (), 0.5, _report_unknown, is_certain=True)


def _before(place: Place) -> Iterator[Edit]:
    """`<<external>> BoundedContext B`, `@External` on the line before."""
    keys, texts = place.tokens.keys, place.tokens.texts
    end, words = place.at, list[str]()
    if place.key == "<":
        end, words = _stereotype(place, place.at)
    elif place.key == "@" and is_word(place.peek(1)):
        end, words = place.at + 2, [texts[place.at + 1]]
    if end == place.at or keys[end] not in declaring_keywords() or not place.fits(keys[end]):
        return
    read = [token for word in words for token in _attribute(keys[end], word)]
    brace = end + 2
    if not read or not is_word(keys[end + 1]):
        yield Edit(place.at, end, (), 0.5, _report_unknown, is_certain=True)
    elif keys[brace] == "{":
        yield Edit(place.at, brace + 1, (end, end + 1, brace, *read), 0.2, _report, is_certain=True)
    elif place.lines.begins(brace) or keys[brace] == "}":
        yield Edit(place.at, brace, (end, end + 1, *made("{"), *read, *made("}")), 0.2, _report, is_certain=True)


def _stereotype(place: Place, at: int) -> tuple[int, list[str]]:
    """The token after words in brackets, and the words; `at` if there are none."""
    keys = place.tokens.keys[at : at + _MOST_TOKENS]
    for pair in _PAIRS:
        half = len(pair) // 2
        opening, closing = list(pair[:half]), pair[half]
        if keys[:half] == opening and closing in keys:
            end = keys.index(closing)
            inside = range(at + half, at + end)
            words = [place.tokens.texts[token] for token in inside if is_word(place.tokens.keys[token])]
            others = [token for token in inside if not is_word(place.tokens.keys[token])]
            if words and keys[end : end + half] == list(pair[half:]) and _are_commas(place, others):
                together = "_".join(words)
                return at + end + half, words if others or len(words) == 1 else [together]
    return at, []


def _are_commas(place: Place, others: list[int]) -> bool:
    return all(place.tokens.keys[token] == "," for token in others)


def _keyword_before(place: Place) -> str:
    """The keyword of the declaration whose head a place is in."""
    keys = place.tokens.keys[max(0, place.at - _MOST_HEAD) : place.at]
    return next((key for key in reversed(keys) if key in declaring_keywords()), "")


def _attribute(keyword: str, word: str) -> tuple[Made, ...]:
    """The attribute that a word means in a declaration; nothing if it means none."""
    flag = _FLAGS.get(word.casefold().replace("_", ""), "")
    if flag and body_of(keyword).fits(flag):
        return made(flag)
    for key, words in SETTINGS.get(keyword, {}).items():
        if meant := word_meant(word, words):
            return (*made(key, "="), Made(NAME, meant))
    return ()


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report(site: ErrorSite, edit: Edit) -> Finding:
    body = [piece.text for piece in edit.read if isinstance(piece, Made) and piece.text not in ("{", "}")]
    meant = f"{{ {' '.join(body)} }}"
    written = site.written(edit.start, edit.end - 1)
    pieces = [site.written(piece) if isinstance(piece, int) else piece.text for piece in edit.read]
    at = site.span(edit.start, edit.end - 1)
    shown = written.removesuffix("{").strip().split("\n")[0]
    fix = safe(f"write {quoted(meant)}", Replace(at, " ".join(pieces)))
    return syntax_finding(
        site.span(edit.start), f"{quoted(shown)}: attributes are written in the braces", f"write `{meant}`", fix=fix
    )


def _report_unknown(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    message = f"{quoted(site.written(edit.start, edit.end - 1))}: the language has no stereotypes or annotations"
    return syntax_finding(at, message, "remove it, and write what it says as an attribute or a comment")
