"""A fingerprint for each finding, by which other tools recognise it, computed from its identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from ctxmap.findings.finding import Diagnostic, Identity

_LENGTH = 32
"""In hexadecimal digits: 128 bits, as many as GitLab's own have."""


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """A fingerprint for each finding, stable over time and machines; findings with the same identity are numbered."""
    seen: Counter[Identity] = Counter()
    keys: list[str] = []
    for diagnostic in diagnostics:
        seen[diagnostic.identity] += 1
        text = "\0".join((*diagnostic.identity, str(seen[diagnostic.identity])))
        keys.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH])
    return tuple(keys)
