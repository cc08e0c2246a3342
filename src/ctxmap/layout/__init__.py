"""A laid-out picture from a graph: the only place that knows Graphviz.

Boxes with tabs stand in columns, lines run from tab to tab through their labels (Sugiyama's layered drawing). Graphviz
says what it is best at: which box comes before which, in what order things stand in a column, and where along it. The
rest is ours, and holds by construction: every line and label has a place of its own in each column that it passes, and
lines change their height only between columns, on tracks of their own. So no line meets a box, a label or a title.

The steps, each a module: `ranks` (which column), `chains` (the stations of every line), `arrange` (order and
heights, with `engine` and `dot`), `tracks` (lanes between columns), `columns` (their places), `route` (the lines).
`check` counts what went wrong in a laid-out picture. Nothing in here knows what the boxes mean or how they are drawn.
"""

from __future__ import annotations

from ctxmap.layout.engine import NoEngineError
from ctxmap.layout.graph import Area, Box, Direction, End, Graph, Line, Size
from ctxmap.layout.layered import lay_out
from ctxmap.layout.placed import Layout, PlacedArea, PlacedBox, PlacedLine, PlacedTab, Point, Rect

__all__ = [
    "Area",
    "Box",
    "Direction",
    "End",
    "Graph",
    "Layout",
    "Line",
    "NoEngineError",
    "PlacedArea",
    "PlacedBox",
    "PlacedLine",
    "PlacedTab",
    "Point",
    "Rect",
    "Size",
    "lay_out",
]
