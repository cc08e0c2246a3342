"""What findings are recognised by when their text has changed elsewhere: rule, subject and words.

Neither lines nor messages count, since an inserted line moves the ones, and a better wording changes the others. Nor
does the file: whoever looks for known findings knows best whether a file may have another name by now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from ctxmap.findings import Diagnostic

Identity = tuple[str, str, str]
"""Rule, subject, words."""

_LENGTH = 32
"""Of a fingerprint, in hexadecimal digits: 128 bits, as many as GitLab's own have."""


def identity(diagnostic: Diagnostic) -> Identity:
    """What a finding is recognised by; several may have the same. Line ends and runs of blanks are one blank."""
    return diagnostic.rule, diagnostic.subject, " ".join(diagnostic.words.split())


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """A short text for each finding, the same tomorrow and elsewhere; those of the same identity are numbered."""
    seen: Counter[Identity] = Counter()
    keys: list[str] = []
    for diagnostic in diagnostics:
        kind = identity(diagnostic)
        seen[kind] += 1
        text = "\0".join((*kind, str(seen[kind])))
        keys.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH])
    return tuple(keys)
