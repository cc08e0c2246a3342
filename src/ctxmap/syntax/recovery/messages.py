"""What is said of a mistake that nothing fixes, in the words of the language: never the name of a terminal or rule."""

from __future__ import annotations

from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import declaring_keywords
from ctxmap.syntax.recovery.bodies import places_of
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import DOTTED, END, NAME, NUMBER, QUALIFIED, SLASHED, STRING
from ctxmap.syntax.wording import a_kind, kind_of, one_of, quoted, syntax_finding

_ARROWS: Final = ("->", "<-", "<->")
_KINDS: Final = {
    NAME: "a name",
    DOTTED: "a name",
    QUALIFIED: "a name",
    SLASHED: "a name",
    STRING: "a text in quotes",
    NUMBER: "a number",
    END: "the end of the file",
}
_MOST_EXPECTED: Final = 5


def finding_for_too_many(site: ErrorSite) -> Finding:
    """Where the list of mistakes is cut off."""
    return syntax_finding(site.span(site.error), "there are more mistakes from here on", "fix those above first")


def finding_for_skipped(site: ErrorSite) -> Finding:
    """A mistake that nothing fixes: what was expected instead."""
    if site.is_between_members and site.found != END:
        return finding_for_misplaced(site)
    return finding_for_unexpected(site, site.error, site.error)


# ---- What can't stand in a body ------------------------------------------------------------------------


def finding_for_misplaced(site: ErrorSite) -> Finding:
    """What can't stand in the body in which it stands."""
    at, word = site.error, site.tokens.texts[site.error]
    if _looks_like_attribute(site, at) and site.scopes:
        message = f"{a_kind(site.scopes[-1].keyword)} has no attribute {quoted(word)}"
    else:
        where = f"in {a_kind(site.scopes[-1].keyword)}" if site.scopes else "at the top level of a file"
        message = f"{quoted(site.written(at))} can't stand {where}"
    known = word in declaring_keywords() or _looks_like_attribute(site, at)
    return syntax_finding(site.span(at), message, _elsewhere(word) if known else "")


def _looks_like_attribute(site: ErrorSite, at: int) -> bool:
    keys = site.tokens.keys
    if keys[at] in declaring_keywords() and keys[at + 1] != "=":
        return False
    return (keys[at] == NAME or keys[at][0].isalpha()) and (
        keys[at + 1] in ("=", STRING, NAME, QUALIFIED, NUMBER) or keys[at + 1][0].isalpha()
    )


def _elsewhere(word: str) -> str:
    owners = places_of(word)
    return f"it may stand in {one_of([a_kind(owner) for owner in owners])}" if 0 < len(owners) <= 5 else ""


# ---- What was expected -----------------------------------------------------------------------------------


def finding_for_unexpected(site: ErrorSite, first: int, last: int) -> Finding:
    """Some tokens that don't fit, and what would."""
    at = site.span(first, last)
    expected = _expected(site)
    if expected and first > 0 and site.begins_line(first):
        before = site.span(first - 1)
        return syntax_finding(before, f"expected {expected} behind {quoted(site.written(first - 1))}")
    found = "the end of the file" if site.tokens.keys[first] == END else quoted(site.written(first, last))
    if expected:
        return syntax_finding(at, f"expected {expected}, found {found}")
    return syntax_finding(at, f"{found} doesn't belong here", "remove it" if first == last else "")


def _expected(site: ErrorSite) -> str:
    """What would fit, in a few words; nothing if that is too much."""
    expected = site.expected
    if expected.issuperset(_ARROWS):
        return "`->`, `<-` or `<->` between two contexts"
    kinds = list(dict.fromkeys(text for key, text in _KINDS.items() if key in expected and key != END))
    words = sorted(key for key in expected if key not in _KINDS)
    if kinds == ["a name"] and not words:
        before = site.tokens.texts[site.error - 1]
        return f"the name of the {kind_of(before)}" if before in declaring_keywords() else "a name"
    if len(kinds) + len(words) <= _MOST_EXPECTED and kinds + words:
        return one_of(kinds + [quoted(word) for word in words])
    if "{" in expected:
        return "`{` or the next declaration"
    return one_of(kinds) if kinds and expected.isdisjoint(("}", END)) else ""
