"""A directive for Sphinx, for the extensions in `conf.py`: `extensions = ["ctxmap.embedding.sphinx"]`.

    .. ctxmap:: maps/shop.cml
       :diagram: views/checkout

Without a file, its content is the map. Builders other than those of HTML show the text of the map. Types of docutils
are not checked: Sphinx is no dependency of ctxmap.
"""

# pyright: basic, reportMissingImports=false, reportMissingModuleSource=false
from __future__ import annotations

from pathlib import Path
from typing import Any

import ctxmap
from ctxmap.embedding import embed, embed_file


def setup(app: Any) -> dict[str, Any]:
    """Add the directive."""
    app.add_directive("ctxmap", _directive())
    return {"version": ctxmap.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _directive() -> type:
    from docutils import nodes  # noqa: PLC0415 — only where Sphinx runs
    from docutils.parsers.rst import directives  # noqa: PLC0415
    from sphinx.addnodes import only  # noqa: PLC0415
    from sphinx.util import logging  # noqa: PLC0415
    from sphinx.util.docutils import SphinxDirective  # noqa: PLC0415

    log = logging.getLogger(__name__)

    class CtxmapDirective(SphinxDirective):
        """Draws a map: its argument is a file, or its content the text."""

        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True
        option_spec = {"diagram": directives.unchanged}  # noqa: RUF012 — as docutils declares it

        def run(self) -> list[Any]:
            diagram = self.options.get("diagram", "")
            if self.arguments:
                relative, path = self.env.relfn2path(self.arguments[0])
                self.env.note_dependency(relative)
                shown = embed_file(path, diagram)
                text = Path(path).read_text("utf-8") if shown.svg else ""
            else:
                text = "\n".join(self.content)
                shown = embed(text, f"{self.env.doc2path(self.env.docname)}.cml", diagram)
            if shown.problem:
                log.warning("ctxmap: %s", shown.problem, location=self.get_location())
            drawn = only(expr="html")
            drawn += nodes.raw("", shown.as_html(), format="html")
            written = only(expr="not html")
            written += nodes.literal_block(text, text, language="cml")
            return [drawn, written]

    return CtxmapDirective
