"""Findings for people: where it is, what is wrong, the words themselves, and what to do.

    shop.cml:14:20: error: no context is named "Catalogue" [unknown-reference]
      14 |     contains Cart, Catalogue, Order
         |                    ^^^^^^^^^
      help: did you mean "Catalog"?
      shop.cml:3:16: a context with a similar name is declared here
       3 | BoundedContext Catalog implements CatalogSubdomain
         |                -------

Errors and warnings come first. Findings of severity info are questions: one line each, the head, so that they don't
hide what matters.

The head has the form of GNU's and gcc's messages, which editors and CI servers can jump to. Columns count characters;
the marks stand under what is *seen*, so wide characters and tabs are measured. A text can't move the cursor or turn
the reading direction: control characters are shown as pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from ctxmap.findings.finding import Diagnostic, RelatedPlace, Severity
from ctxmap.reports import Findings, report, statistics
from ctxmap.reports._characters import visible, width
from ctxmap.text.source import Source

_MAX_WIDTH = 120
"""Longer lines are shown in part: for a terminal, and for the one-line file of 10 MB."""
_BEFORE_MARK = 40
"""How much of a long line is shown before what is marked."""
_OF_OTHER_LANGUAGES = (".toml", ".json", ".jsonl", ".ndjson", ".yaml", ".yml")
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_BOLD, _DIM, _HELP = "1", "2", "1;32"


def render_statistics(findings: Findings) -> str:
    """A line for each rule that found something: how often, how bad, which; "" if there is none."""
    paint = _Paint(findings.color)
    rows = statistics(findings.diagnostics)
    room = len(str(max((row.count for row in rows), default=0)))
    return "".join(
        f"{row.count:>{room}}  {paint(f'{row.severity!s:<7}', _COLORS[row.severity])}  {row.rule}\n" for row in rows
    )


@report(statistics=render_statistics)
def render(findings: Findings) -> str:
    """Errors and warnings in full, then a line for each question (severity info); "" if there are no findings."""
    paint = _Paint(findings.color)
    infos = [each for each in findings.diagnostics if each.severity == Severity.INFO]
    others = [each for each in findings.diagnostics if each.severity > Severity.INFO]
    lines = "".join(f"{_head(each, paint)}\n" for each in infos)
    return "\n".join(filter(None, (in_full(replace(findings, diagnostics=others)), lines)))


def in_full(findings: Findings) -> str:
    """All findings in full, an empty line between two of them; "" if there are none."""
    paint = _Paint(findings.color)
    paragraphs = (_lines(each, findings.sources, paint) for each in findings.diagnostics)
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in paragraphs)


class _Paint(msgspec.Struct, frozen=True):
    color: bool

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text


class _Excerpt(msgspec.Struct, frozen=True):
    """A line of a text as it is shown, and the marks below it."""

    number: int
    text: str
    indent: int
    marks: int

    def lines(self, mark: str, gutter: int, paint: _Paint, style: str) -> Iterator[str]:
        yield f"  {paint(f'{self.number:>{gutter}} |', _DIM)} {self.text}".rstrip()
        yield f"  {' ' * gutter} {paint('|', _DIM)} {' ' * self.indent}{paint(mark * self.marks, style)}"


def _lines(diagnostic: Diagnostic, sources: Mapping[str, Source], paint: _Paint) -> Iterator[str]:
    d, style = diagnostic, _COLORS[diagnostic.severity]
    gutter = len(str(max((d.line, *(place.line for place in d.related)))))
    yield _head(d, paint)
    end = d.end_column if d.end_line == d.line else None
    yield from _excerpt(sources[d.path], d.line, d.column, end, paint).lines("^", gutter, paint, style)
    if d.hint:
        yield f"  {paint('help:', _HELP)} {visible(d.hint)}"
    for related in d.related:
        yield from _related(related, sources, gutter, paint)


def _head(diagnostic: Diagnostic, paint: _Paint) -> str:
    d = diagnostic
    place = paint(f"{visible(d.path)}:{d.line}:{d.column}:", _BOLD)
    rule = f" {paint(f'[{d.rule}]', _DIM)}" if d.rule else ""  # mistakes in a configuration are of no rule
    return f"{place} {paint(f'{d.severity}:', _COLORS[d.severity])} {visible(d.message)}{rule}"


def _related(place: RelatedPlace, sources: Mapping[str, Source], gutter: int, paint: _Paint) -> Iterator[str]:
    yield f"  {paint(f'{visible(place.path)}:{place.line}:{place.column}:', _BOLD)} {visible(place.message)}"
    end = place.column + place.at.end - place.at.start
    yield from _excerpt(sources[place.path], place.line, place.column, end, paint).lines("-", gutter, paint, _BOLD)


def _excerpt(source: Source, number: int, column: int, end: int | None, paint: _Paint) -> _Excerpt:
    """The line, marked from `column` to before `end` (None: to the end of the line), cut where it is too long.

    An empty range is marked with a single sign; what begins behind the last character too.
    """
    line = source.line(number)
    start = min(column - 1, len(line))
    stop = len(line.rstrip()) if end is None else min(end - 1, len(line))
    first, last = _window(line, start)
    before = ("… " if first else "") + visible(line[first:start])
    marked = visible(line[start : min(max(start, stop), last)])
    shown = _painted(source, number, first, last, paint) if paint.color else visible(line[first:last])
    text = ("… " if first else "") + shown + (" …" if last < len(line) else "")
    return _Excerpt(number, text, width(before), max(width(marked), 1))


def _painted(source: Source, number: int, first: int, last: int, paint: _Paint) -> str:
    """A part of a line in the colours of the language; of a configuration or a contract, plain."""
    if source.path.endswith(_OF_OTHER_LANGUAGES):
        return visible(source.line(number)[first:last])
    from ctxmap.highlighting.terminal import pieces_of_line  # noqa: PLC0415 — only where colours are shown

    begin = source.offset(number, 1)
    pieces = pieces_of_line(source.text, begin + first, begin + last)
    return "".join(paint(visible(piece), style) if style else visible(piece) for piece, style in pieces)


def _window(line: str, start: int) -> tuple[int, int]:
    """The part of the line to show, in characters; wide ones count double, so that it fits in any script."""
    if _fitting(line[: _MAX_WIDTH + 1], _MAX_WIDTH) == len(line):
        return 0, len(line)
    first = start - _fitting(line[max(0, start - _BEFORE_MARK) : start][::-1], _BEFORE_MARK)
    return first, first + _fitting(line[first : first + _MAX_WIDTH], _MAX_WIDTH)


def _fitting(text: str, room: int) -> int:
    """How many of the characters fit into that many columns."""
    for count, character in enumerate(text):
        room -= width(visible(character))
        if room < 0:
            return count
    return len(text)
