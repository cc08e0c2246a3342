"""What is said of each slip that was fixed: what is wrong with it, and how to write what was meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ctxmap.findings.finding import Finding, Related
from ctxmap.findings.fix import Fix, Replace, safe, unsafe, write
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.recovery.candidates import Edit
from ctxmap.syntax.recovery.messages import finding_for_misplaced, finding_for_unexpected
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, UNKNOWN
from ctxmap.syntax.wording import a_kind, kind_of, quoted, several, syntax_finding
from ctxmap.text.nearest import is_sure
from ctxmap.text.source import Span

_ARROWS: Final = ("->", "<-", "<->")
_EQUALS: Final = ("P", "SK")
_CLOSE_TO_WORDS: Final = (";", ",", "]", ")", ">")


def finding_for_edit(site: ErrorSite, edit: Edit) -> Finding:
    """The mistake of which `edit` is the fixing."""
    return _FINDINGS[edit.mistake](site, edit)


def _misspelt(site: ErrorSite, edit: Edit) -> Finding:
    written = quoted(" ".join(site.tokens.texts[edit.start : edit.end]))
    meant = quoted(edit.keys[0])
    at = site.span(edit.start, edit.end - 1)
    fix = write(edit.keys[0], at, sure=_is_sure(site, edit))
    is_attribute = edit.start == site.error and site.is_between_members and edit.keys[0][0].islower() and site.scopes
    if is_attribute and site.tokens.keys[edit.end] != "{":
        return syntax_finding(
            at, f"{a_kind(site.scopes[-1].keyword)} has no attribute {written}: did you mean {meant}?", fix=fix
        )
    return syntax_finding(at, f"unknown word {written}: did you mean {meant}?", fix=fix)


def _is_sure(site: ErrorSite, edit: Edit) -> bool:
    """Whether no other keyword can be meant; one that is written in two words, or with another case, is clear."""
    word, meant = "".join(site.tokens.texts[edit.start : edit.end]), edit.keys[0]
    known = site.expected if edit.start == site.error else automaton().keywords
    return word.casefold() == meant.casefold() or is_sure(word, meant, known)


def _missing_quotes(site: ErrorSite, edit: Edit) -> Finding:
    word = site.written(edit.start)
    at, meant = site.span(edit.start), f'"{word}"'
    message = f"{quoted(word)} is a text and needs quotes"
    return syntax_finding(at, message, f"write `{meant}`", fix=write(meant, at, sure=True))


def _needless_quotes(site: ErrorSite, edit: Edit) -> Finding:
    at, word = site.span(edit.start), site.tokens.texts[edit.start]
    message, meant = f"{quoted(word)} is a name and stands without quotes", word[1:-1]
    return syntax_finding(at, message, f"write `{meant}`", fix=write(meant, at, sure=True))


def _lookalike(site: ErrorSite, edit: Edit) -> Finding:
    written, meant = quoted(site.written(edit.start)), quoted(edit.keys[0])
    at = site.span(edit.start)
    fix = write(edit.keys[0], at, sure=True)
    if edit.keys[0] in _ARROWS and "Upstream-Downstream" in site.expected:
        hint = f"write {meant}; it points from upstream to downstream, and roles stand in brackets at its sides"
        return syntax_finding(at, f"{written} is no arrow of a context map", hint, fix=fix)
    return syntax_finding(at, f"expected {meant} instead of {written}", fix=fix)


def _instead(site: ErrorSite, edit: Edit) -> Finding:
    at, meant = site.span(edit.start), edit.keys[0]
    message = f"expected {quoted(meant)} instead of {quoted(site.written(edit.start))}"
    return syntax_finding(at, message, fix=write(meant, at, sure=False))


def _missing_def(site: ErrorSite, edit: Edit) -> Finding:
    owner = site.scopes[-1].keyword if site.scopes else "Entity"
    last = site.tokens.keys.index("(", edit.start) - 1
    written = " ".join(site.written(edit.start, last).split())
    return syntax_finding(
        site.span(edit.start, last),
        f"an operation of {a_kind(owner)} begins with `def` or `*`",
        f"write `def {written}`, or remove the parentheses if it is an attribute",
        fix=_with_def(site, edit, written),
    )


def _with_def(site: ErrorSite, edit: Edit, written: str) -> Fix | None:
    """Where the operation begins for sure; behind another word that may be a part of it."""
    begins = site.begins_line(edit.start) or site.tokens.keys[edit.start - 1] in ("{", ";")
    return safe(f"write `def {written}`", Replace(site.before(edit.start), "def ")) if begins else None


def _reference_without_mark(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start, edit.start + 1),
        "the type of an attribute stands without `@`",
        "put `-` before it for a reference to a domain object, or leave the `@` out for an attribute",
        fix=unsafe("make it a reference: put `-` before it", Replace(_mark(site, edit), "- ")),
    )


def _mark(site: ErrorSite, edit: Edit) -> Span:
    """The place of the mark that another is read for, or, where one is missing, the place for it."""
    return site.span(edit.start) if edit.end > edit.start else site.before(edit.start)


def _nameless_parameter(site: ErrorSite, edit: Edit) -> Finding:
    first = edit.start + (site.tokens.keys[edit.start] == ",")
    last = edit.end - 1 - (site.tokens.keys[edit.end - 1] == ",")
    written = site.written(first, last)
    at, name = site.span(first, last), site.tokens.texts[last]
    named = f"{written} {name[:1].lower()}{name[1:]}"
    message = f"the parameter {quoted(written)} needs a name"
    return syntax_finding(at, message, f"write `{named}`", fix=write(named, at, sure=False))


def _one_sided_brackets(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start - 1),
        "where `<->` has brackets on one side, it needs them on the other side too",
        "write `A [P] <-> [P] B` for a partnership, `A [SK] <-> [SK] B` for a shared kernel",
        fix=_same_brackets(site, edit.start - 1),
    )


def _same_brackets(site: ErrorSite, right: int) -> Fix | None:
    """The left context's brackets, as they stand behind it, before the right one too."""
    keys = site.tokens.keys[max(0, right - 4) : right]
    if len(keys) < 4 or [keys[0], *keys[2:]] != ["[", "]", "<->"] or site.tokens.texts[right - 3] not in _EQUALS:
        return None
    brackets = site.written(right - 4, right - 2)
    return safe(f"put `{brackets}` before the right context, too", Replace(site.before(right), f"{brackets} "))


def _brackets_behind(site: ErrorSite, edit: Edit) -> Finding:
    context, brackets = site.written(edit.start), site.written(edit.start + 1, edit.end - 1)
    return syntax_finding(
        site.span(edit.start + 1, edit.end - 1),
        "the brackets of the right context stand before its name",
        f"write `{brackets} {context}`",
        fix=write(f"{brackets} {context}", site.span(edit.start, edit.end - 1), sure=True),
    )


def _brackets_before(site: ErrorSite, edit: Edit) -> Finding:
    context, brackets = site.written(edit.end - 1), site.written(edit.start, edit.end - 2)
    return syntax_finding(
        site.span(edit.start, edit.end - 2),
        "the brackets of the left context stand behind its name",
        f"write `{context} {brackets}`",
        fix=write(f"{context} {brackets}", site.span(edit.start, edit.end - 1), sure=True),
    )


def _brackets_twice(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start, edit.end - 1),
        "the right context has its brackets before its name",
        "take what stands in these up in those",
    )


def _half_an_attribute(site: ErrorSite, edit: Edit) -> Finding:
    written = site.written(edit.start)
    return syntax_finding(
        site.span(edit.start), f"an attribute has a type and a name, {quoted(written)} is only one of them"
    )


def _doc_of_nothing(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start),
        "this doc string has nothing behind it",
        "a doc string stands before the declaration that it describes",
    )


def _surplus(site: ErrorSite, edit: Edit) -> Finding:
    texts, key = site.tokens.texts, site.tokens.keys[edit.start]
    at = site.span(edit.start, edit.end - 1)
    if key == "}":
        return syntax_finding(at, "`}` is one too many", "remove it", fix=unsafe("remove the brace", Replace(at, "")))
    if edit.start == site.error and site.is_between_members and edit.end > edit.start + 1:
        return finding_for_misplaced(site)
    if key == UNKNOWN:
        written = quoted(texts[edit.start])
        fix = unsafe(f"remove {written}", Replace(at, ""))
        return syntax_finding(at, f"{written} means nothing here", "remove it", fix=fix)
    if edit.start == site.error and not site.is_between_members and key not in (";", ","):
        return finding_for_unexpected(site, edit.start, edit.end - 1)
    written = quoted(site.written(edit.start, edit.end - 1))
    is_mark = edit.end == edit.start + 1 and key in (";", ",")
    fix = Fix(f"remove {written}", (Replace(at, ""),), is_safe=is_mark)
    return syntax_finding(at, f"{written} doesn't belong here", "remove it", fix=fix)


def _missing(site: ErrorSite, edit: Edit) -> Finding:
    mark, before = edit.keys[0], edit.start - 1
    at = site.span(before)
    put = Replace(Span(at.path, at.end, at.end), mark if mark in _CLOSE_TO_WORDS else f" {mark}")
    fix = Fix(f"write {quoted(mark)} behind {quoted(site.written(before))}", (put,), is_safe=mark in (";", ","))
    return syntax_finding(at, f"{quoted(mark)} is missing {_where_missing(site, edit)}", fix=fix)


def _where_missing(site: ErrorSite, edit: Edit) -> str:
    mark, before = edit.keys[0], quoted(site.written(edit.start - 1))
    if mark == ";":
        what = "step" if site.scopes and site.scopes[-1].keyword == "Coordination" else "operation"
        return f"at the end of this {what}"
    if mark == "{":
        return f"behind {before}"
    if site.tokens.keys[edit.start] == END:
        return "at the end of the file"
    return f"between {before} and {quoted(site.written(edit.start))}"


def _missing_braces(site: ErrorSite, edit: Edit) -> Finding:
    scopes = site.scopes[-len(edit.keys) :]
    named = several(
        [
            f"{kind_of(scope.keyword)} {quoted(scope.name)}" if scope.name else f"this {kind_of(scope.keyword)}"
            for scope in reversed(scopes)
        ]
    )
    last = edit.start - 1 if site.tokens.keys[edit.start] == END else edit.start
    missing = "`}` is missing" if len(edit.keys) == 1 else f"{len(edit.keys)} `}}` are missing"
    still = "is" if len(scopes) == 1 else "are"
    related = tuple(Related("opened here", site.span(scope.opened)) for scope in scopes)
    return syntax_finding(site.span(last), f"{missing}: {named} {still} still open here", related=related)


def _surplus_brace(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start),
        "`}` is one too many",
        f"remove it, so that {quoted(site.written(site.error))} stands in the body before it",
        fix=unsafe("remove the brace", Replace(site.span(edit.start), "")),
    )


_FINDINGS: Final[dict[str, Callable[[ErrorSite, Edit], Finding]]] = {
    "misspelt": _misspelt,
    "missing quotes": _missing_quotes,
    "needless quotes": _needless_quotes,
    "lookalike": _lookalike,
    "instead": _instead,
    "missing def": _missing_def,
    "reference without -": _reference_without_mark,
    "nameless parameter": _nameless_parameter,
    "one-sided brackets": _one_sided_brackets,
    "brackets behind": _brackets_behind,
    "brackets before": _brackets_before,
    "brackets twice": _brackets_twice,
    "half an attribute": _half_an_attribute,
    "doc of nothing": _doc_of_nothing,
    "surplus": _surplus,
    "missing": _missing,
    "missing braces": _missing_braces,
    "surplus brace": _surplus_brace,
}
