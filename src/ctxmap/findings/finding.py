"""The findings of parsing, linking and the rules: plain values that know nothing about printing.

A message is lower case, without a full stop, names the thing in quotes and states the fact; the hint says what
to do about it; a related place says why it takes part ("first declared here").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import chain

import msgspec
from msgspec.structs import replace

from ctxmap.findings.fix import Fix
from ctxmap.text.source import NOWHERE, Source, Span


class Severity(IntEnum):
    """How bad a finding is; ordered, so that `severity >= Severity.WARNING` reads as it should."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Related(msgspec.Struct, frozen=True):
    """Another place that takes part in a finding."""

    message: str
    at: Span


class Finding(msgspec.Struct, frozen=True):
    """A finding about the text at `at`.

    A rule leaves `rule` empty, and `severity` too unless it differs from the rule's own: `run` fills them in. `model`
    is the name of the model that it was found in; "" for what concerns a text, whoever imports it.
    """

    at: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    rule: str = ""
    severity: Severity | None = None
    fix: Fix | None = None
    model: str = ""


_SHARED_BY_NONE: Mapping[str, Collection[str]] = {}
_LISTED_MODELS = 3

Identity = tuple[str, str, str]
"""Rule, subject, words."""


class RelatedPlace(msgspec.Struct, frozen=True):
    """A `Related` with its place in lines and columns, which count from 1 in characters.

    `subject` is the qualified name of the declaration there.
    """

    message: str
    path: str
    line: int
    column: int
    at: Span = NOWHERE
    subject: str = ""


class Diagnostic(msgspec.Struct, frozen=True):
    """A finding as it is reported: rule, severity, and places in lines and columns.

    Lines and columns count from 1, columns in characters; the end is exclusive. `at` is the same place as in the model.
    `subject` is the qualified name of the declaration there (`Order::Payment`, `Shop: Payment -> Cart`; "" outside of
    any), `words` the marked text. `models`: where several models share the file and the finding concerns only some of
    them, their names; the message names them, too.
    """

    rule: str
    severity: Severity
    message: str
    hint: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    related: tuple[RelatedPlace, ...] = ()
    at: Span = NOWHERE
    subject: str = ""
    words: str = ""
    fix: Fix | None = None
    models: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """Identifies the finding when its text has changed elsewhere; several findings may have the same identity.

        Lines and messages do not count, because an inserted line or a better wording would change them, and white
        space in the words is normalised. The file does not count either, because it may have been renamed.
        """
        return self.rule, self.subject, " ".join(self.words.split())


def _nothing_known(_: Span) -> str:
    return ""


def listed_up_to(limit: int, names: Iterable[str]) -> str:
    """At most that many names as a message lists them, and how many more there are."""
    first = list(names)
    more = f"{len(first) - limit} more" if len(first) > limit else ""
    return listed(first[:limit], more)


def listed(names: Iterable[str], more: str = "") -> str:
    """Names as a message lists them, at least one: `"Cart"`, `"Cart", "Order" and "Payment"`, `"Cart" and 3 more`."""
    *others, last = [*(f'"{name}"' for name in names), *([more] if more else [])]
    return f"{', '.join(others)} and {last}" if others else last


def diagnose(
    findings: Iterable[Finding],
    sources: Mapping[str, Source],
    subject_at: Callable[[Span], str] = _nothing_known,
    sharing: Mapping[str, Collection[str]] = _SHARED_BY_NONE,
) -> tuple[Diagnostic, ...]:
    """The findings in the order of the text, each once, with lines and columns.

    `subject_at` returns the qualified name of the subject of a place. `sharing` has the names of the models that read
    a file, for each file that several models read: a finding that all of them have in common is reported once, and
    others name the models that they concern.
    """
    found: dict[Diagnostic, list[str]] = {}
    for each in findings:
        models = found.setdefault(_diagnostic(each, sources, subject_at), [])
        if each.model and each.model not in models:
            models.append(each.model)
    return tuple(sorted((_of_models(each, models, sharing) for each, models in found.items()), key=_text_order))


def _of_models(diagnostic: Diagnostic, models: Sequence[str], sharing: Mapping[str, Collection[str]]) -> Diagnostic:
    if not models or len(models) >= len(sharing.get(diagnostic.path, ())):
        return diagnostic
    names = f"model{'s' if len(models) > 1 else ''} {listed_up_to(_LISTED_MODELS, models)}"
    return msgspec.structs.replace(diagnostic, message=f"{diagnostic.message} (in {names})", models=tuple(models))


def merged(several: Iterable[Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Findings of several compilations in the order of the text; one that they have in common once, the worst of it."""
    worst: dict[Diagnostic, Diagnostic] = {}
    for diagnostic in chain.from_iterable(several):
        key = replace(diagnostic, severity=Severity.INFO)
        if key not in worst or diagnostic.severity > worst[key].severity:
            worst[key] = diagnostic
    return tuple(sorted(worst.values(), key=_text_order))


def _text_order(diagnostic: Diagnostic) -> tuple[object, ...]:
    d = diagnostic
    return (d.path, d.line, d.column, d.end_line, d.end_column, d.rule, d.message)


def _diagnostic(finding: Finding, sources: Mapping[str, Source], subject_at: Callable[[Span], str]) -> Diagnostic:
    source = sources[finding.at.path]
    start, end = source.position(finding.at.start), source.position(finding.at.end)
    return Diagnostic(
        rule=finding.rule,
        severity=finding.severity or Severity.ERROR,
        message=finding.message,
        hint=finding.hint,
        path=finding.at.path,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        related=tuple(_related(related, sources, subject_at) for related in finding.related),
        at=finding.at,
        subject=subject_at(finding.at),
        words=source.text[finding.at.start : finding.at.end],
        fix=finding.fix,
    )


def _related(related: Related, sources: Mapping[str, Source], subject_at: Callable[[Span], str]) -> RelatedPlace:
    position = sources[related.at.path].position(related.at.start)
    subject = subject_at(related.at)
    return RelatedPlace(related.message, related.at.path, position.line, position.column, related.at, subject)
