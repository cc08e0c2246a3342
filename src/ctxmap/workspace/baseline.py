"""Known findings that a team accepts for now: recorded once, and separated from new ones afterwards.

A finding is identified by its subject, not by its line or message (`Diagnostic.identity`), so that a map can be edited,
sorted and renamed. If several findings have the same identity, their number counts: additional ones are new, those in
files that the baseline does not name first. If two things are wrong together, such as two copies of an aggregate, the
later one carries the finding; if they change places, it is still the same finding. Syntax errors (`ALWAYS_ON`) are
never in a baseline: they hide other findings, which would all be "new" on the day the syntax error is fixed.

    {
      "version": 1,
      "findings": [
        {"file": "shop.cml", "rule": "shared-aggregate", "subject": "Order::Payment", "words": "Payment"},
        {"file": "shop.cml", "rule": "sync-chain", "subject": "Shop: Order -> Cart sync", "words": "sync", "count": 2}
      ]
    }

Paths are relative to the folder of the baseline, with `/`. This module reads and writes texts, not files.
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
    """Findings with the same identity in one file."""

    file: str
    rule: str
    subject: str
    words: str
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class Comparison(msgspec.Struct, frozen=True):
    """Findings compared with a baseline: the new ones, how many are known, and recorded ones that are gone."""

    new: tuple[Diagnostic, ...]
    known: int
    gone: tuple[Entry, ...]


class BaselineError(Exception):
    """Why a text is not a valid baseline, and in which line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Form(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    findings: list[msgspec.Raw]


def can_be_known(diagnostic: Diagnostic) -> bool:
    """Whether a baseline may contain a finding."""
    return diagnostic.rule != ALWAYS_ON


def record(diagnostics: Iterable[Diagnostic], name_of: Callable[[str], str]) -> tuple[Entry, ...]:
    """The baseline for these findings, sorted; `name_of` maps their paths to the paths in the baseline."""
    counts = Counter((name_of(each.path), *each.identity) for each in diagnostics if can_be_known(each))
    return tuple(sorted(Entry(*key, count) for key, count in counts.items()))


def compare(diagnostics: Sequence[Diagnostic], entries: Iterable[Entry], name_of: Callable[[str], str]) -> Comparison:
    """Which findings are new. Recorded ones are matched in the same file first, then in any file."""
    recorded = _Recorded(entries)
    elsewhere = [each for each in diagnostics if not recorded.take(each.identity, name_of(each.path))]
    unlike = [each for each in elsewhere if not recorded.take(each.identity)]
    new = [each for each in unlike if not any(recorded.take_about(each.rule, place.subject) for place in each.related)]
    return Comparison(tuple(new), len(diagnostics) - len(new), tuple(recorded.left()))


class _Recorded:
    """The recorded findings that were not matched yet: how many of each identity, by file."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._files: dict[Identity, Counter[str]] = {}
        self._about: dict[tuple[str, str], list[Identity]] = {}
        for entry in sorted(entries):
            if entry.rule != ALWAYS_ON:
                kind = entry.rule, entry.subject, entry.words
                self._files.setdefault(kind, Counter())[entry.file] += entry.count
                self._about.setdefault(kind[:2], []).append(kind)

    def take(self, kind: Identity, file: str | None = None) -> bool:
        """Match one finding of that identity, in that file or in any; whether there was one."""
        files = self._files.get(kind, Counter())
        place = file if file is not None else next(iter(+files), "")
        if files[place] < 1:
            return False
        files[place] -= 1
        return True

    def take_about(self, rule: str, subject: str) -> bool:
        """Match one finding of that rule about that subject; whether there was one."""
        return any(map(self.take, self._about.get((rule, subject), ())))

    def left(self) -> Iterable[Entry]:
        """The recorded findings that were not matched."""
        return sorted(
            Entry(file, *kind, count) for kind, files in self._files.items() for file, count in (+files).items()
        )


def to_text(entries: Iterable[Entry]) -> str:
    """A baseline as JSON with one entry per line, so that changes are easy to review."""
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
    except RecursionError as error:
        raise BaselineError(1, "its lists are nested too deeply") from error
    if form.version != VERSION:
        raise BaselineError(1, f"version {form.version} is not supported; this ctxmap reads version {VERSION}")
    return tuple(_entries(data, form.findings))


def _entries(data: bytes, findings: Iterable[msgspec.Raw]) -> Iterable[Entry]:
    end = max(data.find(b'"findings"'), 0)
    for raw in findings:
        start = data.index(raw, end)
        end = start + len(raw)
        try:
            yield msgspec.json.decode(raw, type=Entry)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BaselineError(_line(data, start), str(error)) from error
        except RecursionError as error:
            raise BaselineError(_line(data, start), "its lists are nested too deeply") from error


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
