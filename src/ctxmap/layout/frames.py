"""How large the text of a picture is where it is shown, which is what a layout is chosen by."""

from __future__ import annotations

from math import exp

from ctxmap.layout.check import crossings
from ctxmap.layout.graph import Frame
from ctxmap.layout.placed import Layout
from ctxmap.vocabulary import Direction

_CROSSING = 0.45


def scale(size: tuple[float, float], frame: Frame) -> float:
    """How far a layout of a size is scaled down where it is shown, at most to what is good enough.

    In a page only the width counts, and on a slide the height too, where text may be smaller.
    """
    wide, high = (each + around for each, around in zip(size, frame.around, strict=True))
    on_a_slide = frame.height / high * (1 if high > wide else frame.smaller_on_a_slide)
    return min(1, frame.width / wide, on_a_slide)


def is_good(layout: Layout, frame: Frame) -> bool:
    """Whether its text is read without effort."""
    return scale(layout.size, frame) >= frame.good


def worth(layout: Layout, frame: Frame) -> float:
    """How good a layout is, at most 1: text that is read without effort, and no crossings.

    A crossing on every second line is as bad as text smaller by a fifth.
    """
    legible = min(1, scale(layout.size, frame) / frame.good)
    return legible * exp(-_CROSSING * crossings(layout) / max(1, len(layout.lines)))


def room_across(layout: Layout, frame: Frame, direction: Direction) -> float:
    """How much room across would be enough for a layout to be scaled by nothing but what it takes along."""
    wide, high = (each + around for each, around in zip(layout.size, frame.around, strict=True))
    slide = frame.height * frame.smaller_on_a_slide
    if direction == "LEFT_TO_RIGHT":
        reached = min(frame.good, frame.width / wide)
        return max(min(slide / reached, wide), frame.height / reached) - frame.around[1]
    reached = frame.good if high <= frame.height / frame.good else min(frame.good, slide / high)
    return frame.width / reached - frame.around[0]
