"""A fence for MkDocs, Zensical and everything else that uses `pymdownx.superfences`: it draws the map in it.

    ```ctxmap diagram="views/checkout"
    ContextMap Shop { … }
    ```

With `file="maps/shop.cml"`, the fence draws that file; its path begins at the folder where the tool runs.
"""

from __future__ import annotations

import logging
from typing import Any

from ctxmap.embedding import embed, embed_file

_LOG = logging.getLogger("mkdocs.plugins.ctxmap")
"""MkDocs counts warnings of this logger, and fails with `--strict`."""
_OPTIONS = ("diagram", "file")


def validator(language: str, inputs: dict[str, Any], options: dict[str, Any], attrs: dict[str, Any], md: Any) -> bool:
    """Take the options of the fence, and refuse others, so that a misspelled one is seen on the page."""
    for key, value in inputs.items():
        (options if key in _OPTIONS else attrs)[key] = value
    return not attrs


def fence(source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **_: Any) -> str:
    """The diagram of a fence as HTML; a map with errors is a warning of the build, and the page shows them."""
    file, diagram = str(options.get("file", "")), str(options.get("diagram", ""))
    shown = embed_file(file, diagram) if file else embed(source, "fence.cml", diagram)
    if shown.problem:
        _LOG.warning("ctxmap: %s", shown.problem)
    return shown.as_html()
