"""The cell magic of Jupyter and IPython: `%load_ext ctxmap`, then a cell that begins with `%%ctxmap`.

    %%ctxmap shop --diagram views/checkout

draws the map in the cell, prints what was found, and binds the name, if there is one, to the compilation.
"""

# pyright: basic, reportMissingImports=false, reportMissingModuleSource=false
from __future__ import annotations

import argparse
import shlex
from typing import Any

from ctxmap import reports
from ctxmap.compiler import compile_text
from ctxmap.embedding import embed
from ctxmap.reports.text import render as text


def register(ipython: Any) -> None:
    """Add the magic to a running IPython."""

    def magic(line: str, cell: str) -> None:
        _run(ipython, line, cell)

    ipython.register_magic_function(magic, "cell", "ctxmap")


def _run(ipython: Any, line: str, cell: str) -> None:
    from IPython.core.error import UsageError  # noqa: PLC0415 — only where IPython runs
    from IPython.display import SVG, display  # noqa: PLC0415

    try:
        asked = _parser().parse_args(shlex.split(line))
    except (argparse.ArgumentError, SystemExit, ValueError) as error:
        raise UsageError("%%ctxmap [NAME] [--diagram DIAGRAM]") from error
    compilation = compile_text(cell, "cell.cml")
    if asked.name:
        ipython.push({asked.name: compilation})
    shown = embed(cell, "cell.cml", asked.diagram)
    if shown.svg:
        display(SVG(shown.svg))
    found = text.render(reports.Findings(compilation.diagnostics, compilation.sources))
    print(found or ("" if shown.svg else shown.problem), end="")  # noqa: T201 — below the diagram


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("%%ctxmap", add_help=False, exit_on_error=False)
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--diagram", default="")
    return parser
