"""A bounded context as a card."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.map_parts import homes
from ctxmap.drawing.diagram import Card, Mark
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.names import context_files
from ctxmap.pictures.deprecation import deprecation
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words


def card(
    scene: Scene,
    context: BoundedContext,
    marks: tuple[Mark, ...],
    *,
    with_aggregates: bool = False,
    with_owner: bool = True,
) -> Card:
    """The card of a context; it leads to the context's page."""
    return Card(
        id=card_id(context.qualified_name),
        title=context.title,
        subtitle=" · ".join(_subtitle(scene, context)),
        sign=context.type.lower() if context.type in scene.words.types else "",
        tone="foreign" if context.type in ("EXTERNAL", "LEGACY") else "card",
        details=tuple(_details(scene.model, context, with_aggregates=with_aggregates)),
        footer=scene.words.listed(team.title for team in index.teams_of(scene.model, context)) if with_owner else "",
        footer_sign="team",
        tooltip="\n".join(_tooltip(context, scene.words)),
        link=f"../contexts/{context_files(scene.model)[context.qualified_name]}.md",
        marks=marks,
    )


def context_card(scene: Scene, context: BoundedContext, role: str, *told: str, folder: str = "") -> Card:
    """A context as a simple card; `role` begins its id, `told` stands below its name.

    `folder`: the way from the picture's folder to the documents.
    """
    return Card(
        id=f"{role}-{context.qualified_name}",
        title=context.title,
        sign=context.type.lower() if context.type in scene.words.types else "",
        tone="foreign" if context.type in ("EXTERNAL", "LEGACY") else "card",
        blocks=(told,) if told else (),
        tooltip=context.domain_vision_statement or context.doc,
        link=f"{folder}contexts/{context_files(scene.model)[context.qualified_name]}.md",
    )


def card_id(context: str) -> str:
    """The id of a context's card, by its qualified name."""
    return f"context-{context}"


def _subtitle(scene: Scene, context: BoundedContext) -> Iterator[str]:
    if context.channel:
        yield context.channel
    if others := homes(scene.model, context)[1:]:
        yield scene.words.also_in.format(scene.words.listed(home.title for home in others))


def _details(model: Model, context: BoundedContext, *, with_aggregates: bool) -> Iterator[str]:
    """The contexts that a team realizes; the aggregates, where they are asked for."""
    if with_aggregates:
        yield from (aggregate.title for aggregate in context.aggregates)
    yield from _owned(model, context)


def _owned(model: Model, team: BoundedContext) -> Iterator[str]:
    for reference in team.realizes:
        owned = index.contexts(model).get(reference.target or "")
        yield owned.title if owned else reference.name


def _tooltip(context: BoundedContext, words: Words) -> Iterator[str]:
    if context.type in words.types:
        yield words.types[context.type]
    if vision := context.domain_vision_statement or context.doc:
        yield vision
    yield from deprecation(words, context)
    yield from (f"• {responsibility}" for responsibility in context.responsibilities)
