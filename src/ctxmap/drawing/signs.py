"""Small signs, drawn with a pen on a field of 16 by 16: what kind of thing a card stands for."""

from __future__ import annotations

from ctxmap.drawing.svg import element, number

SIZE = 16
SMALL_SIZE = 12.8

_PATHS = {
    # a window with a bar
    "application": "M2 3.5h12v9H2zM2 6.2h12",
    # a funnel: many services in, one page out
    "bff": "M2 3h12L9.8 8.2v4.8l-3.6-1.6V8.2z",
    # a drum of disks
    "database": (
        "M3 4.2c0-1 2.2-1.8 5-1.8s5 .8 5 1.8-2.2 1.8-5 1.8-5-.8-5-1.8zM3 4.2v7.6c0 1 2.2 1.8 5 1.8s5-.8 5-1.8V4.2"
    ),
    # a box with an arrow that leaves it
    "external": "M7 3.5H3v9.5h9.5V9M9.5 2.5h4v4M13.2 2.8 7.5 8.5",
    # a puzzle's piece
    "feature": "M2.5 5.5h3.2a1.8 1.8 0 1 1 3.4 0h3.4v3a1.8 1.8 0 1 1 0 3.2v1.8h-10z",
    # a screen on its foot
    "frontend": "M2 2.8h12v8.4H2zM8 11.2v2.3M5 13.5h6",
    # an hourglass
    "legacy": "M4 2.2h8M4 13.8h8M4.8 2.2c0 3.8 6.4 7.8 6.4 11.6M11.2 2.2c0 3.8-6.4 7.8-6.4 11.6",
    # a head and shoulders
    "person": "M8 2.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2M2.8 13.8c0-3 2.2-4.8 5.2-4.8s5.2 1.8 5.2 4.8z",
    # a rack of two servers
    "system": "M2.5 2.8h11v4.4h-11zM2.5 8.8h11v4.4h-11zM5 5h.01M5 11h.01",
    # a clock
    "timeout": "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M8 4.8V8l2.4 1.6",
    # a way round
    "fallback": "M2 4.5h5.2c3.4 0 5 2 5 4.2s-1.8 3.8-4.6 3.8H4M6.4 10 3.8 12.5 6.4 15",
    # a switch that is open
    "circuit-breaker": "M1.5 11.5h3M4.5 11.5l6-6M11.5 11.5h3M4.5 11.5h.01M11.5 11.5h.01",
    # one arrow, and another that follows it
    "AT_LEAST_ONCE": "M2 5h9.5M9 2.5 11.8 5 9 7.5M4 11h9.5M11 8.5l2.8 2.5-2.8 2.5",
    # an arrow that may not arrive
    "AT_MOST_ONCE": "M2 8h2.2M6.2 8h2.2M10.4 8h3M11 5.5 13.8 8 11 10.5",
    # one arrow that arrives
    "EXACTLY_ONCE": "M1.5 8H11M8.4 5 11.2 8l-2.8 3M14 4.5v7",
    # a tray with an arrow out of it
    "outbox": "M2 9v4.5h12V9M8 10.5V2.5M5.2 5 8 2.3 10.8 5",
    # the same again: two equal lines in a ring
    "idempotent": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M5.2 6.6h5.6M5.2 9.4h5.6",
    # one behind the other
    "ordering": "M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
    # a bolt: something happened
    "event": "M9.2 1.8 3.6 9h3.8l-.8 5.2L12.4 7H8.4z",
    # onwards
    "command": "M4.5 2.8 12.5 8l-8 5.2z",
    # a box that holds together
    "aggregate": "M8 1.8l5.4 3v6.4L8 14.2l-5.4-3V4.8zM2.6 4.8 8 7.8l5.4-3M8 7.8v6.4",
    # round and round: whenever this, then that
    "policy": "M13.2 6A5.6 5.6 0 1 0 13.5 9.2M13.6 2.4V6H10",
    # an eye
    "read-model": (
        "M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6"
    ),
    # a dot, drawn as rings that touch
    "start": (
        "M8 4.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2M8 5.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8"
        "M8 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4M8 8h.01"
    ),
    # a dot in a ring
    "end": (
        "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6"
        "M8 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2M8 7.6a.4.4 0 1 1 0 .8.4.4 0 0 1 0-.8"
    ),
    # a question mark
    "hotspot": "M5.3 5.6a2.7 2.7 0 1 1 4 2.4C8.4 8.5 8 9 8 10.2M8 13.2v.1",
    # two people
    "team": (
        "M5.6 3.2a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2M1.8 13c0-2.4 1.6-4 3.8-4s3.8 1.6 3.8 4z"
        "M10.3 3.4a2.1 2.1 0 1 1 .6 4.1M11.2 9.1c1.9.2 3 1.7 3 3.9h-2.6"
    ),
}


def sign(name: str, x: float, middle: float, *, tone: str) -> str:
    """The sign in a line that begins at x, in the colour of text on `tone`."""
    place = f"translate({number(x)} {number(middle - SIZE / 2)})"
    return element("path", class_=f"sign pen-{tone}", d=_PATHS[name], transform=place)


def small_sign(name: str, x: float, middle: float, *, tone: str) -> str:
    """The sign in a line of small text that begins at x."""
    place = f"translate({number(x)} {number(middle - 6)}) scale(.8)"
    return element("path", class_=f"sign pen-{tone}", d=_PATHS[name], transform=place)


def names() -> tuple[str, ...]:
    """Every sign there is."""
    return tuple(_PATHS)
