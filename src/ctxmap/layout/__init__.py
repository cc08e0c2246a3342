"""A laid-out picture from a graph.

Boxes with tabs stand in columns, lines run from tab to tab through their labels (Sugiyama's layered drawing). Nothing
meets anything else, by construction: every line and label has a place of its own in each column that it passes, and
lines change their height only between columns, on tracks of their own. What is written first stands first where
nothing else matters, so that a small change of a graph leads to a similar picture; nothing depends on chance.

The steps, each a module: `ranks` (which column), `chains` (the stations of every line), `order` (of what is in a
column, with `sorting` and `exchange`), `heights` (where across, with `alignment` and `push`), `straighten`, `tracks`
(lanes between columns), `columns` (their places), `route` (the lines). `check` counts what went wrong in a picture.
Nothing in here knows what the boxes mean or how they are drawn.
"""

from __future__ import annotations

from ctxmap.layout.choice import lay_out
from ctxmap.layout.graph import Area, Box, End, Frame, Graph, Line, Size
from ctxmap.layout.placed import Layout, PlacedArea, PlacedBox, PlacedLine, PlacedTab, Point, Rect

__all__ = [
    "Area",
    "Box",
    "End",
    "Frame",
    "Graph",
    "Layout",
    "Line",
    "PlacedArea",
    "PlacedBox",
    "PlacedLine",
    "PlacedTab",
    "Point",
    "Rect",
    "Size",
    "lay_out",
]
