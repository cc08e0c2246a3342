"""`map.html`: all pictures and documents of a model as one page to explore, without a network.

The page has the pictures of the SVG backend and the texts of the Markdown backend, so that it says what they say. This
folder puts them together (`page.py`); what the page does with them is plain JavaScript, in `browser/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends import Artifact, Placed, Request, backend, markdown, svg
from ctxmap.backends.html.documents import documents
from ctxmap.backends.html.entries import entries
from ctxmap.backends.html.page import Content, findings, page
from ctxmap.backends.html.pictures import drawings, facts_of_contexts
from ctxmap.backends.html.start_page import as_page
from ctxmap.backends.html.walks import walks
from ctxmap.backends.html.words import words_in
from ctxmap.documents.built import built_files
from ctxmap.documents.start_page import PlacedModel, start_page


def start_page_of(placed: Sequence[Placed]) -> Iterator[Artifact]:
    """The page above the folders of several models."""
    models = [PlacedModel(each.folder, each.request.model, "map.html", _files(each.request)) for each in placed]
    yield Artifact("index.html", as_page(start_page(models, placed[0].request.diagnostics), placed[0].request.theme))


def _files(request: Request) -> frozenset[str]:
    return built_files(request.model, request.configuration.output)


@backend("map.html", "index.html", above=start_page_of, made_of=(svg.build, markdown.build))
def build(request: Request) -> Iterator[Artifact]:
    """One page, where there is a diagram to show."""
    scene = svg.scene(request)
    words = words_in(request.configuration.diagrams.language)
    drawn = drawings(scene, words)
    if drawn:
        content = Content(
            words=words,
            pictures=[each.facts for each in drawn],
            pages=documents(request, {each.path for each in drawn}),
            entries=entries(request.model, drawn),
            contexts=facts_of_contexts(scene),
            walks=walks(request.model, drawn),
            findings=findings(drawn, request.diagnostics),
        )
        yield Artifact("map.html", page(drawn, content, request.theme))
