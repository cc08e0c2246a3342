"""The words that messages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from ctxmap.findings.finding import Finding, Related, Severity
from ctxmap.findings.fix import Fix
from ctxmap.text.source import Span

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KINDS = {
    "sync": "sync block",
    "async": "async block",
    "Operation": "BFF's operation",
    "ValueWeigthing": "value weighting",
    "Stakeholders": "list of stakeholders",
}


def humps(word: str) -> str:
    """`knowledgeLevel` as `knowledge level`."""
    return _HUMP.sub(" ", word).lower()


def kind_of(keyword: str) -> str:
    """What a keyword declares: `bounded context`, `value object`, `sync block`."""
    return _KINDS.get(keyword) or humps(keyword)


def a_kind(keyword: str) -> str:
    """The same with its article: `a bounded context`, `an aggregate`, `a use case`."""
    kind = kind_of(keyword)
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def quoted(text: str, limit: int = 30) -> str:
    """Something written, in backticks, on one line and not too long."""
    line = " ".join(text[: 4 * limit].split())
    shown = line if len(line) <= limit else line[: limit - 1] + "…"
    return f"`{''.join(c if c.isprintable() else f'U+{ord(c):04X}' for c in shown)}`"


def one_of(things: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} or {things[-1]}"


def several(things: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    listed = list(things)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"


def syntax_finding(
    at: Span, message: str, hint: str = "", related: tuple[Related, ...] = (), *, fix: Fix | None = None
) -> Finding:
    """A finding of the rule `syntax`."""
    return Finding(at, message, hint, related, rule="syntax", severity=Severity.ERROR, fix=fix)


def with_fix_of(finding: Finding, other: Finding) -> Finding:
    """A finding whose fix does what the fix of another one does, too."""
    if not finding.fix or not other.fix:
        return finding
    both = (*finding.fix.changes, *other.fix.changes)
    fix = Fix(finding.fix.title, tuple(dict.fromkeys(both)), finding.fix.is_safe and other.fix.is_safe)
    return msgspec.structs.replace(finding, fix=fix)
