"""Marks: where a rule fired, red with a cross for errors, amber with a bang for warnings, the finding as a tooltip.

And what became of a thing: a plus, a minus, a wave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ctxmap.drawing.diagram import Mark, MarkTone
from ctxmap.drawing.svg import described, element

SIZE = 14
GAP = 3
_STROKES: Mapping[MarkTone, str] = {
    "error": "M-2.6-2.6 2.6 2.6M2.6-2.6-2.6 2.6",
    "warning": "M0-3.6V.8M0 3.5v.1",
    "added": "M-3.8 0H3.8M0-3.8V3.8",
    "removed": "M-3.8 0H3.8",
    "changed": "M-3.8 .8C-2.6-2.4-1-2 0 0S2.6 2.4 3.8-.8",
}


def marks_width(marks: Iterable[Mark]) -> float:
    """How much room marks take in a row, with a gap before each."""
    return sum(SIZE + GAP for _ in marks)


def draw_marks(marks: Iterable[Mark], right: float, middle: float) -> Iterator[str]:
    """The marks in a row that ends at `right`."""
    for i, mark in enumerate(marks):
        x = right - SIZE / 2 - i * (SIZE + GAP)
        yield element(
            "g",
            described(mark.text),
            element("circle", class_=mark.severity, r=SIZE / 2),
            element("path", class_=f"sign pen-{mark.severity}", d=_STROKES[mark.severity]),
            transform=f"translate({x:g} {middle:g})",
        )
