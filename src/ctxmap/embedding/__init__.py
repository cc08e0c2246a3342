"""Diagrams of maps inside the documents of others: Markdown fences, a Sphinx directive, a notebook magic.

`embed` compiles a text or a file and gives the diagram and what was found, and each module beside it hands both to one
tool, which it imports only there. Absent: what a diagram shows, and writing files.
"""

from __future__ import annotations

import base64
import html
import re

import msgspec

from ctxmap import reports, rules
from ctxmap.compiler import Compilation, WorkspaceError, build, compile_files
from ctxmap.configfile.read import find_configuration
from ctxmap.configuration import Configuration
from ctxmap.findings.finding import Severity
from ctxmap.reports.text import in_full
from ctxmap.text.files import Disk, Unsaved
from ctxmap.text.nearest import nearest

__all__ = ["Embedded", "embed", "embed_file"]

_TITLE = re.compile(r"<title>(.*?)</title>(?:<desc>(.*?)</desc>)?", re.DOTALL)


class Embedded(msgspec.Struct, frozen=True):
    """A diagram for a document.

    `svg` is "" if there is nothing to draw. `problem` is what the author has to fix, as a text of one or more lines;
    "" if nothing is wrong: mistakes in the text and its names, and a diagram that doesn't exist. What rules find in the
    design is not a problem of the document: it may show a map as it is today.
    """

    svg: str
    problem: str

    @property
    def alt(self) -> str:
        """The diagram in a line of text, for readers who don't see it."""
        title = _TITLE.search(self.svg)
        return html.unescape(": ".join(filter(None, title.groups()))) if title else ""

    def as_html(self) -> str:
        """A figure on one line, with the problem instead of a diagram that is missing.

        The diagram is an image of its own, so its styles and anchors don't meet those of the page or of other diagrams.
        """
        written = ""
        if self.svg:
            data = base64.b64encode(self.svg.encode()).decode()
            alt = html.escape(self.alt, quote=True)
            written = f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}">'
        if self.problem:
            written += f"<pre>{html.escape(self.problem).replace(chr(10), '&#10;')}</pre>"
        return f'<figure class="ctxmap">{written}</figure>'


def embed(text: str, path: str, diagram: str = "") -> Embedded:
    """The diagram of a text; `path` is where imports are looked for, and what messages say.

    `diagram` is the path of one that `ctxmap build --only svg` writes, without its ending, such as `views/checkout`;
    without it, the first map is drawn, or else the first diagram that there is.
    """
    configuration = _configuration(path)
    return _embedded(compile_files([path], Unsaved({path: text}, Disk()), configuration), configuration, diagram)


def embed_file(path: str, diagram: str = "") -> Embedded:
    """The diagram of a file, likewise; one that can't be read is a problem too."""
    configuration = _configuration(path)
    try:
        return _embedded(compile_files([path], Disk(), configuration), configuration, diagram)
    except WorkspaceError as error:
        return Embedded("", str(error))


def _configuration(path: str) -> Configuration:
    """That of the file, without its plug-ins: they are code, and building documents should not run it."""
    file = find_configuration(path, Disk())
    return msgspec.structs.replace(file.configuration if file else Configuration(), plugins=())


def _embedded(compilation: Compilation, configuration: Configuration, diagram: str) -> Embedded:
    of_design = rules.all_rules()
    errors = [d for d in compilation.diagnostics if d.severity is Severity.ERROR and d.rule not in of_design]
    problem = in_full(reports.Findings(errors, compilation.sources)).rstrip()
    drawn = {path.removesuffix(".svg"): str(text) for path, text in _diagrams(compilation, configuration).items()}
    if diagram and diagram not in drawn:
        return Embedded("", "\n\n".join(filter(None, (_unknown(diagram, drawn), problem))))
    maps = [path for path in drawn if path.startswith("maps/")]
    shown = diagram or next(iter(maps or drawn), "")
    return Embedded(drawn[shown] if shown else "", problem or ("" if shown else "there is nothing to draw"))


def _diagrams(compilation: Compilation, configuration: Configuration) -> dict[str, str | bytes]:
    one = msgspec.structs.replace(compilation, models=compilation.models[:1])
    return dict(build(one, "svg", configuration=configuration)) if one.models else {}


def _unknown(diagram: str, drawn: dict[str, str]) -> str:
    meant = nearest(diagram, drawn)
    hint = f'did you mean "{meant}"?' if meant else f"there are: {', '.join(drawn) or 'none'}"
    return f'no diagram is called "{diagram}"; {hint}'
