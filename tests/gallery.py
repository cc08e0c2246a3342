"""The contact sheet of `docs/gallery.md`: context maps of several sizes, and every kind of diagram, side by side.

`make pictures` writes it; `test_gallery` checks that it is up to date and that no kind of diagram is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec
from benchmarks.generate import landscape

from ctxmap import compile_paths
from ctxmap.backends.svg import drawn
from ctxmap.compiler import Compilation, compile_files
from ctxmap.pictures.kinds import Picture, pictures
from ctxmap.pictures.scene import scene_of
from ctxmap.text.files import Disk, Unsaved

DOCS = Path(__file__).parent.parent / "docs"
SAMPLES = DOCS.parent / "samples"

_COLUMNS = 3
_TEXT = """\
# Gallery

The diagrams that ctxmap draws; click one to see it in full size. [Outputs](outputs.md) lists the files, and
[themes](themes.md) explains how to change colours and fonts. Each diagram follows the light or dark colour scheme of
its reader. `make pictures` redraws this page.
"""


class Shown(msgspec.Struct, frozen=True):
    """A diagram on the sheet: its map, its path among the outputs, and its caption.

    `file` is its path below docs/ if it belongs to another page; those are in `images/`.
    """

    source: str
    path: str
    caption: str
    file: str = ""

    @property
    def place(self) -> str:
        """The file with the diagram, relative to docs/."""
        return self.file or f"gallery/{self.source.replace('/', '-')}-{self.path.replace('/', '-')}.svg"


SHEET: Mapping[str, tuple[Shown, ...]] = {
    "Context maps of 12, 50 and 200 contexts": (
        Shown("12", "maps/landscape", "12 contexts"),
        Shown("50", "maps/landscape", "50 contexts"),
        Shown("50", "overviews/landscape", "50 contexts, folded by subdomain"),
        Shown("200", "overviews/landscape", "200 contexts, folded by domain"),
        Shown("200", "parts/landscape-wholesale-core", "one subdomain of the 200, and its neighbours"),
    ),
    "Context maps of the samples": (
        Shown("shop", "maps/shop", "a shop", "images/shop.svg"),
        Shown("shop-as-is", "maps/shop", "the same shop before its redesign, with findings", "images/shop-as-is.svg"),
        Shown("shop", "difference", "the difference between both", "images/difference.svg"),
        Shown("shop-zh", "maps/网店", "the shop in Chinese", "gallery/shop-zh.svg"),
        Shown("insurance", "maps/nordlys", "an insurer"),
        Shown("shop", "views/checkout", "a view of a part of the shop"),
    ),
    "Every other kind": (
        Shown("shop", "contexts/payment", "the aggregates of a context"),
        Shown("shop", "boards/payment", "event storming board"),
        Shown("shop", "life-cycles/payment-payment", "life cycle of an aggregate"),
        Shown("shop", "flows/payment-settling", "flow"),
        Shown("insurance", "coordinations/claims-handling-first-contact", "coordination"),
        Shown("shop", "sagas/buy-cart", "saga: steps and compensations"),
        Shown("shop", "events", "events, their publishers and consumers"),
        Shown("shop", "calls/shop", "synchronous calls"),
        Shown("shop", "domains", "domains and subdomains"),
        Shown("insurance", "core-domains", "core domain chart"),
        Shown("shop", "teams", "teams and what they own"),
        Shown("shop", "services", "contexts and their services"),
        Shown("insurance", "use-cases", "use cases and user stories"),
        Shown("insurance", "stakeholders/claims-handling-fraud-detection", "stakeholders"),
        Shown("insurance", "values/claims-values", "values, and what happens to them"),
        Shown("migration", "migration", "the extraction of contexts from a legacy system", "images/migration.svg"),
    ),
}


def page() -> str:
    """The text of the page."""
    return "\n".join((_TEXT, *(f"## {title}\n\n{_table(title)}" for title in SHEET)))


def drawings() -> Iterator[tuple[str, str]]:
    """The diagrams that are only on this page: path and text of each."""
    for shown in (each for row in SHEET.values() for each in row):
        if shown.place.startswith("gallery/"):
            yield shown.place, drawn(_pictures(shown.source)[shown.path])


def kinds() -> set[str]:
    """Every kind of diagram that is drawn of a sample."""
    return {path.partition("/")[0] for source in ("shop", "insurance", "migration") for path in _pictures(source)}


def _table(title: str) -> str:
    """The diagrams under a heading, three in a row, each with its caption."""
    cells = [f"[![{each.caption}]({each.place})]({each.place})<br>{each.caption}" for each in SHEET[title]]
    rows = [cells[i : i + _COLUMNS] for i in range(0, len(cells), _COLUMNS)]
    lines = [" ".join(f"| {cell}" for cell in (*row, *[""] * (_COLUMNS - len(row)))) + " |" for row in rows]
    return "\n".join((f"|{'   |' * _COLUMNS}", f"|{' --- |' * _COLUMNS}", *lines, ""))


@cache
def _pictures(source: str) -> Mapping[str, Picture]:
    compilation = _compiled(source)
    return {each.path: each for each in pictures(scene_of(compilation.model, compilation.diagnostics))}


def _compiled(source: str) -> Compilation:
    if source.isdecimal():
        return compile_files(["landscape.cml"], Unsaved(landscape(int(source)), Disk()))
    file = {"insurance": "insurance/insurance.cml", "migration": "migration.cml"}.get(source, f"{source}/to-be.cml")
    return compile_paths([SAMPLES / file])
