"""`map.html`: all pictures and documents of a model as one page to explore, without a network.

The page has the pictures of the SVG backend and the texts of the Markdown backend, so that it says what they say. This
folder puts them together (`page.py`); what the page does with them is plain JavaScript, in `browser/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends import Artifact
from ctxmap.backends.html.documents import documents
from ctxmap.backends.html.entries import entries
from ctxmap.backends.html.page import Content, findings, page
from ctxmap.backends.html.pictures import drawings, facts_of_contexts
from ctxmap.backends.html.words import words_in
from ctxmap.configuration import AS_USUAL, Diagrams, Output
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.pictures.scene import scene

MADE_OF = ("svg", "markdown")
"""The backends whose files it is put together from."""
_ALL = Output()


def build(
    model: Model,
    diagnostics: Sequence[Diagnostic],
    diagrams: Diagrams = AS_USUAL,
    theme: Theme = DEFAULT,
    output: Output = _ALL,
) -> Iterator[Artifact]:
    """One page, where there is a picture to show."""
    shown = scene(model, diagnostics, diagrams, theme)
    words = words_in(diagrams.language)
    drawn = drawings(shown, words)
    if drawn:
        content = Content(
            words=words,
            pictures=[each.facts for each in drawn],
            pages=documents(model, diagnostics, output, {each.path for each in drawn}),
            entries=entries(model, drawn),
            contexts=facts_of_contexts(shown),
            findings=findings(drawn, diagnostics),
        )
        yield Artifact("map.html", page(drawn, content, theme))
