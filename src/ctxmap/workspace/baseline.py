"""Findings that a team knows of and leaves be for now: written down once, told apart from new ones ever after.

A finding is known by what it is about, not by its line or its message (`Diagnostic.identity`), so that a map may be
edited, sorted and renamed. Where several are alike, what counts is how many there were: of more, those in another
file than the recorded ones are new. Of things that are wrong together, such as two copies of an aggregate, the later
one is blamed; when they change places, the finding is still the same. What can't be read (`ALWAYS_ON`) is never in a
baseline: nobody can know what stands in such a text, so that every finding behind it would be "new" on the day when it
is fixed.

    {
      "version": 1,
      "findings": [
        {"file": "shop.cml", "rule": "shared-aggregate", "subject": "Order::Payment", "words": "Payment"},
        {"file": "shop.cml", "rule": "sync-chain", "subject": "Shop: Order -> Cart sync", "words": "sync", "count": 2}
      ]
    }

Paths are relative to the file's own folder, with `/`. Knows nothing of files: it reads and writes texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated

import msgspec

from ctxmap.configuration import ALWAYS_ON
from ctxmap.findings.finding import Diagnostic, Identity

VERSION = 1
_BYTE = re.compile(r" \(byte (\d+)\)$")


class Entry(msgspec.Struct, frozen=True, order=True, omit_defaults=True, forbid_unknown_fields=True):
    """Findings that are alike, in one file."""

    file: str
    rule: str
    subject: str
    words: str
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class Comparison(msgspec.Struct, frozen=True):
    """Findings against a baseline: the new ones, how many are known, and what is recorded and no longer found."""

    new: tuple[Diagnostic, ...]
    known: int
    gone: tuple[Entry, ...]


class BaselineError(Exception):
    """Why a text is no baseline, and the line that says so."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Form(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    findings: list[msgspec.Raw]


def can_be_known(diagnostic: Diagnostic) -> bool:
    """Whether a finding can be in a baseline."""
    return diagnostic.rule != ALWAYS_ON


def record(diagnostics: Iterable[Diagnostic], name_of: Callable[[str], str]) -> tuple[Entry, ...]:
    """The baseline that knows these findings, sorted; `name_of` gives what their paths are called in it."""
    counts = Counter((name_of(each.path), *each.identity) for each in diagnostics if can_be_known(each))
    return tuple(sorted(Entry(*key, count) for key, count in counts.items()))


def compare(diagnostics: Sequence[Diagnostic], entries: Iterable[Entry], name_of: Callable[[str], str]) -> Comparison:
    """Which findings are new. Those in a recorded file are known first, then others, each in the order of the text."""
    recorded = _Recorded(entries)
    elsewhere = [each for each in diagnostics if not recorded.take(each.identity, name_of(each.path))]
    unlike = [each for each in elsewhere if not recorded.take(each.identity)]
    new = [each for each in unlike if not any(recorded.take_about(each.rule, place.subject) for place in each.related)]
    return Comparison(tuple(new), len(diagnostics) - len(new), tuple(recorded.left()))


class _Recorded:
    """What is recorded and wasn't found yet: for each kind of finding how many, by file."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._files: dict[Identity, Counter[str]] = {}
        self._about: dict[tuple[str, str], list[Identity]] = {}
        for entry in sorted(entries):
            if entry.rule != ALWAYS_ON:
                kind = entry.rule, entry.subject, entry.words
                self._files.setdefault(kind, Counter())[entry.file] += entry.count
                self._about.setdefault(kind[:2], []).append(kind)

    def take(self, kind: Identity, file: str | None = None) -> bool:
        """Take one of its kind, of that file or of any; whether there was one."""
        files = self._files.get(kind, Counter())
        place = file if file is not None else next(iter(+files), "")
        if files[place] < 1:
            return False
        files[place] -= 1
        return True

    def take_about(self, rule: str, subject: str) -> bool:
        """Take one of a rule's that is about that; whether there was one."""
        return any(map(self.take, self._about.get((rule, subject), ())))

    def left(self) -> Iterable[Entry]:
        """What nothing was found for."""
        return sorted(
            Entry(file, *kind, count) for kind, files in self._files.items() for file, count in (+files).items()
        )


def to_text(entries: Iterable[Entry]) -> str:
    """A baseline as JSON, one entry a line, for people who review it."""
    lines = [msgspec.json.format(msgspec.json.encode(entry), indent=0).decode() for entry in entries]
    listed = ",\n".join(f"    {line}" for line in lines)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n{listed}\n  ]\n}}\n'


def from_text(data: bytes) -> tuple[Entry, ...]:
    """The entries of a baseline; raises `BaselineError`."""
    try:
        form = msgspec.json.decode(data, type=_Form)
    except msgspec.DecodeError as error:
        byte = _BYTE.search(str(error))
        raise BaselineError(_line(data, int(byte[1]) if byte else 0), _BYTE.sub("", str(error))) from error
    if form.version != VERSION:
        raise BaselineError(1, f"it has version {form.version}, and this ctxmap knows version {VERSION}")
    return tuple(_entries(data, form.findings))


def _entries(data: bytes, findings: Iterable[msgspec.Raw]) -> Iterable[Entry]:
    end = data.index(b'"findings"')
    for raw in findings:
        start = data.index(raw, end)
        end = start + len(raw)
        try:
            yield msgspec.json.decode(raw, type=Entry)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BaselineError(_line(data, start), str(error)) from error


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
