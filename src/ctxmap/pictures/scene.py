"""What all pictures are made from: a model, what was found in it, the words to tell it in, and the look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ctxmap.configuration import AS_USUAL, Diagrams
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.pictures.finding_marks import by_place
from ctxmap.pictures.words import Words, words_in
from ctxmap.text.source import Span


class Scene(msgspec.Struct, frozen=True, eq=False):
    """`found` are errors and warnings by where they are; nothing, where they aren't to be drawn.

    `width` is the width in pixels at which the diagrams are shown, if that isn't a page or slide.
    """

    model: Model
    found: Mapping[Span, Sequence[Diagnostic]]
    words: Words
    theme: Theme
    width: int | None = None


def scene_of(
    model: Model,
    diagnostics: Sequence[Diagnostic] = (),
    diagrams: Diagrams = AS_USUAL,
    theme: Theme = DEFAULT,
) -> Scene:
    """The scene of a model, as a team wants its diagrams."""
    found = by_place(diagnostics) if diagrams.findings else {}
    return Scene(model, found, words_in(diagrams.language), theme, diagrams.width)
