"""Arrows of other languages, and words where a relationship has its arrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, unsafe, write
from ctxmap.syntax.recovery.edit import Edit, Made, Place, is_word, made, reported
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, NAME, UNKNOWN
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.vocabulary import ROLES

_MARKS: Final = ("-", "--", "->", "<-", "<->", "<", ">", "=", "=>", "-->", "<-->", "<--", "..>", "<..", "<=>", "<>")
_BACK: Final = ("<", "←", "⇐")
_FORTH: Final = (">", "→", "⇒", "➔", "⟶")
_BOTH: Final = ("↔", "⇔")
_UPSTREAM_VERBS: Final = (
    *("upstream", "to", "flows", "feeds", "leads"),
    *("publish", "send", "emit", "notif", "provid", "serv", "suppl", "offer", "push", "trigger"),
)
_DOWNSTREAM_VERBS: Final = (
    *("downstream", "from", "follows", "conform"),
    *("call", "us", "depend", "consum", "read", "request", "subscrib", "listen", "need", "query"),
)
_PATTERNS: Final = {
    "conformist": "-> [CF]", "cf": "-> [CF]", "acl": "-> [ACL]", "anticorruptionlayer": "-> [ACL]",
    "ohs": "[OHS] ->", "openhostservice": "[OHS] ->", "pl": "[PL] ->", "publishedlanguage": "[PL] ->",
    "p": "[P] <-> [P]", "partner": "[P] <-> [P]", "sk": "[SK] <-> [SK]", "u": "->", "d": "<-",
}  # fmt: skip
"""How patterns are written that stand where the arrow should."""
_FILLERS: Final = ("is", "are", "the", "a", "of", "on", "by")
_HALVES: Final = (("-", ">"), ("<", "-"))
_UPSTREAM_ROLES: Final = ("U", "S", "OHS", "PL")
_MOST_WORDS: Final = 3
_MOST_ROLES: Final = 10
"""The most tokens between the halves of an arrow."""


def candidates(place: Place) -> Iterator[Edit]:
    """The arrow that is meant."""
    if not place.fits("->"):
        return
    yield from _with_roles(place)
    end = _end_of_arrow(place, place.at)
    if end > place.at:
        written = "".join(place.tokens.texts[place.at : end])
        yield Edit(place.at, end, made(_meant(written)), 0.5, _report_arrow)
    elif place.fits("Upstream-Downstream"):
        yield from _pattern(place)
        yield from _verb(place)


def _end_of_arrow(place: Place, begin: int) -> int:
    end = begin
    while _is_of_arrow(place, end) and (end == begin or _is_joined(place, end)):
        end += 1
    return end


def _with_roles(place: Place) -> Iterator[Edit]:
    """`A -[OHS]-> B`, `A -->|OHS| B`: each role is beside the context that has it."""
    tokens, begin = place.tokens, _end_of_arrow(place, place.at)
    closing = {"[": "]", "|": "|", "(": ")"}.get(tokens.texts[begin], "")
    texts = tokens.texts[begin + 1 : begin + _MOST_ROLES]
    if begin == place.at or closing not in texts or not closing:
        return
    inside = texts[: texts.index(closing)]
    roles = [text.upper() for text in "/".join(inside).replace(",", "/").split("/") if text]
    behind = begin + 2 + len(inside)
    end = _end_of_arrow(place, behind)
    if (end == behind and closing != "|") or not roles or any(role not in ROLES for role in roles):
        return
    written = "".join(tokens.texts[place.at : begin] + tokens.texts[behind:end])
    arrow = _meant(written)
    left, right = _sides_of(roles, arrow)
    read = (*_brackets(left), *made(arrow), *_brackets(right))
    meant = " ".join(filter(None, (_written(left), arrow, _written(right))))
    message = "roles are written beside the contexts, not in the arrow"
    sure = any(mark in written for mark in (*_BACK, *_FORTH, *_BOTH))
    yield Edit(place.at, end, read, 0.2, reported(message, meant, sure=sure), is_certain=True)


def _sides_of(roles: list[str], arrow: str) -> tuple[list[str], list[str]]:
    """The roles of the left context and those of the right one."""
    if arrow == "<->":
        return roles, roles
    upstream = [role for role in roles if role in _UPSTREAM_ROLES]
    downstream = [role for role in roles if role not in _UPSTREAM_ROLES]
    return (upstream, downstream) if arrow == "->" else (downstream, upstream)


def _brackets(roles: list[str]) -> tuple[Made, ...]:
    inside = [piece for role in roles for piece in (Made(",", ","), Made(NAME, role))][1:]
    return (*made("["), *inside, *made("]")) if roles else ()


def _written(roles: list[str]) -> str:
    return f"[{', '.join(roles)}]" if roles else ""


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


def _pattern(place: Place) -> Iterator[Edit]:
    """`A Conformist B`: the role is in the brackets of its side."""
    written = _PATTERNS.get(place.text.casefold().replace("_", ""))
    if not written or not is_word(place.peek(1)) or place.lines.begins(place.at + 1):
        return
    if place.tokens.keys[place.at - 1] == "]" or not _ends_sides(place, place.at + 2):
        return
    marks = made(*re.findall(r"\w+|\[|\]|<->|->|<-", written))
    message = f"{quoted(place.text)} is a pattern, which is written in brackets beside the arrow"
    if len(written) == len("->"):
        message = f"expected `->`, `<-` or `<->` between two contexts, found {quoted(place.text)}"
    yield Edit(place.at, place.at + 1, marks, 0.5, reported(message, written, sure=True))


def _verb(place: Place) -> Iterator[Edit]:
    """`Cart calls Payment`, on a line."""
    keys, at = place.tokens.keys, place.at
    end = at
    while end < at + _MOST_WORDS and is_word(keys[end]) and not place.lines.begins(end):
        if not (place.tokens.texts[end].islower() or place.text.casefold() in ("upstream", "downstream")):
            return
        end += 1
        if is_word(keys[end]) and not place.lines.begins(end) and _ends_sides(place, end + 1):
            yield Edit(at, end, made(_arrow_of(_verb_of(place, at, end))), 0.75, _report_verb, leaves_gap=True)


def _verb_of(place: Place, begin: int, end: int) -> str:
    """The word that says in which direction."""
    texts = [text.casefold() for text in place.tokens.texts[begin:end]]
    return next((text for text in texts if text not in _FILLERS), texts[0])


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
    left, right = site.written(edit.start - 1), site.written(edit.end)
    words = [text.casefold() for text in site.tokens.texts[edit.start : edit.end]]
    verb = next((word for word in words if word not in _FILLERS), words[0])
    written = site.written(edit.start, edit.end - 1)
    knows = verb.startswith((*_UPSTREAM_VERBS, *_DOWNSTREAM_VERBS))
    upstream, downstream = (left, right) if verb.startswith(_UPSTREAM_VERBS) else (right, left)
    is_plain = verb.startswith(("upstream", "downstream", "to", "from", "depend", "conform"))
    how = "async" if verb.startswith((*_UPSTREAM_VERBS, "subscrib", "listen", "consum")) else "sync"
    meant = f"{upstream} -> {downstream}" + ("" if is_plain else f" {{ {how} }}")
    hint = f"write `{meant}`" if knows else f"write `{left} -> {right}`"
    is_all = site.begins_line(edit.start - 1) and site.begins_line(edit.end + 1)
    fix = unsafe(f"write `{meant}`", Replace(site.span(edit.start - 1, edit.end), meant)) if knows and is_all else None
    return syntax_finding(
        site.span(edit.start, edit.end - 1),
        f"expected `->`, `<-` or `<->` between two contexts, found {quoted(written)}",
        f"{hint}: the arrow points from upstream to downstream",
        fix=fix,
    )
