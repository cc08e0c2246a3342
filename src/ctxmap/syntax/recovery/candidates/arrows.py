"""Arrows of other languages, and words where a relationship has its arrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, unsafe, write
from ctxmap.syntax.recovery.edit import Edit, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, NAME, UNKNOWN
from ctxmap.syntax.wording import quoted, syntax_finding

_MARKS: Final = ("-", "--", "->", "<-", "<->", "<", ">", "=", "=>", "-->", "<-->", "<--", "..>", "<..", "<=>", "<>")
_BACK: Final = ("<", "←", "⇐")
_FORTH: Final = (">", "→", "⇒", "➔", "⟶")
_BOTH: Final = ("↔", "⇔")
_UPSTREAM_VERBS: Final = ("publish", "send", "emit", "notif", "provid", "serv", "suppl", "offer", "push", "trigger")
_DOWNSTREAM_VERBS: Final = ("call", "us", "depend", "consum", "read", "request", "subscrib", "listen", "need", "query")
_HALVES: Final = (("-", ">"), ("<", "-"))
_MOST_WORDS: Final = 3


def candidates(place: Place) -> Iterator[Edit]:
    """The arrow that is meant."""
    if not place.fits("->"):
        return
    end = place.at
    while _is_of_arrow(place, end) and (end == place.at or _is_joined(place, end)):
        end += 1
    if end > place.at:
        written = "".join(place.tokens.texts[place.at : end])
        yield Edit(place.at, end, made(_meant(written)), 0.5, _report_arrow)
    elif place.fits("Upstream-Downstream"):
        yield from _verb(place)


def _is_of_arrow(place: Place, token: int) -> bool:
    return place.tokens.keys[token] in _MARKS or (
        place.tokens.keys[token] == UNKNOWN and place.tokens.texts[token] in (*_BACK, *_FORTH, *_BOTH, "~", "–", "—")
    )


def _is_joined(place: Place, token: int) -> bool:
    """Whether a mark belongs to the arrow that the one before it begins: nothing is between them, or a space."""
    tokens = place.tokens
    return tokens.ends[token - 1] == tokens.starts[token] or tuple(tokens.keys[token - 1 : token + 1]) in _HALVES


def _meant(written: str) -> str:
    back = any(mark in written for mark in (*_BACK, *_BOTH))
    forth = any(mark in written for mark in (*_FORTH, *_BOTH))
    return "<->" if back and forth else "<-" if back else "->"


def _verb(place: Place) -> Iterator[Edit]:
    """`Cart calls Payment`, on a line."""
    keys, at = place.tokens.keys, place.at
    end = at
    while end < at + _MOST_WORDS and keys[end] == NAME and place.text.islower() and not place.lines.begins(end):
        end += 1
        if is_word(keys[end]) and not place.lines.begins(end) and _ends_sides(place, end + 1):
            yield Edit(at, end, made(_arrow_of(place.text)), 0.75, _report_verb, leaves_gap=True)


def _ends_sides(place: Place, token: int) -> bool:
    return place.lines.begins(token) or place.tokens.keys[token] in (":", "{", "}", END)


def _arrow_of(verb: str) -> str:
    return "->" if verb.startswith(_UPSTREAM_VERBS) else "<-"


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_arrow(site: ErrorSite, edit: Edit) -> Finding:
    (meant,) = edit.keys(site.tokens)
    at = site.span(edit.start, edit.end - 1)
    written = site.written(edit.start, edit.end - 1)
    sure = any(mark in written for mark in (*_BACK, *_FORTH, *_BOTH))
    fix = write(meant, at, sure=sure)
    if "Upstream-Downstream" not in site.expected:
        return syntax_finding(at, f"expected {quoted(meant)} instead of {quoted(written)}", fix=fix)
    hint = f"write {quoted(meant)}: it points from upstream to downstream, and roles are in brackets beside it"
    return syntax_finding(at, f"{quoted(written)} is not an arrow of a context map", hint, fix=fix)


def _report_verb(site: ErrorSite, edit: Edit) -> Finding:
    left, verb, right = site.written(edit.start - 1), site.tokens.texts[edit.start], site.written(edit.end)
    written = site.written(edit.start, edit.end - 1)
    knows = verb.startswith((*_UPSTREAM_VERBS, *_DOWNSTREAM_VERBS))
    upstream, downstream = (left, right) if verb.startswith(_UPSTREAM_VERBS) else (right, left)
    how = "async" if verb.startswith((*_UPSTREAM_VERBS, "subscrib", "listen", "consum")) else "sync"
    meant = f"{upstream} -> {downstream} {{ {how} }}"
    hint = f"write `{meant}`" if knows else f"write `{left} -> {right}`"
    is_all = site.begins_line(edit.start - 1) and site.begins_line(edit.end + 1)
    fix = unsafe(f"write `{meant}`", Replace(site.span(edit.start - 1, edit.end), meant)) if knows and is_all else None
    return syntax_finding(
        site.span(edit.start, edit.end - 1),
        f"expected `->`, `<-` or `<->` between two contexts, found {quoted(written)}",
        f"{hint}: the arrow points from upstream to downstream",
        fix=fix,
    )
