"""What is to be laid out: boxes, the lines between them, and the areas behind them. Sizes are in pixels."""

from __future__ import annotations

import msgspec

from ctxmap.vocabulary import Direction

_APART = 12
"""How much of a box's edge a line without a tab keeps to itself."""


class Size(msgspec.Struct, frozen=True):
    """How much room something takes."""

    width: float
    height: float

    def along(self, direction: Direction) -> float:
        """How much of that from column to column."""
        return self.width if direction == "LEFT_TO_RIGHT" else self.height

    def across(self, direction: Direction) -> float:
        """How much of that within a column."""
        return self.height if direction == "LEFT_TO_RIGHT" else self.width


class Box(msgspec.Struct, frozen=True):
    """A box: `head` is what stands above its tabs, `foot` what stands below them, and `width` what both need.

    One that is `bare` has no tabs that take room: its lines may end beside head and foot.
    """

    id: str
    width: float
    head: float
    foot: float = 0
    bare: bool = False


class End(msgspec.Struct, frozen=True):
    """Where a line docks: at a tab of this size on the edge of a box; without a tab, at the edge itself.

    Lines with the same `bundle` at the same side of a box share one tab; "" is never shared.
    """

    box: str
    tab: Size | None = None
    bundle: str = ""

    def room(self, direction: Direction) -> Size:
        """What the tab takes; without one, what keeps lines apart along the edge."""
        if self.tab:
            return self.tab
        return Size(0, _APART) if direction == "LEFT_TO_RIGHT" else Size(_APART, 0)


class Line(msgspec.Struct, frozen=True):
    """A line from one box to another, or to the same; its label stands in it.

    Lines of one `kind` that leave from one tab run as one until they part.
    """

    id: str
    tail: End
    head: End
    label: Size | None = None
    kind: str = ""


class Area(msgspec.Struct, frozen=True):
    """A part of the picture with a title, behind boxes and areas that belong together. A box is in one area at most."""

    id: str
    title: Size
    boxes: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()


class Frame(msgspec.Struct, frozen=True):
    """Where a picture is to be read, in pixels: a page or slide. Usually one of usual size.

    A picture that is scaled down no further than to `good` is read without effort: a text of 11 pixels then has 9.5. On
    a slide, where the height counts too, it may be smaller by a factor. `around` is what stands round the layout, to
    its sides and above and below: margins, a heading, a legend.
    """

    width: float = 1200
    height: float = 750
    good: float = 9.5 / 11
    smaller_on_a_slide: float = 9.5 / 6.5
    around: tuple[float, float] = (48, 130)


class Graph(msgspec.Struct, frozen=True):
    """A picture to be laid out. Ids are unique among boxes, among lines, and among areas.

    Without a direction it runs from left to right, unless it can be read better from top to bottom in its frame.
    """

    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    areas: tuple[Area, ...] = ()
    direction: Direction | None = None
    frame: Frame = Frame()
