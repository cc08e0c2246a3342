"""The services that contexts are cut into, with their aggregates and data stores: `services.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.deployables import DeployableService, deployable_services
from ctxmap.drawing.diagram import Card, Diagram, Entry, Field, Swatch
from ctxmap.model.elements import BoundedContext, Quoted
from ctxmap.model.index import aggregates
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words


def pictures(scene: Scene) -> Iterator[Picture]:
    """One picture, where a context says how it is cut."""
    model = scene.model
    cut = [context for context in model.contexts if context.decomposition and context.is_ours]
    if cut:
        yield Picture("services", _diagram(scene, [context for context in model.contexts if context.is_domain]))


def _diagram(scene: Scene, contexts: Sequence[BoundedContext]) -> Diagram:
    services = {context.qualified_name: list[tuple[DeployableService, str]]() for context in contexts}
    for number, service in enumerate(deployable_services(scene.model)):
        if service.context in services:
            services[service.context].append((service, f"service-{service.context}-{number}-{service.name}"))
    return Diagram(
        title=scene.words.services_title,
        subtitle=scene.words.services_told,
        cards=tuple(
            _card(scene, context, service, card)
            for context in contexts
            for service, card in services[context.qualified_name]
        ),
        fields=tuple(
            _field(scene.words, context, [card for _, card in services[context.qualified_name]]) for context in contexts
        ),
        legend=(Entry(Swatch("area"), scene.words.context),),
        direction="LEFT_TO_RIGHT",
    )


def _card(scene: Scene, context: BoundedContext, service: DeployableService, card: str) -> Card:
    known = aggregates(scene.model)
    held = tuple(known[name].title for name in service.aggregates if name in known)
    stores = scene.words.listed(each.value for each in _databases(context, service))
    return Card(id=card, title=service.name, sign="system", details=held, footer=stores, footer_sign="database")


def _databases(context: BoundedContext, service: DeployableService) -> Sequence[Quoted]:
    """A microservice's own stores; those of the context where it says nothing of them."""
    own = [each.databases for each in context.microservices if each.name == service.name]
    return own[0] if own and own[0] else context.databases


def _field(words: Words, context: BoundedContext, cards: Sequence[str]) -> Field:
    kind = words.decompositions[context.decomposition or "PER_CONTEXT"]
    return Field(id=f"context-{context.qualified_name}", title=context.title, kind=kind, cards=tuple(cards))
