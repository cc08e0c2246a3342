"""The core domain chart: how contexts differentiate the business, and how evolved they are: `core-domains.svg`.

After Tune, "Core Domain Charts" (2019), with the stages of evolution of Wardley maps in place of complexity, since
these are what a map states. What is core and a commodity, or generic and custom-built, deserves a second look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from ctxmap.analyses.map_parts import homes
from ctxmap.drawing.diagram import Card
from ctxmap.drawing.grid import GridDiagram, GridRow
from ctxmap.model.elements import BoundedContext, Subdomain
from ctxmap.pictures.cards import context_card
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.legend import signs
from ctxmap.pictures.scene import Scene
from ctxmap.vocabulary import SubdomainType

_KINDS: Mapping[SubdomainType, Literal["core", "supporting", "generic"]] = {
    "CORE_DOMAIN": "core",
    "SUPPORTING_DOMAIN": "supporting",
    "GENERIC_SUBDOMAIN": "generic",
}
"""In the order of the rows, with the tint of each."""


def pictures(scene: Scene) -> Iterator[Picture]:
    """One picture, where two contexts or more have both an evolution and a kind of subdomain."""
    placed = list(_placed(scene))
    if len(placed) > 1:
        yield Picture("core-domains", _diagram(scene, placed))


def _placed(scene: Scene) -> Iterator[tuple[BoundedContext, Subdomain]]:
    for context in scene.model.contexts:
        home = next((each for each in homes(scene.model, context) if isinstance(each, Subdomain)), None)
        if home and home.type in _KINDS and context.evolution in scene.words.evolutions:
            yield context, home


def _diagram(scene: Scene, placed: Sequence[tuple[BoundedContext, Subdomain]]) -> GridDiagram:
    words = scene.words
    cells = defaultdict[tuple[str, str], list[Card]](list)
    for context, home in placed:
        cells[home.type, context.evolution].append(context_card(scene, context, "context", home.title))
    return GridDiagram(
        title=words.core_domains_title,
        subtitle=words.core_domains_told,
        axes=(words.subdomain, words.evolution),
        rows=tuple(
            GridRow(words.subdomains[kind], tuple(tuple(cells[kind, stage]) for stage in words.evolutions), tone)
            for kind, tone in _KINDS.items()
        ),
        columns=tuple(words.evolutions.values()),
        legend=tuple(signs(words, [card for cards in cells.values() for card in cards])),
    )
