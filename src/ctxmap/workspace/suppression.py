"""Findings that the author of a map accepts: `// ctxmap: ignore[rule, rule] reason`.

On a line of its own such a comment applies to the next line of code, after code to that line. A comment that
suppresses nothing is a finding itself, unless its rule is off in that file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import Fix, RemoveItem, write
from ctxmap.syntax.tree import Comment, File
from ctxmap.text.nearest import is_sure, nearest
from ctxmap.text.source import Source, Span

_MARK = "ctxmap:"
# Compiled on first use, because most texts have no suppression.
_SUPPRESSION = r"//\s*ctxmap:\s*ignore\b\s*(?P<list>\[(?P<rules>[^\]]*)\])?"
# What people write for it: other words, other comments, other brackets.
_NEARLY = (
    r"(?://|/\*)\s*ctxmap\s*:?[-\s]*(?:ignore|disable|suppress|noqa|off|allow|skip)\b[-\w]*"
    r"\s*[\[(:= ]*(?P<rules>[-\w ,]*)"
)
_RULE = r"[^\s,]+"
UNUSED = "unused-suppression"
_INCOMPLETE = ("syntax", "unknown-reference")
"""In a file with such a finding others may be missing, which a suppression may be for."""


class _Suppression(msgspec.Struct, frozen=True):
    """One rule that is suppressed in one line, and where the comment names it."""

    rule: str
    line: int
    at: Span
    meant: str = ""
    """How it is to be written, if it is only nearly a suppression."""
    takes_reason: bool = False
    """Whether removing it would remove a reason too: it has a reason and names no other rule."""


IsOn = Callable[[str, str], bool]
"""Whether a rule, by name, is on for a file, by path."""


def suppress(
    findings: Iterable[Finding], files: Iterable[File], is_on: IsOn, names: Callable[[], Collection[str]]
) -> list[Finding]:
    """The remaining findings, and one for each suppression that suppresses nothing.

    `names` returns the names of all rules; it is called only if there is a suppression.
    """
    left: dict[str, list[Finding]] = {}
    for finding in findings:
        left.setdefault(finding.at.path, []).append(finding)
    marked = [file for file in files if _MARK in file.source.text]
    known = names() if marked else ()
    for file in marked:
        path = file.source.path
        left[path] = _suppress_in(file, left.get(path, []), is_on, known)
    return [finding for found in left.values() for finding in found]


def _suppress_in(file: File, findings: Iterable[Finding], is_on: IsOn, known: Collection[str]) -> list[Finding]:
    """The remaining findings of a file. Findings about suppressions can be suppressed too."""
    suppressions = list(_suppressions(file))
    ordinary = [each for each in suppressions if each.rule != UNUSED]
    own = [each for each in suppressions if each.rule == UNUSED]
    left, unused = _suppress_lines(file, ordinary, findings)
    if any(finding.rule in _INCOMPLETE for finding in left):
        unused = [each for each in unused if each.rule not in known]
    left_of_own, unused_own = _suppress_lines(file, own, _reported(unused, is_on, known))
    return [*left, *left_of_own, *_reported(unused_own, is_on, known)]


def _suppress_lines(
    file: File, suppressions: Sequence[_Suppression], findings: Iterable[Finding]
) -> tuple[list[Finding], list[_Suppression]]:
    """The remaining findings, and the suppressions that were not used."""
    silent = {(each.rule, each.line) for each in suppressions}
    left: list[Finding] = []
    used: set[tuple[str, int]] = set()
    for finding in findings:
        key = (finding.rule, file.source.position(finding.at.start).line)
        if key in silent:
            used.add(key)
        else:
            left.append(finding)
    return left, [each for each in suppressions if (each.rule, each.line) not in used]


def _suppressions(file: File) -> Iterator[_Suppression]:
    path = file.source.path
    for comment, code in zip(file.comments, _code_behind(file), strict=True):
        if found := re.match(_SUPPRESSION, comment.text):
            line = _line_meant(file.source, comment, code)
            start = comment.start + found.start("rules")
            rules = list(re.finditer(_RULE, found["rules"] or ""))
            takes_reason = len(rules) == 1 and bool(comment.text[found.end() :].strip())
            for rule in rules:
                at = Span(path, start + rule.start(), start + rule.end())
                yield _Suppression(rule[0], line, at, takes_reason=takes_reason)
            if not (found["rules"] or "").strip(" ,"):
                yield _Suppression("", line, file.span(comment))
        elif nearly := re.match(_NEARLY, comment.text, re.IGNORECASE):
            yield _Suppression("", 0, file.span(comment), meant=_meant(nearly["rules"]))


def _meant(rules: str) -> str:
    """A suppression as it is written, of the rules that a comment names."""
    named = re.findall(r"[a-z]+(?:-[a-z]+)+|syntax|outsider", rules)
    return f"// ctxmap: ignore[{', '.join(named) or 'rule-name'}]"


def _code_behind(file: File) -> list[int]:
    """Where the next code after each comment begins, skipping other comments."""
    text = file.source.text
    code = end = len(text)
    sign = re.compile(r"\S")
    places: list[int] = []
    for comment in reversed(file.comments):
        found = sign.search(text, comment.end, end)
        code, end = found.start() if found else code, comment.start
        places.append(code)
    return places[::-1]


def _line_meant(source: Source, comment: Comment, code: int) -> int:
    """The line of the comment, or of the next code if the comment is alone on its line."""
    own = source.position(comment.start)
    is_alone = not source.line(own.line)[: own.column - 1].strip()
    return source.position(code).line if is_alone else own.line


def _reported(unused: Iterable[_Suppression], is_on: IsOn, known: Collection[str]) -> Iterator[Finding]:
    """Findings about unused suppressions, except those of rules that are off."""
    for each in unused:
        path = each.at.path
        if is_on(UNUSED, path) and (is_on(each.rule, path) or each.rule not in known):
            message, hint, fix = _words(each, known)
            yield Finding(each.at, message, hint, rule=UNUSED, severity=Severity.WARNING, fix=fix)


def _words(suppression: _Suppression, known: Collection[str]) -> tuple[str, str, Fix | None]:
    rule = suppression.rule
    if suppression.meant:
        return "this comment suppresses nothing", f"write `{suppression.meant}` and the reason", None
    if not rule:
        return "this suppression does not name a rule", "write `// ctxmap: ignore[rule-name]` and the reason", None
    if rule in known:
        # Removing a reason that somebody wrote is not safe.
        fix = Fix("remove the suppression", (RemoveItem(suppression.at),), is_safe=not suppression.takes_reason)
        return f'there is no finding of "{rule}" to suppress here', "remove the suppression", fix
    near = nearest(rule, known)
    hint = f'did you mean "{near}"?' if near else "`ctxmap rules` lists them"
    fix = write(near, suppression.at, sure=is_sure(rule, near, known)) if near else None
    return f'no rule is named "{rule}"', hint, fix
